"""Only the author: a colleague, the secretary, the administrators and a stranger are told that
there is no such paper."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.wizard.urls import urlpatterns
from tests.wizard.papers import ask, step_url, stored

pytestmark = pytest.mark.django_db

#: Every URL of the wizard: name, arguments after the draft's id, method.
REQUESTS = [
    ("resume", [], "get"),
    ("step", ["theory"], "get"),
    ("step", ["theory"], "post"),
    ("steplist", ["theory"], "get"),
    ("findings", [], "get"),
    ("phrases", ["theory"], "get"),
    ("points", ["theory"], "json"),
    ("save", ["node"], "json"),
    ("use", [], "json"),
    ("replace", [], "get"),
    ("replace", [], "post"),
    ("replace_undo", [], "post"),
    ("preview", [], "get"),
    ("style", [], "post"),
    ("answers", ["theory"], "json"),
    ("fact", [], "json"),
]
MISSING = {"error": "missing", "message": "没有这份材料。"}


def request(client: Client, draft_id: object, name: str, args: list[str], method: str) -> Any:
    """One request of a person or a script."""
    url = reverse(f"wizard:{name}", args=[draft_id, *args])
    if method == "json":
        return ask(
            client, url, {"op": "add", "known": {}, "base": 0, "values": {}, "style": "standard"}
        )
    return getattr(client, method)(url)


def test_every_url_is_swept() -> None:
    assert {pattern.name for pattern in urlpatterns} == {name for name, _, _ in REQUESTS}


@pytest.mark.parametrize(
    "who", ["stranger", "colleague", "secretary", "curator", "administrator", "superuser"]
)
def test_nobody_else_learns_that_there_is_a_paper(
    client: Client, draft: Draft, who: str, everybody_else: dict[str, User]
) -> None:
    client.force_login(everybody_else[who])
    before = stored(draft)
    for name, args, method in REQUESTS:
        for draft_id in (draft.pk, uuid.uuid4()):
            answer = request(client, draft_id, name, args, method)
            assert answer.status_code == 404, (name, method)
            if method == "json":
                assert answer.json() == MISSING
            else:
                assert "刘洋" not in answer.content.decode()
    assert stored(draft) == before


@pytest.fixture
def everybody_else(
    stranger: User, colleague: User, secretary: User, curator: User, administrator: User
) -> dict[str, User]:
    """Everybody but the author."""
    root = User.objects.create_superuser("root", password="x", name="根")
    people = [stranger, colleague, secretary, curator, administrator]
    return {user.username: user for user in people} | {"superuser": root}


def test_who_is_not_signed_in_is_sent_to_sign_in_and_a_script_gets_401(
    client: Client, draft: Draft
) -> None:
    for name, args, method in REQUESTS:
        answer = request(client, draft.pk, name, args, method)
        if method == "json":
            assert (answer.status_code, answer.json()) == (
                401,
                {"error": "login", "message": "登录已过期，请重新登录。"},
            )
        else:
            assert answer.status_code == 302, name
            assert answer.headers["Location"].startswith(reverse("accounts:login"))


@pytest.mark.parametrize(
    ("name", "methods"),
    [
        ("resume", ["post", "put"]),
        ("step", ["put", "delete"]),
        ("steplist", ["post"]),
        ("findings", ["post"]),
        ("phrases", ["post"]),
        ("points", ["get"]),
        ("save", ["get"]),
        ("use", ["get"]),
        ("preview", ["post"]),
        ("style", ["get"]),
    ],
)
def test_other_methods_are_refused(
    signed_in: Client, draft: Draft, name: str, methods: list[str]
) -> None:
    args = next(args for other, args, _ in REQUESTS if other == name)
    for method in methods:
        assert (
            getattr(signed_in, method)(
                reverse(f"wizard:{name}", args=[draft.pk, *args])
            ).status_code
            == 405
        )


@pytest.mark.parametrize("key", ["nothing", "opening", "problems"])
def test_a_step_that_the_paper_does_not_have(signed_in: Client, draft: Draft, key: str) -> None:
    assert signed_in.get(step_url(draft, key)).status_code == 404
    assert signed_in.post(step_url(draft, key)).status_code == 404
    for name in ("steplist", "phrases"):
        assert signed_in.get(reverse(f"wizard:{name}", args=[draft.pk, key])).status_code == 404
    answer = ask(
        signed_in, reverse("wizard:points", args=[draft.pk, key]), {"op": "add", "known": {}}
    )
    assert answer.status_code in (404, 410)


def test_a_post_without_the_token_saves_nothing(draft: Draft, member: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    before = stored(draft)
    assert client.post(step_url(draft, "theory"), {"op": "add"}).status_code == 403
    assert (
        ask(client, reverse("wizard:points", args=[draft.pk, "theory"]), {"op": "add"}).status_code
        == 403
    )
    assert stored(draft) == before


def test_pages_are_kept_in_no_cache(signed_in: Client, draft: Draft) -> None:
    for key in ("basics", "theory", "check", "done"):
        assert "no-store" in signed_in.get(step_url(draft, key)).headers["Cache-Control"]
