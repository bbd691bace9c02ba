"""A person who left is erased: who may do it, what goes, what stays with another name."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db.models import CASCADE
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.codes import Role
from accounts.models import Membership, Organization, SignIn, User
from accounts.permissions import Denied
from accounts.services.accounts import set_active
from drafting.contributions.models import Contribution
from drafting.drafts.models import Draft, Revision
from drafting.facts.models import Fact
from drafting.jobs.storage import private_storage
from drafting.library.models import Phrase
from drafting.meetings.models import Meeting
from drafting.notices.models import Notice
from drafting.opinions.models import Opinion
from drafting.personal_data import requests
from drafting.personal_data.erasure import Erasure, ErasureRefused, erase, holdings_of, may_erase
from drafting.personal_data.models import ErasureRequest, PersonalFile
from drafting.rectification.evidence.models import EvidenceFile
from drafting.rectification.ledger.models import Ledger
from drafting.review.models import ReviewEvent, Submission
from tests.factories import person
from tests.retention.leftovers import files_in, tables_with
from tests.review import states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private")]

SECRET = "独有的一句话"


def leave(user: User) -> None:
    """End all that somebody is, since yesterday."""
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(user=user).update(active_from=yesterday, active_to=yesterday)


@pytest.fixture
def left(ready: Draft, member: User, secretary: User, meeting: Meeting) -> User:
    """The member, gone, with a passed paper and everything else; the meeting ended."""
    states.approved(states.submitted(ready, note=SECRET), secretary, note=SECRET)
    Fact.objects.create(owner=member, what=SECRET)
    Opinion.objects.create(owner=member, meeting=meeting, entered_by=secretary, text=SECRET)
    item = Ledger.objects.get(owner=member).items.all()[0]
    private_storage().save("evidence/one.png", ContentFile(b"x"))
    EvidenceFile.objects.create(item=item, name=SECRET, file="evidence/one.png", size=1)
    private_storage().save("personal/one.zip", ContentFile(b"x"))
    PersonalFile.objects.create(
        requested_by=member, filename=f"{SECRET}.zip", file="personal/one.zip", state="done"
    )
    phrase = Phrase.objects.create(key="OP-09", part="opening", elaboration="一句。", author="刘洋")
    Contribution.objects.create(
        owner=member, part="problems", text=SECRET, named=True, phrase=phrase, state="taken"
    )
    Client().force_login(member)
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.CLOSED)
    User.objects.filter(pk=member.pk).update(phone="13800000000", email="liuyang@example.cn")
    leave(member)
    member.refresh_from_db()
    return member


@pytest.mark.db_sensitive
def test_everything_of_the_person_goes_and_the_record_stays(
    left: User,
    administrator: User,
    secretary: User,
    private: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    before = list(ReviewEvent.objects.order_by("pk").values("action", "actor", "content_hash"))
    with django_capture_on_commit_callbacks(execute=True):
        done = erase(left, administrator, "本人申请。")
    assert (tables_with(SECRET), files_in(private)) == ([], [])
    for said in ("13800000000", "liuyang", "馆员"):
        assert tables_with(said) == []
    # the secretary's notices name the member in no page of theirs
    assert tables_with("刘洋") == []
    assert (
        list(ReviewEvent.objects.order_by("pk").values("action", "actor", "content_hash")) == before
    )
    left.refresh_from_db()
    assert (left.name, left.username, left.is_active, left.has_usable_password()) == (
        f"已注销人员{left.pk}",
        f"erased-{left.pk}",
        False,
        False,
    )
    assert SignIn.objects.count() == 0
    assert [row.organization.name for row in left.memberships.select_related("organization")] == [
        "县图书馆党支部"
    ]
    assert Submission.objects.values_list("categories", flat=True).get() == {}
    assert (done.by, done.reason, done.counts["papers"], done.counts["facts"]) == (
        administrator,
        "本人申请。",
        1,
        1,
    )


def test_an_erased_account_is_never_opened_again(left: User, administrator: User) -> None:
    erase(left, administrator, "调离。")
    assert not set_active(administrator, left, active=True)
    with pytest.raises(ErasureRefused, match="已经注销"):
        erase(left, administrator, "再来一次。")
    assert Erasure.objects.count() == 1


def test_who_decided_on_papers_of_others_stays_in_their_files_without_a_name(
    submitted: Draft, secretary: User, administrator: User, meeting: Meeting
) -> None:
    states.approved(submitted, secretary)
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.CLOSED)
    leave(secretary)
    erase(secretary, administrator, "调离。")
    today = timezone.localdate()
    assert Revision.objects.values_list("approval", flat=True).get() == (
        f"审核通过：已注销人员{secretary.pk} {today:%Y-%m-%d}"
    )
    assert ReviewEvent.objects.latest("pk").actor.name == f"已注销人员{secretary.pk}"
    assert states.fresh(submitted).erased_at is None


def reason(actor: User, target: User) -> str:
    """Why somebody may not erase a person; empty where they may."""
    decision = may_erase(actor, target)
    return decision.reason if isinstance(decision, Denied) else ""


def test_only_an_administrator_of_all_that_they_belonged_to_erases_who_has_left(
    left: User,
    administrator: User,
    secretary: User,
    other_branch: Organization,
    colleague: User,
) -> None:
    elsewhere = person("elsewhere", "何平", other_branch, Role.ADMINISTRATOR)
    assert reason(administrator, left) == ""
    assert reason(secretary, left) == "只有系统管理员可以管理人员和党组织。"
    assert reason(elsewhere, left).startswith("此人还属于您不管理的党组织")
    assert reason(administrator, administrator) == "不能注销自己，请由另一位系统管理员办理。"
    assert reason(administrator, colleague).startswith("此人还有任职")
    root = User.objects.create_superuser("root", password="x", name="根")
    assert reason(administrator, root) == "超级管理员的账号只能由超级管理员管理。"
    assert reason(User.objects.create_superuser("two", password="x"), root).startswith("超级管理员")


def test_nobody_is_erased_while_a_reviewer_has_their_paper(
    submitted: Draft, member: User, administrator: User
) -> None:
    leave(member)
    assert reason(administrator, member).startswith("此人有材料正在审核")
    with pytest.raises(ErasureRefused):
        erase(member, administrator, "调离。")
    assert states.fresh(submitted).document == submitted.document


def test_an_administrator_sees_numbers_and_types_the_name(
    left: User, administrator: User, client: Client
) -> None:
    client.force_login(administrator)
    page = reverse("personal_data:person", args=[left.pk])
    assert requests.ask_for_erasure(left, "已经调离。")
    assert list(Notice.objects.filter(user=administrator).values_list("text", "url")) == [
        ("刘洋申请注销：删除本人的材料和数据。", page)
    ]
    shown = client.get(page)
    assert SECRET not in shown.content.decode()
    assert shown.context["holdings"] == holdings_of(left)
    wrong = client.post(page, {"reason": "本人申请", "name": "刘阳"})
    assert (wrong.status_code, wrong.context["errors"]) == (
        422,
        ["请照着填写此人的姓名“刘洋”，以免注销错人；还没有删除任何内容。"],
    )
    assert 'value="本人申请"' in wrong.content.decode()
    assert client.post(page, {"name": "刘洋"}).status_code == 422
    done = client.post(page, {"reason": "本人申请", "name": "刘洋"}, follow=True)
    assert [str(one) for one in done.context["messages"]] == [
        f"已注销。此人的材料和数据已经删除，审核记录里的姓名改为“已注销人员{left.pk}”。"
    ]
    assert "本人申请" in done.content.decode()
    request = ErasureRequest.objects.get()
    assert (request.state, request.words, request.decided_by) == ("done", "", administrator)


def test_a_person_asks_once_takes_it_back_and_is_answered(
    member: User, administrator: User, client: Client
) -> None:
    client.force_login(member)
    ask, back = reverse("personal_data:ask_erasure"), reverse("personal_data:withdraw_erasure")
    assert client.post(ask, {"words": "字" * 201}).status_code == 422
    for _click in range(2):
        client.post(ask, {"words": "已经调离。"})
    assert ErasureRequest.objects.count() == 1
    client.post(back)
    client.post(ask)
    desk = Client()
    desk.force_login(administrator)
    decline = reverse("personal_data:decline", args=[member.pk])
    assert desk.post(decline, {"answer": ""}).status_code == 422
    desk.post(decline, {"answer": "组织关系还没有转出。"})
    states_ = list(ErasureRequest.objects.order_by("pk").values_list("state", "answer"))
    assert states_ == [("withdrawn", ""), ("declined", "组织关系还没有转出。")]
    assert "组织关系还没有转出。" in client.get(reverse("personal_data:page")).content.decode()
    assert Notice.objects.filter(user=member).latest("pk").text == (
        "您的注销申请没有同意，答复在“我的数据”里。"
    )


def test_every_table_of_a_person_is_known_to_what_erases_them() -> None:
    """A new table that belongs to a person has to say whether it goes with them or stays with the
    record (drafting/personal_data/erasure.py, accounts/services/erasure.py)."""
    goes = {
        "BundleJob", "Contribution", "ExportJob", "Fact", "Import", "Ledger", "Notice",
        "NoticePreference", "Opinion", "PdfJob", "PersonalFile", "PreparedCriticism",
        "RecoveryCode", "SecondFactor", "SignIn", "User_groups", "User_user_permissions",
    }  # fmt: skip
    stays = {"Draft", "ErasureRequest", "Invitation", "LogEntry", "Membership"}
    owned = {
        relation.related_model.__name__
        for relation in User._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and relation.on_delete is CASCADE
    }
    assert owned == goes | stays
