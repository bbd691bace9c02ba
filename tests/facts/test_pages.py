"""The pages of the notebook: for its owner alone, and nothing typed is lost."""

from __future__ import annotations

import uuid
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.facts import services
from drafting.facts.models import Fact
from tests.facts.test_services import noted

pytestmark = pytest.mark.django_db

LIST = reverse("facts:list")


def html(answer: Any) -> str:
    """The page that came back."""
    return str(answer.content.decode())


def test_one_sentence_is_enough(signed_in: Client, member: User) -> None:
    made_up = uuid.uuid4()
    typed = {"fact": str(made_up), "base": "0", "what": "3月初值班\r\n读者等了很久"}
    answer = signed_in.post(LIST, typed)
    assert answer["Location"] == f"{LIST}?saved={made_up}#fact-{made_up}"
    fact = Fact.objects.get()
    assert (fact.what, fact.owner, fact.source) == ("3月初值班\n读者等了很久", member, "own")
    page = html(signed_in.get(answer["Location"]))
    assert "只有您本人看得到" in page
    assert "3月初值班<br>读者等了很久" in page
    assert f'data-saved="{made_up}"' in page
    # sent a second time, as after a lost answer
    signed_in.post(LIST, typed)
    assert Fact.objects.count() == 1


def test_what_is_wrong_is_said_and_what_was_typed_stays(signed_in: Client) -> None:
    typed = {"what": " ", "thought": "怕麻烦", "day": "三月", "source": "x", "area": "y"}
    answer = signed_in.post(LIST, typed)
    page = html(answer)
    assert answer.status_code == 422
    for said in ("请先写一句：是什么事。", "日期不对", "请从列表里选一个来源", "怕麻烦</textarea>"):
        assert said in page
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    early = signed_in.post(LIST, {"what": "值班", "day": tomorrow})
    assert early.status_code == 422
    assert "日期不能晚于今天" in html(early)
    long = signed_in.post(LIST, {"what": "长" * 2001})
    assert long.status_code == 422
    assert "最多 2000 个字，请删减后再保存。" in html(long)
    assert "长" * 2001 in html(long)
    assert not Fact.objects.exists()


def test_the_second_window_sees_both_texts(signed_in: Client, member: User) -> None:
    fact = noted(member)
    url = reverse("facts:fact", args=[fact.pk])
    assert signed_in.post(url, {"base": "1", "what": "甲改的"}).status_code == 302
    answer = signed_in.post(url, {"base": "1", "what": "乙改的", "did": "乙做的"})
    page = html(answer)
    assert answer.status_code == 409
    assert "乙改的</textarea>" in page
    assert "<dd>甲改的</dd>" in page
    assert '<input type="hidden" name="base" value="2">' in page
    signed_in.post(url, {"base": "2", "what": "乙改的", "did": "乙做的"})
    fact.refresh_from_db()
    assert (fact.what, fact.did, fact.version) == ("乙改的", "乙做的", 3)


def test_nobody_else_comes_in(member: User, secretary: User, administrator: User) -> None:
    fact = noted(member)
    for other in (secretary, administrator):
        client = Client()
        client.force_login(other)
        for name in ("fact", "delete", "area"):
            url = reverse(f"facts:{name}", args=[fact.pk])
            assert client.post(url, {"what": "x", "area": "理论学习"}).status_code == 404
        assert fact.what not in html(client.get(LIST))
        assert other.facts.count() == 0
    assert client.get("/admin/drafting/fact/").status_code == 404


def test_a_taken_id_makes_a_new_fact(signed_in: Client, member: User, colleague: User) -> None:
    theirs = noted(colleague)
    signed_in.post(LIST, {"fact": str(theirs.pk), "what": "我的"})
    assert [fact.what for fact in member.facts.all()] == ["我的"]
    theirs.refresh_from_db()
    assert theirs.what != "我的"


def test_facts_are_searched_and_filtered(signed_in: Client, member: User, draft: Draft) -> None:
    noted(member, what="灭火器过期", area="担当作为")
    noted(member, what="读书笔记", thought="抄一抄就行", area="理论学习")
    asked = {
        ("灭火 过期", "", ""): ["灭火器过期"],
        ("抄一抄", "", "no"): ["读书笔记"],
        ("", "理论学习", ""): ["读书笔记"],
        ("", "none", ""): [],
        ("", "", "yes"): [],
        ("", "", ""): ["读书笔记", "灭火器过期"],
    }
    for (q, area, written), found in asked.items():
        answer = signed_in.post(LIST, {"op": "search", "q": q, "area": area, "written": written})
        assert answer.status_code == 200
        assert [one.fact.what for one in answer.context["facts"]] == found


def test_the_area_is_confirmed_or_changed(signed_in: Client, member: User) -> None:
    fact = noted(member, area="理论学习")
    assert "像是“理论学习”方面的" in html(signed_in.get(LIST))
    url = reverse("facts:area", args=[fact.pk])
    answer = signed_in.post(url, {"area": "工作作风", "next": "/facts/?page=2"})
    assert answer["Location"] == f"/facts/?page=2#fact-{fact.pk}"
    away = signed_in.post(url, {"area": "没有", "next": "https://example.com/"})
    assert away["Location"] == f"{LIST}#fact-{fact.pk}"
    fact.refresh_from_db()
    assert (fact.area, fact.area_confirmed) == ("工作作风", True)
    assert "像是" not in html(signed_in.get(LIST))


def test_the_file_is_the_owners_and_no_formula(
    signed_in: Client, member: User, colleague: User, draft: Draft
) -> None:
    noted(colleague)
    services.note_use(noted(member, what="=1+1", did="-2"), draft, "gone")
    answer = signed_in.get(reverse("facts:export"))
    assert "attachment" in answer["Content-Disposition"]
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    title = draft.document["head"]["title"]
    assert rows[1][:2] + rows[1][5:6] + rows[1][8:9] + rows[1][10:11] == [
        "=1+1",
        None,
        "-2",
        "自己想到",
        f"{title}（写进去的那一条已经移除了）",
    ]
    assert len(rows) == 2
    assert (sheet["A2"].data_type, sheet["A2"].quotePrefix) == ("s", True)


def test_deleting_asks_first(signed_in: Client, member: User) -> None:
    fact = noted(member)
    noted(member)
    one, every = reverse("facts:delete", args=[fact.pk]), reverse("facts:delete_all")
    assert "删去这一条吗" in html(signed_in.get(one))
    assert "把事实本里的 2 条全部删去吗" in html(signed_in.get(every))
    assert Fact.objects.count() == 2
    signed_in.post(one)
    assert Fact.objects.count() == 1
    signed_in.post(every)
    assert not Fact.objects.exists()


def test_queries_do_not_grow_with_the_facts(signed_in: Client, member: User, draft: Draft) -> None:
    def queries() -> int:
        signed_in.get(LIST)
        with CaptureQueriesContext(connection) as found:
            signed_in.get(LIST)
        return len(found)

    services.note_use(noted(member), draft, "p")
    few = queries()
    for _ in range(6):
        services.note_use(noted(member), draft, "p")
    assert queries() == few
