"""The first box of the start page: what waits for whoever leads, reviews, or keeps the library."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.codes import Role
from accounts.models import Organization, User
from drafting.drafts.models import Draft
from drafting.frameworks.models import Framework
from drafting.library.models import Phrase
from drafting.meetings import services
from drafting.meetings.models import Meeting
from drafting.notices.models import Notice
from drafting.proofing.models import Formulation
from tests.cast import approved_phrase
from tests.desk.crowd import crowd
from tests.drafts.pages import counted, page
from tests.factories import OrganizationFactory, UserFactory, person
from tests.review import states

SignIn = Callable[[User], Client]
START = "/"
#: Links of the box with what they say.
LINK = re.compile(r'<a class="btn [\w-]+" href="([^"]+)">(.*?)</a>', re.DOTALL)


def box(client: Client) -> str:
    """The box of the start page; empty where there is none."""
    found = re.search(r'<section class="sheet duties".*?</section>', page(client.get(START)), re.S)
    return found.group() if found else ""


def links(html: str) -> list[tuple[str, str]]:
    """Where the buttons lead, and what they say to the eye."""
    seen = [
        (url, re.sub(r'<span class="visually-hidden">.*?</span>', "", said))
        for url, said in LINK.findall(html)
    ]
    return [(url.replace("&amp;", "&"), re.sub(r"<[^>]+>", "", said)) for url, said in seen]


def test_the_secretary_sees_what_waits_who_is_missing_and_how_long_there_is(
    desk: Client, submitted: Draft, meeting: Meeting
) -> None:
    today = timezone.localdate()
    Meeting.objects.update(deadline=today + timedelta(days=2), held_on=today + timedelta(days=5))
    html = box(desk)
    table = reverse("desk:table", args=[meeting.pk])
    assert links(html) == [
        (f"{table}?waiting=on", "1 份等您审核"),
        (f"{table}?missing=on", "2 人未交"),
    ]
    assert "离会议还有5天" in html
    assert "还有2天" in html
    for (url, said), names in zip(links(html), (["刘洋"], ["林静", "孙蕾"]), strict=True):
        shown = [line.name for line in desk.get(url).context["lines"]]
        assert (shown, said.split()[0]) == (names, str(len(names)))


def test_a_member_has_no_such_box_and_nobody_where_nothing_waits(
    signed_in: Client, desk: Client, meeting: Meeting
) -> None:
    assert box(signed_in) == ""
    services.close_meeting(meeting)
    assert box(desk) == ""


def test_opening_a_paper_clears_its_notices_and_no_others(
    desk: Client, secretary: User, submitted: Draft, meeting: Meeting
) -> None:
    read = reverse("review:read", args=[submitted.pk])
    other = Notice.objects.create(user=secretary, kind="changed", text="另一份", url="/review/x/")
    assert Notice.objects.filter(user=secretary, read_at=None).count() == 2
    desk.get(read)
    assert list(Notice.objects.filter(user=secretary, read_at=None)) == [other]


def test_the_author_who_opens_the_review_has_read_that_it_was_returned(
    signed_in: Client, member: User, secretary: User, submitted: Draft
) -> None:
    back = states.returned(submitted, secretary)
    url = reverse("review:draft", args=[back.pk])
    unread = Notice.objects.filter(user=member, url=url, read_at=None)
    assert unread.count() == 1
    signed_in.get(url)
    assert unread.count() == 0


def test_a_superior_has_the_meetings_by_what_waits(
    browser_of: SignIn, superior: User, committee: Organization, framework: Framework
) -> None:
    for waiting in (1, 3, 2):
        below = OrganizationFactory(name=f"第{waiting}党支部", parent=committee)
        heads = [
            person(f"s{waiting}{n}", f"书记{n}", below, Role.SECRETARY) for n in range(waiting)
        ]
        held = services.open_meeting(below, framework, f"等{waiting}份的会议")
        for head in heads:
            states.submitted(states.written(head, held))
    entries = browser_of(superior).get("/meetings/").context["groups"][0].entries
    assert [(entry.meeting.title, entry.summary.waiting) for entry in entries] == [
        ("等3份的会议", 3), ("等2份的会议", 2), ("等1份的会议", 1),
    ]  # fmt: skip
    # on the start page before a meeting of their own that only waits for others
    own = services.open_meeting(committee, framework, "自己的会议")
    services.invite(own, [person("m1", "班子成员", committee)], None)
    titles = re.findall(r"(等\d份的会议|自己的会议)</a>", box(browser_of(superior)))
    assert titles == ["等3份的会议", "等2份的会议", "等1份的会议", "自己的会议"]


def test_the_curator_s_chores_lead_to_the_lists_of_just_these(
    browser_of: SignIn, curator: User, framework: Framework, taxonomy: None
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    approved_phrase("LL1-01", claim="好")
    approved_phrase("LL1-02", claim="到期的", expires_on=yesterday)
    approved_phrase("LL1-03", claim="待审的", state=Phrase.State.DRAFT)
    for key, fields in {
        "checked": {"confirmed_on": yesterday},
        "waiting": {},
        "over": {"confirmed_on": yesterday, "until": "2020"},
        "this-year": {"confirmed_on": yesterday, "until": str(yesterday.year)},
        "retired": {"state": "retired", "until": "2020"},
    }.items():
        Formulation.objects.create(key=key, kind="fixed", text=key, **fields)
    client = browser_of(curator)
    found = links(box(client))
    assert [said for _url, said in found] == [
        "1 条素材待审定", "1 条素材已到期", "1 条提法待核对", "1 条提法已过截止时间",
        "1 个检查框架待核对",
    ]  # fmt: skip
    for url, said in found:
        page = client.get(url).context
        assert (url, f"{_shown(page)} ") == (url, said[:2])
    assert [url for url, _said in found if not url.startswith("/admin/")] == [
        "/phrases/?state=draft", "/formulations/?checked=no&state=approved",
        "/formulations/?since=ended", "/frameworks/?pending=yes",
    ]  # fmt: skip


def _shown(page: Any) -> int:
    """How many rows a list has, whichever room's it is."""
    if "cl" in page:
        return int(page["cl"].result_count)
    if "hits" in page:
        return int(page["hits"].total)
    return int(page["total"]) if "total" in page else len(page["rows"])


@pytest.mark.db_sensitive
def test_whoever_comes_first_is_told_what_comes_first(
    browser_of: SignIn, framework: Framework
) -> None:
    """From an empty installation on: organisations, a secretary, a meeting, then nothing more."""
    root = UserFactory(is_staff=True, is_superuser=True)
    people = reverse("accounts:organizations")
    assert links(box(browser_of(root)))[0] == (reverse("accounts:organization_new"), "新建党组织")
    top = OrganizationFactory(name="县水利局党委", kind="committee")
    branch = OrganizationFactory(name="第一党支部", parent=top)
    clerk = person("clerk", "办事员", top, Role.ADMINISTRATOR)
    for one in (root, clerk):
        assert links(box(browser_of(one)))[0] == (people, "增加人员")
    group = OrganizationFactory(name="第一党小组", kind="group", parent=branch)
    leader = person("leader", "组长", group, Role.SECRETARY)
    assert box(browser_of(leader)) == ""
    head = person("head", "书记", branch, Role.SECRETARY)
    assert "还没有书记" not in box(browser_of(root)) + box(browser_of(clerk))
    assert links(box(browser_of(head))) == [(reverse("meetings:new"), "发起会议")]
    services.open_meeting(branch, framework, "第一次会议")
    assert "还没有发起过会议" not in box(browser_of(head))


def test_queries_do_not_grow_with_meetings_and_people(
    desk: Client, branch: Organization, secretary: User, framework: Framework, meeting: Meeting
) -> None:
    crowd(meeting, 6, states.material())
    few = counted(desk, START)
    for number in range(5):
        more = services.open_meeting(branch, framework, f"会议{number}", by=secretary)
        crowd(more, 6, states.material())
    assert counted(desk, START) == few
