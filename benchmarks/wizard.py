"""How long a wizard page and an autosave take, each beside a floor that does the least of the same
work, on one database.

    .venv/bin/python benchmarks/wizard.py [ROUNDS]

The page: an area with 8 points, beside a bare signed-in view that loads the same draft and has Django itself render the same
eight forms. The autosave: one point saved, beside a bare signed-in view with one UPDATE. Both pairs take turns in one process,
through the whole middleware, by the time of the process. Prints medians and ratios; exit 1 where a goal is missed: page at most
as long as the bare one, autosave at most 1.5 times.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
HOME = tempfile.TemporaryDirectory()
os.environ |= {
    "DATABASE_URL": f"sqlite:///{HOME.name}/benchmark.sqlite3",
    "DJANGO_SETTINGS_MODULE": "tests.settings",
    "LOG_LEVEL": "WARNING",
}

import django  # noqa: E402

django.setup()

from django.contrib.auth.decorators import login_required  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import F  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import include, path, reverse  # noqa: E402

from accounts.models import User  # noqa: E402
from drafting.document import codec  # noqa: E402
from drafting.document.model import Point, new_id  # noqa: E402
from drafting.drafts.models import Draft  # noqa: E402
from drafting.drafts.services import changes, lifecycle  # noqa: E402
from drafting.frameworks.models import Framework  # noqa: E402
from drafting.library.models import Phrase  # noqa: E402
from drafting.wizard.selectors import read_page  # noqa: E402
from drafting.wizard.step_page.cards import cards_of  # noqa: E402

PAGE_AT_MOST, SAVE_AT_MOST = 1.0, 1.5
POINTS = 8
BARE_PAGE = """<!DOCTYPE html><title>{{ user.name }}</title><form method="post">{% csrf_token %}
{% for form in forms %}{{ form.as_div }}{% endfor %}<button>保存</button></form>"""


@login_required
def bare_page(request: HttpRequest, draft_id: str) -> HttpResponse:
    """The floor of the page: the draft, the same forms with the same choices, rendered by
    Django."""
    page = read_page(Draft.objects.select_related("framework").get(pk=draft_id), "theory")
    forms = [card.form for card in cards_of(page)[1:]]
    return HttpResponse(
        engines["django"]
        .from_string(BARE_PAGE)
        .render({"forms": forms, "user": request.user}, request)
    )


@login_required
def bare_save(request: HttpRequest, draft_id: str) -> HttpResponse:
    """The floor of the autosave: signed in, and one UPDATE of the same row with the same
    document."""
    Draft.objects.filter(pk=draft_id, owner=request.user).update(
        document=DOCUMENT, version=F("version") + 1
    )
    return HttpResponse(b"{}", content_type="application/json")


urlpatterns = [
    path("bare/<uuid:draft_id>/", bare_page, name="bare-page"),
    path("bare/<uuid:draft_id>/save/", bare_save, name="bare-save"),
    path("", include("drafting.urls")),
]


def draft_with_points(owner: User) -> tuple[Draft, str]:
    """A draft whose area 理论学习 has eight points of the usual length, linked to four causes and four
    measures."""
    draft, _ = lifecycle.begin_draft(owner, Framework.objects.get(key="2023-minzhu"))
    document = codec.load(draft.document)
    area = next(
        section for part in document.parts for section in part.sections if section.key == "theory"
    )
    phrases = Phrase.objects.filter(part="problems", problem__area="理论学习").select_related(
        "problem"
    )[:POINTS]
    for phrase in phrases:
        point = Point(
            id=new_id(),
            category=phrase.problem.code,
            claim=phrase.claim,
            elaboration=phrase.elaboration,
            example=phrase.example,
        )
        changes.add_point(draft.pk, area.id, point)
        for role, code in (("causes", f"C0{len(phrase.key) % 4 + 1}"), ("measures", "M01")):
            changes.answer_problems(draft.pk, [point.id], role, code)
    changes.remove_point(draft.pk, area.points[0].id)
    draft.refresh_from_db()
    return draft, point.id


def alternate(
    first: Callable[[], None], second: Callable[[], None], rounds: int
) -> tuple[float, float]:
    """The medians of two things run in turn, in milliseconds; the first tenth of the rounds warms
    up."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds + rounds // 10):
        for index, run in enumerate((first, second)):
            start = time.process_time()
            run()
            times[index].append((time.process_time() - start) * 1000)
    skip = rounds // 10
    return statistics.median(times[0][skip:]), statistics.median(times[1][skip:])


def measure_page(client: Client, draft: Draft, rounds: int) -> tuple[float, float]:
    """The medians of the area's page and of its floor, in milliseconds."""

    def get(url: str) -> None:
        answer = client.get(url)
        assert answer.status_code == 200, answer.status_code

    page_url = reverse("wizard:step", args=[draft.pk, "theory"])
    bare_url = reverse("bare-page", args=[draft.pk])
    return alternate(lambda: get(page_url), lambda: get(bare_url), rounds)


def measure_save(client: Client, draft: Draft, point: str, rounds: int) -> tuple[float, float]:
    """The medians of an autosave and of its floor, in milliseconds; reading the version to save on
    is not timed."""
    save_url, bare_url = (
        reverse("wizard:save", args=[draft.pk, point]),
        reverse("bare-save", args=[draft.pk]),
    )

    def post(url: str, body: str) -> float:
        start = time.process_time()
        answer = client.post(
            url, body, content_type="application/json", headers={"X-Requested-With": "fetch"}
        )
        assert answer.status_code == 200, answer.content
        return (time.process_time() - start) * 1000

    floor, saved = [], []
    for number in range(rounds):
        floor.append(post(bare_url, "{}"))
        version = Draft.objects.values_list("version", flat=True).get(pk=draft.pk)
        texts = {
            "claim": f"学用结合不够紧密{number}",
            "elaboration": "联系实际不够。" * 20,
            "example": "",
        }
        values = texts | {"category": "LL1", "links": []}
        saved.append(post(save_url, json.dumps({"base": version, "values": values})))
    skip = rounds // 10
    return statistics.median(saved[skip:]), statistics.median(floor[skip:])


def main() -> int:
    """Measure both pairs and print them. Returns 1 where a goal is missed."""
    global DOCUMENT
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    call_command("migrate", verbosity=0)
    call_command("load_fixtures", verbosity=0, stdout=StringIO())
    owner = User.objects.create_user("member", password="benchmark", name="陈明")
    draft, point = draft_with_points(owner)
    DOCUMENT = draft.document
    client = Client()
    client.force_login(owner)
    with override_settings(ROOT_URLCONF=__name__):
        page, bare = measure_page(client, draft, rounds)
        saved, bare_saved = measure_save(client, draft, point, rounds * 3)
    connection.close()
    for name, ours, peer, least, most in (
        (f"page of {POINTS} points", page, "Django's own forms", bare, PAGE_AT_MOST),
        ("autosave of a point", saved, "bare view, one UPDATE", bare_saved, SAVE_AT_MOST),
    ):
        print(
            f"{name:20} {ours:6.2f} ms   {peer:22} {least:6.2f} ms   ratio {ours / least:.2f} (at most {most})"
        )
    return int(page / bare > PAGE_AT_MOST or saved / bare_saved > SAVE_AT_MOST)


if __name__ == "__main__":
    sys.exit(main())
