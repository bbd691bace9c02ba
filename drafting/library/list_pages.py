"""What the curator's pages of the lists have in common: the query of a page's address, and what was
done with several rows at once, with the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts.http import SignedInRequest, page_of_ours
from accounts.models import User

#: A row as an undo needs it: its number, its revision now, and its values before.
Before = tuple[int, int, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Done:
    """How many rows were changed, and what takes it back."""

    number: int
    before: list[Before]


@dataclass(frozen=True, slots=True)
class AskedPage:
    """What is asked of a list, and which page of it; a list adds its words and filters, each empty
    where nothing is asked."""

    page: int = 1

    def query(self, **other: Any) -> str:
        """The same as the query of an address, with ``other`` values in place of these."""
        asked = asdict(self)
        # the page stands last, as people read an address
        asked["page"] = asked.pop("page")
        values = {name: value for name, value in (asked | other).items() if value}
        if values.get("page") == 1:
            del values["page"]
        return urlencode(values)

    @property
    def here(self) -> str:
        """The query of this page."""
        return self.query()

    @property
    def before(self) -> str:
        """The query of the page before."""
        return self.query(page=self.page - 1)

    @property
    def after(self) -> str:
        """The query of the next page."""
        return self.query(page=self.page + 1)


@dataclass(frozen=True, slots=True)
class LastDone:
    """What was done last with several rows of a list, as the session keeps it under ``key``;
    ``home`` names the address of the list."""

    key: str
    home: str

    def keep(self, request: SignedInRequest, said: str, done: Done) -> None:
        """Remember it, with the sentence that tells it."""
        request.session[self.key] = {"said": said, "before": done.before}

    def told(self, request: SignedInRequest, asked: object) -> Any:
        """What the list tells of it where its address asks for that, else None."""
        return request.session.get(self.key) if asked else None

    def answer(self, request: SignedInRequest, done: Done, did: str, nothing: str) -> HttpResponse:
        """Back to the list, which tells what was ``did``; ``nothing`` says why no row was changed."""
        if not done.number:
            messages.info(request, f"{nothing}，没有改动。")
            return self.back(request)
        self.keep(request, f"{did} {done.number} 条。", done)
        return self.back(request, done=True)

    def undo(
        self, request: SignedInRequest, take_back: Callable[[Sequence[Before], User], int]
    ) -> HttpResponse:
        """Take it back and say how many rows that were."""
        kept = request.session.pop(self.key, None)
        if kept is None:
            messages.info(request, "没有可以撤销的了。")
            return self.back(request)
        taken = take_back(kept["before"], request.user)
        left = len(kept["before"]) - taken
        said = f"已撤销，{taken} 条恢复原样。"
        messages.success(request, said + (f"有 {left} 条后来又改过，没有动。" if left else ""))
        return self.back(request)

    def back(self, request: SignedInRequest, done: bool = False) -> HttpResponse:
        """To the page of the list that the request came from; ``done``: it tells what was done."""
        asked = request.POST.get("next") or request.GET.get("next") or ""
        parts = urlsplit(page_of_ours(request, asked) or reverse(self.home))
        kept = [one for one in parts.query.split("&") if one and not one.startswith("done=")]
        query = "&".join([*kept, "done=1"] if done else kept)
        return HttpResponseRedirect(f"{parts.path}?{query}" if query else parts.path)
