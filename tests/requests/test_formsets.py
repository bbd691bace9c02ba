"""Sets of forms whose posted number of forms is absurd; every one that the project has stands in
the admin."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.forms.formsets import DEFAULT_MAX_NUM
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.requests.middleware import MOST_FORMS, WRONG_COUNT
from tests.stopwatch import stopwatch

pytestmark = pytest.mark.django_db
ABSURD = [
    "9" * 30,
    "9" * 6000,
    "999999",
    str(DEFAULT_MAX_NUM * 2),
    str(MOST_FORMS + 1),
    "-1",
    "1e9",
    "９",
    "",
    "x",
]


@pytest.fixture
def root(client: Client) -> Client:
    """Somebody to whom every page of the admin is open."""
    client.force_login(User.objects.create_superuser("root", password="x", name="根"))
    return client


def sets_of_forms(user: User) -> list[tuple[str, str]]:
    """Address of the page that adds, prefix of the set, for every inline of the admin."""
    request = HttpRequest()
    request.user = user
    found = []
    for model, page in admin.site._registry.items():
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
        found += [
            (url, one.get_default_prefix()) for one, _ in page.get_formsets_with_inlines(request)
        ]
    return found


def posted(client: Client, url: str, prefix: str, total: str, initial: str) -> tuple[int, str]:
    answer = client.post(url, {f"{prefix}-TOTAL_FORMS": total, f"{prefix}-INITIAL_FORMS": initial})
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("number", ABSURD, ids=[number[:8] for number in ABSURD])
def test_an_absurd_number_of_forms_is_refused_at_once(root: Client, number: str) -> None:
    found = sets_of_forms(User.objects.get())
    assert found
    with stopwatch() as spent:
        for url, prefix in found:
            for total, initial in ((number, "0"), ("1", number), (number, number)):
                status, text = posted(root, url, prefix, total, initial)
                assert (status, WRONG_COUNT in text) == (400, True), (url, total, initial)
    assert spent.seconds < len(found)


def test_a_script_gets_the_sentence_as_json(root: Client) -> None:
    (url, prefix), *_ = sets_of_forms(User.objects.get())
    data = {f"{prefix}-TOTAL_FORMS": "9999", f"{prefix}-INITIAL_FORMS": "0"}
    answer = root.post(url, data, headers={"X-Requested-With": "fetch"})
    assert (answer.status_code, answer.json()) == (400, {"error": "bad", "message": WRONG_COUNT})


def test_the_largest_number_is_answered_in_bearable_time(root: Client) -> None:
    found = sets_of_forms(User.objects.get())
    with stopwatch() as spent:
        for url, prefix in found:
            status, _ = posted(root, url, prefix, str(MOST_FORMS), "0")
            assert status == 200, "the form again, with what is missing"
    assert spent.seconds < 4 * len(found)


@pytest.mark.parametrize(
    ("total", "initial"), [("0", "100"), ("1", "100"), ("100", "100"), ("0", "0")]
)
def test_numbers_that_contradict_each_other_break_nothing(
    root: Client, total: str, initial: str
) -> None:
    for url, prefix in sets_of_forms(User.objects.get()):
        assert posted(root, url, prefix, total, initial)[0] in (200, 302)
