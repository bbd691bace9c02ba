"""What scripts get: autosave and operations on points, each answer as a whole value."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from drafting.document import codec, edits
from drafting.document.model import find
from drafting.drafts.models import Draft, PhraseUse
from drafting.drafts.services import changes
from tests.cast import approved_phrase
from tests.wizard.papers import (
    LOCKED,
    ask,
    claim,
    lock,
    node_url,
    place,
    point,
    points_url,
    put,
    step_url,
    store,
    stored,
    texts,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(draft: Draft) -> Draft:
    """Two problems at version 2, a cause (empty, chosen by category) and a measure."""
    document = put(stored(draft), "theory", point("a", category="LL1", links=("c",)), point("b"))
    document = put(
        document, "causes", point("c", claim="", elaboration="", example="", category="C02")
    )
    store(draft, put(document, "measures", point("m", example="")))
    return draft


def told(answer: Any) -> tuple[int, Any]:
    """Status and JSON."""
    return answer.status_code, answer.json()


def saved(client: Client, draft: Draft, node: str, base: object, values: object) -> tuple[int, Any]:
    """What autosave answers."""
    return told(ask(client, node_url(draft, node), {"base": base, "values": values}))


# autosave


@pytest.mark.db_sensitive
def test_a_save_tells_the_nodes_new_version(signed_in: Client, paper: Draft) -> None:
    assert saved(signed_in, paper, "a", 0, {"claim": "新的", "elaboration": "甲\r\n乙"}) == (
        200,
        {"version": 3},
    )
    node = find(stored(paper), "a")
    assert (node.claim, node.elaboration, node.example, node.links) == (  # type: ignore[union-attr]
        "新的",
        "甲\n乙",
        "比如，a。",
        ("c",),
    )
    assert saved(signed_in, paper, "a", 3, {"claim": "新的"}) == (200, {"version": 3})
    assert saved(signed_in, paper, "b", 0, {"claim": "别处的"}) == (200, {"version": 4})


@pytest.mark.db_sensitive
def test_every_kind_of_node_is_saved(signed_in: Client, paper: Draft) -> None:
    document = stored(paper)
    theory, previous, causes = (place(document, key).id for key in ("theory", "previous", "causes"))
    for node, values in {
        document.head.id: {
            "title": "标题",
            "unit": "单位",
            "position": "职务",
            "name": "姓名",
            "date": "日期",
        },
        document.opening.id: {"text": "导语"},
        previous: {"lead": "上" * 8000},
        theory: {"lead": "引" * 3000},
        causes: {"lead": "引语"},
        "a": {"category": "ZZ8", "links": ["m", "c"], "example": "比如"},
        "m": {"claim": "措施", "elaboration": "做法", "category": "M10"},
        document.closing.id: {"text": "结束语"},
    }.items():
        assert saved(signed_in, paper, node, 0, values)[0] == 200
        kept = codec.dump(stored(paper))
        found = find(codec.load(kept), node)
        for name, value in values.items():
            assert getattr(found, name) == (("c", "m") if name == "links" else value)


@pytest.mark.db_sensitive
def test_a_conflict_gives_the_other_windows_values(signed_in: Client, paper: Draft) -> None:
    changes.save_node(paper.pk, "a", {"claim": "那边的", "links": ["c", "m"]}, 2)
    assert saved(signed_in, paper, "a", 2, {"claim": "这边的"}) == (
        409,
        {
            "error": "conflict",
            "version": 3,
            "values": {
                "claim": "那边的",
                "elaboration": "表现a。",
                "example": "比如，a。",
                "category": "LL1",
                "links": ["c", "m"],
            },
        },
    )
    assert claim(paper, "a") == "那边的"


@pytest.mark.db_sensitive
def test_a_removed_point_is_gone(signed_in: Client, paper: Draft) -> None:
    changes.remove_point(paper.pk, "a")
    gone = (410, {"error": "gone", "message": "这一条已在另一个窗口里移除。"})
    assert saved(signed_in, paper, "a", 2, {"claim": "这边的"}) == gone
    assert saved(signed_in, paper, "nothing", 2, {"claim": "这边的"}) == gone


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"claim": "长" * 201}, "观点句：最多 200 个字符，请删减后再保存（已输入的文字都还在）。"),
        (
            {"elaboration": "长" * 5001},
            "具体表现：最多 5000 个字符，请删减后再保存（已输入的文字都还在）。",
        ),
        ({"category": "<b>"}, "分类：没有这一类，请重新选择。"),
    ],
)
def test_what_does_not_fit_gets_one_sentence(
    signed_in: Client, paper: Draft, values: dict[str, str], message: str
) -> None:
    assert saved(signed_in, paper, "a", 2, values) == (
        422,
        {"error": "invalid", "message": message},
    )
    assert paper.version == 2


@pytest.mark.parametrize("state", LOCKED)
def test_what_cannot_be_changed_is_locked(signed_in: Client, paper: Draft, state: str) -> None:
    lock(paper, state)
    locked = (423, {"error": "locked", "message": LOCKED[state]})
    assert saved(signed_in, paper, "a", 2, {"claim": "这边的"}) == locked
    assert told(ask(signed_in, points_url(paper, "theory"), {"op": "add", "known": {}})) == locked
    assert [node.id for node in place(stored(paper), "theory").points] == ["a", "b"]
    assert paper.version == 2


@pytest.mark.db_sensitive
def test_submitted_between_the_look_and_the_save(
    signed_in: Client, paper: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hook stands for the moment, the submission is a real one."""
    save = changes.save_node

    def overtaken(*args: Any) -> changes.Saved:
        Draft.objects.filter(pk=paper.pk).update(state="submitted")
        return save(*args)

    monkeypatch.setattr(changes, "save_node", overtaken)
    assert saved(signed_in, paper, "a", 2, {"claim": "这边的"}) == (
        423,
        {"error": "locked", "message": "这份材料刚刚提交或移走了，现在不能修改。"},
    )


BAD_VALUES = (400, {"error": "bad", "message": "请求缺少 base 或 values，或者其中有不是文字的值。"})


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"base": "2", "values": {}},
        {"base": 2},
        {"base": 2, "values": []},
        {"base": 2, "values": {"claim": None}},
        {"base": 2, "values": {"claim": []}},
        {"base": 2, "values": {"claim": {"text": "甲"}}},
        {"base": 2, "values": {"links": "c"}},
        {"base": 2, "values": {"links": 5}},
        {"base": 2, "values": {"links": [["c"]]}},
    ],
)
def test_a_body_of_another_shape_is_refused(signed_in: Client, paper: Draft, body: Any) -> None:
    assert told(ask(signed_in, node_url(paper, "a"), body)) == BAD_VALUES
    assert paper.version == 2


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("", "请求的内容不是 JSON。"),
        ("{", "请求的内容不是 JSON。"),
        (b"\xff\xfe\xfd", "请求的内容不是 JSON。"),
        ("[" * 100_000, "请求的内容不是 JSON。"),
        ("[]", "请求的内容不是 JSON 对象。"),
        ("null", "请求的内容不是 JSON 对象。"),
    ],
)
@pytest.mark.parametrize("name", ["save", "points", "use"])
def test_a_body_that_is_no_json_object_is_refused(
    signed_in: Client, paper: Draft, name: str, body: Any, message: str
) -> None:
    url = {
        "save": node_url(paper, "a"),
        "points": points_url(paper, "theory"),
        "use": reverse("wizard:use", args=[paper.pk]),
    }[name]
    assert told(ask(signed_in, url, body)) == (400, {"error": "bad", "message": message})


@pytest.mark.db_sensitive
def test_texts_that_no_word_file_can_hold_are_cleaned(signed_in: Client, paper: Draft) -> None:
    body = '{"base": 2, "values": {"claim": "甲\\u0000\\ud800乙\\u000b", "links": ["\\ud800", "c", "gone"]}}'
    assert told(ask(signed_in, node_url(paper, "a"), body)) == (200, {"version": 3})
    node = find(stored(paper), "a")
    assert (node.claim, node.links) == ("甲乙", ("c",))  # type: ignore[union-attr]


UNKNOWN_FIELD = (
    422,
    {
        "error": "invalid",
        "message": "这一页有系统不认识的内容，没有保存。您写的文字还在这一页，请先复制下来，再刷新页面。",
    },
)


@pytest.mark.parametrize(
    ("node", "values"),
    [
        ("a", {"text": "甲"}),
        ("a", {"claim": "新的", "changed": "99"}),
        ("a", {"claim": "新的", "id": "x"}),
        ("a", {"lead": ""}),
        ("c", {"claim": "根源", "links": ["a"]}),
        ("head", {"title": "标题", "name2": "刘洋"}),
        ("opening", {"claim": "导语"}),
    ],
)
def test_a_field_that_a_node_does_not_have_is_not_taken_for_saved(
    signed_in: Client, paper: Draft, node: str, values: dict[str, Any]
) -> None:
    before = stored(paper)
    found = {"head": before.head.id, "opening": before.opening.id}.get(node, node)
    assert saved(signed_in, paper, found, 2, values) == UNKNOWN_FIELD
    assert stored(paper) == before


def test_a_field_that_was_emptied_takes_typing_as_long_as_its_page_shows_it(
    signed_in: Client, paper: Draft
) -> None:
    """A cause has an example only where one was brought along."""
    changes.apply(
        paper.pk, lambda d, v: edits.save_values(d, "c", {"example": "比如，带来的。"}, v)
    )
    assert saved(signed_in, paper, "c", 9, {"example": ""})[0] == 200
    assert saved(signed_in, paper, "c", 9, {"example": "比如，又写的。"})[0] == 200
    assert find(stored(paper), "c").example == "比如，又写的。"  # type: ignore[union-attr]


# points


def operated(client: Client, draft: Draft, key: str, **body: Any) -> tuple[int, Any]:
    """What an operation on points answers."""
    return told(ask(client, points_url(draft, key), body))


@pytest.mark.db_sensitive
def test_adding_a_point_gives_its_card(signed_in: Client, paper: Draft) -> None:
    status, answer = operated(signed_in, paper, "theory", op="add", known={"a": 0, "b": 0})
    new = place(stored(paper), "theory").points[2].id
    assert status == 200
    assert (answer["order"], answer["target"], list(answer["cards"])) == (
        ["a", "b", new],
        new,
        [new],
    )
    assert f'<article class="point" id="node-{new}" data-node="{new}"' in answer["cards"][new]
    assert (answer["bases"], sorted(answer["links"]), answer["open"]) == (
        {"a": 0, "b": 0},
        sorted(["a", "b", new]),
        "",
    )


@pytest.mark.db_sensitive
def test_removing_restoring_and_moving(signed_in: Client, paper: Draft) -> None:
    known = {"a": 0, "b": 0}
    _, answer = operated(signed_in, paper, "theory", op="remove:a", known=known)
    assert (answer["order"], answer["target"], answer["cards"]) == (["b"], "", {})
    _, answer = operated(signed_in, paper, "theory", op="restore:a", known={"b": 0})
    assert (answer["order"], answer["target"], list(answer["cards"])) == (["a", "b"], "a", ["a"])
    _, answer = operated(signed_in, paper, "theory", op="move", point="a", index=1, known=known)
    assert (answer["order"], answer["target"]) == (["b", "a"], "a")
    _, answer = operated(signed_in, paper, "theory", op="up:a", known=known)
    assert answer["order"] == ["a", "b"]
    _, answer = operated(signed_in, paper, "theory", op="show", known=known)
    assert answer["order"] == ["a", "b"]
    assert texts(paper, "theory") == ["观点a", "观点b"]


def test_a_card_that_another_window_changed_keeps_its_old_base(
    signed_in: Client, paper: Draft
) -> None:
    changes.save_node(paper.pk, "b", {"claim": "那边的"}, 2)
    _, answer = operated(
        signed_in, paper, "theory", op="answer:a:measures:M01", known={"a": 0, "b": 0}
    )
    assert answer["bases"] == {"a": 4}
    assert saved(signed_in, paper, "b", 0, {"claim": "这边的"})[0] == 409
    assert saved(signed_in, paper, "a", 4, {"claim": "这边的"})[0] == 200


@pytest.mark.db_sensitive
def test_an_answer_is_linked_and_shown_in_the_links(
    signed_in: Client, paper: Draft, taxonomy: None
) -> None:
    _, answer = operated(
        signed_in, paper, "theory", op="answer:b:causes:C02", known={"a": 0, "b": 0}
    )
    assert find(stored(paper), "b").links == ("c",)  # type: ignore[union-attr]
    assert 'name="b-links" value="c" checked' in answer["links"]["b"][1]
    assert 'name="b-links" value="m" data-link' in answer["links"]["b"][1]


def test_the_open_problems_are_sent_with_causes_and_measures(
    signed_in: Client, paper: Draft, taxonomy: None
) -> None:
    _, answer = operated(signed_in, paper, "measures", op="answer:a:measures:M01", known={"m": 0})
    assert "观点b" in answer["open"]
    assert "answer:a:measures:M01" not in answer["open"]
    assert any("unmeet:a:" in html for _, html in answer["links"].values())


def test_a_full_stop_of_the_author_is_followed_by_no_other_mark(
    signed_in: Client, paper: Draft, taxonomy: None
) -> None:
    problems = (
        point("a", claim="学得不深。", links=("m",)),
        point("b", claim="图省事。 "),
        point("d"),
    )
    store(paper, put(stored(paper), "theory", *problems))
    _, answer = operated(signed_in, paper, "measures", op="add", known={"m": 0})
    listed = re.findall(r'class="open-problem">(.*?)</span>', answer["open"])
    assert listed == ["图省事", "观点d"]
    page = signed_in.get(step_url(paper, "measures")).content.decode()
    assert re.findall(r"回应的问题 <span[^>]*>(.*?)</span>", page)[:1] == ["学得不深"]


@pytest.mark.parametrize(
    "body",
    [
        {"op": "remove:gone"},
        {"op": "move", "point": "gone", "index": 0},
        {"op": "move", "index": 0},
        {"op": "move", "point": "a", "index": "x"},
        {"op": "move", "point": "a", "index": [1]},
        {"op": "move", "point": "a", "index": float("inf")},
        {"op": "move", "point": "a", "index": float("nan")},
        {"op": ""},
        {"op": None},
        {"op": ["add"]},
        {"op": "answer:a:causes:\ud800"},
    ],
)
def test_operations_on_what_is_gone_or_unknown(
    signed_in: Client, paper: Draft, body: dict[str, Any]
) -> None:
    status, answer = operated(signed_in, paper, "theory", known={}, **body)
    assert (status, answer["error"], list(answer)) == (410, "gone", ["error", "message"])
    assert answer["message"] in (
        "这一条已经不在了，请刷新页面。",
        "这一条已经不在了，页面已按最新内容显示。",
        "没有这个操作，请重试。",
    )
    assert paper.version == 2


@pytest.mark.parametrize("known", [None, [], ["a"], "a", 3])
def test_a_page_has_to_say_what_it_knows(signed_in: Client, paper: Draft, known: Any) -> None:
    assert operated(signed_in, paper, "theory", op="add", known=known) == (
        400,
        {"error": "bad", "message": "请求缺少 known。"},
    )


# phrases


@pytest.mark.db_sensitive
def test_taking_a_phrase_is_recorded(signed_in: Client, paper: Draft, taxonomy: None) -> None:
    phrase = approved_phrase("LL1-01", claim="学得不勤", questions="哪一本？\n当时怎么想？")
    url = reverse("wizard:use", args=[paper.pk])

    def note(field: str, **more: Any) -> str:
        body = {"phrase": phrase.pk, "node": "a", "field": field, **more}
        status, answer = told(ask(signed_in, url, body))
        assert status == 200
        return re.sub(r"\s+", "", answer["asked"])

    def uses() -> tuple[int, list[str]]:
        phrase.refresh_from_db()
        rows = PhraseUse.objects.filter(draft=paper, node="a", phrase=phrase)
        return phrase.use_count, list(rows.order_by("pk").values_list("field", flat=True))

    for field in ("claim", "elaboration", "example"):
        assert "<ul><li>哪一本？</li><li>当时怎么想？</li></ul>" in note(field)
    assert uses() == (3, ["claim", "elaboration", "example"])
    note("claim", undone=True)
    assert uses() == (2, ["elaboration", "example"])
    note("example", undone=True)
    assert note("elaboration", undone=True) == note("elaboration", undone=True) == ""
    assert uses() == (0, [])


@pytest.mark.parametrize(
    "change",
    [
        {"phrase": 0},
        {"phrase": "1"},
        {"phrase": None},
        {"phrase": 10**30},
        {"node": "gone"},
        {"field": "id"},
    ],
)
def test_a_phrase_or_a_place_that_is_not_there_is_not_recorded(
    signed_in: Client, paper: Draft, taxonomy: None, change: dict[str, Any]
) -> None:
    phrase = approved_phrase("LL1-01", claim="学得不勤", elaboration="{表现}。")
    body = {"phrase": phrase.pk, "node": "a", "field": "claim", **change}
    assert told(ask(signed_in, reverse("wizard:use", args=[paper.pk]), body)) == (
        410,
        {"error": "gone", "message": "这条素材或这一条内容已经不在了。"},
    )
    assert PhraseUse.objects.count() == 0
