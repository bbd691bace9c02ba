"""A step posted as one form, as a browser without scripts does it: nothing typed is ever lost."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from drafting.document.model import Point, find
from drafting.drafts.models import Draft, PhraseUse
from drafting.drafts.services import changes
from tests.cast import approved_phrase
from tests.wizard.papers import (
    LOCKED,
    claim,
    living,
    lock,
    place,
    point,
    posted,
    put,
    send,
    step_url,
    store,
    stored,
    texts,
)

pytestmark = pytest.mark.django_db


def messages_of(answer: Any) -> list[str]:
    """What the next page will say."""
    return [str(message) for message in get_messages(answer.wsgi_request)]


def theory(draft: Draft, *points: Point, lead: str = "") -> None:
    """Put these points into 理论学习."""
    store(draft, put(stored(draft), "theory", *points, lead=lead))


# saving


def test_saving_and_going_on(signed_in: Client, draft: Draft) -> None:
    blank = place(stored(draft), "theory").points[0].id
    typed = {
        f"{blank}-claim": "学得不深",
        f"{blank}-elaboration": "第一行\r\n第二行",
        f"{place(stored(draft), 'theory').id}-lead": "引语。",
    }
    answer = send(signed_in, draft, "theory", "next", typed)
    assert (answer.status_code, answer.headers["Location"]) == (302, step_url(draft, "politics"))
    assert place(stored(draft), "theory").lead == "引语。"
    saved = find(stored(draft), blank)
    assert saved == Point(id=blank, claim="学得不深", elaboration="第一行\n第二行", changed=3)


def test_a_text_in_a_field_that_is_not_known_is_shown_again(
    signed_in: Client, draft: Draft
) -> None:
    """As a page sends it that was opened before an update of the program renamed a field."""
    blank = place(stored(draft), "theory").points[0].id
    typed = {
        f"{blank}-claim": "学得不深",
        f"{blank}-remark": "旧页面上<写>的话。",
        f"{blank}-old": " ",
    }
    answer = send(signed_in, draft, "theory", "next", typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "这一处写的是：旧页面上&lt;写&gt;的话。" in text
    assert "学得不深" in text
    assert claim(draft, blank) == ""


@pytest.mark.parametrize(
    ("op", "to"), [("save", "theory"), ("back", "previous"), ("next", "politics"), ("", "theory")]
)
def test_where_the_buttons_lead(signed_in: Client, draft: Draft, op: str, to: str) -> None:
    answer = (
        send(signed_in, draft, "theory", op) if op else signed_in.post(step_url(draft, "theory"))
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, step_url(draft, to))


def test_basics_and_closing_are_saved_like_the_rest(signed_in: Client, draft: Draft) -> None:
    document = stored(draft)
    send(
        signed_in,
        draft,
        "basics",
        "next",
        {f"{document.head.id}-title": "新标题", f"{document.opening.id}-text": "导语"},
    )
    send(signed_in, draft, "closing", "next", {f"{document.closing.id}-text": "结束语"})
    send(signed_in, draft, "previous", "next", {f"{place(document, 'previous').id}-lead": "上年度"})
    now = stored(draft)
    assert (now.head.title, now.opening.text, now.closing.text, place(now, "previous").lead) == (
        "新标题",
        "导语",
        "结束语",
        "上年度",
    )


def test_a_page_on_which_nothing_was_typed_changes_nothing(signed_in: Client, draft: Draft) -> None:
    theory(draft, point("a", links=("c",)), point("b"))
    store(draft, put(stored(draft), "causes", point("c")))
    version = draft.version
    for key in ("basics", "previous", "theory", "causes", "closing"):
        assert send(signed_in, draft, key, "save").status_code == 302
    draft.refresh_from_db()
    assert draft.version == version


def test_the_boxes_of_the_links_are_saved(signed_in: Client, draft: Draft) -> None:
    theory(draft, point("a", links=("c",)))
    store(draft, put(put(stored(draft), "causes", point("c")), "measures", point("m")))
    send(signed_in, draft, "theory", "save", {"a-links": ["c", "m"]})
    assert find(stored(draft), "a").links == ("c", "m")  # type: ignore[union-attr]
    send(signed_in, draft, "theory", "save", {"a-links": []})
    assert find(stored(draft), "a").links == ()  # type: ignore[union-attr]


def test_a_link_to_an_answer_without_a_text_yet_is_on_the_page_and_stays(
    signed_in: Client, draft: Draft
) -> None:
    theory(draft, point("a", links=("c",)))
    store(draft, put(stored(draft), "causes", Point(id="c")))
    page = signed_in.get(step_url(draft, "theory")).content.decode()
    assert 'name="a-links" value="c" checked' in page


# adding, removing, moving


def test_add_remove_undo_up_and_down(signed_in: Client, draft: Draft) -> None:
    theory(draft, point("a"), point("b"))
    answer = send(signed_in, draft, "theory", "add", {"b-claim": "改过的观点"})
    new = place(stored(draft), "theory").points[2]
    assert answer.headers["Location"] == f"{step_url(draft, 'theory')}#node-{new.id}"
    assert texts(draft, "theory") == ["观点a", "改过的观点", ""]

    answer = send(signed_in, draft, "theory", "up:b")
    assert answer.headers["Location"] == f"{step_url(draft, 'theory')}#node-b"
    assert texts(draft, "theory") == ["改过的观点", "观点a", ""]
    send(signed_in, draft, "theory", "down:b")
    send(signed_in, draft, "theory", "down:b")
    assert texts(draft, "theory") == ["观点a", "", "改过的观点"]

    answer = send(signed_in, draft, "theory", "remove:b", {"b-claim": "移除前最后改的"})
    assert answer.headers["Location"] == f"{step_url(draft, 'theory')}?removed=b"
    assert texts(draft, "theory") == ["观点a", ""]
    page = signed_in.get(answer.headers["Location"]).content.decode()
    assert 'name="op" value="restore:b"' in page

    answer = send(signed_in, draft, "theory", "restore:b")
    assert answer.headers["Location"] == f"{step_url(draft, 'theory')}#node-b"
    assert texts(draft, "theory") == ["观点a", "", "移除前最后改的"]


@pytest.mark.parametrize(
    "op", ["remove:gone", "restore:a", "up:gone", "down:", "answer:a", "answer:gone:causes:C02"]
)
def test_what_is_no_longer_there_gets_one_sentence(
    signed_in: Client, draft: Draft, op: str
) -> None:
    theory(draft, point("a"))
    answer = send(signed_in, draft, "theory", op, {"a-claim": "仍然保存"})
    assert (answer.status_code, answer.headers["Location"]) == (302, step_url(draft, "theory"))
    assert messages_of(answer) == ["这一条已经不在了，页面已按最新内容显示。"]
    assert texts(draft, "theory") == ["仍然保存"]


@pytest.mark.parametrize(
    "op",
    [
        "explode",
        "answer:a:other:C02",
        "answer:a:causes:<b>",
        "answer:a:causes:\x00",
        "answer:a:problems:LL1",
    ],
)
def test_unknown_buttons_get_one_sentence(signed_in: Client, draft: Draft, op: str) -> None:
    theory(draft, point("a"))
    before = stored(draft)
    answer = send(signed_in, draft, "theory", op)
    assert messages_of(answer) == ["没有这个操作，请重试。"]
    assert stored(draft) == before


def test_running_text_takes_no_points(signed_in: Client, draft: Draft) -> None:
    assert messages_of(send(signed_in, draft, "previous", "add")) == ["没有这个操作，请重试。"]
    assert place(stored(draft), "previous").points == ()


# answers


def test_one_button_adds_a_cause_and_links_it(
    signed_in: Client, draft: Draft, taxonomy: None
) -> None:
    theory(draft, point("a", category="LL1"))
    answer = send(signed_in, draft, "theory", "answer:a:causes:C02")
    cause = place(stored(draft), "causes").points[0]
    back = urlencode({"answered": f"a:{cause.id}:"})
    assert answer.headers["Location"] == f"{step_url(draft, 'theory')}?{back}#node-a"
    assert (cause.category, find(stored(draft), "a").links) == ("C02", (cause.id,))  # type: ignore[union-attr]
    page = signed_in.get(step_url(draft, "theory")).content.decode()
    assert f'name="a-links" value="{cause.id}" checked' in page
    assert "answer:a:causes:C02" not in page
    shown = signed_in.get(answer.headers["Location"]).content.decode()
    assert f'value="unanswer:a:{cause.id}:"' in shown
    send(signed_in, draft, "theory", f"unanswer:a:{cause.id}:")
    assert find(stored(draft), "a").links == ()  # type: ignore[union-attr]
    assert [p.category for p in place(stored(draft), "causes").points] == [""]


def test_an_answer_that_was_added_goes_with_the_link_unless_somebody_wrote_in_it(
    signed_in: Client, draft: Draft, taxonomy: None
) -> None:
    theory(draft, point("a", category="LL1"), point("b", category="LL2"))
    store(draft, put(stored(draft), "causes", point("own", claim="自己写的")))
    send(signed_in, draft, "theory", "answer:a:causes:C02")
    send(signed_in, draft, "theory", "answer:b:causes:C02")
    added = place(stored(draft), "causes").points[1].id

    def there() -> list[str]:
        return [p.id for p in place(stored(draft), "causes").points]

    send(signed_in, draft, "theory", f"unanswer:a:{added}:added")
    assert there() == ["own", added]  # the other problem has it too
    changes.save_node(draft.pk, added, {"claim": "写了"}, 99)
    send(signed_in, draft, "theory", f"unanswer:b:{added}:added")
    assert there() == ["own", added]
    changes.save_node(draft.pk, added, {"claim": ""}, 99)
    send(signed_in, draft, "theory", f"unanswer:b:{added}:added")
    assert there() == ["own"]
    assert messages_of(send(signed_in, draft, "theory", "unanswer:gone:x:")) == [
        "这一条已经不在了，页面已按最新内容显示。"
    ]


def test_on_the_step_of_measures_one_button_answers_several_problems(
    signed_in: Client, draft: Draft, taxonomy: None
) -> None:
    theory(draft, point("a", category="LL1"), point("b", category="LL2"), point("c"))
    page = signed_in.get(step_url(draft, "measures")).content.decode()
    assert 'value="answer:a,b:measures:M01"' in page
    answer = send(signed_in, draft, "measures", "answer:a,b:measures:M01")
    measure = place(stored(draft), "measures").points[0].id
    back = urlencode({"answered": f"a,b:{measure}:"})
    assert answer.headers["Location"] == f"{step_url(draft, 'measures')}?{back}#node-{measure}"
    assert [p.links for p in place(stored(draft), "theory").points] == [(measure,), (measure,), ()]


# phrases


def test_a_claim_and_the_skeleton_are_taken_one_by_one_and_taken_back(
    signed_in: Client, draft: Draft, taxonomy: None
) -> None:
    one = approved_phrase(
        "LL1-01", claim="学得不勤", elaboration="{时间}没有学。", example="比如，{事项}。",
        questions="哪一本没有读？",
    )  # fmt: skip
    here = step_url(draft, "theory")
    theory(draft, Point(id="mine", claim="自己写的"))

    def take(field: str) -> str:
        return str(send(signed_in, draft, "theory", f"use:{one.pk}:{field}").headers["Location"])

    def texts_now() -> list[tuple[str, ...]]:
        points = place(stored(draft), "theory").points
        return [(p.category, p.claim, p.elaboration, p.example) for p in points]

    mine = ("", "自己写的", "", "")
    there = take("claim")
    new = place(stored(draft), "theory").points[-1]
    assert there == f"{here}?{urlencode({'took': f'{one.pk}:claim:{new.id}:claim'})}#node-{new.id}"
    assert texts_now() == [mine, ("LL1", "学得不勤", "", "")]
    shown = signed_in.get(there).content.decode()
    assert "<li>哪一本没有读？</li>" in shown.split(f'id="node-{new.id}"')[1]
    assert f'value="untake:{one.pk}:claim:{new.id}:claim"' in shown
    take("elaboration")
    take("example")
    assert texts_now() == [mine, ("LL1", "学得不勤", "{时间}没有学。", "比如，{事项}。")]
    for field in ("elaboration", "example"):
        send(signed_in, draft, "theory", f"untake:{one.pk}:{field}:{new.id}:{field}")
    changes.save_node(draft.pk, new.id, {"claim": "学得不勤也不深"}, 99)
    kept = send(signed_in, draft, "theory", f"untake:{one.pk}:claim:{new.id}:claim")
    assert messages_of(kept) == ["这一处后来又改过，没有撤销；不要的文字请在框里删去。"]
    changes.save_node(draft.pk, new.id, {"claim": "学得不勤"}, 99)
    send(signed_in, draft, "theory", f"untake:{one.pk}:claim:{new.id}:claim")
    assert texts_now() == [mine]
    assert not PhraseUse.objects.exists()


def test_a_claim_goes_into_an_empty_point_first(
    signed_in: Client, draft: Draft, taxonomy: None
) -> None:
    one = approved_phrase("LL1-01", claim="学得不勤", elaboration="{时间}没有学。")
    theory(draft, Point(id="blank"))
    send(signed_in, draft, "theory", f"use:{one.pk}:claim")
    found = [(p.id, p.category, p.claim) for p in place(stored(draft), "theory").points]
    assert found == [("blank", "LL1", "学得不勤")]


def test_running_text_goes_to_the_end(signed_in: Client, draft: Draft, taxonomy: None) -> None:
    tail = approved_phrase("OP-01", part="opening", elaboration="依据{文件}。")
    opening = stored(draft).opening.id
    taken = send(
        signed_in, draft, "basics", f"use:{tail.pk}:elaboration", {f"{opening}-text": "先写的。\n"}
    )
    assert stored(draft).opening.text == "先写的。\n依据{文件}。"
    way = f"untake:{tail.pk}:elaboration:{opening}:text"
    assert f'value="{way}"' in signed_in.get(taken.headers["Location"]).content.decode()
    send(signed_in, draft, "basics", way)
    assert stored(draft).opening.text == "先写的。"


@pytest.mark.parametrize("number", ["other part", "draft", "0", "²", "9" * 5000, "x", ""])
def test_a_phrase_that_is_not_offered_here_is_not_taken(
    signed_in: Client, draft: Draft, taxonomy: None, number: str
) -> None:
    if number == "other part":
        number = str(approved_phrase("M01-01", claim="每月读一篇", elaboration="到{期限}。").pk)
    elif number == "draft":
        waiting = approved_phrase("LL1-02", claim="学得不深", elaboration="{表现}。")
        type(waiting).objects.update(state="draft")
        number = str(waiting.pk)
    before = stored(draft)
    answer = send(signed_in, draft, "theory", f"use:{number}:claim")
    assert messages_of(answer) == ["这条素材已经停用，请另选一条。"]
    assert (stored(draft), PhraseUse.objects.count()) == (before, 0)


def test_searching_without_scripts_saves_first(signed_in: Client, draft: Draft) -> None:
    theory(draft, point("a"))
    typed = {"a-claim": "先存", "q": "学 习", "category": "LL1"}
    answer = send(signed_in, draft, "theory", "search:2", typed)
    assert (
        answer.headers["Location"]
        == f"{step_url(draft, 'theory')}?q=%E5%AD%A6+%E4%B9%A0&category=LL1&page=2#picker"
    )
    assert texts(draft, "theory") == ["先存"]


# two windows


def test_a_conflict_shows_both_texts_and_the_next_save_is_a_knowing_one(
    signed_in: Client, draft: Draft
) -> None:
    theory(draft, point("a"), point("b"))
    old_page = posted(draft, "theory")
    changes.save_node(draft.pk, "a", {"claim": "那个窗口写的"}, draft.version)

    mine = {**old_page, "a-claim": "这个窗口写的", "b-claim": "没有冲突的也保存", "op": "next"}
    answer = signed_in.post(step_url(draft, "theory"), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "这个窗口写的" in page
    assert "<blockquote>那个窗口写的</blockquote>" in page
    assert (
        "这一页有内容在另一个窗口里改过，两边的文字都列在下面。请把要保留的写进文本框，再点保存。"
        in page
    )
    assert texts(draft, "theory") == ["那个窗口写的", "没有冲突的也保存"]

    again = {**posted(draft, "theory"), "a-claim": "两边合起来的", "op": "next"}
    assert f'name="a-base" value="{again["a-base"]}"' in page
    answer = signed_in.post(step_url(draft, "theory"), again)
    assert (answer.status_code, claim(draft, "a")) == (302, "两边合起来的")


def test_the_same_text_from_two_windows_is_no_conflict(signed_in: Client, draft: Draft) -> None:
    theory(draft, point("a"))
    old_page = posted(draft, "theory")
    changes.save_node(draft.pk, "a", {"claim": "一样的"}, draft.version)
    answer = signed_in.post(
        step_url(draft, "theory"), {**old_page, "a-claim": "一样的", "op": "save"}
    )
    assert answer.status_code == 302


def test_a_point_removed_elsewhere_comes_back_with_what_was_typed(
    signed_in: Client, draft: Draft
) -> None:
    theory(draft, point("a"), point("b"), point("c"))
    old_page = posted(draft, "theory")
    changes.remove_point(draft.pk, "b")
    changes.remove_point(draft.pk, "c")
    answer = signed_in.post(
        step_url(draft, "theory"), {**old_page, "b-claim": "还在写的", "op": "save"}
    )
    assert answer.status_code == 302
    assert messages_of(answer) == [
        "有一条在另一个窗口里被移除了，因为您在这里写了新的内容，已为您恢复。",
        "已保存。",
    ]
    assert texts(draft, "theory") == ["观点a", "还在写的"]


def test_a_point_changed_and_then_removed_elsewhere_comes_back_as_a_conflict(
    signed_in: Client, draft: Draft
) -> None:
    theory(draft, point("a"))
    old_page = posted(draft, "theory")
    changes.save_node(draft.pk, "a", {"claim": "那边改的"}, draft.version)
    changes.remove_point(draft.pk, "a")
    answer = signed_in.post(
        step_url(draft, "theory"), {**old_page, "a-claim": "这边写的", "op": "save"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "这边写的" in page
    assert "<blockquote>那边改的</blockquote>" in page
    assert living(draft) >= {"a"}


def test_a_point_removed_between_the_look_and_the_save_comes_back_too(
    signed_in: Client, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hook stands for the moment, the removal is a real one."""
    theory(draft, point("a"), point("b"))
    page = posted(draft, "theory")
    save, others = changes.save_node, iter(["b"])

    def overtaken(*args: Any, **kwargs: Any) -> changes.Saved:
        for other in others:
            changes.remove_point(draft.pk, other)
        return save(*args, **kwargs)

    monkeypatch.setattr(changes, "save_node", overtaken)
    answer = signed_in.post(
        step_url(draft, "theory"), {**page, "a-claim": "甲", "b-claim": "乙", "op": "save"}
    )
    assert answer.status_code == 302
    assert texts(draft, "theory") == ["甲", "乙"]


# what cannot be saved


def test_a_text_that_is_too_long_gets_one_sentence_and_is_kept(
    signed_in: Client, draft: Draft
) -> None:
    theory(draft, point("a"), point("b"))
    long = "长" * 201
    answer = send(
        signed_in,
        draft,
        "theory",
        "next",
        {"a-claim": long, "a-elaboration": "也没丢", "b-claim": "短的"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "最多 200 个字符，请删减后再保存（已输入的文字都还在）。" in page
    assert "有的内容没有保存，原因写在文本框下面；您输入的文字都还在。" in page
    assert long in page
    assert "也没丢" in page
    assert texts(draft, "theory") == ["观点a", "短的"]
    answer = send(signed_in, draft, "theory", "next", {"a-claim": "长" * 200})
    assert (answer.status_code, claim(draft, "a")) == (302, "长" * 200)


def test_a_text_that_came_too_long_may_stay_or_get_shorter(signed_in: Client, draft: Draft) -> None:
    """An imported claim runs to its first full stop, however far that is."""
    theory(draft, point("a", "长" * 300), lead="引" * 3500)
    assert send(signed_in, draft, "theory", "next", {"a-elaboration": "改过"}).status_code == 302
    assert send(signed_in, draft, "theory", "next", {"a-claim": "短" * 290}).status_code == 302
    assert send(signed_in, draft, "theory", "next", {"a-claim": "长" * 291}).status_code == 422
    assert (claim(draft, "a"), place(stored(draft), "theory").lead) == ("短" * 290, "引" * 3500)


@pytest.mark.parametrize("state", LOCKED)
def test_what_cannot_be_changed_is_shown_with_what_was_typed(
    signed_in: Client, draft: Draft, state: str
) -> None:
    theory(draft, point("a"))
    page = {**posted(draft, "theory"), "a-claim": "来不及保存的", "op": "next"}
    lock(draft, state)
    answer = signed_in.post(step_url(draft, "theory"), page)
    assert answer.status_code == 403
    assert LOCKED[state] in answer.content.decode()
    assert "来不及保存的" in answer.content.decode()
    assert texts(draft, "theory") == ["观点a"]


def test_submitted_between_the_look_and_the_save(
    signed_in: Client, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    theory(draft, point("a"))
    save = changes.save_node

    def overtaken(*args: Any, **kwargs: Any) -> changes.Saved:
        Draft.objects.filter(pk=draft.pk).update(state="submitted")
        return save(*args, **kwargs)

    monkeypatch.setattr(changes, "save_node", overtaken)
    answer = send(signed_in, draft, "theory", "next", {"a-claim": "来不及保存的"})
    assert answer.status_code == 403
    assert "来不及保存的" in answer.content.decode()
    assert texts(draft, "theory") == ["观点a"]


@pytest.mark.parametrize("base", ["", "x", "-1", "²", "1.0", "9" * 5000])
def test_a_block_without_a_usable_base_is_left_alone(
    signed_in: Client, draft: Draft, base: str
) -> None:
    theory(draft, point("a"))
    answer = send(signed_in, draft, "theory", "save", {"a-base": base, "a-claim": "来路不明"})
    assert (answer.status_code, texts(draft, "theory")) == (302, ["观点a"])


def test_control_characters_are_left_out(signed_in: Client, draft: Draft) -> None:
    theory(draft, point("a"))
    send(
        signed_in,
        draft,
        "theory",
        "save",
        {"a-claim": "甲\x00\x0b乙", "a-elaboration": "　段首空格和 \t 都在　"},
    )
    saved = find(stored(draft), "a")
    assert (saved.claim, saved.elaboration) == ("甲乙", "　段首空格和 \t 都在　")  # type: ignore[union-attr]


def test_going_on_leads_to_the_very_point_last_written(signed_in: Client, draft: Draft) -> None:
    def led_to() -> str:
        return str(signed_in.get(reverse("wizard:resume", args=[draft.pk])).headers["Location"])

    assert led_to() == step_url(draft, "basics")
    theory(draft, point("a"), point("b"))
    send(signed_in, draft, "theory", "save", {"a-claim": "甲"})
    opening = stored(draft).opening.id
    assert led_to() == f"{step_url(draft, 'theory')}#node-a"
    send(signed_in, draft, "basics", "save", {f"{opening}-text": "导语"})
    assert led_to() == f"{step_url(draft, 'basics')}#node-{opening}"
