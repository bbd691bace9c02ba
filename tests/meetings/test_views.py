"""The pages on which a secretary opens, changes and ends a meeting."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organization, User
from drafting.drafts.models import Draft
from drafting.frameworks.models import Framework
from drafting.meetings import services
from drafting.meetings.models import Meeting
from drafting.notices.models import Notice
from tests.cast import published
from tests.drafts.pages import counted, page, said
from tests.factories import MembershipFactory, OrganizationFactory, person

pytestmark = pytest.mark.django_db

NEW = "/meetings/new/"


@pytest.fixture
def desk(client: Client, secretary: User) -> Client:
    """The secretary's browser, without scripts."""
    client.force_login(secretary)
    return client


@pytest.fixture
def superior(committee: Organization) -> User:
    return person("superior", "周志远", committee, "secretary")


def day(days: int) -> str:
    """The date so many days from now, as a date field sends it."""
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def sent(*members: User, **changed: Any) -> dict[str, Any]:
    """A form that opens or changes a meeting, as the browser sends it."""
    fields = {
        "framework": "2023-zuzhi", "title": "支部年度组织生活会", "document_kind": "material",
        "deadline": day(10),
        "requirements": "每个方面二至三条。\n联系岗位写。", "asked_parts": ["statement"], "min_characters": "1500",
        "max_characters": "3000", "min_problem_share": "60", "errors_block": "on", "levels": "1",
        "members": [user.pk for user in members],
    }  # fmt: skip
    return {name: value for name, value in (fields | changed).items() if value is not None}


def errors(answer: Any) -> dict[str, list[str]]:
    """Field -> what the refused form says of it."""
    assert answer.status_code == 422
    return dict(answer.context["form"].errors)


def settings(meeting: Meeting) -> str:
    return reverse("meetings:edit", args=[meeting.pk])


def table(meeting: Meeting) -> str:
    return reverse("desk:table", args=[meeting.pk])


# opening


def test_the_framework_is_chosen_first(desk: Client, zuzhi: Framework, minzhu: Framework) -> None:
    text = page(desk.get(NEW))
    assert text.index("2023年度组织生活会") < text.index("2024年度民主生活会")
    assert "2023年主题教育专题组织生活会" in text
    assert "待核对 7 处" in text
    assert text.count("6 个方面") == text.count('name="framework"') - 1
    assert 'value="2023-zuzhi" checked' in text
    assert "不能选用" not in text
    assert "这个检查框架不能选用，请重新选择。" in page(desk.get(f"{NEW}?framework=2030-zuzhi"))


def test_of_two_frameworks_of_one_year_the_usual_one_is_named(
    desk: Client, zuzhi: Framework
) -> None:
    four = published("2023-zuzhi-four")
    text = page(desk.get(NEW))
    six = text.index(
        'for="framework-2023-zuzhi">2023年度组织生活会（六个方面） <span class="badge-state">通常用这个</span>'
    )
    assert six < text.index(
        'for="framework-2023-zuzhi-four">2023年度组织生活会（四个方面） <span class="soft'
    )
    assert 'value="2023-zuzhi" checked' in text
    assert text.count("通常用这个") == 1
    assert 'value="县图书馆党支部2023年主题教育专题组织生活会（四个方面）"' in page(
        desk.get(f"{NEW}?framework={four.key}")
    )


def test_a_draft_framework_cannot_be_chosen_and_what_was_written_is_given_back(
    desk: Client, secretary: User, zuzhi: Framework
) -> None:
    Framework.objects.create(key="2030-zuzhi", year=2030, meeting_kind="zuzhi", name="未发布")
    text = page(desk.post(NEW, sent(secretary, framework="2030-zuzhi")), 422)
    assert "这个检查框架不能选用，请重新选择。" in text
    assert "联系岗位写。" in text
    assert not Meeting.objects.exists()


def test_the_form_proposes_a_title_and_ticks_everybody(
    desk: Client, secretary: User, member: User, colleague: User, stranger: User, zuzhi: Framework
) -> None:
    answer = desk.get(f"{NEW}?framework=2023-zuzhi")
    text = page(answer)
    assert 'value="县图书馆党支部2023年主题教育专题组织生活会"' in text
    assert "上年度整改落实情况" in text
    assert [(row.user, row.titles, ticked) for row, ticked in answer.context["people"]] == [
        (secretary, "党员领导干部", True),
        (member, "馆员，普通党员", True),
        (colleague, "普通党员", True),
    ]
    assert "黄志强" not in text


def test_a_meeting_is_opened_as_it_was_asked_for(
    desk: Client,
    secretary: User,
    member: User,
    colleague: User,
    branch: Organization,
    zuzhi: Framework,
) -> None:
    answer = desk.post(NEW, sent(secretary, member))
    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == table(meeting)
    assert said(answer) == ["已发起“支部年度组织生活会”，并通知了参会党员。"]
    row = Meeting.objects.values().get()
    assert {name: row[name] for name in sent() if name in row} == {
        "title": "支部年度组织生活会",
        "document_kind": "material",
        "deadline": timezone.localdate() + timedelta(days=10),
        "requirements": "每个方面二至三条。\n联系岗位写。",
        "asked_parts": ["statement"],
        "min_characters": 1500,
        "max_characters": 3000,
        "min_problem_share": 60,
        "errors_block": True,
        "levels": 1,
    }
    assert (meeting.organization, meeting.framework, meeting.kind, meeting.state,
    meeting.opened_by) == (
        branch, zuzhi, "zuzhi", "open", secretary,
    )  # fmt: skip
    assert {row.user for row in meeting.invitations.all()} == {secretary, member}
    assert [notice.user for notice in Notice.objects.all()] == [member]


def test_who_leads_several_organisations_says_which_one_meets(
    desk: Client, secretary: User, committee: Organization, branch: Organization, zuzhi: Framework
) -> None:
    MembershipFactory(user=secretary, organization=committee, role="secretary")
    group = OrganizationFactory(name="第一党小组", kind="group", parent=branch)
    MembershipFactory(user=secretary, organization=group, role="secretary")
    answer = desk.get(NEW)
    assert answer.context["led"] == [committee, branch]
    assert "请选择您担任书记的党组织。" in page(
        desk.get(f"{NEW}?framework=2023-zuzhi&organization={group.pk}")
    )
    chosen = desk.get(f"{NEW}?framework=2023-zuzhi&organization={committee.pk}")
    assert [row.user for row, _ in chosen.context["people"]] == [secretary]
    desk.post(NEW, sent(secretary, organization=committee.pk))
    assert Meeting.objects.get().organization == committee


REQUIRED = {
    "title": ["请填写会议名称。"],
    "document_kind": ["请选择文种。"],
    "deadline": ["请选择截止日期。"],
    "levels": ["请选择审核级次。"],
    "members": ["请至少选择一名参会党员。"],
}


def test_what_is_missing_is_said_in_a_sentence_each(desk: Client, zuzhi: Framework) -> None:
    answer = desk.post(NEW, {"framework": "2023-zuzhi", "requirements": "写具体。"})
    assert errors(answer) == REQUIRED
    text = page(answer, 422)
    assert "还没有保存，请先改好下面 5 处" in text
    assert "写具体。</textarea>" in text
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"deadline": day(-1)}, {"deadline": ["截止日期不能早于今天。"]}),
        ({"deadline": "2024-02-30"}, {"deadline": ["请填写正确的日期，如“2026-01-15”。"]}),
        ({"title": "长" * 121}, {"title": ["会议名称最多 120 个字。"]}),
        ({"requirements": "长" * 2001}, {"requirements": ["撰写要求最多 2000 个字。"]}),
        ({"max_characters": "1499"}, {"max_characters": ["最多字数不能小于最少字数。"]}),
        ({"min_characters": "-1"}, {"min_characters": ["请填写 0 到 50000 之间的整数。"]}),
        ({"min_characters": "多"}, {"min_characters": ["请填写 0 到 50000 之间的整数。"]}),
        ({"min_problem_share": "101"}, {"min_problem_share": ["请填写 0 到 100 之间的整数。"]}),
        ({"document_kind": "poem"}, {"document_kind": ["没有这个文种，请重新选择。"]}),
        ({"asked_parts": ["problems"]}, {"asked_parts": ["框架里没有勾选的部分，请重新选择。"]}),
        ({"levels": "3"}, {"levels": ["没有这种审核级次，请重新选择。"]}),
        (
            {"levels": "2"},
            {"levels": ["县图书馆党支部没有另设书记的上级党组织，不能要求上级复审。"]},
        ),
    ],
)
def test_a_wrong_entry_is_refused_with_its_reason(
    desk: Client,
    secretary: User,
    zuzhi: Framework,
    changed: dict[str, Any],
    found: dict[str, list[str]],
) -> None:
    assert errors(desk.post(NEW, sent(secretary, **changed))) == found
    assert not Meeting.objects.exists()


def test_nobody_of_another_organisation_is_invited(
    desk: Client, secretary: User, stranger: User, zuzhi: Framework
) -> None:
    answer = desk.post(NEW, sent(secretary, stranger))
    assert errors(answer) == {"members": ["名单里有不属于本组织的人，请重新选择。"]}
    assert [ticked for _, ticked in answer.context["people"]] == [True]
    assert not Meeting.objects.exists()


def test_the_second_of_two_clicks_leads_to_the_meeting(
    desk: Client, secretary: User, member: User, zuzhi: Framework
) -> None:
    desk.post(NEW, sent(secretary, member))
    again = desk.post(NEW, sent(secretary, member))
    assert again.headers["Location"] == table(Meeting.objects.get())
    assert said(again)[-1] == "“支部年度组织生活会”已经发起了。"
    assert Notice.objects.count() == 1


def test_the_title_of_an_open_meeting_is_taken(
    desk: Client, secretary: User, zuzhi: Framework
) -> None:
    desk.post(NEW, sent(secretary))
    Meeting.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    again = desk.post(NEW, sent(secretary))
    assert errors(again) == {"title": ["已有一次同名的会议正在征集，请换一个名称。"]}
    services.close_meeting(Meeting.objects.get())
    assert desk.post(NEW, sent(secretary)).status_code == 302


def test_empty_limits_mean_none_and_a_date_may_be_typed(
    desk: Client, secretary: User, zuzhi: Framework
) -> None:
    today = timezone.localdate()
    typed = f"{today.year}年{today.month}月{today.day}日"
    empty = {
        "min_characters": "",
        "max_characters": "",
        "min_problem_share": "",
        "errors_block": None,
        "asked_parts": [],
    }
    desk.post(NEW, sent(secretary, deadline=typed, **empty))
    meeting = Meeting.objects.get()
    assert (meeting.min_characters, meeting.max_characters, meeting.min_problem_share) == (0, 0, 0)
    assert (meeting.errors_block, meeting.asked_parts, meeting.deadline) == (False, [], today)


def test_a_superior_with_a_secretary_may_be_asked_for_the_second_approval(
    desk: Client, secretary: User, superior: User, zuzhi: Framework
) -> None:
    text = page(desk.get(f"{NEW}?framework=2023-zuzhi"))
    assert "复审由云溪县文化和旅游局党委的书记进行，书记本人的材料也由其审核。" in text
    desk.post(NEW, sent(secretary, levels="2"))
    assert Meeting.objects.get().levels == 2


def test_who_is_secretary_of_both_gives_no_second_approval(
    desk: Client, secretary: User, committee: Organization, branch: Organization, zuzhi: Framework
) -> None:
    MembershipFactory(user=secretary, organization=committee, role="secretary")
    answer = desk.post(NEW, sent(secretary, organization=branch.pk, levels="2"))
    assert errors(answer) == {
        "levels": ["县图书馆党支部没有另设书记的上级党组织，不能要求上级复审。"]
    }


# changing


def test_the_settings_are_shown_and_changed(
    desk: Client, secretary: User, member: User, meeting: Meeting
) -> None:
    Notice.objects.all().delete()
    text = page(desk.get(settings(meeting)))
    assert 'value="支部组织生活会"' in text
    assert "每个方面二至三条。</textarea>" in text
    answer = desk.post(settings(meeting), sent(members=None))
    assert answer.headers["Location"] == table(meeting)
    assert said(answer) == ["会议设置已保存。新的截止日期已通知参会党员。"]
    assert [notice.user for notice in Notice.objects.all()] == [member]
    meeting.refresh_from_db()
    assert (meeting.title, meeting.asked_parts, meeting.levels) == (
        "支部年度组织生活会",
        ["statement"],
        1,
    )
    assert {row.user for row in meeting.invitations.all()} == {secretary, member}
    assert said(desk.post(settings(meeting), sent(members=None)))[-1] == "会议设置已保存。"


def test_a_deadline_that_has_passed_may_stay(desk: Client, meeting: Meeting) -> None:
    services.move_deadline(meeting, timezone.localdate() - timedelta(days=3))
    assert desk.post(settings(meeting), sent(deadline=day(-3))).status_code == 302
    assert errors(desk.post(settings(meeting), sent(deadline=day(-2)))) == {
        "deadline": ["截止日期不能早于今天。"]
    }


def test_another_framework_brings_its_own_parts(
    desk: Client, meeting: Meeting, minzhu: Framework
) -> None:
    Framework.objects.filter(pk=minzhu.pk).update(state="published")
    choose = page(desk.get(f"{settings(meeting)}?framework="))
    assert 'value="2023-zuzhi" checked' in choose
    form = desk.get(f"{settings(meeting)}?framework=2024-minzhu").context["form"]
    assert form.fields["asked_parts"].choices == [("statement", "需要说明的事项")]
    desk.post(settings(meeting), sent(framework="2024-minzhu"))
    meeting.refresh_from_db()
    assert (meeting.framework, meeting.kind) == (minzhu, "minzhu")


def test_the_framework_stands_once_somebody_writes(
    desk: Client, meeting: Meeting, draft: Draft, minzhu: Framework
) -> None:
    text = page(desk.get(settings(meeting)))
    assert "已经有人开始撰写，不能再更换检查框架。" in text
    assert "换一个框架" not in text
    assert desk.get(f"{settings(meeting)}?framework=2024-minzhu").status_code == 200
    answer = desk.post(settings(meeting), sent(framework="2024-minzhu"))
    assert errors(answer) == {"__all__": ["已经有人开始撰写，不能再更换检查框架。"]}
    # somebody began while the form was open: what was typed is there, and goes with the framework
    # that stands
    assert "联系岗位写。</textarea>" in page(answer, 422)
    assert 'name="framework" value="2023-zuzhi"' in page(answer, 422)
    assert Meeting.objects.get().framework.key == "2023-zuzhi"


def test_the_framework_of_a_meeting_may_have_been_retired(desk: Client, meeting: Meeting) -> None:
    Framework.objects.update(state="retired")
    assert desk.post(settings(meeting), sent()).status_code == 302


def test_the_levels_stand_while_a_paper_has_passed(
    desk: Client, meeting: Meeting, draft: Draft, superior: User
) -> None:
    Draft.objects.update(state="approved")
    reason = "已有 1 份材料通过审核，不能再改审核级次；确需改变的，请先把这些材料重新开放。"
    assert reason in page(desk.get(settings(meeting)))
    assert errors(desk.post(settings(meeting), sent(levels="2"))) == {"levels": [reason]}
    assert desk.post(settings(meeting), sent(levels="1")).status_code == 302


# ending


def test_ending_says_what_it_means_and_is_undone_with_one_press(
    desk: Client, member: User, meeting: Meeting
) -> None:
    answer = desk.post(reverse("meetings:close", args=[meeting.pk]))
    assert answer.headers["Location"] == table(meeting)
    notice = said(answer)[0]
    assert "“支部组织生活会”已结束，不再接收材料；已经提交的仍可以审核。" in notice
    assert f'action="{reverse("meetings:reopen", args=[meeting.pk])}"' in notice
    text = page(desk.get(settings(meeting)))
    assert "这次会议已经结束，重新开放以后才能修改。" in text
    assert 'name="title"' not in text
    refused = desk.post(settings(meeting), sent(deadline=day(3)))
    assert errors(refused) == {"__all__": ["这次会议已经结束，重新开放以后才能修改。"]}
    assert "联系岗位写。</textarea>" in page(refused, 422)
    assert (
        said(desk.post(reverse("meetings:close", args=[meeting.pk])))[-1]
        == "“支部组织生活会”已经结束了。"
    )
    again = desk.post(reverse("meetings:reopen", args=[meeting.pk]))
    assert said(again)[-1] == "“支部组织生活会”已重新开放，可以继续提交材料。"
    assert Meeting.objects.get().state == "open"
    more = desk.post(reverse("meetings:reopen", args=[meeting.pk]))
    assert said(more)[-1] == "“支部组织生活会”正在征集，没有结束。"


@pytest.mark.parametrize("name", ["close", "reopen"])
def test_ending_is_nothing_that_a_link_does(desk: Client, meeting: Meeting, name: str) -> None:
    assert desk.get(reverse(f"meetings:{name}", args=[meeting.pk])).status_code == 405


# what the members see


def test_members_see_what_is_asked_and_by_whom(
    desk: Client, signed_in: Client, secretary: User, member: User, zuzhi: Framework
) -> None:
    desk.force_login(secretary)
    desk.post(NEW, sent(secretary, member))
    signed_in.force_login(member)
    text = page(signed_in.get("/"))
    asked = (
        "写对照检查材料 · 要写“需要说明的事项” · 全文 1500—3000 字 · 问题和原因不少于 60%"
        " · 素材原句不超过 30% · 校对中的错误要改完才能提交"
        " · 与他人或往年材料相近的不超过 30% · 由书记审定"
    )
    asked = asked.replace(" · ", "\u00a0· ")  # a line never begins with the dot
    assert asked in text
    assert "林静发起" in text
    assert "还有10天" in text
    assert asked in page(signed_in.get("/drafts/new/"))


def test_who_is_not_invited_cannot_begin(
    desk: Client, secretary: User, member: User, colleague: User, zuzhi: Framework
) -> None:
    desk.post(NEW, sent(secretary, member))
    desk.force_login(colleague)
    answer = desk.post("/drafts/new/", {"target": Meeting.objects.get().pk})
    assert errors(answer) == {"target": ["这次会议已经结束或者没有邀请您，请重新选择。"]}
    assert not Draft.objects.exists()


@pytest.mark.db_sensitive
def test_the_pages_make_as_many_queries_for_any_number_of_members(
    desk: Client, branch: Organization, zuzhi: Framework
) -> None:
    url = f"{NEW}?framework=2023-zuzhi"
    few = counted(desk, url)
    for number in range(20):
        person(f"m{number}", f"党员{number}", branch)
    assert counted(desk, url) == few
