"""The pages of opinions: what was typed is kept, and nobody reads what is not theirs."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organization, User
from drafting.drafts.models import Draft
from drafting.drafts.selectors import spec_of_draft
from drafting.meetings import services
from drafting.meetings.models import Meeting
from drafting.opinions.models import Claim, Opinion
from drafting.opinions.selectors import heard_of
from tests.factories import person
from tests.opinions.test_services import enter, heard
from tests.review import states
from tests.wizard.papers import place, stored

pytestmark = pytest.mark.django_db

OWN, GIVEN = "窗口解释不耐烦，这句只有我记了", "值班时常不在岗，这句是书记记的"


def html(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return unescape(answer.content.decode())


def text_of(answer: Any, status: int = 200) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", html(answer, status)))


def url(name: str, *args: Any) -> str:
    return reverse(f"opinions:{name}", args=args)


def posted(**fields: str) -> dict[str, str]:
    return {"batch": str(uuid.uuid4()), "kind": "opinion", "speaker": "群众", "day": "", **fields}


def test_the_secretary_enters_a_list_and_the_member_finds_it(
    desk: Client, signed_in: Client, meeting: Meeting, draft: Draft, member: User
) -> None:
    here = url("given", meeting.pk)
    fields = posted(member=str(member.pk), lines="学习抓得不紧\r\n\r\n 解释不够 \r\n值班迟到")
    answer = desk.post(here, fields, follow=True)
    assert "已给刘洋记下3条" in text_of(answer)
    desk.post(here, fields)
    assert [one.opinion.text for one in heard(draft).items] == [
        "学习抓得不紧",
        "解释不够",
        "值班迟到",
    ]
    page = text_of(signed_in.get(url("list", draft.pk)))
    assert "还没有认领，也没有说明3条" in page
    assert page.count("书记记下的") == 3
    check = signed_in.get(reverse("wizard:step", args=[draft.pk, "check"]))
    assert "有3条还没有认领，也没有说明为什么不写。" in text_of(check)


def test_the_members_are_found_in_the_order_of_their_readings(
    desk: Client, meeting: Meeting, branch: Organization, secretary: User
) -> None:
    names = ("周建华", "吴敏", "陈浩然", "何佳怡")
    people = [person(f"person{place}", name, branch) for place, name in enumerate(names)]
    services.invite(meeting, people, secretary)
    for one in people:
        fields = posted(member=str(one.pk), lines="学习抓得不紧")
        assert desk.post(url("given", meeting.pk), fields).status_code == 302
    order = ["陈浩然", "何佳怡", "吴敏", "周建华"]
    page = html(desk.get(url("given", meeting.pk)))
    offered = re.findall(r"<option[^>]*>\s*(\w+)\s*</option>", page)
    assert [name for name in offered if name in names] == order
    answer = desk.get(url("given", meeting.pk))
    assert [one.name for one, _ in answer.context["people"]] == order


def test_claiming_linking_answering(
    signed_in: Client, draft: Draft, member: User, taxonomy: None
) -> None:
    first, second, third = enter(draft, member, "学习主动性不强，忙时少学", "解释不够", "值班迟到")
    answer = signed_in.post(
        url("settle", draft.pk, first.pk), {"op": "claim", "area": "theory"}, follow=True
    )
    point = place(stored(draft), "theory").points[-1]
    assert answer.redirect_chain[0][0].endswith(f"/steps/theory/#node-{point.id}")
    assert (point.claim, point.category[:2]) == ("", "LL")
    assert "意见和谈话：这一步认领1条，全篇还有2条没有认领或说明" in text_of(answer)
    # a point that says nothing is none to choose
    link = url("settle", draft.pk, second.pk)
    assert "请先从列表里选材料里的一条" in html(
        signed_in.post(link, {"op": "link", "node": point.id}, follow=True)
    )
    signed_in.post(
        url("settle", draft.pk, third.pk), {"op": "claim", "area": "theory", "copy": "1"}
    )
    said = place(stored(draft), "theory").points[-1]
    assert said.claim == "值班迟到"
    signed_in.post(link, {"op": "link", "node": said.id})
    assert [one.point and one.point.id for one in heard(draft).items] == [
        point.id,
        said.id,
        said.id,
    ]
    signed_in.post(link, {"op": "release"})
    signed_in.post(link, {"op": "answer", "answer": "已当面\r\n说清"})
    assert Opinion.objects.get(pk=second.pk).answer == "已当面 说清"
    check = signed_in.get(reverse("wizard:step", args=[draft.pk, "check"]))
    assert "每一条都认领了，或者说明了。" in text_of(check)


def test_bad_input_is_said_and_kept(
    signed_in: Client, desk: Client, draft: Draft, meeting: Meeting, member: User
) -> None:
    here = url("list", draft.pk)
    assert "请写下说了什么，一行一条。" in html(signed_in.post(here, posted(lines=" \n")), 422)
    long = html(signed_in.post(here, posted(lines=f"短的\n{'长' * 501}")), 422)
    assert "第 2 条有 501 个字，每条最多 500 个字" in long
    assert "长" * 501 in long
    bad = html(
        signed_in.post(here, posted(lines="甲", day="三月", kind="x", speaker="谁" * 61)), 422
    )
    for said in ("日期不对", "征求意见，还是谈心谈话", "“谁提的”最多 60 个字"):
        assert said in bad
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    early = html(signed_in.post(here, posted(lines="甲乙丙", day=tomorrow)), 422)
    assert "日期不能晚于今天" in early
    assert "甲乙丙</textarea>" in early
    assert f'value="{tomorrow}"' in early
    many = html(signed_in.post(here, posted(lines="甲\n" * 301)), 422)
    assert "一次最多 300 条，现有 301 条，请分几次记。" in many
    nobody = html(desk.post(url("given", meeting.pk), posted(lines="甲乙丙丁", member="0")), 422)
    assert "请先选一位党员" in nobody
    assert "甲乙丙丁</textarea>" in nobody
    assert not Opinion.objects.exists()
    (opinion,) = enter(draft, member, "解释不够")
    settle = url("settle", draft.pk, opinion.pk)
    answer = signed_in.post(settle, {"op": "answer", "answer": "说" * 301})
    assert "说明最多 300 个字，现有 301 个字" in html(answer, 422)
    assert "说" * 301 in html(answer, 422)
    for fields in ({"op": "claim", "area": "x"}, {"op": "link", "node": "x"}, {"op": "answer"}):
        assert "请先" in html(signed_in.post(settle, fields, follow=True))
    assert not Claim.objects.exists()
    today = timezone.localdate()
    assert (
        signed_in.post(here, posted(lines="今天听到的", day=today.isoformat())).status_code == 302
    )
    assert {one.text: one.day for one in Opinion.objects.all()}["今天听到的"] == today


def test_the_second_window_sees_both_texts(signed_in: Client, draft: Draft, member: User) -> None:
    (opinion,) = enter(draft, member, "解释不够")
    change = url("change", draft.pk, opinion.pk)
    assert signed_in.post(change, posted(base="1", lines="甲\n改的")).status_code == 302
    answer = html(signed_in.post(change, posted(base="1", lines="乙改的")), 409)
    assert "甲\n改的" in answer
    assert "乙改的</textarea>" in answer
    signed_in.post(change, posted(base="2", lines="乙改的"))
    assert Opinion.objects.get().text == "乙改的"
    delete = url("delete", draft.pk, opinion.pk)
    assert "删去这一条吗" in html(signed_in.get(delete))
    signed_in.post(delete)
    assert not Opinion.objects.exists()


def test_a_paper_that_is_handed_in_keeps_what_was_typed(
    signed_in: Client, ready: Draft, member: User
) -> None:
    (opinion,) = enter(ready, member, "解释不够")
    states.submitted(ready)
    settle = url("settle", ready.pk, opinion.pk)
    answer = html(signed_in.post(settle, {"op": "answer", "answer": "写了半天的说明"}), 403)
    assert "写了半天的说明</textarea>" in answer
    listed = html(signed_in.post(url("list", ready.pk), posted(lines="写了半天的意见")), 403)
    assert "写了半天的意见</textarea>" in listed
    assert Opinion.objects.get().answer == ""


def test_nobody_reads_what_is_not_theirs(
    signed_in: Client,
    desk: Client,
    draft: Draft,
    meeting: Meeting,
    member: User,
    secretary: User,
    deputy: User,
    colleague: User,
    stranger: User,
    other_secretary: User,
    superior: User,
    administrator: User,
    curator: User,
) -> None:
    (own,) = enter(draft, member, OWN)
    (given,) = enter(draft, secretary, GIVEN)
    signed_in.post(url("settle", draft.pk, given.pk), {"op": "answer", "answer": "我的说明在此"})
    read = html(desk.get(url("given", meeting.pk)))
    assert GIVEN in read
    for words in (OWN, "我的说明在此", "已说明", "已认领"):
        assert words not in read
    for name in ("given_change", "given_delete"):
        assert desk.get(url(name, meeting.pk, own.pk)).status_code == 404
        assert GIVEN in html(desk.get(url(name, meeting.pk, given.pk)))
    # what the secretary entered is the secretary's to change
    for name in ("change", "delete"):
        assert signed_in.get(url(name, draft.pk, given.pk)).status_code == 404
    pages = [
        url("list", draft.pk),
        url("change", draft.pk, own.pk),
        url("given", meeting.pk),
        reverse("desk:table", args=[meeting.pk]),
        reverse("admin:index"),
    ]
    for other in (deputy, colleague, stranger, other_secretary, superior, administrator, curator):
        client = Client()
        client.force_login(other)
        for page in pages:
            shown = client.get(page, follow=True).content.decode()
            assert not [words for words in (OWN, GIVEN, "我的说明在此") if words in shown]
    assert f"{own}{Claim(opinion=own, node='x')}".count(OWN) == 0


def test_a_page_asks_the_database_as_often_however_much_there_is(
    signed_in: Client, draft: Draft, member: User
) -> None:
    signed_in.get(url("list", draft.pk))
    numbers = []
    for many in (1, 12):
        enter(draft, member, *(f"第{many}-{n}句" for n in range(many)))
        with CaptureQueriesContext(connection) as asked:
            signed_in.get(url("list", draft.pk))
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]
    document, spec = stored(draft), spec_of_draft(draft)
    with CaptureQueriesContext(connection) as asked:
        heard_of(draft, document, spec)
    assert len(asked) == 2
