"""查找和替换 over the whole paper."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from drafting.document import codec, edits
from drafting.document.model import Document, Point
from drafting.drafts.models import Draft, Revision
from drafting.drafts.services import changes
from drafting.wizard.replace_page.fields import objection
from drafting.wizard.replace_page.places import key_of, places, replace_words
from tests.wizard.papers import LOCKED, lock, place, put, store, stored

pytestmark = pytest.mark.django_db

WORDS = "ＡＩ学习"
LONG = "长" * 199


@pytest.fixture
def paper(draft: Draft) -> Draft:
    """The words in a title, two areas, a measure and the closing; other writings of them, too."""
    document = stored(draft)
    document = put(
        document,
        "theory",
        Point(id="p1", claim=f"{WORDS}少，𠮷{WORDS}也浅", elaboration=f"一\n{WORDS}\n二"),
        Point(id="p2", claim="AI学习和ａｉ学习", example=f"比如，{WORDS}{WORDS}。"),
        lead=f"{WORDS}的引语。",
    )
    document = put(document, "measures", Point(id="m1", claim=WORDS, elaboration=LONG))
    document = edits.save_values(document, document.head.id, {"title": WORDS, "unit": WORDS}, 1)
    document = edits.save_values(document, document.closing.id, {"text": f"完。{WORDS}"}, 1)
    store(draft, document)
    return draft


def url(draft: Draft, name: str = "replace") -> str:
    return reverse(f"wizard:{name}", args=[draft.pk])


def ask(client: Client, draft: Draft, **asked: Any) -> Any:
    return client.post(url(draft), {"words": WORDS, "new": "学习", "act": "look"} | asked)


def keys(answer: Any) -> list[str]:
    return [line.key for group in answer.context["groups"] for line in group.lines]


def messages_of(answer: Any) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def said(document: Document) -> Any:
    """Every text of the paper, without the versions."""
    data = codec.dump(document)

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items() if key != "changed"}
        return [plain(item) for item in value] if isinstance(value, list) else value

    return plain(data)


def test_each_place_with_the_words_around_it(signed_in: Client, paper: Draft) -> None:
    answer = ask(signed_in, paper)
    groups = [
        (group.step.title, [(line.label, line.before, line.after) for line in group.lines])
        for group in answer.context["groups"]
    ]
    assert groups == [
        ("基本信息与导语", [("标题", "", ""), ("单位", "", "")]),
        (
            "理论学习",
            [
                ("引语", "", "的引语。"),
                ("观点句", "", "少，𠮷ＡＩ学习也浅"),
                ("观点句", "ＡＩ学习少，𠮷", "也浅"),
                ("具体表现", "一 ", " 二"),
                ("事例", "比如，", "ＡＩ学习。"),
                ("事例", "比如，ＡＩ学习", "。"),
            ],
        ),
        (groups[2][0], [("观点句", "", "")]),
        ("结束语", [("正文", "完。", "")]),
    ]
    assert (answer.context["number"], WORDS in answer.content.decode()) == (10, True)
    assert said(stored(paper)) == said(codec.load(paper.document))


def test_those_ticked_are_one_change_and_back_again(signed_in: Client, paper: Draft) -> None:
    before = stored(paper)
    looked = ask(signed_in, paper)
    chosen = [key for key in keys(looked) if key not in ("p1:claim:0", "m1:claim:0")]
    seen = looked.context["seen"]
    answer = ask(signed_in, paper, act="replace", chosen=chosen, seen=seen)
    assert answer.status_code == 302
    assert WORDS not in answer.headers["Location"]
    now = stored(paper)
    first, second = place(now, "theory").points
    assert (now.head.title, now.head.unit, now.closing.text) == ("学习", "学习", "完。学习")
    assert (place(now, "theory").lead, first.claim, first.elaboration) == (
        "学习的引语。",
        f"{WORDS}少，𠮷学习也浅",
        "一\n学习\n二",
    )
    assert (second.claim, second.example) == ("AI学习和ａｉ学习", "比如，学习学习。")
    assert place(now, "measures").points[0].claim == WORDS
    assert (paper.version, paper.revisions.get().reason) == (seen + 1, Revision.Reason.REPLACE)

    done = signed_in.get(answer.headers["Location"])
    assert "已替换 8 处" in done.content.decode()
    numbers = done.context["done"]
    changes.save_node(paper.pk, "p2", {"claim": "后来写的"}, paper.version)
    back = signed_in.post(url(paper, "replace_undo"), numbers)
    assert messages_of(back) == [
        "已撤销，4 处段落恢复为替换之前的文字。另有 1 处段落后来又改过，没有动。"
    ]
    kept = edits.save_values(before, "p2", {"claim": "后来写的", "example": "比如，学习学习。"}, 1)
    assert said(stored(paper)) == said(kept)
    again = signed_in.post(url(paper, "replace_undo"), numbers)
    assert messages_of(again)[-1].startswith("没有撤销")


def test_what_another_window_changed_meanwhile_stays(signed_in: Client, paper: Draft) -> None:
    looked = ask(signed_in, paper)
    changes.save_node(paper.pk, "p1", {"claim": f"我的{WORDS}"}, paper.version)
    asked = {"act": "replace", "seen": looked.context["seen"]}
    answer = ask(signed_in, paper, chosen=["p1:claim:0", "m1:claim:0", "nobody:claim:0"], **asked)
    assert messages_of(answer) == ["另有 2 处后来改过，没有替换。"]
    now = stored(paper)
    assert [place(now, key).points[0].claim for key in ("theory", "measures")] == [
        f"我的{WORDS}",
        "学习",
    ]
    answer = ask(signed_in, paper, chosen=["p1:claim:0"], **asked)
    assert (answer.status_code, messages_of(answer)[-1][:12]) == (409, "勾选的地方后来改过，没有")
    answer = ask(signed_in, paper, **asked)
    assert (answer.status_code, messages_of(answer)[-1]) == (409, "没有勾选，什么也没有改。")
    assert paper.revisions.count() == 1


def test_limits_and_required_fields_are_left_out_and_told_of(
    signed_in: Client, paper: Draft
) -> None:
    long = ask(signed_in, paper, new=LONG)
    lines = {line.key: line.objection for group in long.context["groups"] for line in group.lines}
    assert lines["p1:claim:0"] == "“观点句”最多 200 个字符，替换以后会有 208 个"
    assert lines["p1:elaboration:2"] == ""
    title = next(key for key in lines if key.endswith(":title:0"))
    asked = {"act": "replace", "seen": long.context["seen"]}
    empty = ask(signed_in, paper, new="", chosen=[title, "m1:claim:0"], **asked)
    assert (empty.status_code, messages_of(empty)[-1]) == (
        409,
        "有的地方没有替换：“标题”不能是空的；“观点句”不能是空的。",
    )
    ask(signed_in, paper, new=LONG, chosen=list(lines), **asked)
    assert (stored(paper).head.title, place(stored(paper), "theory").points[0].claim) == (
        WORDS,
        f"{WORDS}少，𠮷{WORDS}也浅",
    )
    assert place(stored(paper), "theory").lead == f"{LONG}的引语。"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"words": ""}, "请填写要查找的文字。"),
        ({"words": "长" * 501}, "查找和替换的文字各不超过 500 个字符。"),
        ({"new": WORDS, "act": "replace"}, "查找的和替换成的一样，没有可替换的。"),
    ],
)
def test_bad_input_gets_a_sentence_and_is_kept(
    signed_in: Client, paper: Draft, asked: dict[str, str], said: str
) -> None:
    answer = ask(signed_in, paper, **asked)
    assert (answer.status_code, answer.context["problem"]) == (422, said)
    assert answer.context["words"] == asked.get("words", WORDS)


@pytest.mark.parametrize("how", LOCKED)
def test_a_paper_that_is_with_the_reviewer_is_not_changed(
    signed_in: Client, paper: Draft, how: str
) -> None:
    lock(paper, how)
    before = said(stored(paper))
    looked = ask(signed_in, paper)
    assert looked.status_code == 200
    answer = ask(signed_in, paper, act="replace", chosen=keys(looked), seen=looked.context["seen"])
    assert (answer.status_code, messages_of(answer)) == (403, [LOCKED[how]])
    numbers = {"revision": 1, "version": 5, "nodes": 1}
    assert messages_of(signed_in.post(url(paper, "replace_undo"), numbers))[-1] == LOCKED[how]
    assert said(stored(paper)) == before


def test_odd_numbers_are_no_fault(signed_in: Client, paper: Draft) -> None:
    for numbers in ({}, {"revision": "x", "version": "9" * 99, "nodes": "-"}):
        assert signed_in.post(url(paper, "replace_undo"), numbers).status_code == 302
        assert signed_in.get(url(paper), numbers).context["done"] is None
    answer = ask(signed_in, paper, act="replace", seen="x", chosen=["p1:claim:0", "", ":::"])
    assert answer.status_code == 409


def test_words_that_overlap_themselves_are_found_once(paper: Draft) -> None:
    document = put(stored(paper), "theory", Point(id="q", claim="哈哈哈哈哈"))
    found = places(document, "哈哈")
    assert [(place.start, place.end) for place in found] == [(0, 2), (2, 4)]
    outcome = replace_words(
        document, "哈哈", "", {key_of(found[1])}, seen=9, version=9, objection=objection
    )
    assert (place(outcome.document, "theory").points[0].claim, outcome.number) == ("哈哈哈", 1)
    assert places(document, "") == []


def test_headings_of_the_framework_are_none_of_it(signed_in: Client, paper: Draft) -> None:
    heading = place(stored(paper), "theory").heading or "理论学习"
    assert ask(signed_in, paper, words=heading).context["number"] == 0
