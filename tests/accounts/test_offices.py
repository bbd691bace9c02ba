"""What a person is, changed one at a time: what is stored, what is said before, and that it counts
at once."""

from __future__ import annotations

import datetime
import re
from html import unescape
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.codes import MemberKind, OrganizationKind, Role
from accounts.models import Membership, Organization, User
from accounts.selectors import has_role
from accounts.services import offices
from accounts.services.offices import Office, OfficeOvertaken, OfficeRefused, stamp
from tests.factories import MembershipFactory, OrganizationFactory, person

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
START = datetime.date(2021, 7, 1)


@pytest.fixture
def today() -> datetime.date:
    return timezone.localdate()


@pytest.fixture
def desk(client: Client, administrator: User) -> Client:
    """The administrator's browser."""
    client.force_login(administrator)
    return client


def post(user: User, **changes: Any) -> Membership:
    """The only membership of a person, since long ago."""
    row = user.memberships.get()
    Membership.objects.filter(pk=row.pk).update(**{"active_from": START} | changes)
    row.refresh_from_db()
    return row


def said(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", answer.content.decode())))


def held(user: User) -> list[tuple[str, str, datetime.date, datetime.date | None]]:
    rows = user.memberships.order_by("active_from", "pk")
    return [(str(row.organization), row.role, row.active_from, row.active_to) for row in rows]


def confirmed(desk: Client, url: str, fields: dict[str, Any]) -> tuple[str, HttpResponse]:
    """What is said before, and the answer to the confirmation."""
    asked = desk.post(url, fields)
    assert asked.status_code == 200, said(asked)
    mark = {"do": "save", "fingerprint": asked.context["fingerprint"]}
    return "\n".join(asked.context["said"]), desk.post(url, fields | mark)


def test_a_move_ends_one_membership_and_begins_another(
    desk: Client, branch: Organization, other_branch: Organization, member: User,
    today: datetime.date,
) -> None:  # fmt: skip
    row = post(member)
    url = reverse("accounts:office_move", args=[row.pk])
    fields = {"organization": other_branch.pk, "role": "member", "kinds": ["member"],
              "position": "馆员", "since": today.isoformat()}  # fmt: skip
    _, done = confirmed(desk, url, fields)
    assert done["Location"] == reverse("accounts:person", args=[member.pk])
    assert held(member) == [
        ("第一支部", "member", START, today - DAY),
        ("第二支部", "member", today, None),
    ]
    assert "任职变动：第一支部 党员 → 第二支部 党员" in LogEntry.objects.latest("pk").change_message
    # sent a second time, it finds the membership over
    assert desk.post(url, fields | {"do": "save"}).status_code == 404


def test_nothing_is_written_before_it_is_confirmed_as_shown(
    desk: Client, branch: Organization, other_branch: Organization, member: User, secretary: User,
    today: datetime.date,
) -> None:  # fmt: skip
    row = post(member)
    url = reverse("accounts:office_move", args=[row.pk])
    fields = {"organization": other_branch.pk, "role": "member", "kinds": ["member"],
              "since": today.isoformat()}  # fmt: skip
    mark = desk.post(url, fields).context["fingerprint"]
    Membership.objects.filter(pk=row.pk).update(duty="宣传委员")
    answer = desk.post(url, fields | {"do": "save", "fingerprint": mark})
    assert (answer.status_code, len(held(member))) == (409, 1)
    assert "核对以后情况有了变化" in said(answer)
    with pytest.raises(OfficeOvertaken):
        offices.end_office(secretary, row, stamp(row), None)


def test_a_new_secretary_takes_the_place_of_the_one_who_is_named(
    desk: Client, branch: Organization, member: User, secretary: User, today: datetime.date
) -> None:
    row = post(member)
    post(secretary)
    url = reverse("accounts:office", args=[row.pk])
    fields = {"role": "secretary", "kinds": ["committee"], "since": today.isoformat()}
    asked = desk.post(url, fields)
    assert asked.status_code == 422
    assert "第一支部现在的书记是林静，请选择怎么办。" in said(asked)
    told, _ = confirmed(desk, url, fields | {"incumbent": "retire"})
    assert told.splitlines()[0] == "林静不再担任第一支部书记，改任党员。"
    assert held(secretary)[-1] == ("第一支部", "member", today, None)
    assert [has_role(user, Role.SECRETARY, branch) for user in (member, secretary)] == [True, False]


def test_what_an_incumbent_has_been_stays_on_record(
    administrator: User, branch: Organization, member: User, secretary: User, today: datetime.date
) -> None:
    row = post(secretary)

    def named(since: datetime.date) -> None:
        office = Office(branch, Role.SECRETARY, since, kinds=("committee",))
        offices.add_office(administrator, member, office, [row.pk])

    # said to begin before the incumbent did, or on the same day
    for since in (START - DAY, START):
        with pytest.raises(OfficeRefused, match="林静从 2021-07-01 起任第一支部书记"):
            named(since)
    assert held(secretary) == [("第一支部", "secretary", START, None)]
    assert [one[1] for one in held(member)] == ["member"]
    # who leaves earlier by itself is neither prolonged nor made anything
    Membership.objects.filter(pk=row.pk).update(active_to=today + DAY)
    named(today + 10 * DAY)
    assert held(secretary) == [("第一支部", "secretary", START, today + DAY)]


def test_an_incumbent_who_was_to_leave_leaves_on_that_day(
    administrator: User, branch: Organization, member: User, secretary: User, today: datetime.date
) -> None:
    row = post(secretary, active_to=today + 20 * DAY)
    office = Office(branch, Role.SECRETARY, today, kinds=("committee",))
    offices.add_office(administrator, member, office, [row.pk])
    assert held(secretary) == [
        ("第一支部", "secretary", START, today - DAY),
        ("第一支部", "member", today, today + 20 * DAY),
    ]


def test_a_change_after_an_end_that_is_known_does_not_prolong_the_office(
    administrator: User, other_branch: Organization, member: User, today: datetime.date
) -> None:
    row = post(member, active_to=today + DAY)
    office = Office(other_branch, Role.MEMBER, today + 30 * DAY, kinds=("member",))
    offices.replace_office(administrator, row, stamp(row), office)
    assert held(member) == [
        ("第一支部", "member", START, today + DAY),
        ("第二支部", "member", today + 30 * DAY, None),
    ]


def test_two_may_be_secretary_where_that_is_meant(
    desk: Client, branch: Organization, member: User, secretary: User, today: datetime.date
) -> None:
    fields = {"role": "secretary", "kinds": ["committee"], "since": today.isoformat()}
    told, _ = confirmed(
        desk, reverse("accounts:office", args=[post(member).pk]), fields | {"incumbent": "stay"}
    )
    assert "第一支部另有书记林静，以后会有 2 位书记。" in told
    assert has_role(secretary, Role.SECRETARY, branch)


def test_an_office_ends_at_once_in_the_page_that_is_open_too(
    desk: Client, committee: Organization, curator: User, today: datetime.date
) -> None:
    theirs = Client()
    theirs.force_login(curator)
    assert theirs.get("/admin/").status_code == 200
    row = post(curator)
    told, _ = confirmed(desk, reverse("accounts:office_end", args=[row.pk]), {"when": "now"})
    assert "许文博不再有素材库管理员的权限，正开着的页面也一样。" in told
    assert held(curator) == [("局党委", "curator", START, today - DAY)]
    assert theirs.get("/admin/").status_code == 302
    assert 'href="/admin/"' not in theirs.get("/").content.decode()


def test_an_office_begins_and_ends_by_its_date_without_anybody_signing_in(
    client: Client, curator: User, today: datetime.date
) -> None:
    client.force_login(curator)
    row = post(curator, active_to=today - DAY)
    assert client.get("/admin/").status_code == 302
    Membership.objects.filter(pk=row.pk).update(active_to=today)
    assert client.get("/admin/").status_code == 200


def test_an_end_with_a_day_counts_through_that_day(
    desk: Client, member: User, today: datetime.date
) -> None:
    row = post(member)
    url = reverse("accounts:office_end", args=[row.pk])
    wrong = desk.post(url, {"when": "day", "last_day": "明天"})
    assert "日期请写成 2026-11-29 的样子。" in said(wrong)
    assert "请填写最后一天。" in said(desk.post(url, {"when": "day"}))
    early = {"when": "day", "last_day": "2020-01-01"}
    mark = desk.post(url, early).context["fingerprint"]
    refused = desk.post(url, early | {"do": "save", "fingerprint": mark})
    assert "最后一天不能早于起始日期 2021-07-01。" in said(refused)
    confirmed(desk, url, {"when": "day", "last_day": today.isoformat()})
    row.refresh_from_db()
    assert (row.active_to, has_role(member, Role.MEMBER)) == (today, True)


def test_what_began_today_and_ends_at_once_leaves_nothing(
    administrator: User, member: User, today: datetime.date
) -> None:
    row = post(member, active_from=today)
    assert offices.end_office(administrator, row, stamp(row), None) is None
    assert held(member) == []


def test_the_last_administrator_stays(administrator: User) -> None:
    row = post(administrator)
    with pytest.raises(OfficeRefused, match="最后一位系统管理员"):
        offices.end_office(administrator, row, stamp(row), None)
    User.objects.create_superuser("root", password="x", name="根")
    offices.end_office(administrator, row, stamp(row), None)
    assert not has_role(administrator, Role.ADMINISTRATOR)


def test_the_last_administrator_is_moved_with_the_right(
    desk: Client, branch: Organization, administrator: User, today: datetime.date
) -> None:
    url = reverse("accounts:office_move", args=[post(administrator).pk])
    fields = {"organization": branch.pk, "role": "administrator", "since": today.isoformat()}
    _, done = confirmed(desk, url, fields)
    assert done["Location"] == reverse("accounts:person", args=[administrator.pk])
    assert held(administrator)[-1] == ("第一支部", "administrator", today, None)
    assert desk.get(done["Location"]).status_code == 200


def test_who_ends_the_own_office_is_led_to_a_page_of_theirs(
    desk: Client, branch: Organization, administrator: User
) -> None:
    person("luoer", "罗二", branch, Role.ADMINISTRATOR, member_kind="")
    url = reverse("accounts:office_end", args=[post(administrator).pk])
    _, done = confirmed(desk, url, {"when": "now"})
    page = desk.get(done["Location"])
    assert (page.status_code, "已结束罗敏的任职" in said(page)) == (200, True)


def test_the_same_office_is_not_held_twice(
    administrator: User, branch: Organization, member: User, today: datetime.date
) -> None:
    again = Office(branch, Role.MEMBER, today, kinds=("member",))
    with pytest.raises(OfficeRefused, match="已有相同的在任角色"):
        offices.add_office(administrator, member, again)


def test_a_secretary_changes_members_and_leaves_the_branch_to_somebody(
    client: Client, branch: Organization, member: User, secretary: User,
    stranger_office: Membership, today: datetime.date,
) -> None:  # fmt: skip
    client.force_login(secretary)
    row = post(member)
    fields = {"role": "deputy", "duty": "组织委员", "kinds": ["committee"],
              "since": today.isoformat()}  # fmt: skip
    confirmed(client, reverse("accounts:office", args=[row.pk]), fields)
    assert held(member)[-1] == ("第一支部", "deputy", today, None)
    own = post(secretary)
    down = {"role": "member", "kinds": ["leader"], "since": today.isoformat()}
    url = reverse("accounts:office", args=[own.pk])
    mark = client.post(url, down).context["fingerprint"]
    refused = client.post(url, down | {"do": "save", "fingerprint": mark})
    assert "这样改以后就没有书记了，请先任命接任的书记。" in said(refused)
    for name in ("office", "office_move", "office_end"):
        assert client.get(reverse(f"accounts:{name}", args=[stranger_office.pk])).status_code == 404
    assert client.get(reverse("accounts:office_end", args=[row.pk])).status_code == 404


@pytest.fixture
def stranger_office(other_branch: Organization) -> Membership:
    return person("stranger", "黄志强", other_branch).memberships.get()


def test_within_a_branch_its_secretary_moves_people_between_groups(
    client: Client, branch: Organization, member: User, secretary: User, today: datetime.date
) -> None:
    group = OrganizationFactory(name="第一党小组", kind=OrganizationKind.GROUP, parent=branch)
    client.force_login(secretary)
    url = reverse("accounts:office_move", args=[post(member).pk])
    form = client.get(url).context["form"]
    assert [str(one) for one in form.fields["organization"].queryset] == ["第一党小组"]
    fields = {"organization": group.pk, "role": "deputy", "kinds": ["member"],
              "since": today.isoformat()}  # fmt: skip
    assert "党小组里没有副书记，请选党员或书记（即组长）。" in said(client.post(url, fields))
    confirmed(client, url, fields | {"role": "secretary"})
    assert held(member)[-1] == ("第一党小组", "secretary", today, None)
    # the group belongs to the branch: nothing is said of its meetings
    assert [row.role_title for row in member.memberships.filter(active_to=None)] == ["组长"]


@pytest.mark.parametrize(
    ("kinds", "fault"),
    [
        (["probationary", "student"], ""),
        (["probationary", "committee"], "不能同时是预备党员和支部委员，请只选一种。"),
        (["member", "leader"], "不能同时是普通党员和党员领导干部，请只选一种。"),
        ([], "请选择党员类型，至少一项。"),
    ],
)
def test_a_person_is_several_kinds_at_once_where_that_can_be(
    desk: Client, member: User, kinds: list[str], fault: str, today: datetime.date
) -> None:
    url = reverse("accounts:office", args=[post(member).pk])
    fields = {"role": "member", "kinds": kinds, "since": today.isoformat()}
    if fault:
        assert fault in said(desk.post(url, fields))
        return
    confirmed(desk, url, fields)
    row = member.memberships.get()
    assert (row.member_kind, row.kinds, row.kinds_label) == (
        MemberKind.PROBATIONARY, kinds, "预备党员、学生党员",
    )  # fmt: skip
    assert "预备党员、学生党员" in said(desk.get(reverse("accounts:person", args=[member.pk])))


def test_odd_days_are_refused_in_words(desk: Client, member: User, today: datetime.date) -> None:
    url = reverse("accounts:office", args=[post(member).pk])
    for day, fault in (
        ("1900-01-01", "太早，请检查年份。"),
        ((today + 900 * DAY).isoformat(), "在一年以后，请检查年份。"),
        ("", "请填写生效日期。"),
    ):
        answer = desk.post(url, {"role": "deputy", "kinds": ["committee"], "since": day})
        assert (answer.status_code, fault in said(answer)) == (422, True)


def test_what_has_not_begun_yet_is_taken_back_whole(
    client: Client, administrator: User, branch: Organization, other_branch: Organization,
    member: User, today: datetime.date,
) -> None:  # fmt: skip
    row = post(member)
    new = offices.replace_office(
        administrator, row, stamp(row),
        Office(other_branch, Role.MEMBER, today + 30 * DAY, kinds=("member",)),
    )  # fmt: skip
    assert held(member) == [
        ("第一支部", "member", START, today + 29 * DAY),
        ("第二支部", "member", today + 30 * DAY, None),
    ]
    assert not has_role(member, Role.MEMBER, other_branch)
    assert offices.end_office(administrator, new, stamp(new), None) is None
    assert held(member) == [("第一支部", "member", START, today + 29 * DAY)]
    client.force_login(administrator)
    confirmed(client, reverse("accounts:office_end", args=[row.pk]), {"when": "keep"})
    assert held(member) == [("第一支部", "member", START, None)]


def test_who_is_in_no_organisation_any_more_is_said(
    desk: Client, branch: Organization, committee: Organization, secretary: User
) -> None:
    MembershipFactory(user=secretary, organization=committee, active_from=START)
    row = secretary.memberships.get(organization=branch)
    url = reverse("accounts:office_end", args=[row.pk])
    told = desk.post(url, {"when": "now"}).context["said"]
    assert told[0].startswith("第一支部此后没有书记")
    assert not any("不属于任何党组织" in one for one in told)
