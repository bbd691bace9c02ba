"""The page 校对 and its buttons, as a browser without scripts uses them and as htmx does."""

from __future__ import annotations

import logging
import re
import sys
import uuid
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.drafts.services import changes
from drafting.proofing.core.registry import BY_ID
from drafting.proofing.models import Dismissal
from drafting.proofing.urls import urlpatterns
from drafting.wizard.check_page import beside, findings_of
from drafting.wizard.selectors import read_page
from tests.cast import *  # noqa: F403
from tests.proofing.papers import (
    DOUBLED,
    HOLE,
    RIGHT,
    WRONG,
    elaborations,
    found,
    misquoted,
    proof,
    spoil,
)
from tests.wizard.papers import point, put, step_url, store, stored

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def mistakes(request: pytest.FixtureRequest) -> None:
    """The member's draft has the mistakes of papers.TEXTS."""
    request.getfixturevalue("taxonomy")
    spoil(request.getfixturevalue("draft"))


def url(draft: Draft, name: str = "summary", *args: str) -> str:
    return reverse(f"proofing:{name}", args=[draft.pk, *args])


def text_of(answer: Any, status: int = 200) -> str:
    """A page as a reader sees it, tags and blanks left out."""
    assert answer.status_code == status
    html = str(answer.content.decode())
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", html)))


def hidden(answer: Any, form: str) -> dict[str, str]:
    """The hidden fields of the first form whose tag or content holds ``form``, the token left
    out."""
    html = answer.content.decode()
    body = next(body for body in re.findall(r"<form.*?</form>", html, re.S) if form in body)
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', body)
    return {name: unescape(value) for name, value in fields if name != "csrfmiddlewaretoken"}


# what it shows


def test_the_summary_names_what_is_most_pressing_and_counts(
    signed_in: Client, draft: Draft, member: User
) -> None:
    answer = signed_in.get(url(draft))
    text = text_of(answer)
    now = proof(draft, member)
    assert "最要紧的三件事" in text
    for kind in now.pressing:
        assert kind.first.check.title in text
    for label, number in (
        ("全部", len(now.open)),
        ("错误", now.counts["error"]),
        ("建议", now.counts["advice"]),
    ):
        assert f"{label}{number}" in text
    assert answer.content.decode().count("data-proof-card") == len(now.open)


def test_a_card_has_all_that_it_takes_to_decide(
    signed_in: Client, draft: Draft, member: User
) -> None:
    page = signed_in.get(url(draft) + f"?rule={DOUBLED}")
    text = text_of(page)
    item = found(draft, member, DOUBLED)[0]
    assert "原文一是读原著少。手边的书翻得少，，想得也浅。" in text
    assert "<mark>，，</mark>" in page.content.decode()
    assert "改法，，→，" in text
    why = f"为什么{item.finding.message}{item.check.why}依据：{item.source}"
    assert re.sub(r"\s+", "", why) in text
    link = rf'href="{step_url(draft, "theory")}\?from=proof&amp;at=[0-9a-f]{{16}}&amp;rule={DOUBLED}#id_q0-elaboration"'
    assert re.search(link, page.content.decode())


def test_without_a_replacement_there_is_nothing_to_accept(signed_in: Client, draft: Draft) -> None:
    page = signed_in.get(url(draft) + f"?rule={HOLE}").content.decode()
    assert page.count("data-proof-card") == 1
    assert "data-accept" not in page
    assert "data-ignore" in page


@pytest.mark.parametrize(
    ("query", "rules"),
    [
        (f"?rule={DOUBLED}", {DOUBLED}),
        (f"?rule={DOUBLED}&severity=advice", set()),
        ("?rule=no-such-rule&severity=no-such", None),
        ("?rule=" + "x" * 500, None),
    ],
)
def test_filters(
    signed_in: Client, draft: Draft, member: User, query: str, rules: set[str] | None
) -> None:
    shown = signed_in.get(url(draft) + query).content.decode().count("data-proof-card")
    items = proof(draft, member).open
    assert shown == len([item for item in items if rules is None or item.finding.rule in rules])


def test_a_kind_is_named_even_where_none_of_it_is_shown(signed_in: Client, draft: Draft) -> None:
    text = text_of(signed_in.get(url(draft) + f"?rule={DOUBLED}&severity=advice"))
    assert f"只看“{BY_ID[DOUBLED].title}”，0处" in text
    assert "这一类没有了。" in text


def test_by_severity(signed_in: Client, draft: Draft, member: User) -> None:
    for severity, number in proof(draft, member).counts.items():
        page = signed_in.get(url(draft) + f"?severity={severity}").content.decode()
        assert page.count("data-proof-card") == number


def test_a_paper_without_findings(signed_in: Client, draft: Draft, member: User) -> None:
    for item in proof(draft, member).items:
        Dismissal.objects.create(draft=draft, rule=item.finding.rule, fingerprint=item.fingerprint)
    text = text_of(signed_in.get(url(draft)))
    assert "没有发现问题" in text
    assert f"已忽略{len(proof(draft, member).items)}处" in text


def test_what_was_typed_is_escaped(signed_in: Client, draft: Draft) -> None:
    evil = '"><script>alert(1)</script>，，<b>'
    store(draft, put(stored(draft), "theory", point("q0", "一", elaboration=evil)))
    for address in (url(draft), url(draft, "rule", DOUBLED), url(draft, "panel", "theory")):
        html = signed_in.get(address, headers=HTMX).content.decode()
        assert "<script>alert" not in html
        assert "，，<b>" not in html


def test_for_htmx_the_changing_part_alone(signed_in: Client, draft: Draft) -> None:
    part = signed_in.get(url(draft), headers=HTMX).content.decode()
    assert part.lstrip().startswith('<div id="proof"')
    whole = signed_in.get(
        url(draft), headers={**HTMX, "HX-History-Restore-Request": "true"}
    ).content.decode()
    assert "<html" in whole


# accept, undo, ignore


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_accept_and_undo(
    signed_in: Client, draft: Draft, member: User, headers: dict[str, str]
) -> None:
    page = signed_in.get(url(draft) + f"?rule={DOUBLED}")
    fields = hidden(page, "data-accept")
    assert fields == {"fingerprint": found(draft, member, DOUBLED)[0].fingerprint, "quote": "，，"}
    answer = signed_in.post(url(draft, "accept") + f"?rule={DOUBLED}", fields, headers=headers)
    text = text_of(answer)
    assert "已采纳一处。" in text
    assert answer.content.decode().count("data-proof-card") == 2
    assert elaborations(draft)[0] == "手边的书翻得少，想得也浅。"
    answer = signed_in.post(url(draft, "undo"), hidden(answer, "data-undo"), headers=headers)
    assert "已撤销。" in text_of(answer)
    assert elaborations(draft) == WRONG


def test_a_reload_after_accepting_accepts_nothing_more(signed_in: Client, draft: Draft) -> None:
    fields = hidden(signed_in.get(url(draft) + f"?rule={DOUBLED}"), "data-accept")
    signed_in.post(url(draft, "accept"), fields)
    after = elaborations(draft)
    assert "已经改动过，没有采纳" in text_of(signed_in.post(url(draft, "accept"), fields))
    assert elaborations(draft) == after


def test_an_undo_that_comes_too_late(signed_in: Client, draft: Draft) -> None:
    fields = hidden(signed_in.get(url(draft) + f"?rule={DOUBLED}"), "data-accept")
    undo = hidden(signed_in.post(url(draft, "accept"), fields), "data-undo")
    changes.save_node(draft.pk, "q0", {"elaboration": "改写了。"}, 10**6)
    assert "后来又改过，没有撤销" in text_of(signed_in.post(url(draft, "undo"), undo))
    assert elaborations(draft)[0] == "改写了。"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"at": "-1", "size": "x"},
        {"at": "9" * 30, "size": "1", "node_id": "q0", "field": "claim"},
    ],
)
def test_an_undo_that_no_page_sends(signed_in: Client, draft: Draft, data: dict[str, str]) -> None:
    before = stored(draft)
    assert "没有撤销" in text_of(signed_in.post(url(draft, "undo"), data))
    assert stored(draft) == before


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_ignore_and_recall(
    signed_in: Client, draft: Draft, member: User, headers: dict[str, str]
) -> None:
    fields = hidden(signed_in.get(url(draft) + f"?rule={HOLE}"), "data-ignore")
    answer = signed_in.post(url(draft, "dismiss"), fields, headers=headers)
    assert "已忽略一处。" in text_of(answer)
    assert "已忽略1处" in text_of(answer)
    assert found(draft, member, HOLE) == []
    answer = signed_in.post(url(draft, "recall"), hidden(answer, "data-undo"), headers=headers)
    assert "已撤销忽略。" in text_of(answer)
    assert len(found(draft, member, HOLE)) == 1


def test_ignoring_what_is_not_there_stores_nothing(signed_in: Client, draft: Draft) -> None:
    for fingerprint in ("", "0" * 64, "x" * 999):
        answer = signed_in.post(url(draft, "dismiss"), {"fingerprint": fingerprint})
        assert "没有忽略" in text_of(answer)
    assert Dismissal.objects.count() == 0


# many


def test_many_with_a_preview_and_one_undo(signed_in: Client, draft: Draft) -> None:
    page = signed_in.get(url(draft, "rule", DOUBLED))
    text = text_of(page)
    assert "下面3处会改" in text
    assert "原文一是读原著少。手边的书翻得少，，想得也浅。" in text
    assert "改后一是读原著少。手边的书翻得少，想得也浅。" in text
    chosen = re.findall(r'name="chosen" value="(\w+)"', page.content.decode())
    answer = signed_in.post(url(draft, "rule", DOUBLED), {"chosen": chosen[:2]})
    assert answer.status_code == 302
    assert re.fullmatch(r"[\w/?=&-]+", answer.headers["Location"])  # numbers and names only
    after = signed_in.get(answer.headers["Location"])
    assert "已采纳2处，采纳之前的文字已存为第1版。" in text_of(after)
    assert elaborations(draft) == [*RIGHT[:2], WRONG[2]]
    undone = signed_in.post(url(draft, "undo_many"), hidden(after, "data-undo"), follow=True)
    assert "已撤销，2处段落恢复为采纳之前的文字。" in text_of(undone)
    assert elaborations(draft) == WRONG


def test_what_was_written_after_many_is_named_at_the_undo(signed_in: Client, draft: Draft) -> None:
    chosen = [item.fingerprint for item in found(draft, draft.owner, DOUBLED)]
    answer = signed_in.post(url(draft, "rule", DOUBLED), {"chosen": chosen}, follow=True)
    changes.save_node(draft.pk, "q1", {"claim": "另写一句"}, 10**6)
    undone = signed_in.post(url(draft, "undo_many"), hidden(answer, "data-undo"), follow=True)
    assert "已撤销，2处段落恢复为采纳之前的文字。另有1处段落后来又改过" in text_of(undone)


@pytest.mark.parametrize(
    "data", [{}, {"revision": "1", "version": "x"}, {"revision": "7", "version": "7", "nodes": "1"}]
)
def test_an_undo_of_many_that_no_page_sends(
    signed_in: Client, draft: Draft, data: dict[str, str]
) -> None:
    before = stored(draft)
    assert "没有撤销" in text_of(signed_in.post(url(draft, "undo_many"), data, follow=True))
    assert stored(draft) == before


def test_nothing_ticked_and_nothing_to_accept(signed_in: Client, draft: Draft) -> None:
    answer = signed_in.post(url(draft, "rule", DOUBLED), {}, follow=True)
    assert "没有勾选，什么也没有改。" in text_of(answer)
    answer = signed_in.post(url(draft, "rule", DOUBLED), {"chosen": ["x"]}, follow=True)
    assert "已经改动过，没有采纳" in text_of(answer)
    for rule in (HOLE, "no-such-rule"):
        assert "没有可以直接采纳的了" in text_of(
            signed_in.get(url(draft, "rule", rule), follow=True)
        )


# the wizard


def test_the_panel_of_a_step(signed_in: Client, draft: Draft, member: User) -> None:
    panel = signed_in.get(url(draft, "panel", "theory"), headers=HTMX).content.decode()
    here = [item for item in proof(draft, member).open if item.step and item.step.key == "theory"]
    own = [item for item in here if not item.unwritten]
    assert panel.count("data-proof-card") == len(own)
    assert f'data-number="{len(own)}"' in panel
    # in the order of the text
    shown = re.findall(r'data-finding="([^"]+)"', panel.partition("<details class")[0])
    assert shown == [item.fingerprint for item in own if not item.folded]
    first = found(draft, member, DOUBLED)[0]
    place_of = f'data-at-node="q0" data-field-name="elaboration" data-start="{first.place.start}"'  # type: ignore[union-attr]
    assert f'{place_of} data-near="{first.near}" data-quote="，，" data-replacement="，"' in panel
    assert signed_in.get(url(draft, "panel", "theory")).headers["Location"] == url(draft)
    other = signed_in.get(url(draft, "panel", "closing"), headers=HTMX)
    assert "data-quote" not in other.content.decode()


def test_ignoring_in_the_panel(signed_in: Client, draft: Draft, member: User) -> None:
    fingerprint = {"fingerprint": misquoted(draft, member).fingerprint}
    answer = signed_in.post(url(draft, "panel_dismiss", "theory"), fingerprint, headers=HTMX)
    assert "已忽略一处。" in text_of(answer)
    assert "已忽略1处" in text_of(answer)
    assert hidden(answer, "data-undo") == fingerprint
    answer = signed_in.post(url(draft, "panel_recall", "theory"), fingerprint, headers=HTMX)
    assert "已撤销忽略。" in text_of(answer)
    assert Dismissal.objects.count() == 0
    gone = signed_in.post(url(draft, "panel_dismiss", "theory"), {"fingerprint": "x"}, headers=HTMX)
    assert "没有忽略" in text_of(gone)


def test_the_check_step_and_the_tabs(signed_in: Client, draft: Draft, member: User) -> None:
    text = text_of(signed_in.get(step_url(draft, "check")))
    counts = proof(draft, member).counts
    assert f"错误{counts['error']}，疑似{counts['warning']}，建议{counts['advice']}" in text
    # each problem tells a case: nobody is asked to write longer
    assert "建议不少于300字" not in text


def test_what_stands_among_the_advice_of_the_check_step_is_not_told_twice(
    signed_in: Client, draft: Draft, member: User
) -> None:
    points = (point("q", "读书少", elaboration="认识不够深，标准不够高。", example=""),)
    store(draft, put(stored(draft), "theory", *points))
    text = text_of(signed_in.get(step_url(draft, "check")))
    counts = proof(draft, member).counts
    # that it tells no case is a warning, which counts in any case
    assert f"错误{counts['error']}，疑似{counts['warning']}，建议{counts['advice'] - 1}" in text
    assert "建议不少于300字，现有15字。" in text
    assert "这一部分15字，建议不少于300字。" not in text


def test_advice_of_the_check_step_is_what_proofreading_need_not_say_again(
    signed_in: Client, draft: Draft, member: User
) -> None:
    """Of two advices on one point only that with a remark of its own is left out, and no error or
    warning ever is."""
    points = (point("q", "读书少", example="", links=("m",)), point("r", "学，，用脱节"))
    document = put(put(stored(draft), "theory", *points), "measures", point("m", "每月读一本书"))
    store(draft, document)
    whole = proof(draft, member)
    rest, repeated = beside(whole, findings_of(read_page(draft, "check")))
    left = [item for item in whole.open if item not in rest.open]
    assert repeated == len(left)
    assert {(item.finding.rule, item.finding.node_id) for item in left} >= {
        ("missing-example", "q"), ("answered", "q"), ("answered", "r"),
    }  # fmt: skip
    assert {item.finding.severity for item in left} == {"advice"}
    assert {item.finding.rule for item in left} <= {"missing-example", "answered", "lengths"}
    assert DOUBLED in {item.finding.rule for item in rest.open}


@pytest.mark.parametrize(("rule", "hint"), [("numbering-order", True), ("doubled-mark", False)])
def test_a_number_that_no_field_holds_says_how_it_is_changed(
    signed_in: Client, draft: Draft, rule: str, hint: bool
) -> None:
    points = (point("q", "读书少", marker="一是"), point("r", "学，，用脱节", marker="三是"))
    store(draft, put(stored(draft), "theory", *points))
    draft.style = "given"
    draft.save()
    text = text_of(signed_in.get(url(draft) + f"?rule={rule}"))
    assert "1处" in text
    assert ("换成自动编排序号的版式就会改过来" in text) == hint


def test_the_tabs(signed_in: Client, draft: Draft) -> None:
    step = signed_in.get(step_url(draft, "theory")).content.decode()
    assert f'hx-get="{url(draft, "panel", "theory")}"' in step
    assert f'href="{url(draft)}#step-theory"' in step
    assert "data-proof-card" not in step  # nothing is proofread before somebody asks


# who, when, how fast


@pytest.fixture
def everybody_else(
    stranger: User, colleague: User, secretary: User, curator: User, administrator: User
) -> list[User]:
    """Everybody but the author."""
    root = User.objects.create_superuser("root", password="x", name="根")
    return [stranger, colleague, secretary, curator, administrator, root]


#: Every URL: name, arguments, methods.
REQUESTS = [
    ("summary", (), ("get",)),
    ("accept", (), ("post",)),
    ("undo", (), ("post",)),
    ("dismiss", (), ("post",)),
    ("recall", (), ("post",)),
    ("rule", (DOUBLED,), ("get", "post")),
    ("undo_many", (), ("post",)),
    ("panel", ("theory",), ("get",)),
    ("panel_dismiss", ("theory",), ("post",)),
    ("panel_recall", ("theory",), ("post",)),
]


def test_every_url_is_swept() -> None:
    assert {pattern.name for pattern in urlpatterns} == {name for name, _, _ in REQUESTS}


def test_nobody_else_learns_that_there_is_a_paper(
    client: Client, draft: Draft, member: User, everybody_else: list[User]
) -> None:
    before = stored(draft)
    item = found(draft, member, DOUBLED)[0]
    data = {"fingerprint": item.fingerprint, "quote": "，，", "chosen": [item.fingerprint]}
    for user in everybody_else:
        client.force_login(user)
        for name, args, methods in REQUESTS:
            for draft_id in (draft.pk, uuid.uuid4()):
                for method in methods:
                    answer = getattr(client, method)(
                        reverse(f"proofing:{name}", args=[draft_id, *args]), data
                    )
                    assert answer.status_code == 404, (name, method, user.username)
    assert (stored(draft), Dismissal.objects.count()) == (before, 0)


def test_who_is_not_signed_in(client: Client, draft: Draft) -> None:
    for name, args, methods in REQUESTS:
        for method in methods:
            assert getattr(client, method)(url(draft, name, *args)).status_code == 302
            assert getattr(client, method)(url(draft, name, *args), headers=HTMX).status_code == 401


def test_other_methods_are_refused(signed_in: Client, draft: Draft) -> None:
    for name, args, methods in REQUESTS:
        for method in {"get", "post", "put", "delete"} - set(methods):
            assert getattr(signed_in, method)(url(draft, name, *args)).status_code == 405, (
                name,
                method,
            )


def test_a_paper_that_is_with_the_reviewer_is_shown_and_not_changed(
    signed_in: Client, draft: Draft, member: User
) -> None:
    items = found(draft, member, DOUBLED)
    data = {"fingerprint": items[0].fingerprint, "quote": "，，", "chosen": [items[0].fingerprint]}
    Draft.objects.filter(pk=draft.pk).update(state=Draft.State.SUBMITTED)
    page = signed_in.get(url(draft)).content.decode()
    assert "现在不能修改" in page
    assert "data-accept" not in page
    for name, args in (("accept", ()), ("undo", ()), ("rule", (DOUBLED,)), ("undo_many", ())):
        assert "现在不能修改" in text_of(signed_in.post(url(draft, name, *args), data, follow=True))
    assert elaborations(draft) == WRONG


def queries(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


@pytest.mark.parametrize(
    ("name", "args", "most"),
    [("summary", (), 19), ("rule", (DOUBLED,), 19), ("panel", ("theory",), 19)],
)
def test_as_many_queries_for_20_points_as_for_3(
    signed_in: Client, draft: Draft, name: str, args: tuple[str, ...], most: int
) -> None:
    address = url(draft, name, *args)
    signed_in.get(address, headers=HTMX)
    few = queries(lambda: signed_in.get(address, headers=HTMX))
    many = [point(f"q{n}", f"观点{n}", elaboration="看得少，，想得少。") for n in range(20)]
    store(draft, put(stored(draft), "theory", *many))
    first = queries(lambda: signed_in.get(address, headers=HTMX))
    assert queries(lambda: signed_in.get(address, headers=HTMX)) == few <= most
    assert first <= few + 12, (
        "the tables looked at, the results stored with their numbers, older ones deleted"
    )


def test_accepting_many_takes_as_many_queries_as_accepting_few(
    signed_in: Client, draft: Draft, member: User
) -> None:
    def taken(count: int) -> int:
        many = [
            point(f"q{n}", f"观点{n}", elaboration=f"看得少，，想得少{count}。")
            for n in range(count)
        ]
        store(draft, put(stored(draft), "theory", *many))
        chosen = [item.fingerprint for item in found(draft, member, DOUBLED)]
        assert len(chosen) == count
        return queries(lambda: signed_in.post(url(draft, "rule", DOUBLED), {"chosen": chosen}))

    # of two counts each text is another one, so that both freeze a revision
    taken(3)
    assert taken(2) == taken(20)


# without the checks


@pytest.fixture
def no_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a package is missing."""
    monkeypatch.setitem(sys.modules, "drafting.proofing.core.runner", None)


def test_without_a_package_every_page_stands(
    signed_in: Client, draft: Draft, no_checks: None, caplog: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    for address in (url(draft), step_url(draft, "check"), url(draft, "panel", "theory")):
        assert "校对暂时不可用" in text_of(signed_in.get(address, headers=HTMX))
    assert "校对暂时不可用" in text_of(signed_in.get(url(draft, "rule", DOUBLED), follow=True))
    answer = signed_in.post(url(draft, "rule", DOUBLED), {"chosen": ["x"]}, follow=True)
    assert "校对暂时不可用" in text_of(answer)
    for name in ("accept", "dismiss"):
        said = text_of(signed_in.post(url(draft, name), {"fingerprint": "x", "quote": "，，"}))
        assert "校对暂时不可用" in said
        assert "改动过" not in said  # nobody wrote there
    assert text_of(signed_in.get(step_url(draft, "theory")))
    assert "proofreading failed: ModuleNotFoundError" in caplog.text


def test_a_broken_check_is_logged_without_the_paper(
    signed_in: Client, draft: Draft, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    import drafting.proofing.core.runner

    def broken(context: Any, **limits: Any) -> Any:
        raise ValueError(context.text)

    monkeypatch.setattr(drafting.proofing.core.runner, "proofread", broken)
    caplog.set_level(logging.DEBUG)
    assert "校对暂时不可用" in text_of(signed_in.get(url(draft)))
    assert "ValueError" in caplog.text
    assert "翻得少" not in caplog.text


def test_no_log_and_no_address_has_a_word_of_the_paper(
    signed_in: Client, draft: Draft, caplog: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    page = signed_in.get(url(draft) + f"?rule={DOUBLED}")
    answer = signed_in.post(url(draft, "accept") + f"?rule={DOUBLED}", hidden(page, "data-accept"))
    signed_in.post(url(draft, "undo"), hidden(answer, "data-undo"))
    messages = [r.getMessage() for r in caplog.records if not r.name.startswith("django.db")]
    assert not re.search("翻得少|，，", "".join(messages))
    addresses = re.findall(
        r'(?:href|action|hx-\w+)="([^"]*)"', page.content.decode() + answer.content.decode()
    )
    assert not [
        address for address in addresses if re.search("[\u4e00-\u9fff，%]", unescape(address))
    ]
