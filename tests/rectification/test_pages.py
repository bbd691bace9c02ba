"""The panel, the page without scripts, and the requests of the scripts."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from drafting.document import codec, edits
from drafting.document.model import Point
from drafting.drafts.list_rows import draft_rows
from drafting.drafts.models import Draft
from drafting.drafts.selectors import drafts_of, previous_of, spec_of_draft
from drafting.drafts.services import lifecycle
from drafting.frameworks.models import Framework
from drafting.rectification.models import Tick
from drafting.review.decisions.obstacles import obstacles
from tests.cast import published
from tests.rectification.papers import PROBLEM, previous_lead, tick, ticks
from tests.wizard.papers import ask, lock, place, put, step_url, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("taxonomy")]

STEP = "area-1"  # of 2025: 政治素质 and 理论学习


def url(name: str, draft: Draft, *args: str) -> str:
    return reverse(f"rectification:{name}", args=[draft.pk, *args])


def text(answer: Any) -> str:
    """What a reader sees of an answer."""
    assert answer.status_code < 500
    return unescape(re.sub(r"<[^>]+>", "", answer.content.decode()))


def panel(client: Client, draft: Draft, key: str, **query: str) -> str:
    return text(client.get(url("panel", draft, key), query, headers={"HX-Request": "true"}))


def number_on_tab(client: Client, draft: Draft, key: str) -> str:
    page = client.get(step_url(draft, key)).content.decode()
    found = re.search(r'id="tab-lastyear">上年<span data-side-number>(.*?)</span>', page)
    assert found, page
    return found[1]


def form(draft: Draft, **words: str) -> dict[str, str]:
    """The form as it came, with other words."""
    sent = {}
    for measure in ("m1", "m2", "m3"):
        sent |= {f"{measure}-base": "0", f"{measure}-word": ""}
    return sent | {name.replace("_", "-"): value for name, value in words.items()}


# what stands beside a step


def test_the_same_area_of_last_year_stands_beside_a_step(
    signed_in: Client, this_year: Draft
) -> None:
    seen = panel(signed_in, this_year, STEP)
    for words in ("理论学习", PROBLEM.claim, PROBLEM.elaboration, PROBLEM.example, "引用到这里"):
        assert words in seen
    assert "上年的整改措施 3 条" in seen
    causes = panel(signed_in, this_year, "causes")
    assert "上年材料里没有和这一步对应的内容" in causes
    # measures are quoted among measures only
    assert "引用到这里" in panel(signed_in, this_year, "measures")
    assert "引用到这里" not in panel(signed_in, this_year, STEP, at=part_of(this_year, "measures"))


def part_of(draft: Draft, key: str) -> str:
    assert draft.previous is not None
    return place(stored(draft.previous), key).id


def test_the_number_on_the_tab(signed_in: Client, this_year: Draft) -> None:
    assert number_on_tab(signed_in, this_year, STEP) == " 1"
    assert number_on_tab(signed_in, this_year, "previous") == " 3"
    assert number_on_tab(signed_in, this_year, "causes") == ""
    tick(signed_in, this_year, "m1", progress="done")
    assert number_on_tab(signed_in, this_year, "previous") == " 2"


def test_the_numbers_on_the_list_of_steps_and_on_the_telephones_button(
    signed_in: Client, this_year: Draft
) -> None:
    page = signed_in.get(step_url(this_year, STEP)).content.decode()
    assert '、上年<span data-number-of="lastyear"> 1</span></button>' in page
    tick(signed_in, this_year, "m1", progress="done")
    seen = text(signed_in.get(reverse("wizard:steplist", args=[this_year.pk, STEP])))
    # of 上年度整改情况 what is not ticked yet, of the area its points, and the measures
    assert re.findall(r"上年 (\d+) 条", seen) == ["2", "1", "3"]


def test_a_draft_that_knows_of_no_paper_asks_for_none(
    signed_in: Client, draft: Draft, this_year: Draft
) -> None:
    def queries(one: Draft, key: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert signed_in.get(step_url(one, key)).status_code == 200
        return len(found)

    queries(draft, "theory")
    alone = queries(draft, "theory")
    # the paper with its framework, that one's areas, ticks and ledger
    assert queries(this_year, STEP) - alone == 4
    # the paper, its framework's sections and the categories of its problems; ticks and the ledger
    # are asked for in both
    assert queries(this_year, "previous") - queries(draft, "previous") == 3
    with CaptureQueriesContext(connection) as found:
        panel(signed_in, this_year, STEP)
    assert len(found) <= 10


def test_without_a_paper_one_is_chosen_or_imported(
    signed_in: Client, member: User, next_framework: Framework, stranger: User, framework: Framework
) -> None:
    draft = lifecycle.begin_draft(member, next_framework)[0]
    foreign = lifecycle.begin_draft(stranger, framework)[0]
    seen = panel(signed_in, draft, STEP)
    assert "旁边还没有上年材料" in seen
    assert "导入去年的材料" in seen
    assert str(foreign.pk) not in signed_in.get(url("page", draft)).content.decode()
    # never anybody else's, and not itself
    for wrong in (foreign.pk, draft.pk, "nonsense", ""):
        answer = signed_in.post(url("choose", draft), {"paper": wrong}, follow=True)
        assert "没有这份材料，请重新选择。" in text(answer)
    own = lifecycle.begin_draft(member, next_framework)[0]
    answer = signed_in.post(url("choose", draft), {"paper": own.pk, "step": STEP})
    assert answer["Location"] == step_url(draft, STEP)
    draft.refresh_from_db()
    assert draft.previous == own
    lifecycle.discard(own)
    assert "可能在回收站里" in panel(signed_in, draft, STEP)


# ticks


def test_a_script_saves_a_measure(signed_in: Client, this_year: Draft) -> None:
    answer = tick(signed_in, this_year, "m2", progress="partly", word="走访了𠮷家等15户")
    assert (answer.status_code, answer.json()) == (200, {"version": 1})
    answer = tick(signed_in, this_year, "m2", progress="done", word="别的窗口")
    assert (answer.status_code, answer.json()) == (
        409,
        {
            "error": "conflict",
            "version": 1,
            "values": {"progress": "partly", "word": "走访了𠮷家等15户"},
        },
    )
    answer = tick(signed_in, this_year, "m2", base=1, word="写" * 201)
    assert (answer.status_code, "最多 200 个字" in answer.json()["message"]) == (422, True)
    assert tick(signed_in, this_year, "nowhere", word="话").status_code == 422
    assert tick(signed_in, this_year, "m1", progress="nonsense").status_code == 400
    assert tick(signed_in, this_year, "m1", word=["话"]).status_code == 400
    lock(this_year, "submitted")
    assert tick(signed_in, this_year, "m1", word="话").status_code == 423
    assert [row[2:] for row in ticks(this_year)] == [("partly", "走访了𠮷家等15户")]


def test_without_scripts_the_form_saves_all(signed_in: Client, this_year: Draft) -> None:
    sent = form(
        this_year, m1_progress="done", m1_word="写了52页笔记", m3_word="只说一句", step=STEP
    )
    answer = signed_in.post(url("ticks", this_year), sent | {"op": "save"}, follow=True)
    assert answer.redirect_chain[-1][0] == url("page", this_year) + f"?step={STEP}"
    assert "已保存。" in text(answer)
    assert [(row[0], *row[2:]) for row in ticks(this_year)] == [
        ("m1", "done", "写了52页笔记"),
        ("m3", "", "只说一句"),
    ]
    signed_in.post(url("ticks", this_year), sent | {"m1-base": "1", "op": "clear:m1"})
    assert ticks(this_year)[0][2:] == ("", "写了52页笔记")


def test_without_scripts_nothing_typed_is_lost(signed_in: Client, this_year: Draft) -> None:
    tick(signed_in, this_year, "m1", progress="done", word="另一个窗口写的")
    sent = form(this_year, m1_progress="partly", m1_word="这里写的", m2_word="长" * 201)
    answer = signed_in.post(url("ticks", this_year), sent)
    assert answer.status_code == 409
    seen = answer.content.decode()
    for words in ("这里写的", "另一个窗口写的", "长" * 201, "最多 200 个字"):
        assert words in seen
    assert 'name="m1-base" value="1"' in seen
    # the next save is a knowing one
    sent |= {"m1-base": "1", "m2-word": ""}
    assert signed_in.post(url("ticks", this_year), sent).status_code == 302
    assert ticks(this_year)[0][2:] == ("partly", "这里写的")
    lock(this_year, "submitted")
    answer = signed_in.post(url("ticks", this_year), sent | {"m2-word": "交了以后写的"})
    assert (answer.status_code, "交了以后写的" in answer.content.decode()) == (423, True)


# the frame


def test_the_frame_without_scripts(signed_in: Client, this_year: Draft) -> None:
    sent = form(this_year, m1_progress="done", m1_word="写了52页笔记", op="frame")
    answer = signed_in.post(url("ticks", this_year), sent, follow=True)
    assert answer.redirect_chain[-1][0] == step_url(this_year, "previous")
    line = "“每周自学不少于两个小时”已改到位：写了52页笔记。"
    assert previous_lead(this_year) == line
    assert "已把 1 条措施的落实情况写到正文末尾。还有 2 条没有勾选，没有写。" in text(answer)
    answer = signed_in.post(url("frame", this_year), {"op": "put"}, follow=True)
    assert "勾选过的措施正文里都写到了，没有重复写。" in text(answer)
    answer = signed_in.post(url("frame", this_year), {"op": "undo"}, follow=True)
    assert ("已撤销" in text(answer), previous_lead(this_year)) == (True, "")
    answer = signed_in.post(url("frame", this_year), {"op": "undo"}, follow=True)
    assert "后来又改过，没有撤销" in text(answer)
    lock(this_year, "submitted")
    answer = signed_in.post(url("frame", this_year), {"op": "put"}, follow=True)
    assert ("现在不能修改" in text(answer), previous_lead(this_year)) == (True, "")


def test_a_script_is_given_the_frame_and_puts_it_in_itself(
    signed_in: Client, this_year: Draft
) -> None:
    tick(signed_in, this_year, "m1", progress="done", word="写了52页笔记")
    answer = signed_in.get(url("frame_text", this_year), headers={"accept": "application/json"})
    assert answer.json() == {
        "paragraphs": ["“每周自学不少于两个小时”已改到位：写了52页笔记。"],
        "put": 1,
        "there": 0,
        "left": 2,
    }
    assert previous_lead(this_year) == ""


# quoting, and what was not changed


def test_a_quoted_point_carries_that_it_is_last_years_until_it_is_changed(
    signed_in: Client, this_year: Draft
) -> None:
    answer = signed_in.post(url("quote", this_year), {"step": STEP, "point": "p1"})
    *_, copy = place(stored(this_year), STEP).points
    assert answer["Location"] == f"{step_url(this_year, STEP)}#node-{copy.id}"
    assert (copy.claim, copy.elaboration, copy.example, copy.category) == (
        PROBLEM.claim, PROBLEM.elaboration, PROBLEM.example, PROBLEM.category,
    )  # fmt: skip
    assert copy.id != PROBLEM.id
    assert badges(signed_in, this_year) == [copy.id]
    assert "去年原文，还没改。" in text(signed_in.get(step_url(this_year, "check")))
    list_of_steps = reverse("wizard:steplist", args=[this_year.pk, STEP])
    assert f'data-unchanged="{copy.id}"' in signed_in.get(list_of_steps).content.decode()

    save = reverse("wizard:save", args=[this_year.pk, copy.id])
    values = {"elaboration": copy.elaboration.replace("2023", "2025")}
    ask(signed_in, save, {"base": copy.changed, "values": values})
    assert badges(signed_in, this_year) == [copy.id]
    values = {"elaboration": "今年换了一个毛病：读得快，想得浅。"}
    ask(signed_in, save, {"base": copy.changed + 1, "values": values})
    assert badges(signed_in, this_year) == []
    # the claim is still last year's: the same problem, told anew
    check = text(signed_in.get(step_url(this_year, "check")))
    assert "去年原文" not in check
    assert "去年写过“学习不够系统”，请写今年的新情况。" in check
    step = signed_in.get(step_url(this_year, STEP)).content.decode()
    told = r"data-repeated-badge>.*?data-repeated-claim>学习不够系统</span>"
    assert len(re.findall(told, step)) == 1
    assert (
        f'<li data-of="{copy.id}">学习不够系统</li>'
        in signed_in.get(list_of_steps).content.decode()
    )


def badges(client: Client, draft: Draft) -> list[str]:
    """The ids of the cards that show the badge."""
    page = client.get(step_url(draft, STEP)).content.decode()
    cards = re.findall(
        r'data-node="(\w+)" data-point.*?data-unchanged-badge( hidden)?>', page, re.S
    )
    return [node for node, hidden in cards if not hidden]


def test_only_what_fits_is_quoted(signed_in: Client, this_year: Draft) -> None:
    before = stored(this_year)
    for step, point in ((STEP, "m1"), (STEP, "nowhere"), ("previous", "m1"), ("basics", "p1")):
        answer = signed_in.post(
            url("quote", this_year), {"step": step, "point": point}, follow=True
        )
        assert "去年的这一条已经不在了" in text(answer), (step, point)
    lock(this_year, "submitted")
    signed_in.post(url("quote", this_year), {"step": STEP, "point": "p1"})
    assert stored(this_year) == before


LEAD = "2023年我以六个方面为镜。\n查摆如下："


def with_lead(earlier: Draft, key: str = "theory", lead: str = LEAD) -> str:
    """The id of a place of the earlier paper that says something before its first point."""
    document = codec.load(earlier.document)
    node = place(document, key)
    changed = edits.save_values(document, node.id, {"lead": lead}, earlier.version)
    Draft.objects.filter(pk=earlier.pk).update(document=codec.dump(changed))
    return node.id


def test_running_text_is_quoted_behind_what_stands_there_and_taken_out_again(
    signed_in: Client, earlier: Draft, this_year: Draft
) -> None:
    passage = with_lead(earlier)
    assert "引用到引语" in panel(signed_in, this_year, STEP)
    node = place(stored(this_year), STEP)
    save = reverse("wizard:save", args=[this_year.pk, node.id])
    ask(signed_in, save, {"base": node.changed, "values": {"lead": "今年的话。"}})
    sent = {"step": STEP, "passage": passage}
    answer = signed_in.post(url("quote", this_year), sent)
    assert answer["Location"] == f"{step_url(this_year, STEP)}#node-{node.id}"
    assert place(stored(this_year), STEP).lead == f"今年的话。\n{LEAD}"
    said = text(signed_in.get(step_url(this_year, STEP)))
    assert "已引用去年的这段文字，接在已有文字的后面" in said
    signed_in.post(url("quote", this_year), sent | {"op": "undo"})
    assert place(stored(this_year), STEP).lead == "今年的话。"
    # what was changed since stays
    answer = signed_in.post(url("quote", this_year), sent | {"op": "undo"}, follow=True)
    assert "引用的文字后来又改过，没有撤销" in text(answer)
    assert place(stored(this_year), STEP).lead == "今年的话。"


def test_opening_and_closing_are_quoted_into_their_like_alone(
    signed_in: Client, earlier: Draft, this_year: Draft
) -> None:
    document = codec.load(earlier.document)
    for node in (document.opening, document.closing):
        document = edits.save_values(document, node.id, {"text": f"去年的{node.id}。"}, 1)
    Draft.objects.filter(pk=earlier.pk).update(document=codec.dump(document))
    opening, closing = document.opening, document.closing
    assert "引用到这里" in panel(signed_in, this_year, "basics")
    # another place may be looked at, not quoted
    assert "引用" not in panel(signed_in, this_year, "basics", at=closing.id)
    for step, passage in (("basics", opening), ("closing", closing)):
        signed_in.post(url("quote", this_year), {"step": step, "passage": passage.id})
    now = stored(this_year)
    assert (now.opening.text, now.closing.text) == (opening.text, closing.text)
    for step, passage in (("basics", closing.id), (STEP, opening.id), ("basics", "nowhere")):
        answer = signed_in.post(
            url("quote", this_year), {"step": step, "passage": passage}, follow=True
        )
        assert "去年的这一条已经不在了" in text(answer), (step, passage)
    assert stored(this_year) == now


def test_a_whole_copied_paper_is_marked_point_by_point(
    signed_in: Client, member: User, earlier: Draft, next_framework: Framework
) -> None:
    copy = lifecycle.begin_draft(member, next_framework, source=earlier)[0]
    assert copy.previous == earlier
    assert badges(signed_in, copy) == ["p1"]
    assert text(signed_in.get(step_url(copy, "check"))).count("去年原文，还没改。") == 4


def test_what_was_quoted_counts_as_written_once_it_is_changed(
    signed_in: Client, member: User, earlier: Draft, this_year: Draft
) -> None:
    """On the start page, in the list of the steps, in 检查 and on the last page; handing in asks only
    what the paper itself lacks."""
    own = Point(id="own", claim="联系群众不够经常", elaboration="半年没有去过一次村里。")
    document = codec.dump(put(stored(this_year), STEP, own))
    Draft.objects.filter(pk=this_year.pk).update(document=document)

    def told() -> tuple[int, list[str], list[str], list[str], list[str]]:
        row = draft_rows(member, [d for d in drafts_of(member) if d.pk == this_year.pk])[0]
        return (
            row.done,
            re.findall(
                r"[未已]写完 · \d+ 字(?: · 去年原文 \d+ 条)?",
                text(signed_in.get(step_url(this_year, STEP))),
            ),
            re.findall(r"还有 (\d+) 处要补齐", text(signed_in.get(step_url(this_year, "check")))),
            re.findall(r"未写完，.*?条", text(signed_in.get(step_url(this_year, "done")))),
            [
                one.text
                for one in obstacles(stored(this_year), spec_of_draft(this_year), blocking_errors=0)
                if one.step == STEP
            ],
        )

    signed_in.post(url("quote", this_year), {"step": STEP, "point": "p1"})
    copy = place(stored(this_year), STEP).points[-1]
    assert told() == (
        0, ["未写完 · 81 字 · 去年原文 1 条"], ["12"], ["未写完，去年原文 1 条"], [],
    )  # fmt: skip
    # the paper beside it is not its author's any more: nothing is compared
    Draft.objects.filter(pk=earlier.pk).update(discarded_at=timezone.now())
    assert told() == (1, ["已写完 · 81 字"], ["11"], [], [])
    Draft.objects.filter(pk=earlier.pk).update(discarded_at=None)
    save = reverse("wizard:save", args=[this_year.pk, copy.id])
    values = {"elaboration": "今年换了一个毛病：读得快，想得浅。"}
    ask(signed_in, save, {"base": copy.changed, "values": values})
    assert told() == (1, ["已写完 · 71 字"], ["11"], [], [])


# the reviewer sees the paper alone


def test_ticks_and_words_are_the_authors(
    signed_in: Client, client: Client, this_year: Draft, secretary: User
) -> None:
    tick(signed_in, this_year, "m1", progress="done", word="只有自己看的话")
    client.force_login(secretary)
    for name, args in (("page", ()), ("panel", (STEP,)), ("frame_text", ())):
        answer = client.get(url(name, this_year, *args), headers={"HX-Request": "true"})
        assert answer.status_code == 404
    assert Tick.objects.count() == 1


def test_the_paper_is_locked_and_can_still_be_read(signed_in: Client, this_year: Draft) -> None:
    tick(signed_in, this_year, "m1", progress="done", word="写过的话")
    lock(this_year, "submitted")
    page = signed_in.get(url("page", this_year), {"step": STEP})
    seen = page.content.decode()
    assert "写过的话" in seen
    assert "<fieldset disabled>" in seen
    assert "引用到这里" not in seen
    assert "已提交，现在不能修改" in seen


def test_an_imported_paper_of_last_year_comes_beside_the_draft_that_waits(
    member: User, next_framework: Framework, framework: Framework, stranger: User
) -> None:
    waiting = lifecycle.begin_draft(member, next_framework)[0]
    other = lifecycle.begin_draft(stranger, next_framework)[0]
    assert waiting.previous is None
    imported = lifecycle.begin_draft(member, framework)[0]
    lifecycle.begin_draft(member, framework)
    waiting.refresh_from_db()
    other.refresh_from_db()
    assert (waiting.previous, other.previous) == (imported, None)


def test_which_paper_is_that_of_last_year(
    member: User, earlier: Draft, next_framework: Framework, framework: Framework
) -> None:
    def begun(key: str, **values: Any) -> Draft:
        draft = lifecycle.begin_draft(member, published(key))[0]
        Draft.objects.filter(pk=draft.pk).update(**values)
        return draft

    unfinished = begun("2024-minzhu")
    # approved goes before later, the latest year before others, the same meeting before another
    assert previous_of(member, next_framework) == earlier
    other_meeting = begun("2024-zuzhi", state="approved")
    assert previous_of(member, next_framework) == other_meeting
    same_meeting = begun("2024-minzhu", state="approved")
    assert previous_of(member, next_framework) == same_meeting
    for draft in (other_meeting, same_meeting, earlier):
        lifecycle.discard(draft)
    Draft.objects.exclude(pk=unfinished.pk).update(discarded_at=timezone.now())
    assert previous_of(member, next_framework) == unfinished
    assert previous_of(member, published("2024-minzhu")) is None
