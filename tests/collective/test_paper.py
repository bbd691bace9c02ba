"""The committee's paper is begun, read, commented, taken over and handed in."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Organization, User
from drafting.collective import services
from drafting.collective.selectors import papers_for
from drafting.document import codec
from drafting.drafts.models import COLLECTIVE, Draft
from drafting.drafts.permissions import may_edit
from drafting.drafts.selectors import spec_of_draft
from drafting.drafts.services import changes, lifecycle
from drafting.meetings import services as meetings
from drafting.meetings.models import Meeting
from drafting.notices.models import Notice
from drafting.rectification.ledger.models import Ledger, LedgerItem
from drafting.review.decisions.lifecycle import Action
from drafting.review.decisions.permissions import may
from drafting.review.reviewers import reviewers_of
from tests.cast import published
from tests.drafts.pages import page
from tests.factories import MembershipFactory
from tests.review import states

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"collective:{name}", args=args)


def texts(user: User) -> list[str]:
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("text", flat=True))


def test_a_secretary_or_deputy_begins_it_and_the_committee_is_told(
    client: Client, meeting: Meeting, secretary: User, deputy: User, organizer: User, member: User
) -> None:
    client.force_login(organizer)
    assert "班子材料由书记或者副书记执笔。" in page(client.get(url("meeting", meeting.pk)))
    client.post(url("meeting", meeting.pk))
    assert not Draft.objects.filter(collective=True).exists()
    client.force_login(deputy)
    assert "由我执笔，开始撰写" in page(client.get(url("meeting", meeting.pk)))
    answer = client.post(url("meeting", meeting.pk))
    paper = Draft.objects.get(collective=True)
    assert answer.headers["Location"] == reverse("wizard:resume", args=[paper.pk])
    assert (paper.owner, paper.author, paper.author_name) == (
        deputy, COLLECTIVE, "县图书馆党支部班子",
    )  # fmt: skip
    head = codec.load(paper.document).head
    assert (head.title, head.unit, head.position, head.name) == (
        "2023年主题教育专题组织生活会支部班子对照检查材料", "县图书馆党支部", "", "",
    )  # fmt: skip
    told = "吴建国开始撰写“2023年度组织生活会”的班子材料，您可以随时查看、提出意见。"
    assert [told in texts(one) for one in (secretary, organizer, deputy, member)] == [
        True, True, False, False,
    ]  # fmt: skip
    # whoever comes second is led to it
    client.force_login(secretary)
    assert client.post(url("meeting", meeting.pk)).headers["Location"] == url("paper", paper.pk)
    assert Draft.objects.filter(collective=True).count() == 1


def test_the_kind_of_document_and_the_length_are_asked_of_members_alone(
    paper: Draft, meeting: Meeting
) -> None:
    meetings.change_meeting(meeting, document_kind="speech", min_characters=1500)
    spec = spec_of_draft(states.fresh(paper))
    assert spec.collective
    assert (spec.title, spec.limits.min_characters) == (
        "2023年主题教育专题组织生活会支部班子对照检查材料", 0,
    )  # fmt: skip
    assert spec.areas()[0].name == "组织开展主题教育"


@pytest.mark.db_sensitive
def test_a_meeting_has_one_and_a_person_an_own_one_beside_it(
    paper: Draft, meeting: Meeting, secretary: User, deputy: User, superior: User
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(
            owner=deputy, meeting=meeting, framework=paper.framework, collective=True,
            document=paper.document, updated_at=paper.updated_at,
        )  # fmt: skip
    own = states.written(secretary, meeting)
    assert states.submitted(paper).state == states.submitted(own).state == "submitted"
    # and the own one is not the committee's of next year
    assert own.previous is None


def test_it_is_reviewed_above_by_nobody_of_the_committee(
    paper: Draft, meeting: Meeting, branch: Any, superior: User, secretary: User, deputy: User
) -> None:
    assert may(Action.SUBMIT, secretary, paper)
    assert reviewers_of(meeting).first(COLLECTIVE) == {superior.pk}
    submitted = states.submitted(paper)
    assert texts(superior)[-1] == "县图书馆党支部班子提交了“2023年度组织生活会”的材料，请审核。"
    assert may(Action.APPROVE, superior, submitted)
    assert not may(Action.APPROVE, deputy, submitted)
    # a head who is of the committee reads along, and reviews it no more than the others of it
    MembershipFactory(user=superior, organization=branch, duty="纪检委员")
    assert reviewers_of(meeting).first(COLLECTIVE) == {secretary.pk, deputy.pk}
    assert may(Action.APPROVE, deputy, submitted)
    assert not may(Action.APPROVE, secretary, submitted)
    assert states.approved(submitted, deputy).state == "approved"


def test_one_writes_the_others_read_and_taking_over_is_asked_first(
    client: Client, paper: Draft, secretary: User, deputy: User, organizer: User
) -> None:
    client.force_login(organizer)
    text = page(client.get(url("paper", paper.pk)))
    assert "林静正在执笔" in text
    assert "接手执笔" not in text
    answer = client.post(url("take_over", paper.pk), {"writer": secretary.pk})
    assert answer.headers["Location"] == url("paper", paper.pk)
    client.force_login(deputy)
    assert "接手执笔" in page(client.get(url("paper", paper.pk)))
    assert "林静正开着页面、还没有保存的字" in page(client.get(url("take_over", paper.pk)))
    # the page named another writer than there is now
    assert "执笔人刚刚换成了林静" in page(client.post(url("take_over", paper.pk), {"writer": 0}))
    opening = paper.document["opening"]["id"]
    changes.save_node(paper.pk, opening, {"text": "我们会前学习了党章。"}, 99)
    answer = client.post(url("take_over", paper.pk), {"writer": secretary.pk})
    assert answer.headers["Location"] == reverse("wizard:resume", args=[paper.pk])
    now = states.fresh(paper)
    assert now.owner == deputy
    kept = now.revisions.get()
    assert (kept.document["opening"]["text"], kept.created_by) == (
        "我们会前学习了党章。", secretary,
    )  # fmt: skip
    assert may_edit(deputy, now)
    assert not may_edit(secretary, now)
    assert "吴建国接手撰写" in texts(secretary)[-1]
    # what the former writer still has open comes back, nothing of it is written
    client.force_login(secretary)
    said = {"values": {"text": "旧窗口里的字"}, "base": 99}
    save = reverse("wizard:save", args=[paper.pk, opening])
    answer = client.post(save, json.dumps(said), content_type="application/json",
                         headers={"accept": "application/json"})  # fmt: skip
    assert (answer.status_code, answer.json()["error"]) == (423, "locked")
    assert "现在由吴建国执笔" in answer.json()["message"]
    step = reverse("wizard:step", args=[paper.pk, "basics"])
    answer = client.post(step, {f"{opening}-text": "旧窗口里没有脚本的字"})
    assert "旧窗口里没有脚本的字" in page(answer, 403)
    assert states.fresh(paper).document["opening"]["text"] == "我们会前学习了党章。"


def test_nobody_takes_over_what_is_handed_in(
    client: Client, paper: Draft, deputy: User, superior: User
) -> None:
    states.submitted(paper)
    client.force_login(deputy)
    assert "接手执笔" not in page(client.get(url("paper", paper.pk)))
    with pytest.raises(services.CollectiveRefused, match="已提交"):
        services.take_over(states.fresh(paper), deputy)
    assert lifecycle.hand_over(states.fresh(paper), deputy) is False


def test_each_has_own_comments_and_the_writer_deals_with_them(
    client: Client, paper: Draft, secretary: User, deputy: User, organizer: User
) -> None:
    opening = paper.document["opening"]["id"]
    changes.save_node(paper.pk, opening, {"text": "我们会前学习了党章。"}, 99)
    client.force_login(organizer)
    form = page(client.get(url("paper", paper.pk), {"on": opening}))
    assert "对这一处的意见" in form
    assert "请写下意见。" in page(client.post(url("comment", paper.pk), {"on": opening}), 422)
    long = "太长" * 501
    assert long in page(client.post(url("comment", paper.pk), {"text": long}), 422)
    token = str(uuid.uuid4())
    for _ in range(2):  # two clicks
        client.post(
            url("comment", paper.pk), {"on": opening, "text": "请写明次数。", "token": token}
        )
    said = paper.committee_comments.get()
    assert (said.author, said.node, said.quote, said.text) == (
        organizer, opening, "我们会前学习了党章。", "请写明次数。",
    )  # fmt: skip
    assert texts(secretary)[-1] == "顾晓晨对“2023年度组织生活会”的班子材料提了意见。"
    # another of the committee reads it and cannot change it
    client.force_login(deputy)
    assert "请写明次数。" in page(client.get(url("paper", paper.pk)))
    client.post(url("change", paper.pk, said.pk), {"text": "改别人的", "base": 1})
    client.post(url("settle", paper.pk, said.pk), {"answer": "", "base": 1})
    said.refresh_from_db()
    assert (said.text, said.settled_at) == ("请写明次数。", None)
    # its author puts it right; an older window is told
    client.force_login(organizer)
    client.post(url("change", paper.pk, said.pk), {"text": "请写明学习次数。", "base": 1})
    text = page(client.post(url("change", paper.pk, said.pk), {"text": "旧窗口", "base": 1}), 409)
    assert "现在写的是“请写明学习次数。”" in text
    assert "旧窗口" in text
    client.post(url("withdraw", paper.pk, said.pk))
    assert "请写明学习次数。" not in page(client.get(url("paper", paper.pk)))
    client.post(url("restore", paper.pk, said.pk))
    # the writer, who saw the first wording, looks again
    client.force_login(secretary)
    answer = client.post(url("settle", paper.pk, said.pk), {"answer": "已写明", "base": 1})
    assert "已写明" in page(answer, 409)
    client.post(url("settle", paper.pk, said.pk), {"answer": "已写明", "base": 2})
    assert "林静：" in page(client.get(url("paper", paper.pk)))
    client.force_login(organizer)
    text = page(client.post(url("change", paper.pk, said.pk), {"text": "晚了", "base": 2}), 403)
    assert "执笔人已经处理了这条意见" in text
    client.force_login(secretary)
    client.post(url("reopen", paper.pk, said.pk))
    said.refresh_from_db()
    assert (said.settled_at, said.answer) == (None, "已写明")


def test_the_start_page_shows_it_to_the_committee(
    client: Client, paper: Draft, secretary: User, organizer: User, member: User
) -> None:
    services.comment(paper, organizer, "", "", "请写具体。", uuid.uuid4())
    found = papers_for(secretary)
    assert [(one.writes, one.open_comments) for one in found] == [(True, 1)]
    client.force_login(organizer)
    text = page(client.get("/"))
    assert "林静执笔" in text
    assert "查看、提意见" in text
    client.force_login(member)
    assert "班子" not in page(client.get("/"))
    client.force_login(secretary)
    text = page(client.get("/"))
    assert "继续撰写" in text
    assert "移入回收站" not in text
    client.post(reverse("drafts:discard", args=[paper.pk]))
    assert states.fresh(paper).discarded_at is None


def test_last_years_committee_paper_stands_beside_the_new_one_whoever_wrote_it(
    paper: Draft, branch: Any, secretary: User, deputy: User
) -> None:
    old = paper.framework
    old.pk, old.key, old.year = None, "2022-committee", 2022
    old.save()
    meeting = meetings.open_meeting(branch, paper.meeting.framework, "上年的会")
    earlier = Draft.objects.create(
        owner=deputy, meeting=meeting, framework=old, collective=True, document=paper.document,
        updated_at=paper.updated_at,
    )  # fmt: skip
    Draft.objects.filter(pk=paper.pk).delete()
    assert services.begin(Meeting.objects.get(pk=paper.meeting_id), secretary).previous == earlier


def test_beside_it_stands_no_ledger_of_its_writer(
    client: Client, paper: Draft, branch: Organization, secretary: User
) -> None:
    earlier = meetings.open_meeting(
        branch, published("2022-zuzhi"), "2022年度组织生活会", by=secretary
    )
    ledger = Ledger.objects.create(owner=secretary, meeting=earlier)
    LedgerItem.objects.create(ledger=ledger, measure="m1", text="每周自学不少于两个小时")
    own, _ = lifecycle.begin_draft(secretary, published("2023-zuzhi"))
    client.force_login(secretary)
    said = [
        "每周自学不少于两个小时" in page(client.get(reverse("rectification:page", args=[one.pk])))
        for one in (own, paper)
    ]
    assert said == [True, False]
