"""批评意见 heard at the meeting: noted by the member or the secretary, they join ledger and lists."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document as open_docx

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from drafting.rectification.criticism import hearing
from drafting.rectification.criticism.hearing import Heard, TooMuchHeard
from drafting.rectification.ledger import keeping, views
from drafting.rectification.ledger.models import Ledger, LedgerItem
from tests.rectification.lists.material import paper
from tests.review import states

pytestmark = pytest.mark.django_db
SAID = "对新同志说话太急，有时当面打断"


@pytest.fixture
def leads(secretary: User) -> Client:
    """The secretary's browser."""
    client = Client()
    client.force_login(secretary)
    return client


def heard_in(meeting: Meeting) -> list[LedgerItem]:
    return list(LedgerItem.objects.filter(ledger__meeting=meeting, heard=True).order_by("order"))


def rows_of(client: Client, draft: Draft, kind: str) -> list[list[str]]:
    """The texts of a list's Word file, row by row, without the headings."""
    answer = client.get(reverse("lists:file", args=[draft.pk, kind, "docx"]))
    table = open_docx(BytesIO(answer.content)).tables[0]
    return [[cell.text for cell in row.cells] for row in table.rows[1:]]


def test_what_a_member_noted_stands_in_ledger_and_lists(
    own: Client, ledger: Ledger, meeting: Meeting, leads: Client
) -> None:
    url = reverse("criticism:heard", args=[meeting.pk])
    sent = {"batch": str(uuid.uuid4()), "speaker": "何佳怡", "lines": f"{SAID}\n\n 汇报爱绕弯子 "}
    for _ in range(2):  # the second of two clicks
        assert own.post(url, sent).status_code == 302
    first, second = heard_in(meeting)
    assert (first.problem, first.speaker, second.problem) == (SAID, "何佳怡", "汇报爱绕弯子")
    save = reverse("ledger:save", args=[ledger.pk, first.pk])
    values = {"state": "under_way", "due": "2026-06-30", "measure": "先听完再说"}
    answer = own.post(save, {"base": 1, "values": values}, content_type="application/json")
    assert answer.json() == {"version": 2}

    draft = ledger.draft
    assert draft is not None
    assert rows_of(own, draft, "problems")[-2:] == [
        ["5", "会上批评意见", SAID, ""],
        ["6", "会上批评意见", "汇报爱绕弯子", ""],
    ]
    assert rows_of(own, draft, "measures")[-2] == [
        "7", SAID, "先听完再说", "刘洋", "2026年6月30日", "进行中",
    ]  # fmt: skip
    assert rows_of(own, draft, "comparison")[-2] == ["5", "会上批评意见", SAID, "", "先听完再说"]
    page = leads.get(reverse("desk:ledger", args=[meeting.pk])).content.decode()
    assert SAID in page
    assert "先听完再说" in page
    assert page.count("本人还没有写") == 1


def test_the_measure_of_the_paper_is_not_changed_on_the_page(own: Client, ledger: Ledger) -> None:
    item = ledger.items.get(measure="m1")
    url = reverse("ledger:save", args=[ledger.pk, item.pk])
    values = {"state": "done", "measure": "什么都不用做"}
    own.post(url, {"base": 1, "values": values}, content_type="application/json")
    assert ledger.items.get(measure="m1").text == item.text


def test_the_secretary_notes_for_a_member_and_takes_it_back(
    leads: Client, own: Client, member: User, meeting: Meeting
) -> None:
    url = reverse("desk:heard", args=[meeting.pk])
    assert leads.post(url, {"lines": SAID}).status_code == 422
    for words in (SAID, "会上发言少"):
        leads.post(url, {"member": str(member.pk), "lines": words, "batch": str(uuid.uuid4())})
    first, second = heard_in(meeting)
    assert SAID in own.get(reverse("criticism:heard", args=[meeting.pk])).content.decode()
    # the member cannot change what the secretary entered
    assert (
        own.get(reverse("criticism:heard_change", args=[meeting.pk, first.pk])).status_code == 404
    )
    change = reverse("desk:heard_change", args=[meeting.pk, first.pk])
    assert leads.post(change, {"base": 1, "lines": "说话太急"}).status_code == 302
    assert leads.post(change, {"base": 1, "lines": "打断别人"}).status_code == 409
    first.refresh_from_db()
    assert (first.problem, first.version) == ("说话太急", 2)
    LedgerItem.objects.filter(pk=second.pk).update(text="每次会前准备一条", version=2)
    for one in (first, second):
        leads.post(reverse("desk:heard_delete", args=[meeting.pk, one.pk]))
    # what the member worked on stays with the member
    (left,) = heard_in(meeting)
    assert (left.pk, left.entered_by) == (second.pk, member)


def test_an_approval_after_it_keeps_what_was_heard(
    passed: Callable[..., Draft], member: User, meeting: Meeting
) -> None:
    hearing.note_heard(member, meeting, member, Heard("", [SAID]), uuid.uuid4())
    ledger = Ledger.objects.get(draft=passed(paper()))
    passed(paper())
    items = list(ledger.items.order_by("order"))
    assert [one.heard for one in items] == [False] * 6 + [True]
    assert {one.standing for one in items} == {""}


def test_there_is_an_end_to_it(member: User, meeting: Meeting, own: Client) -> None:
    lines = [f"第{n}条" for n in range(hearing.MOST)]
    hearing.note_heard(member, meeting, member, Heard("", lines), uuid.uuid4())
    with pytest.raises(TooMuchHeard):
        hearing.note_heard(member, meeting, member, Heard("", [SAID]), uuid.uuid4())
    url = reverse("criticism:heard", args=[meeting.pk])
    answer = own.post(url, {"lines": f"{SAID}{'字' * 500}"})
    assert answer.status_code == 422
    assert f"{SAID}{'字' * 500}" in answer.content.decode()


def test_what_its_owner_writes_to_while_it_is_taken_back_stays(
    member: User, secretary: User, meeting: Meeting
) -> None:
    hearing.note_heard(member, meeting, secretary, Heard("", [SAID, "会上发言少"]), uuid.uuid4())
    first, second = heard_in(meeting)  # as the secretary's page read them
    keeping.save_item(heard_in(meeting)[0], keeping.Said("under_way", measure="先听完再说"), 1)
    assert [hearing.forget_heard(one, secretary) for one in (first, second)] == [False, True]
    (left,) = heard_in(meeting)
    assert (left.text, left.entered_by) == ("先听完再说", member)
    # the other way round: what is gone is refused, and does not come back
    assert hearing.forget_heard(second, secretary)
    with pytest.raises(keeping.ItemGone):
        keeping.save_item(second, keeping.Said("under_way", measure="每次准备一条"), 1)


def test_who_changes_what_was_taken_back_keeps_the_words(
    leads: Client, member: User, secretary: User, meeting: Meeting
) -> None:
    hearing.note_heard(member, meeting, secretary, Heard("", [SAID]), uuid.uuid4())
    (item,) = heard_in(meeting)
    url = reverse("desk:heard_change", args=[meeting.pk, item.pk])
    LedgerItem.objects.filter(pk=item.pk).delete()
    with pytest.raises(hearing.HeardOvertaken) as newer:
        hearing.change_heard(item, Heard("", ["说话太急"]), 1)
    assert newer.value.item is None
    assert leads.post(url, {"base": 1, "lines": "说话太急"}).status_code == 404


def test_each_page_says_who_noted_it(
    own: Client, leads: Client, member: User, secretary: User, superior: User, meeting: Meeting
) -> None:
    for by, said in ((member, "甲"), (secretary, "乙"), (superior, "丙")):
        hearing.note_heard(member, meeting, by, Heard("", [said]), uuid.uuid4())
    page = leads.get(reverse("desk:heard", args=[meeting.pk])).content.decode()
    assert re.findall(r">([^<>]+)记下的<", page) == ["本人", "周志远"]
    page = own.get(reverse("criticism:heard", args=[meeting.pk])).content.decode()
    assert re.findall(r">([^<>]+)记下的<", page) == ["林静", "周志远"]


def test_the_lists_of_a_paper_have_what_was_heard_before_it_was_begun(
    own: Client, leads: Client, member: User, meeting: Meeting, secretary: User
) -> None:
    hearing.note_heard(member, meeting, member, Heard("", [SAID]), uuid.uuid4())
    assert Ledger.objects.get().draft is None
    draft = states.written(member, meeting)
    assert rows_of(own, draft, "problems")[-1][1:3] == ["会上批评意见", SAID]
    answer = own.get(reverse("lists:ledger", args=[draft.pk]))
    assert answer["Location"] == reverse("ledger:page", args=[Ledger.objects.get().pk])
    states.approved(draft, secretary)
    Ledger.objects.update(draft=None)  # approved before there were ledgers
    answer = leads.get(reverse("desk:lists", args=[meeting.pk, "problems", "docx"]))
    assert SAID in [
        cell.text for row in open_docx(BytesIO(answer.content)).tables[0].rows for cell in row.cells
    ]


def test_words_for_what_was_taken_back_meanwhile_are_given_back(
    own: Client, member: User, secretary: User, meeting: Meeting
) -> None:
    hearing.note_heard(member, meeting, secretary, Heard("", [SAID, "会上发言少"]), uuid.uuid4())
    first, second = heard_in(meeting)
    hearing.forget_heard(first, secretary)
    page = reverse("ledger:page", args=[first.ledger_id])
    form = {
        f"item-{one.pk}-{name}": value
        for one in (first, second)
        for name, value in (("base", "1"), ("state", "not_begun"), ("measure", f"第{one.pk}条"))
    }
    answer = own.post(page, form)
    (said,) = [str(one) for one in answer.context["messages"]]
    assert (answer.status_code, said.endswith(f"您写的是：第{first.pk}条")) == (422, True)
    assert [one.text for one in heard_in(meeting)] == [f"第{second.pk}条"]
    save = reverse("ledger:save", args=[first.ledger_id, first.pk])
    values = {"state": "done", "measure": "先听完再说"}
    late = own.post(save, {"base": 1, "values": values}, content_type="application/json")
    assert (late.status_code, late.json()["message"]) == (422, views.GONE)
