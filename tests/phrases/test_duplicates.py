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


def put_aside(keeper: Client, *phrases: Phrase) -> str:
    sent = {"do": "distinct", "phrase": [one.pk for one in phrases]}
    sent |= {f"base-{one.pk}": one.revision for one in phrases}
    return keeper.post(PAGE, sent, follow=True).content.decode()


def test_a_group_that_is_none_is_put_aside_until_a_text_changes(
    keeper: Client, twins: list[Phrase]
) -> None:
    first, second, third, _ = twins
    done = put_aside(keeper, first, second, third)
    assert "已记下不是重复" in done
    assert "另有 1 组" in done
    assert groups() == ([], 0)
    aside = keeper.get(f"{PAGE}aside/").content.decode()
    assert [key in aside for key in ("LL1-01", "LL1-02", "LL1-03", "LL1-04")] == [
        True, True, True, False,
    ]  # fmt: skip
    # what is no text changes nothing, a text does
    Phrase.objects.filter(pk=first.pk).update(line_of_work="别的条线", revision=2)
    assert groups()[1] == 0
    Phrase.objects.filter(pk=first.pk).update(claim="读原著很不深入", revision=3)
    assert groups()[1] == 1
    assert "另有" not in keeper.get(PAGE).content.decode()


def test_two_of_three_are_put_aside_and_brought_back(keeper: Client, twins: list[Phrase]) -> None:
    _, second, third, _ = twins
    done = put_aside(keeper, second, third)
    ((group,), number) = groups()
    assert (number, group.first.key, [one.phrase.key for one in group.others]) == (
        1, "LL1-02", ["LL1-01"],
    )  # fmt: skip
    number_of = re.findall(r'name="group" value="(\d+)"', done)
    back = keeper.post(f"{PAGE}aside/", {"group": number_of, "next": PAGE}, follow=True)
    assert "已放回" in back.content.decode()
    assert [one.phrase.key for one in groups()[0][0].others] == ["LL1-01", "LL1-03"]
    again = keeper.post(f"{PAGE}aside/", {"group": number_of}, follow=True).content.decode()
    assert "已经放回去了" in again


def test_only_what_was_looked_at_is_put_aside(keeper: Client, twins: list[Phrase]) -> None:
    first, second, *_ = twins
    assert "请至少勾选两条" in put_aside(keeper, first)
    Phrase.objects.filter(pk=first.pk).update(revision=2)
    assert "后来又改过" in put_aside(keeper, first, second)
    assert groups()[1] == 1
