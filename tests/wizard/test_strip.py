"""The strip of a step: when it was saved, how long the paper is, how many comments wait; what the
page begins with."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.frameworks.models import Framework
from drafting.meetings.models import Meeting
from drafting.wizard.selectors import read_page
from drafting.wizard.step_page.strip import Strip, strip_of
from tests.wizard.papers import point, put, send, step_url, store, stored

pytestmark = pytest.mark.django_db

BARE = {"elaboration": "", "example": ""}


def strip(draft: Draft, key: str = "theory", comments: int = 0) -> Strip:
    return strip_of(read_page(Draft.objects.get(pk=draft.pk), key), comments)


@pytest.fixture
def invited(member: User, framework: Framework, secretary: User) -> Draft:
    """A member's draft for a meeting that asks for 10 to 20 characters."""
    organization = member.memberships.get().organization
    meeting = Meeting.objects.create(
        organization=organization,
        framework=framework,
        kind=framework.meeting_kind,
        title="组织生活会",
        min_characters=10,
        max_characters=20,
        opened_by=secretary,
    )
    meeting.invitations.create(user=member)
    return lifecycle.begin_draft(member, framework, meeting=meeting)[0]


def shown(page: str) -> str:
    found = re.search(r"data-strip-length[^>]*>(.*?)</span></span>", page, re.S)
    assert found
    return re.sub(r"<[^>]*>", "", found.group(1))


def test_the_length_is_that_of_the_paper_against_what_the_meeting_asks(
    invited: Draft, signed_in: Client
) -> None:
    store(
        invited,
        put(
            put(stored(invited), "theory", point("a", "学得浅", **BARE)),
            "politics",
            lead="十二个字十二个字十二个字",
        ),
    )
    found = strip(invited, comments=2)
    assert (found.whole, found.rest, found.asked, found.fit, found.comments) == (
        15,
        12,
        "10—20",
        "",
        2,
    )
    assert (
        shown(signed_in.get(step_url(invited, "theory")).content.decode()) == "全篇 15 / 10—20 字"
    )
    store(invited, put(stored(invited), "theory", point("a", "学得浅" * 8, **BARE)))
    page = signed_in.get(step_url(invited, "check")).content.decode()
    assert shown(page) == "全篇 36 / 10—20 字，超过要求"
    store(invited, put(put(stored(invited), "theory"), "politics", lead="三个字"))
    assert (strip(invited).fit, strip(invited).whole) == ("short", 3)


def test_who_checks_or_hands_in_is_told_what_the_meeting_asks(
    invited: Draft, signed_in: Client
) -> None:
    for text, said in (
        ("三个字", "会议要求全文 10—20 字，现有 3 字，还差 7 字。"),
        ("十二个字十二个字十二个字", ""),
        ("字" * 31, "会议要求全文 10—20 字，现有 31 字，超出 11 字。"),
    ):
        store(invited, put(put(stored(invited), "theory"), "politics", lead=text))
        for key in ("check", "done"):
            page = signed_in.get(step_url(invited, key)).content.decode()
            found = re.search(r"<p[^>]* data-misfit>(.*?)</p>", page)
            assert re.sub(r"<[^>]*>", "", found.group(1) if found else "") == said, (key, text)
    Meeting.objects.update(min_characters=0)
    page = signed_in.get(step_url(invited, "done")).content.decode()
    assert "会议要求全文不超过 20 字，现有 31 字" in page


def test_who_has_told_what_happened_is_not_asked_for_more(
    invited: Draft, signed_in: Client
) -> None:
    """Not by the goal of the step, not by what keeps it while one types, and where the paper is too
    short for the meeting both last pages say that nothing need be padded."""
    Meeting.objects.update(min_characters=1500, max_characters=0)
    case = point("a", "嫌扎针麻烦", elaboration="11床喊疼，我回了一句“谁扎都疼”。", example="")
    steplist = reverse("wizard:steplist", args=[invited.pk, "theory"])
    padding = "事情写到了，就不必为凑字数加空话"
    for one, enough in ((case, True), (replace(case, elaboration="做得不够，想得浅。"), False)):
        store(invited, put(stored(invited), "theory", one))
        page = signed_in.get(step_url(invited, "theory")).content.decode()
        assert ("有事例，不必凑字数" in page) is enough
        assert (" 字</span></span>" in page and "还差" in page) is not enough
        assert page.count(" data-enough") == (2 if enough else 0)
        renewed = signed_in.get(steplist, HTTP_HX_REQUEST="true").content.decode()
        assert (" data-enough" in renewed) is enough
        for key in ("check", "done"):
            last = signed_in.get(step_url(invited, key)).content.decode()
            assert (padding in last) is enough, key


@pytest.mark.parametrize(
    ("least", "most", "said"), [(1500, 0, "至少 1,500"), (0, 3000, "3,000"), (0, 0, "")]
)
def test_limits_as_people_say_them(least: int, most: int, said: str) -> None:
    assert Strip("14:05", 0, 0, least, most, None).asked == said


def test_without_a_meeting_nothing_is_asked_and_nobody_comments(
    draft: Draft, signed_in: Client
) -> None:
    found = strip(draft)
    assert (found.asked, found.fit, found.comments) == ("", "", None)
    page = signed_in.get(step_url(draft, "done")).content.decode()
    assert ">意见" not in page
    assert "<h1>完成" in page


def test_the_last_step_is_called_by_what_is_done_there(invited: Draft, signed_in: Client) -> None:
    page = signed_in.get(step_url(invited, "done")).content.decode()
    assert "<h1>提交" in page
    assert '<button class="btn btn-plain" type="submit">生成文件</button>' in page
    assert "去提交" in signed_in.get(step_url(invited, "check")).content.decode()


def test_the_moment_of_the_last_save(draft: Draft) -> None:
    now = timezone.localtime()
    assert strip(draft).saved == f"{timezone.localtime(draft.updated_at):%H:%M}"
    then = now - timedelta(days=3)
    Draft.objects.filter(pk=draft.pk).update(updated_at=then)
    assert strip(draft).saved == f"{then.month}月{then.day}日 {then:%H:%M}"


def test_what_was_not_saved_stands_on_top_and_is_led_to(draft: Draft, signed_in: Client) -> None:
    store(draft, put(stored(draft), "theory", point("a", "一"), point("b", "二")))
    answer = send(signed_in, draft, "theory", "save", {"b-claim": "长" * 201})
    page = answer.content.decode()
    found = re.search(r"data-errors>(.*?)</section>", page, re.S)
    assert found
    assert re.findall(r'<li><a href="#(.*?)">(.*?)</a>：(.*?)</li>', found.group(1)) == [
        ("id_b-claim", "第 2 条 观点句", "最多 200 个字符，请删减后再保存（已输入的文字都还在）。")
    ]
    assert 'aria-label="第 1 条：一"' in page


def test_the_skip_link_leads_to_the_first_field(draft: Draft, signed_in: Client) -> None:
    store(draft, put(stored(draft), "theory", point("a", "一")))
    for key, target in (("theory", "id_a-category"), ("check", "main")):
        page = signed_in.get(step_url(draft, key)).content.decode()
        assert re.search(r'<a class="[^"]*skip" href="#([^"]+)">', page)[1] == target
        assert f'id="{target}"' in page
