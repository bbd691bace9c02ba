"""The pages of the steps: what they show, and in how many queries."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from drafting.document.model import Document, Point
from drafting.drafts.models import Draft
from drafting.progress.steps import CHECK
from drafting.progress.tasklist import Remark
from drafting.wizard.check_page import CheckFinding, Share, findings_of, shares_of
from drafting.wizard.selectors import read_page
from tests.cast import approved_phrase
from tests.wizard.papers import (
    LOCKED,
    ask,
    lock,
    place,
    point,
    points_url,
    put,
    send,
    step_url,
    store,
    stored,
)

pytestmark = pytest.mark.django_db

STEPS = [
    "basics", "previous", "theory", "politics", "ability", "duty", "style", "integrity", "cases",
    "causes", "measures",
    "statement", "closing", "check", "done",
]  # fmt: skip


def shown(client: Client, url: str) -> str:
    """A page as text."""
    answer = client.get(url)
    assert answer.status_code == 200
    return str(answer.content.decode())


def fill(document: Document, count: int) -> Document:
    """So many problems, causes and measures, each problem linked to all of them."""
    causes = [point(f"c{n}", category=f"C{n % 12 + 1:02d}") for n in range(count)]
    measures = [point(f"m{n}", category=f"M{n % 10 + 1:02d}") for n in range(count)]
    links = tuple(p.id for p in (*causes, *measures))
    problems = [point(f"q{n}", category=f"LL{n % 8 + 1}", links=links) for n in range(count)]
    document = put(put(document, "causes", *causes), "measures", *measures)
    return put(document, "theory", *problems)


def queries(act: Callable[[], object]) -> int:
    """How many queries it takes."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


# what they show


@pytest.mark.parametrize("key", STEPS)
def test_every_step_of_a_new_and_of_a_full_paper_is_shown(
    signed_in: Client, draft: Draft, taxonomy: None, key: str
) -> None:
    assert "<h1>" in shown(signed_in, step_url(draft, key))
    store(draft, fill(stored(draft), 3))
    assert "<h1>" in shown(signed_in, step_url(draft, key))


def test_what_was_typed_is_escaped_everywhere(
    signed_in: Client, draft: Draft, taxonomy: None
) -> None:
    evil = "<script>alert(1)</script>"
    document = put(
        stored(draft), "theory", point("a", evil, elaboration=evil, links=("c",)), lead=evil
    )
    document = put(put(document, "causes", point("c", evil)), "previous", lead=evil)
    store(draft, document)
    for key in STEPS:
        assert evil not in shown(signed_in, step_url(draft, key))
    assert evil not in shown(signed_in, reverse("wizard:preview", args=[draft.pk]))
    assert evil not in shown(
        signed_in, f"{step_url(draft, 'theory')}?removed={evil}&q={evil}&category={evil}"
    )


def test_text_is_in_the_page_as_it_was_typed(signed_in: Client, draft: Draft) -> None:
    store(
        draft, put(stored(draft), "theory", point("a", elaboration="\n第一行是空的 & <b>\n\n　尾"))
    )
    page = shown(signed_in, step_url(draft, "theory"))
    field = re.search(r'<textarea[^>]*name="a-elaboration"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert field is not None
    # the browser drops the first line break after the tag
    assert field[1] == "\n\n第一行是空的 &amp; &lt;b&gt;\n\n　尾"


def test_points_that_were_taken_out_can_be_brought_back_later(
    signed_in: Client, draft: Draft, taxonomy: None
) -> None:
    store(
        draft,
        put(
            stored(draft),
            "theory",
            point("one", "读得不深"),
            Point(id="two"),
            point("three", "学用脱节"),
        ),
    )
    for taken in ("one", "two", "three"):
        send(signed_in, draft, "theory", f"remove:{taken}")
    send(signed_in, draft, "politics", "save")
    page = shown(signed_in, step_url(draft, "theory"))
    listed = re.findall(r'data-removed-point="(\w+)"><span>(.*?)</span>', page)
    assert listed == [("three", "学用脱节"), ("one", "读得不深")]
    assert "data-removed-point" not in shown(signed_in, step_url(draft, "politics"))
    send(signed_in, draft, "theory", "restore:one")
    assert [point.claim for point in place(stored(draft), "theory").points] == ["读得不深"]
    assert 'data-removed-point="one"' not in shown(signed_in, step_url(draft, "theory"))


def test_a_blocked_draft_says_why(signed_in: Client, draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).update(state="submitted")
    for key in ("previous", "theory"):
        page = shown(signed_in, step_url(draft, key))
        assert "这份材料已提交，现在不能修改。" in page
        assert " data-wizard" not in page  # nothing is autosaved


@pytest.mark.parametrize("how", sorted(LOCKED))
def test_a_blocked_step_offers_nothing_that_writes(
    signed_in: Client, draft: Draft, taxonomy: None, how: str
) -> None:
    """What stands outside the disabled form would be sent without its token, and be answered with
    页面已过期."""
    approved_phrase("LL1-01", claim="学得不勤", elaboration="{表现}。")
    outside = re.compile(r'<button[^>]* form="step-form"|data-insert|id="picker"')
    assert outside.search(shown(signed_in, step_url(draft, "theory")))
    lock(draft, how)
    page = shown(signed_in, step_url(draft, "theory"))
    assert outside.findall(page) == []
    foot = page.partition('<div class="step-foot">')[2].partition("</div>")[0]
    assert re.findall(r'href="([^"]+)">(\w+)<', foot) == [
        (step_url(draft, "previous"), "上一步"),
        (step_url(draft, "politics"), "下一步"),
    ]
    assert "<button" not in foot


@pytest.mark.parametrize(
    "query", ["?page=²", "?page=-3", "?page=99999999999", "?q=%00", "?category=%00&q=%F0", "?page="]
)
def test_odd_searches_show_the_page(
    signed_in: Client, draft: Draft, taxonomy: None, query: str
) -> None:
    shown(signed_in, step_url(draft, "theory") + query)
    shown(signed_in, reverse("wizard:phrases", args=[draft.pk, "theory"]) + query)


# the picker


def test_the_picker_offers_what_fits_the_step_and_the_person(
    signed_in: Client, draft: Draft, taxonomy: None
) -> None:
    approved_phrase("LL1-01", claim="学得不勤", elaboration="{表现}。")
    approved_phrase("LL2-01", claim="只有领导才写的", elaboration="{表现}。", roles=("leader",))
    approved_phrase(
        "LL3-01", claim="只在组织生活会写的", elaboration="{表现}。", meeting_kind="zuzhi"
    )
    approved_phrase("ZZ1-01", claim="别的方面的", elaboration="{表现}。")
    approved_phrase("C02-01", claim="一条原因", elaboration="{表现}。")
    for n in range(12):
        approved_phrase(f"LL4-{n:02d}", claim=f"第{n}条", elaboration="{表现}。")
    claims = re.compile(r'data-text="claim">(.*?)</span>')
    url = reverse("wizard:phrases", args=[draft.pk, "theory"])
    assert claims.findall(shown(signed_in, url)) == ["学得不勤", *(f"第{n}条" for n in range(11))]
    assert claims.findall(shown(signed_in, f"{url}?page=2")) == ["第11条"]
    assert claims.findall(shown(signed_in, f"{url}?category=LL1")) == ["学得不勤"]
    assert claims.findall(shown(signed_in, f"{url}?q=第3")) == ['<mark class="hit">第3</mark>条']
    assert "没有找到“领导”。" in shown(signed_in, f"{url}?q=领导")
    causes = shown(signed_in, reverse("wizard:phrases", args=[draft.pk, "causes"]))
    assert claims.findall(causes) == ["一条原因"]


@pytest.mark.parametrize("key", ["basics", "previous", "theory", "causes", "closing"])
def test_every_picker_knows_where_a_phrase_taken_is_recorded(
    signed_in: Client, draft: Draft, key: str
) -> None:
    url = reverse("wizard:use", args=[draft.pk])
    assert f' data-picker data-use="{url}"' in shown(signed_in, step_url(draft, key))


# the check page


def test_the_check_page_lists_what_to_mend_in_order(draft: Draft, taxonomy: None) -> None:
    document = put(stored(draft), "theory", Point(id="a", claim=" 学得不深 ", elaboration="{表现}"))
    store(draft, document)
    page = read_page(draft, CHECK)
    steps = {task.step.key: task.step for task in page.tasks}
    limits = steps["theory"].spec.limits  # type: ignore[union-attr]

    def finding(
        key: str, node: str, text: str, pressing: bool, place: str = "", about: str = ""
    ) -> CheckFinding:
        return CheckFinding(Remark(key, node, text, pressing, about), steps[key], place)

    area = place(document, "theory").id
    assert [
        found for found in findings_of(page) if found.step.key in ("basics", "theory", "closing")
    ] == [
        finding("basics", document.opening.id, "还没有写。", True),
        finding("theory", area, f"至少写 {limits.min_points} 条，现有 1 条。", True),
        finding(
            "theory",
            area,
            f"建议不少于 {limits.min_characters} 字，现有 8 字。",
            False,
            "",
            "length",
        ),
        finding("theory", "a", "还有空项没有填写：{表现}。", True, "学得不深"),
        finding("theory", "a", "这一条没有具体事例。", False, "学得不深", "example"),
        finding("theory", "a", "这个问题还没有对应的原因。", False, "学得不深", "answer"),
        finding("theory", "a", "这个问题还没有对应的措施。", False, "学得不深", "answer"),
        finding("closing", document.closing.id, "还没有写。", True),
    ]


def test_the_check_page_shows_the_lengths_and_the_matrix(
    signed_in: Client, draft: Draft, taxonomy: None
) -> None:
    document = put(
        stored(draft), "theory", point("a", "问题甲", links=("c", "m")), point("b", "问题乙")
    )
    document = put(
        put(document, "causes", point("c", "原因甲")),
        "measures",
        point("m", "措施甲", example="到六月底看结果。"),
    )
    store(draft, document)
    page = read_page(draft, CHECK)
    assert shares_of(page) == [
        Share("存在的问题", 24, 47),
        Share("产生问题的原因剖析", 12, 24),
        Share("今后努力方向和整改措施", 15, 29),
    ]
    text = re.sub(r"\s+", "", shown(signed_in, step_url(draft, CHECK)))
    assert '<tr><thscope="row">问题甲</th><td>原因甲</td><td>措施甲</td></tr>' in text
    lacking = '<tdclass="lacking"><ahref="../{}/">还没有</a></td>'
    row = lacking.format("causes") + lacking.format("measures")
    assert f'<tr><thscope="row">问题乙</th>{row}</tr>' in text


# queries


#: Of the pages that show more than a text: each reads the categories and the phrases that it shows.
QUERIES = {
    **dict.fromkeys(("theory", "politics", "ability", "duty", "style", "integrity"), 17),
    "causes": 13,
    "measures": 13,
    "previous": 11,
    "check": 25,
}


@pytest.mark.parametrize("key", STEPS)
def test_a_page_takes_as_many_queries_for_20_points_as_for_2(
    signed_in: Client, draft: Draft, taxonomy: None, key: str
) -> None:
    numbers = []
    for number in (2, 20):
        store(draft, fill(stored(draft), number))
        shown(signed_in, step_url(draft, key))  # the step 检查 keeps what it found
        numbers.append(queries(lambda: shown(signed_in, step_url(draft, key))))
    few, many = numbers
    assert many == few
    assert few == QUERIES.get(key, 9)  # two of them for whoever asks


@pytest.mark.parametrize("name", ["steplist", "phrases"])
def test_a_piece_of_a_page_too(signed_in: Client, draft: Draft, taxonomy: None, name: str) -> None:
    url = reverse(f"wizard:{name}", args=[draft.pk, "theory"])
    signed_in.get(url)
    store(draft, fill(stored(draft), 2))
    few = queries(lambda: shown(signed_in, url))
    store(draft, fill(stored(draft), 20))
    assert queries(lambda: shown(signed_in, url)) == few


@pytest.mark.parametrize("key", ["basics", "theory", "causes", "measures"])
def test_a_page_takes_as_many_queries_for_50_phrases_as_for_10(
    signed_in: Client, draft: Draft, taxonomy: None, key: str
) -> None:
    code = {"basics": "OP", "theory": "LL1", "causes": "C02", "measures": "M01"}[key]
    fields = {"part": "opening"} if key == "basics" else {"claim": "观点"}

    def phrases(first: int, last: int) -> None:
        for n in range(first, last):
            approved_phrase(f"{code}-{n:03d}", elaboration="{表现}。", **fields)

    signed_in.get(step_url(draft, key))
    phrases(0, 10)
    few = queries(lambda: shown(signed_in, step_url(draft, key)))
    phrases(10, 50)
    assert queries(lambda: shown(signed_in, step_url(draft, key))) == few


def test_an_operation_takes_as_many_queries_for_20_points_as_for_2(
    signed_in: Client, draft: Draft, taxonomy: None
) -> None:
    def moved(count: int) -> int:
        store(draft, fill(stored(draft), count))
        body = {"op": "down:q0", "known": {}}
        return queries(lambda: ask(signed_in, points_url(draft, "theory"), body))

    moved(2)
    assert moved(2) == moved(20)


def test_saving_a_page_takes_no_more_queries_for_points_that_nobody_touched(
    signed_in: Client, draft: Draft, taxonomy: None
) -> None:
    def sent(count: int) -> int:
        store(draft, fill(stored(draft), count))
        return queries(
            lambda: send(signed_in, draft, "theory", "save", {"q0-claim": f"改过{count}"})
        )

    sent(2)
    assert sent(2) == sent(20)
