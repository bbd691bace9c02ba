"""刘洋 writes over HTTP, without a browser: every answer is looked at, also one that is an error."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any

from tests.browser import DEMO_PASSWORD
from tests.processes import App

_BEGIN = """
import json
from accounts.models import User
from drafting.document import codec
from drafting.drafts.services.lifecycle import begin_draft
from drafting.frameworks.models import Framework
owner, framework = User.objects.get(username="liuyang"), Framework.objects.order_by("pk")[0]
drafts = [begin_draft(owner, framework)[0] for _ in range(COUNT)]
print(json.dumps([[str(draft.pk), codec.load(draft.document).closing.id] for draft in drafts]))
"""


def begin(app: App, count: int = 1) -> list[tuple[str, str]]:
    """New drafts of 刘洋: the id of each, and that of its closing."""
    done = app.manage("shell", "--no-imports", "-c", _BEGIN.replace("COUNT", str(count)))
    assert done.returncode == 0, done.stderr
    return [(draft, node) for draft, node in json.loads(done.stdout)]


@dataclass(frozen=True)
class Answer:
    """Status, headers and text; status 0 where none came."""

    status: int
    text: str
    headers: Any

    @property
    def json(self) -> Any:
        return json.loads(self.text)


class Writer:
    """刘洋, signed in, with one of her drafts open; ``node`` is its closing."""

    def __init__(self, app: App, begun: tuple[str, str] | None = None) -> None:
        self.app = app
        self.draft, self.node = begun or begin(app)[0]
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.page = f"/drafts/{self.draft}/steps/closing/"
        self.get("/accounts/login/")
        done = self.post("/accounts/login/", username="liuyang", password=DEMO_PASSWORD)
        assert (done.status, "登录已过期" in done.text) == (200, False)

    def get(self, path: str) -> Answer:
        return self._ask(urllib.request.Request(self.app.base_url + path))

    def post(self, path: str, **fields: str) -> Answer:
        """Post a form as a browser without scripts does."""
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": self._token(), **fields}).encode()
        headers = {"Referer": self.app.base_url + path}
        return self._ask(
            urllib.request.Request(self.app.base_url + path, data=data, headers=headers)
        )

    def save(self, text: str, base: int, sending: str = "", timeout: float = 30) -> Answer:
        """Autosave of the closing."""
        url = f"{self.app.base_url}/drafts/{self.draft}/nodes/{self.node}/"
        body = {"base": base, "values": {"text": text}, "sending": sending}
        headers = {
            "Content-Type": "application/json",
            "X-Requested-With": "fetch",
            "X-CSRFToken": self._token(),
            "Referer": url,
        }
        return self._ask(urllib.request.Request(url, json.dumps(body).encode(), headers), timeout)

    def form(self, text: str, base: int = 0) -> dict[str, str]:
        """What the page of the closing posts."""
        return {
            f"{self.node}-base": str(base),
            f"{self.node}-text": text,
            "op": "next",
            "sending": "a" * 20,
        }

    def _token(self) -> str:
        return next((c.value or "" for c in self.cookies if c.name == "zhaojing_csrf"), "")

    def _ask(self, request: urllib.request.Request, timeout: float = 30) -> Answer:
        try:
            with self.opener.open(request, timeout=timeout) as answer:
                return Answer(answer.status, answer.read().decode(), answer.headers)
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode(), error.headers)
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return Answer(0, "", {})
