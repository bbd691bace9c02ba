"""The curator's pages of the library, without scripts."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.document import codec
from drafting.document.model import Point, Section, new_id, nodes
from drafting.drafts.models import Draft
from drafting.drafts.services import changes
from drafting.drafts.services.phrase_uses import record_use
from drafting.library.models import Phrase
from drafting.phrases.alike import alike
from drafting.phrases.history import versions_of
from drafting.phrases.uses import Use, use_of
from drafting.proofing.models import Formulation

pytestmark = pytest.mark.django_db
CARDS = "/phrases/"


def keys(page: Any) -> list[str]:
    return re.findall(r'data-card tabindex="-1" aria-label="([^"]+)"', page.content.decode())


def values(phrase: Phrase, **other: Any) -> dict[str, Any]:
    """What the form of a phrase sends."""
    code = phrase.category.code if phrase.category else ""
    return {
        "part": phrase.part, "category": code, "claim": phrase.claim, "state": phrase.state,
        "elaboration": phrase.elaboration, "example": phrase.example, "help": phrase.help,
        "questions": phrase.questions, "depth": phrase.depth, "roles": list(phrase.roles),
        "base": phrase.revision, **other,
    }  # fmt: skip


def test_cards_by_words_and_filters(keeper: Client, phrases: list[Phrase]) -> None:
    assert keys(keeper.get(CARDS)) == ["LL1-01", "LL1-02", "LL1-03"]
    for query, wanted in {
        "q=原著": ["LL1-01", "LL1-02"],
        "q=原著&state=draft": ["LL1-02"],
        "q=ll1-03": ["LL1-03"],
        "role=leader": ["LL1-03"],
        "role=-&use=none": ["LL1-02"],
        "area=理论学习&use=some": ["LL1-01"],
        "category=LL2": [],
        "state=不知道&page=x&q=%00": ["LL1-01", "LL1-02", "LL1-03"],
    }.items():
        assert keys(keeper.get(f"{CARDS}?{query}")) == wanted, query


def test_a_card_marks_holes_and_what_was_looked_for(keeper: Client, phrases: list[Phrase]) -> None:
    shown = keeper.get(f"{CARDS}?q=难点 不够深入").content.decode()
    assert '<mark class="hole">{<mark class="hit">难点</mark>}</mark>就放下。' in shown
    assert '读原著<mark class="hit">不够深入</mark>' in shown
    piece = keeper.get(CARDS, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in piece
    assert "共 3 条" in piece


def test_what_is_saved_is_a_revision_and_comes_back(keeper: Client, phrases: list[Phrase]) -> None:
    first = phrases[0]
    address = reverse("phrases:edit", args=[first.pk])
    answer = keeper.post(address, values(first, claim="读原著浅尝辄止", next=f"{CARDS}?q=LL1-01"))
    assert (answer.status_code, answer["Location"]) == (302, f"{CARDS}?q=LL1-01")
    newest, oldest = versions_of(first)
    spans = [(one.kind, one.text) for one in newest.changes[0].spans]
    assert spans == [("same", "读原著"), ("removed", "不够深入"), ("added", "浅尝辄止")]
    assert (newest.by, newest.changes[0].label, oldest.changes) == ("许文博", "观点句", [])
    back = reverse("phrases:bring_back", args=[first.pk])
    keeper.post(back, {"version": oldest.number, "base": 1})
    assert Phrase.objects.get(pk=first.pk).claim == "读原著浅尝辄止"  # of an older page
    keeper.post(back, {"version": oldest.number, "base": 2})
    first.refresh_from_db()
    assert (first.claim, first.revision) == ("读原著不够深入", 3)


def test_nothing_typed_is_lost(keeper: Client, phrases: list[Phrase]) -> None:
    first = phrases[0]
    address = reverse("phrases:edit", args=[first.pk])
    wrong = keeper.post(address, values(first, claim="读原著{}浅")).content.decode()
    assert "还没有保存" in wrong
    assert "读原著{}浅" in wrong
    assert "空项须写成" in wrong
    Phrase.objects.filter(pk=first.pk).update(claim="别人写的", revision=2)
    newer = keeper.post(address, values(first, claim="我写的")).content.decode()
    assert "由别人改过" in newer
    assert "别人写的" in newer
    assert ">\n我写的</textarea>" in newer
    keeper.post(address, values(first, claim="我写的", base=2))
    assert Phrase.objects.get(pk=first.pk).claim == "我写的"


def test_several_at_once_and_taken_back(keeper: Client, phrases: list[Phrase]) -> None:
    numbers = [phrase.pk for phrase in phrases]

    def do(what: str, **other: Any) -> str:
        sent = {"phrase": numbers, "do": what, "next": f"{CARDS}?part=problems", **other}
        return keeper.post("/phrases/bulk/", sent, follow=True).content.decode()

    def stand() -> list[tuple[str, tuple[str, ...]]]:
        return list(Phrase.objects.order_by("key").values_list("state", "roles"))

    before = stand()
    assert "已停用 3 条。" in do("retire")
    assert {state for state, _ in stand()} == {"retired"}
    keeper.post("/phrases/undo/", {"next": CARDS})
    assert stand() == before
    assert "已审定 1 条。" in do("approve")
    assert "已加上“党员领导干部” 2 条" in do("tag", tag="roles:leader").replace("。", "")
    Phrase.objects.filter(pk=numbers[0]).update(roles=(), revision=99)
    shown = keeper.post("/phrases/undo/", {"next": CARDS}, follow=True).content.decode()
    assert "已撤销，1 条恢复原样。有 1 条后来又改过，没有动。" in shown
    assert "请先选一个类别" in do("tag")
    assert "没有勾选素材" in do("retire", phrase=[])


def test_a_new_phrase_and_what_is_like_it(keeper: Client, phrases: list[Phrase]) -> None:
    near = keeper.post("/phrases/near/", {"claim": "读原著不够深入细"}).content.decode()
    assert re.findall(r">(LL1-\d+)<", near) == ["LL1-01", "LL1-02"]
    assert [one.phrase.key for one in alike("读原著不够深入", "", phrases[0].pk)] == ["LL1-02"]
    sent = values(phrases[0], claim="记得少", roles=["leader"])
    answer = keeper.post("/phrases/new/", sent, follow=True)
    made = Phrase.objects.get(claim="记得少")
    assert (made.key, made.author, made.roles) == ("LL1-B01", "许文博", ("leader",))
    assert "素材 LL1-B01" in answer.content.decode()


def test_uses_are_counts_without_a_word(
    keeper: Client, phrases: list[Phrase], draft: Draft, member: User
) -> None:
    first = phrases[0]
    document = codec.load(draft.document)
    section = next(
        one for one in nodes(document) if isinstance(one, Section) and one.key == "theory"
    )
    for claim in ("读原著不够深入", "读原著还不够深入", "我值班时没有登记"):
        point = Point(id=new_id(), claim=claim)
        changes.add_point(draft.pk, section.id, point)
        record_use(draft, first, point.id, "claim")
    record_use(draft, first, "gone", "claim")
    assert use_of(first) == Use(1, {"观点句": 4}, kept=1, little=1, much=1, gone=1)
    shown = keeper.get(reverse("phrases:card", args=[first.pk])).content.decode()
    assert "现有 1 份材料用过" in shown
    assert "登记" not in shown


def test_what_became_of_a_use_is_told_by_the_words_that_were_taken(
    keeper: Client, phrases: list[Phrase], draft: Draft
) -> None:
    first = phrases[0]
    document = codec.load(draft.document)
    section = next(
        one for one in nodes(document) if isinstance(one, Section) and one.key == "theory"
    )
    for claim in ("读原著不够深入", "读书浅尝辄止"):
        point = Point(id=new_id(), claim=claim)
        changes.add_point(draft.pk, section.id, point)
        record_use(draft, first, point.id, "claim")
        first.refresh_from_db()
        address = reverse("phrases:edit", args=[first.pk])
        keeper.post(address, values(first, claim="读书浅尝辄止"))
        first.refresh_from_db()
    assert (first.revision, use_of(first)) == (
        2, Use(1, {"观点句": 2}, kept=2, little=0, much=0, gone=0),
    )  # fmt: skip


def test_who_was_overtaken_sees_all_that_is_stored_otherwise(
    keeper: Client, phrases: list[Phrase]
) -> None:
    first = phrases[0]
    address = reverse("phrases:edit", args=[first.pk])
    theirs = values(first, claim="", elaboration="大家写的。", part="opening", category="")
    keeper.post(address, {**theirs, "roles": ["leader"], "state": "retired"})
    shown = keeper.post(address, values(first, claim="我写的")).context["theirs"]
    assert shown == [
        ("观点句", "（空）"), ("表现或正文", "大家写的。"), ("用于", "导语"), ("问题分类", "（空）"),
        ("适用党员类别", "党员领导干部"), ("状态", "已停用"),
    ]  # fmt: skip


def test_a_version_that_breaks_a_rule_does_not_come_back(
    keeper: Client, phrases: list[Phrase]
) -> None:
    first = phrases[0]
    back = reverse("phrases:bring_back", args=[first.pk])
    for broken, reason in (
        ({"claim": "读书不够。"}, "观点句不写句号"),
        ({"roles": ("masses",)}, "没有“masses”这个选项"),
        ({"problem_id": 987654}, "它的问题分类已经不在了"),
    ):
        version = first.history.latest()
        first.history.filter(pk=version.pk).update(**broken)
        shown = keeper.post(back, {"version": version.pk, "base": 1}, follow=True)
        assert reason in shown.content.decode()
        first.history.filter(pk=version.pk).update(
            **{name: getattr(first, name) for name in broken}
        )
    assert Phrase.objects.get(pk=first.pk).revision == 1


def test_two_open_cards_share_no_id(keeper: Client, phrases: list[Phrase]) -> None:
    found: list[str] = []
    for phrase in phrases[:2]:
        address = reverse("phrases:edit", args=[phrase.pk])
        sent = values(phrase, claim="读原著{}浅")
        shown = keeper.post(address, sent, headers={"HX-Request": "true"}).content.decode()
        found += re.findall(r'\bid="([^"]+)"', shown)
        assert set(re.findall(r"#(id_[a-z0-9_]+)", shown)) <= set(found)
    assert len(found) == len(set(found)) > 20


def test_a_term_that_is_outdated_only_later_is_not_listed(
    keeper: Client, phrases: list[Phrase]
) -> None:
    Formulation.objects.create(
        key="GS01", kind="outdated", text="原著", use="原文", pattern="原著", since="2999"
    )
    assert "没有过时的提法" in keeper.get("/phrases/terms/").content.decode()
    assert keeper.get("/phrases/terms/GS01/").status_code == 404


def test_an_outdated_term_is_replaced_where_it_was_looked_at(
    keeper: Client, phrases: list[Phrase]
) -> None:
    Formulation.objects.create(
        key="GS01", kind="outdated", text="原著", use="原文", pattern="原著", since="2026"
    )
    listed = keeper.get("/phrases/terms/").content.decode()
    assert "2 条素材" in listed
    shown = keeper.get("/phrases/terms/GS01/?use=原文原著").content.decode()
    assert "读<del>原著</del><ins>原文原著</ins>不够深" in shown.replace("</p>", "")
    first, second, _ = phrases
    sent = {"use": "原文", "phrase": [first.pk, second.pk], f"base-{first.pk}": 1}
    sent[f"base-{second.pk}"] = 7  # changed since the page was opened
    said = keeper.post("/phrases/terms/GS01/", sent, follow=True).content.decode()
    assert "已在 1 条素材里换成“原文”。" in said
    claims = Phrase.objects.order_by("key").values_list("claim", flat=True)
    assert list(claims)[:2] == ["读原文不够深入", "读原著不够深"]
    assert versions_of(first)[0].why == "替换过时的提法"
    keeper.post("/phrases/undo/", {})
    assert next(iter(claims.all())) == "读原著不够深入"
