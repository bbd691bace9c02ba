"""The reviewer's page as a browser reads it, with scripts (htmx) and without."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.document import codec
from drafting.document.model import Point, points_of_role
from drafting.drafts.models import Draft
from drafting.review.comments import services
from drafting.review.models import Comment

HTMX = {"HX-Request": "true"}


def url(draft: Draft, name: str = "read", *args: Any) -> str:
    """An address of the reviewer's."""
    return reverse(f"review:{name}", args=[draft.pk, *args])


def browser(user: User) -> Client:
    """A person's browser."""
    client = Client()
    client.force_login(user)
    return client


def text_of(answer: Any, status: int = 200) -> str:
    """A page as a reader sees it, tags and blanks left out."""
    assert answer.status_code == status
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", answer.content.decode())))


def marked(answer: Any) -> list[tuple[str, str]]:
    """The keys and the words of the marks on the paper."""
    found = re.findall(
        r'<mark class="[^"]*" data-marks="([^"]*)">(.*?)</mark>', answer.content.decode()
    )
    return [(keys, unescape(words)) for keys, words in found]


def hidden(answer: Any, form: str) -> dict[str, str]:
    """The hidden fields of the first form that holds ``form``, the token left out."""
    bodies = re.findall(r"<form.*?</form>", answer.content.decode(), re.S)
    body = next(body for body in bodies if form in body)
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', body)
    return {name: unescape(value) for name, value in fields if name != "csrfmiddlewaretoken"}


def problem(draft: Draft, index: int = 0) -> Point:
    """A problem of the draft as its author has it now."""
    draft.refresh_from_db()
    return points_of_role(codec.load(draft.document), "problems")[index]


def remark(draft: Draft, by: User, **said: Any) -> Comment:
    """A comment on four characters of the first problem's elaboration."""
    values: dict[str, Any] = {
        "node": problem(draft).id,
        "field": "elaboration",
        "start": 2,
        "end": 6,
    }
    return services.add_comment(
        draft, by, **values | {"kind": "advice", "text": "请写具体。"} | said
    )
