"""A secretary or deputy who writes the committee's paper and is of it no more: said beforehand and on
the page, and taken over by whoever is."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.codes import Role
from accounts.consequences import OfficeChange
from accounts.models import Organization, User
from accounts.permissions import Allowed, Denied
from accounts.services.offices import Office
from drafting.collective import services
from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from drafting.notices.models import Notice
from drafting.review.decisions.lifecycle import Action
from drafting.review.decisions.permissions import OUT_OF_OFFICE, may
from drafting.review.office_changes import said_of_papers
from tests.drafts.pages import page
from tests.review import states

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"collective:{name}", args=args)


def test_a_writer_who_left_the_committee_is_taken_over_from(
    client: Client, paper: Draft, meeting: Meeting, secretary: User, deputy: User,
    organizer: User, other_branch: Organization,
) -> None:  # fmt: skip
    here = url("paper", paper.pk)
    client.force_login(deputy)
    assert "不再担任" not in page(client.get(here))
    moves = Office(other_branch, Role.MEMBER, timezone.localdate(), kinds=("member",))
    told = list(said_of_papers(OfficeChange(secretary, secretary.memberships.get(), moves)))
    assert (
        f"“{meeting}”的班子材料由林静执笔的，请现任的书记或者副书记在“班子材料”里接手，写好的都在。"
    ) in told
    secretary.memberships.update(organization=other_branch, role=Role.MEMBER)
    assert "林静已经不再担任书记、副书记，请您点“接手执笔”" in page(client.get(here))
    asked = page(client.get(url("take_over", paper.pk)))
    assert "林静不能再改，会收到提醒；" in asked
    client.force_login(organizer)
    assert "林静已经不再担任书记、副书记，等现任的书记或者副书记接手" in page(client.get(here))
    # until then nothing that the writer has open is lost
    client.force_login(secretary)
    assert "您已经不再担任书记、副书记" in page(client.get(here))
    refused = may(Action.SUBMIT, secretary, states.fresh(paper))
    assert refused == Denied(OUT_OF_OFFICE)
    assert client.get(reverse("wizard:resume", args=[paper.pk])).status_code == 302
    services.take_over(states.fresh(paper), deputy)
    assert may(Action.SUBMIT, deputy, states.fresh(paper)) == Allowed()
    assert Notice.objects.filter(user=secretary).order_by("-pk").values("text", "url")[0] == {
        "text": "吴建国接手撰写“2023年度组织生活会”的班子材料。您写的都在，接手以前的已存为一版。",
        "url": "",
    }
    assert client.get(here).status_code == 404
    # who stays in office is not spoken of
    stays = OfficeChange(
        deputy,
        deputy.memberships.get(),
        Office(meeting.organization, Role.SECRETARY, timezone.localdate()),
    )
    assert [line for line in said_of_papers(stays) if "接手" in line] == []
