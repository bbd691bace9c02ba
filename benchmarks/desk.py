"""What the desk costs as a meeting grows: its table with 200 members beside the same table with 5,
and a bundle of 50 papers beside 50 bare renderings of the same papers.

    .venv/bin/python benchmarks/desk.py [ROUNDS]

The tables: a secretary's page through the whole middleware, every second member with a submitted
paper. The bundle: what a worker does from the row of the job to the stored zip, with comments read,
both workbooks and the record of the job. Each pair takes turns in one process on one database.
Prints medians and ratios; exit 1 where a goal is missed: 200 members at most 5 times 5 members with
as many queries, the bundle at most 3 times the bare renderings.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
HOME = tempfile.TemporaryDirectory()
os.environ |= {
    "DATABASE_URL": f"sqlite:///{HOME.name}/benchmark.sqlite3",
    "DJANGO_SETTINGS_MODULE": "tests.settings",
    "LOG_LEVEL": "WARNING",
    "PRIVATE_ROOT": f"{HOME.name}/private",
}

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.codes import Role  # noqa: E402
from accounts.models import Membership, User  # noqa: E402
from drafting.desk.bundle.papers import papers_to_take  # noqa: E402
from drafting.desk.bundle.work import carry_out  # noqa: E402
from drafting.desk.models import BundleJob  # noqa: E402
from drafting.desk.permissions import overseen_paths, standing_of  # noqa: E402
from drafting.desk.table.lines import lines_of  # noqa: E402
from drafting.document import codec  # noqa: E402
from drafting.drafts.models import Revision  # noqa: E402
from drafting.frameworks.models import Framework  # noqa: E402
from drafting.meetings.models import Meeting  # noqa: E402
from drafting.meetings.services import open_meeting  # noqa: E402
from drafting.rendering.formats.docx import render  # noqa: E402
from drafting.rendering.options import RenderOptions  # noqa: E402
from drafting.rendering.styles import style_of  # noqa: E402
from drafting.review.reviewers import reviewers_of  # noqa: E402
from tests.factories import OrganizationFactory  # noqa: E402
from tests.review import states  # noqa: E402

MANY, FEW, PAPERS = 200, 5, 50
TABLE_AT_MOST, BUNDLE_AT_MOST = 5.0, 3.0


def meeting_of(number: int, papers: int) -> tuple[Meeting, User]:
    """A meeting with so many members, the first of whom have handed in a paper, and its secretary,
    who is not invited."""
    branch = OrganizationFactory(name=f"中共{number}人支部委员会", short_name=f"{number}人支部")
    people = User.objects.bulk_create(
        [User(username=f"p{number}-{index}", name=f"党员{index}") for index in range(number + 1)]
    )
    since = timezone.localdate() - timedelta(days=365)
    Membership.objects.bulk_create(
        Membership(
            user=person,
            organization=branch,
            active_from=since,
            role=Role.MEMBER if index else Role.SECRETARY,
        )
        for index, person in enumerate(people)
    )
    secretary, *members = people
    framework = Framework.objects.get(key="2023-zuzhi")
    meeting = open_meeting(
        branch,
        framework,
        "组织生活会",
        by=secretary,
        deadline=timezone.localdate(),
        invited=members,
    )
    for person in members[:papers]:
        states.submitted(states.written(person, meeting))
    return meeting, secretary


def timed(run: Callable[[], object]) -> float:
    """How long something takes, in milliseconds."""
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def alternate(
    first: Callable[[], object], second: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """The medians of two things run in turn, in milliseconds, after one round that warms up."""
    times = [(timed(first), timed(second)) for _ in range(rounds + 1)][1:]
    return statistics.median(one for one, _ in times), statistics.median(two for _, two in times)


def reader(meeting: Meeting, secretary: User) -> Callable[[], int]:
    """Opens the table of a meeting as its secretary; says how many queries that takes."""
    client = Client()
    client.force_login(secretary)
    address = reverse("desk:table", args=[meeting.pk])

    def read() -> int:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert answer.status_code == 200, answer.status_code
        return len(queries)

    return read


def bundler(meeting: Meeting, secretary: User) -> Callable[[], None]:
    """Makes a bundle of everything that was handed in, with the comments."""
    standing = standing_of(secretary, meeting, reviewers_of(meeting), overseen_paths(secretary))

    def bundle() -> None:
        papers = papers_to_take(meeting, lines_of(meeting, standing))
        job = BundleJob.objects.create(
            meeting=meeting, requested_by=secretary, copy=BundleJob.Copy.COMMENTED,
            filename="材料.zip",
            names=[paper.as_row() for paper in papers],
        )  # fmt: skip
        carry_out(job.pk, "benchmark")
        job.refresh_from_db()
        assert (job.state, len(job.names)) == (BundleJob.State.DONE, len(papers)), job.state

    return bundle


def bare(meeting: Meeting) -> None:
    """The floor of the bundle: the same texts read and rendered one after the other."""
    now = timezone.now()
    options = RenderOptions(style=style_of("standard"), created=now, modified=now)
    for stored in Revision.objects.filter(draft__meeting=meeting).values_list(
        "document", flat=True
    ):
        render(codec.load(stored), options)


def main() -> int:
    """Measure both pairs and print them. Returns 1 where a goal is missed."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    call_command("migrate", verbosity=0)
    call_command("load_fixtures", verbosity=0, stdout=StringIO())
    large, small = meeting_of(MANY, MANY // 2), meeting_of(FEW, FEW // 2)
    papers = meeting_of(PAPERS, PAPERS)
    read_large, read_small = reader(*large), reader(*small)
    same = read_large() == read_small()
    many, few = alternate(read_large, read_small, rounds * 3)
    bundled, rendered = alternate(bundler(*papers), lambda: bare(papers[0]), rounds)
    connection.close()
    for name, ours, peer, least, most in (
        (f"table of {MANY} members", many, f"{FEW} members", few, TABLE_AT_MOST),
        (
            f"bundle of {PAPERS} papers",
            bundled,
            f"{PAPERS} bare renderings",
            rendered,
            BUNDLE_AT_MOST,
        ),
    ):
        print(
            f"{name:22} {ours:7.1f} ms   {peer:18} {least:7.1f} ms   ratio {ours / least:.1f} (at most {most})"
        )
    print(f"queries of the tables: {'the same' if same else 'not the same'}")
    return int(not same or many / few > TABLE_AT_MOST or bundled / rendered > BUNDLE_AT_MOST)


if __name__ == "__main__":
    sys.exit(main())
