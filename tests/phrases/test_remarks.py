"""What proofreading says of phrases."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from drafting.library.models import Phrase
from drafting.phrases import remarks
from drafting.phrases.remarks import Remark, piece_after, remarks_on
from drafting.proofing.models import Formulation
from tests.cast import approved_phrase

pytestmark = pytest.mark.django_db


def test_a_remark_names_its_text_place_and_reason(phrases: list[Phrase]) -> None:
    Formulation.objects.create(
        key="GS01", kind="outdated", text="原著", use="原文", pattern="原著", since="2020",
        source="某通知",
    )  # fmt: skip
    texts = {"claim": "读原著不够", "elaboration": "", "example": "", "questions": "读了几本,？"}
    found = remarks_on(texts)
    assert found[0] == Remark(
        "观点句", "读", "原著", "不够", "疑似", found[0].message, found[0].suggestion, "某通知"
    )
    assert "原文" in found[0].message + found[0].suggestion
    assert [(one.label, one.before, one.words) for one in found[1:]] == [
        ("提示问题", "读了几本", ",？")
    ]


def test_nothing_is_said_of_holes(phrases: list[Phrase]) -> None:
    text = "在{时间},我和{某某同志}没有把{原著}读完。"
    words = [one.words for one in remarks_on({"elaboration": text})]
    assert words == [","]
    assert remarks_on({"elaboration": "在{时间}，我没有把{事项}办完，遇到{难点}就放下。"}) == []


def test_who_writes_sees_the_remarks_and_may_save(keeper: Client, phrases: list[Phrase]) -> None:
    first = phrases[0]
    sent = {"claim": "学习不够,笔记少"}
    said = keeper.post(reverse("phrases:remarks"), sent).content.decode()
    assert "中文里用全角“，”。建议改为“，”。" in said
    assert "GB/T 15834" in said
    Phrase.objects.filter(pk=first.pk).update(claim="学习不够,笔记少")
    for name in ("edit", "card"):
        shown = keeper.get(reverse(f"phrases:{name}", args=[first.pk])).content.decode()
        assert "学习不够<mark>,</mark>笔记少" in shown
        assert "校对意见 1 处，供参考" in shown
    data = {
        "part": "problems", "category": "LL1", "claim": "学习不够,笔记也少", "state": "approved",
        "elaboration": "没有读。", "help": "questions", "depth": "behaviour", "base": 1,
    }  # fmt: skip
    assert keeper.post(reverse("phrases:edit", args=[first.pk]), data).status_code == 302
    assert Phrase.objects.get(pk=first.pk).claim == "学习不够,笔记也少"


def test_the_library_is_looked_through_piece_by_piece(
    keeper: Client, phrases: list[Phrase], monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = [approved_phrase(f"LL1-1{n}", claim=f"学习不够,笔记少{n}") for n in range(3)]
    approved_phrase("LL1-20", claim="学习不够,停用了", state="retired")
    whole = piece_after(0)
    assert ([one.key for one, _ in whole.found], whole.looked, whole.after) == (
        ["LL1-10", "LL1-11", "LL1-12"], 6, None,
    )  # fmt: skip
    monkeypatch.setattr(remarks, "MOST", 2)
    first = keeper.get("/phrases/proof/").content.decode()
    assert (first.count("学习不够<mark>,</mark>"), "已经查了 5 条。" in first) == (2, True)
    address = re.findall(r'hx-get="([^"]+)"', first)[0].replace("&amp;", "&")
    assert address == f"/phrases/proof/?after={wrong[1].pk}&done=5"
    rest = keeper.get(address, headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in rest, "LL1-12" in rest, "查完了，一共 6 条。" in rest) == (False, True, True)
    monkeypatch.setattr(remarks, "_PIECE", -1.0)
    assert piece_after(0).looked == 1
