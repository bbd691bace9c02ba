"""What a night's work does under a rule: tells, waits, does it paper by paper, records; and what it leaves
alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.codes import Role
from accounts.models import Organization, User
from drafting.desk.models import BundleJob
from drafting.document import codec
from drafting.drafts.models import Draft, Revision
from drafting.drafts.selectors import drafts_of, own_draft
from drafting.drafts.services import changes, lifecycle
from drafting.exports.models import ExportJob
from drafting.facts.models import Fact
from drafting.importing.models import Import
from drafting.jobs.storage import private_storage
from drafting.meetings import services as meetings
from drafting.meetings.models import Meeting
from drafting.notices.models import Notice
from drafting.opinions.models import Opinion
from drafting.proofing.models import Proofreading
from drafting.rectification.criticism.models import PreparedCriticism
from drafting.rectification.ledger.models import Ledger
from drafting.rectification.models import Tick
from drafting.retention import services
from drafting.retention.models import RetentionRule, RetentionStep
from drafting.retention.services import apply_rules, bring_back, set_rule
from drafting.review.decisions.lifecycle import Action
from drafting.review.models import Comment, Reply, ReviewEvent, Submission
from tests.factories import person
from tests.retention.leftovers import files_in, tables_with
from tests.review import states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private")]

HELD = date(2024, 12, 20)
DAY = date(2026, 12, 20)
#: Stands in every text that is to go, and in none that stays.
SECRET = "独有的一句话"


@pytest.fixture
def written(ready: Draft, member: User, secretary: User, meeting: Meeting) -> Draft:
    """The member's paper, returned once and passed, with everything that gathers around one; its
    meeting ended."""
    head = ready.document["head"]["id"]
    changes.save_node(ready.pk, head, {"title": f"{SECRET}的材料"}, 99)
    draft = states.returned(states.submitted(ready, note=SECRET), secretary, note=f"{SECRET}改。")
    round_ = Submission.objects.get(draft=draft)
    comment = Comment.objects.create(
        draft=draft, submission=round_, author=secretary, quote=SECRET, text=SECRET
    )
    Reply.objects.create(comment=comment, author=member, text=SECRET)
    draft = states.approved(states.submitted(draft), secretary)
    private_storage().save("exports/one.docx", ContentFile(b"x"))
    private_storage().save("bundles/all.zip", ContentFile(b"x"))
    revision = Revision.objects.filter(draft=draft).latest("number")
    ExportJob.objects.create(
        draft=draft, revision=revision, requested_by=member, style="standard",
        filename=f"{SECRET}.docx", file="exports/one.docx", state=ExportJob.State.DONE,
    )  # fmt: skip
    BundleJob.objects.create(
        meeting=meeting, requested_by=secretary, filename="材料.zip", file="bundles/all.zip",
        state=BundleJob.State.DONE, names=[{"draft": str(draft.pk), "name": SECRET}],
    )  # fmt: skip
    Import.objects.create(
        owner=member, draft=draft, file_name=SECRET, sha256="0" * 64, size=1, paragraphs=[SECRET],
        document=draft.document, places={},
    )  # fmt: skip
    Opinion.objects.create(owner=member, meeting=meeting, entered_by=member, text=SECRET)
    PreparedCriticism.objects.create(
        owner=member, meeting=meeting, colleague=secretary, text=SECRET
    )
    Tick.objects.create(draft=draft, measure="m1", text=SECRET, word=SECRET)
    Proofreading.objects.create(
        draft=draft, key="k", findings=[SECRET],
        asked_at=timezone.now(), sent_at=timezone.now(),
    )  # fmt: skip
    Fact.objects.create(owner=member, draft=draft, step="theory", what=SECRET)
    Fact.objects.create(owner=member, what="自己留着的一件事。")
    Meeting.objects.filter(pk=meeting.pk).update(held_on=HELD, state=Meeting.State.CLOSED)
    return states.fresh(draft)


def under(organization: Organization, by: User, what: str, months: int = 24) -> None:
    """The organisation's first rule."""
    set_rule(organization, what, months, by, read="")


def told(user: User) -> list[tuple[str, str]]:
    """What somebody was told of papers' time: kind and words, in order."""
    rows = Notice.objects.filter(user=user, key__startswith="retention").order_by("pk")
    return list(rows.values_list("kind", "text"))


def steps() -> list[tuple[str, str, date]]:
    """The record: what, its state and its day."""
    return list(RetentionStep.objects.order_by("pk").values_list("what", "state", "due"))


def test_without_a_rule_nothing_ever_goes(written: Draft) -> None:
    assert apply_rules(date(2099, 1, 1)) is None
    assert (steps(), states.fresh(written).document) == ([], written.document)


def test_who_wrote_and_the_secretary_are_told_thirty_days_before(
    written: Draft, branch: Organization, member: User, secretary: User, colleague: User
) -> None:
    under(branch, secretary, "delete")
    apply_rules(DAY - timedelta(days=31))
    assert steps() == []
    for _night in range(2):
        apply_rules(DAY - timedelta(days=30))
    assert steps() == [("delete", "announced", DAY)]
    assert told(member) == [
        (
            "deadline",
            "“2023年度组织生活会”的材料将在2026年12月20日按本单位的规定删除文字：正文、各个版本、批注、生成的文件都删去，"
            "只留下谁在什么时候审核的记录。要留一份的，请在那以前到“我的数据”导出全部，或者在材料的“Word 文件”里下载。",
        )
    ]
    assert told(secretary) == [
        (
            "deadline",
            "“2023年度组织生活会”的材料将在2026年12月20日按设定的保存期限删除文字：正文、各个版本、批注、生成的文件都删去，"
            "只留下谁在什么时候审核的记录。撰写人已经收到通知；会议要留的材料包、台账请在那以前下载，要改期限的在“保存期限”里改。",
        )
    ]
    assert told(colleague) == []
    assert states.fresh(written).document == written.document


@pytest.mark.db_sensitive
def test_what_was_written_goes_and_the_record_stays(
    written: Draft,
    branch: Organization,
    member: User,
    secretary: User,
    private: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    before = list(
        ReviewEvent.objects.order_by("pk").values("action", "actor", "content_hash", "reasons")
    )
    rounds = list(Submission.objects.order_by("pk").values("number", "characters", "categories"))
    measures = list(Ledger.objects.get().items.values_list("text", "problem"))
    assert tables_with(SECRET) == [
        "BundleJob", "Comment", "Draft", "ExportJob", "Fact", "Import", "Opinion",
        "PreparedCriticism", "Proofreading", "Reply", "ReviewEvent", "Revision", "Submission",
        "Tick",
    ]  # fmt: skip
    under(branch, secretary, "delete")
    apply_rules(DAY - timedelta(days=30))
    with django_capture_on_commit_callbacks(execute=True):
        for _night in range(2):
            apply_rules(DAY)
    assert (tables_with(SECRET), files_in(private)) == ([], [])
    assert list(
        ReviewEvent.objects.order_by("pk").values("action", "actor", "content_hash", "reasons")
    ) == before  # fmt: skip
    assert (
        list(Submission.objects.order_by("pk").values("number", "characters", "categories"))
        == rounds
    )
    assert list(Ledger.objects.get().items.values_list("text", "problem")) == measures
    assert [fact.what for fact in Fact.objects.all()] == ["自己留着的一件事。"]
    gone = states.fresh(written)
    assert (gone.state, own_draft(member, gone.pk)) == ("approved", None)
    assert codec.load(gone.document).parts == ()
    step = RetentionStep.objects.get()
    assert (step.state, step.counts) == (
        "done",
        {"papers": 1, "versions": 1, "comments": 1, "opinions": 1, "criticisms": 1, "files": 2},
    )
    assert told(member)[1:] == [
        (
            "changed",
            "“2023年度组织生活会”的材料已按规定删除文字：1 份材料、1 个版本、1 条批注和意见、1 条征求的意见、"
            "1 条准备的批评意见、2 个文件。审核记录保留。",
        )
    ]


def test_killed_in_between_the_next_night_goes_on_and_counts_each_paper_once(
    written: Draft,
    branch: Organization,
    colleague: User,
    secretary: User,
    meeting: Meeting,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.OPEN)
    other = lifecycle.begin_draft(colleague, meeting.framework, meeting=meeting)[0]
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.CLOSED)
    under(branch, secretary, "delete")
    apply_rules(DAY - timedelta(days=30))
    whole, calls = services.erase_paper, []

    def killed(draft: Draft, at: Any) -> Any:
        calls.append(draft.pk)
        counts = whole(draft, at)
        if len(calls) == 2:
            raise KeyboardInterrupt  # as a worker is killed: the transaction is not through
        return counts

    monkeypatch.setattr(services, "erase_paper", killed)
    with pytest.raises(KeyboardInterrupt):
        apply_rules(DAY)
    half = {draft.pk for draft in Draft.objects.exclude(erased_at=None)}
    monkeypatch.undo()
    apply_rules(DAY)
    step = RetentionStep.objects.get()
    assert (len(half), step.state, step.counts["papers"]) == (1, "done", 2)
    assert {written.pk, other.pk} == {draft.pk for draft in Draft.objects.exclude(erased_at=None)}


def test_a_task_leaves_to_another_what_it_has_no_time_for(
    written: Draft, branch: Organization, secretary: User
) -> None:
    under(branch, secretary, "delete")
    apply_rules(DAY - timedelta(days=30))
    assert apply_rules(DAY, patience=-1) == 0
    assert states.fresh(written).erased_at is None
    assert apply_rules(DAY) is None
    assert states.fresh(written).erased_at is not None
    rule = RetentionRule.objects.get()
    assert apply_rules(DAY, patience=-1) == rule.pk
    assert apply_rules(DAY, rule.pk, patience=-1) is None


def test_of_a_closed_account_the_secretary_is_told(
    written: Draft, branch: Organization, member: User, secretary: User
) -> None:
    User.objects.filter(pk=member.pk).update(is_active=False)
    under(branch, secretary, "delete")
    for _night in range(2):
        apply_rules(DAY - timedelta(days=30))
    assert told(member) == []
    assert [text for _kind, text in told(secretary)][1:] == [
        "刘洋的账号已停用，收不到通知：“2023年度组织生活会”的材料将在2026年12月20日删除文字。"
        "请您告诉本人；要留一份的，请系统管理员在那以前重新启用账号，由本人导出。"
    ]
    assert RetentionStep.objects.get().told == 1
    apply_rules(DAY)
    assert len(told(secretary)) == 3


def test_without_a_secretary_the_nearest_administrators_are_told(
    written: Draft, committee: Organization, branch: Organization, secretary: User
) -> None:
    far = person("far", "远", committee, Role.ADMINISTRATOR)
    near = person("near", "近", branch, Role.ADMINISTRATOR)
    under(branch, secretary, "archive")
    secretary.memberships.update(role=Role.MEMBER)
    apply_rules(DAY - timedelta(days=30))
    assert [kind for kind, _text in told(near)] == ["deadline"]
    assert (told(far), told(secretary)) == ([], [])
    assert Notice.objects.get(user=near).url == f"/retention/{branch.pk}/"


@pytest.mark.parametrize("how", ["rule", "months", "keep", "reopened", "day"])
def test_what_does_not_hold_any_more_is_withdrawn_and_told(
    written: Draft,
    branch: Organization,
    member: User,
    secretary: User,
    meeting: Meeting,
    how: str,
) -> None:
    under(branch, secretary, "delete")
    apply_rules(DAY - timedelta(days=30))
    if how == "reopened":
        meetings.reopen_meeting(meeting)
    elif how == "day":
        Meeting.objects.filter(pk=meeting.pk).update(held_on=HELD + timedelta(days=1))
    else:
        what = {"rule": "archive", "months": "delete", "keep": ""}[how]
        set_rule(branch, what, 36, secretary, read="delete-24")
    apply_rules(DAY - timedelta(days=29))
    assert RetentionStep.objects.order_by("pk")[0].state == "withdrawn"
    assert told(member)[1] == (
        "changed",
        "“2023年度组织生活会”的材料原定2026年12月20日删除文字，现在不处理了。",
    )
    apply_rules(DAY)
    assert states.fresh(written).document == written.document


def test_a_rule_that_is_set_late_still_leaves_thirty_days(
    written: Draft, branch: Organization, secretary: User
) -> None:
    under(branch, secretary, "delete", months=1)
    today = date(2026, 11, 30)
    apply_rules(today)
    apply_rules(today + timedelta(days=29))
    assert steps() == [("delete", "announced", today + timedelta(days=30))]


def test_two_people_do_not_set_a_rule_over_one_another(
    branch: Organization, secretary: User, administrator: User
) -> None:
    under(branch, secretary, "archive")
    with pytest.raises(services.RuleOvertaken):
        set_rule(branch, "delete", 12, administrator, read="")
    assert RetentionRule.objects.values_list("what", "months").get() == ("archive", 24)


def test_an_archived_paper_can_be_read_and_not_changed_until_it_is_brought_back(
    written: Draft, branch: Organization, member: User, secretary: User
) -> None:
    under(branch, secretary, "archive")
    apply_rules(DAY - timedelta(days=30))
    apply_rules(DAY)
    archived = own_draft(member, written.pk)
    assert archived is not None
    assert archived.document == written.document
    assert list(drafts_of(member)) == []
    assert list(drafts_of(member, archived=True)) == [written]
    with pytest.raises(Exception, match="已经归档"):
        states.moved(archived, Action.REOPEN, secretary, note="再改。")
    Draft.objects.filter(pk=written.pk).update(state=Draft.State.RETURNED)
    with pytest.raises(changes.NotEditable):
        changes.apply(written.pk, lambda document, version: replace(document, removed=()))
    step = RetentionStep.objects.get()
    assert (step.counts, bring_back(step, secretary)) == ({"papers": 1}, 1)
    assert list(drafts_of(member)) == [written]
    apply_rules(DAY + timedelta(days=400))
    assert steps() == [("archive", "undone", DAY)]


def test_an_archived_paper_is_deleted_under_a_later_rule(
    written: Draft, branch: Organization, secretary: User
) -> None:
    under(branch, secretary, "archive")
    apply_rules(DAY - timedelta(days=30))
    apply_rules(DAY)
    set_rule(branch, "delete", 36, secretary, read="archive-24")
    later = date(2027, 12, 20)
    apply_rules(later - timedelta(days=30))
    apply_rules(later)
    assert [row[:2] for row in steps()] == [("archive", "done"), ("delete", "done")]
    assert states.fresh(written).erased_at is not None


def test_what_a_request_wrote_meanwhile_goes_with_the_next_look(
    written: Draft, branch: Organization, member: User, secretary: User
) -> None:
    under(branch, secretary, "delete")
    apply_rules(DAY - timedelta(days=30))
    apply_rules(DAY)
    Revision.objects.create(
        draft=written, number=9, reason="export", document=written.document, content_hash="0" * 64,
        version=9,
    )  # fmt: skip
    apply_rules(DAY)
    assert tables_with(SECRET) == []


def test_next_year_goes_on_from_the_ledger_alone(
    written: Draft, branch: Organization, member: User, secretary: User
) -> None:
    from drafting.rectification.selectors import last_year_of, promises_of
    from tests.cast import published

    promised = list(Ledger.objects.get().items.order_by("order").values_list("measure", flat=True))
    under(branch, secretary, "delete")
    apply_rules(DAY - timedelta(days=30))
    apply_rules(DAY)
    new = lifecycle.begin_draft(member, published("2024-zuzhi"))[0]
    last_year = last_year_of(new)
    assert last_year is None
    assert [one.measure for one in promises_of(new, last_year)] == promised


@pytest.mark.db_sensitive
def test_the_database_lets_a_note_be_emptied_and_nothing_with_it(
    submitted: Draft, secretary: User
) -> None:
    states.returned(submitted, secretary, note="请改。")
    columns = {field.name for field in ReviewEvent._meta.concrete_fields} - {"id", "note"}
    others: dict[str, Any] = {
        "draft": states.written(secretary, submitted.meeting),
        "submission": Submission.objects.create(
            draft=submitted, number=9, revision=submitted.revisions.first()
        ),
        "actor": User.objects.create(username="else"),
        "created_at": timezone.now(),
        "reasons": ["7"],
    }
    for name in columns:
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            ReviewEvent.objects.exclude(note="").update(note="", **{name: others.get(name, "x")})
    assert ReviewEvent.objects.exclude(note="").update(note="") == 1
    assert [event.note for event in ReviewEvent.objects.all()] == ["", ""]


def test_a_paper_that_was_begun_after_people_were_told_waits_for_a_notice_of_its_own(
    written: Draft, branch: Organization, colleague: User, secretary: User, meeting: Meeting
) -> None:
    under(branch, secretary, "delete")
    apply_rules(DAY - timedelta(days=30))
    late = lifecycle.begin_draft(colleague, meeting.framework, meeting=meeting)[0]
    apply_rules(DAY)
    assert states.fresh(late).erased_at is None
    assert [row[:2] for row in steps()] == [("delete", "done"), ("delete", "announced")]
    assert [kind for kind, _text in told(colleague)] == ["deadline"]
    apply_rules(DAY + timedelta(days=30))
    assert states.fresh(late).erased_at is not None
