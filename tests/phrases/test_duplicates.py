"""Near duplicates of the library, found and merged."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from drafting.drafts.models import Draft, PhraseUse
from drafting.drafts.services.phrase_uses import record_use
from drafting.library.models import Phrase
from drafting.phrases.duplicates import groups, near_groups
from drafting.phrases.history import versions_of
from tests.cast import approved_phrase

pytestmark = pytest.mark.django_db
PAGE = "/phrases/duplicates/"


@pytest.fixture
def twins(taxonomy: None) -> list[Phrase]:
    """Three that are nearly one, the second of them used most, and one that is not."""
    said = {"elaboration": "遇到{难点}就放下，没有再拿起来。"}
    return [
        approved_phrase("LL1-01", claim="读原著不够深入", **said),
        approved_phrase("LL1-02", claim="读原著不够深", use_count=9, **said),
        approved_phrase("LL1-03", claim="读原著还不够深入", **said, state="draft"),
        approved_phrase("LL1-04", claim="学用脱节", elaboration="学了{内容}没有用到工作中。"),
    ]


def stand() -> list[str]:
    return list(Phrase.objects.order_by("key").values_list("state", flat=True))


def test_texts_that_are_nearly_the_first_of_their_group() -> None:
    text = "理论学习不够系统，遇到难点就放下，没有再拿起来看过一遍"
    texts = {
        7: text, 3: text.replace("系统", "深入"), 5: "为群众办事不够主动，等人来找", 9: text,
        4: "为群众办事不够主动，等着人来找", 6: "廉洁",
    }  # fmt: skip
    assert near_groups(texts) == [[7, 9, 3], [5, 4]]


def test_groups_of_phrases_in_use_of_one_part(twins: list[Phrase]) -> None:
    approved_phrase("LL1-05", claim="读原著不够深入", state="retired",
                    elaboration="遇到{难点}就放下，没有再拿起来。")  # fmt: skip
    (group,), number = groups()
    assert number == 1
    assert (group.first.key, [one.phrase.key for one in group.others]) == (
        "LL1-02", ["LL1-01", "LL1-03"],
    )  # fmt: skip
    assert "".join(span.text for span in group.others[0].texts[0]) == "读原著不够深入"
    assert group.others[0].percent > group.others[1].percent > 80
    Phrase.objects.filter(key="LL1-02").update(claim="别的", elaboration="另一回事。", revision=2)
    assert [one.first.key for one in groups()[0]] == ["LL1-01"]


def test_merging_retires_the_others_with_all_that_is_known_of_them_and_is_taken_back(
    keeper: Client, twins: list[Phrase], draft: Draft
) -> None:
    first, second, third, _ = twins
    record_use(draft, first, "a-node", "claim")
    shown = keeper.get(PAGE).content.decode()
    assert "一共 1 组" in shown
    sent = {
        "phrase": re.findall(r'name="phrase" value="(\d+)"', shown),
        "keep": re.findall(r'name="keep" value="(\d+)" checked', shown),
        **dict(re.findall(r'name="(base-\d+)" value="(\d+)"', shown)),
    }
    assert sent["phrase"] == [str(one.pk) for one in (second, first, third)]
    done = keeper.post(PAGE, sent, follow=True).content.decode()
    assert "已合并：留下 LL1-02，停用 2 条。" in done
    assert stand() == ["retired", "approved", "retired", "approved"]
    assert versions_of(first)[0].why == "与 LL1-02 合并"
    assert PhraseUse.objects.filter(phrase=first).count() == 1
    assert groups() == ([], 0)
    keeper.post("/phrases/undo/", {"next": PAGE})
    assert stand() == ["approved", "approved", "draft", "approved"]
    assert groups()[1] == 1


def test_only_what_was_looked_at_is_merged(keeper: Client, twins: list[Phrase]) -> None:
    first, second, third, _ = twins
    sent = {"phrase": [first.pk, second.pk], f"base-{first.pk}": 1, f"base-{second.pk}": 1}
    before = stand()

    def said(**other: object) -> str:
        return keeper.post(PAGE, {**sent, **other}, follow=True).content.decode()

    few = "请至少勾选两条，并且选留下哪一条"
    for wrong in ({}, {"keep": third.pk}, {"keep": "x"}, {"keep": first.pk, "phrase": [first.pk]}):
        assert few in said(**wrong)
    Phrase.objects.filter(pk=second.pk).update(revision=2)
    assert "后来又改过" in said(keep=first.pk)
    assert stand() == before
    # the one to keep was retired meanwhile: the others stay in use
    Phrase.objects.filter(pk=first.pk).update(state="retired")
    assert "后来又改过" in said(keep=first.pk, **{f"base-{second.pk}": 2})
    assert stand()[1] == "approved"
