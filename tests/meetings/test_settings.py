"""Each field that a secretary sets: the form shows, sends and stores it, nothing that the form does
not carry empties it, and the members are shown it.

A new field of a meeting needs a row in ``OTHER``.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from accounts.models import Organization, User
from drafting.frameworks.models import Framework
from drafting.meetings import services
from drafting.meetings.forms import MeetingForm
from drafting.meetings.models import Meeting
from tests.drafts.pages import page
from tests.factories import person

pytestmark = pytest.mark.django_db

#: Of each field another value than a new meeting has.
OTHER: dict[str, Any] = {
    "title": "另一次组织生活会",
    "held_on": timezone.localdate() + timedelta(days=40),
    "requirements": "写清整改的时限。",
    "deadline": timezone.localdate() + timedelta(days=30),
    "document_kind": "speech",
    "asked_parts": ["statement"],
    "min_characters": 1200,
    "max_characters": 3600,
    "min_problem_share": 70,
    "max_library_share": 20,
    "errors_block": True,
    "max_alike_share": 20,
    "alike_blocks": True,
    "levels": 2,
}
#: One that a new meeting does not have has to be filled in.
FILLED = {"deadline": timezone.localdate() + timedelta(days=10)}


@pytest.fixture
def desk(client: Client, secretary: User, committee: Organization) -> Client:
    """The browser of a secretary who may ask for the second approval."""
    person("superior", "周志远", committee, "secretary")
    client.force_login(secretary)
    return client


@pytest.fixture
def settings(meeting: Meeting) -> str:
    """The address of the meeting's settings."""
    Meeting.objects.update(**FILLED)
    return reverse("meetings:edit", args=[meeting.pk])


def stored() -> dict[str, Any]:
    return Meeting.objects.values(*Meeting.setting_names()).get()


def form_on(text: str) -> html.FormElement:
    """The form of a page that has the meeting's title."""
    forms: list[html.FormElement] = html.fromstring(text).forms
    return next(form for form in forms if "title" in form.inputs)


def sent_by(form: html.FormElement, **changed: Any) -> dict[str, Any]:
    """What a browser sends of a form, some fields filled in otherwise."""
    data: dict[str, Any] = {}
    for name, value in form.form_values():
        data.setdefault(name, []).append(value)
    return data | {name: "on" if value is True else value for name, value in changed.items()}


def test_a_further_meeting_begins_with_what_the_last_one_asked(
    desk: Client, meeting: Meeting, branch: Organization
) -> None:
    """Who opens one a year does not remember the settings of the last; its dates and words are of
    its year, and a second approval that nobody could give any more is not asked for."""
    Meeting.objects.update(**OTHER)
    address = reverse("meetings:new") + f"?framework={meeting.framework.key}"
    text = page(desk.get(address))
    form = form_on(text)
    assert "照“另一次组织生活会”的填好" in text
    assert "写清整改的时限。" in text
    sent = {name: value[0] for name, value in sent_by(form).items()}
    asked = {"errors_block": "on", "alike_blocks": "on", "asked_parts": "statement"}
    for name, value in OTHER.items():
        if name in Meeting.OF_ITS_YEAR:
            assert sent.get(name) not in (value, str(value)), name
        else:
            assert sent.get(name) == asked.get(name, str(value)), name
    User.objects.filter(username="superior").update(is_active=False)
    form = form_on(page(desk.get(address)))
    assert sent_by(form)["levels"] == ["1"]
    Meeting.objects.update(kind="minzhu")
    text = page(desk.get(address))
    assert "的填好，这次不一样的请修改" not in text
    assert sent_by(form_on(text))["min_characters"] == ["0"]


def told(client: Client, user: User) -> str:
    """What a member is shown of the only meeting."""
    client.force_login(user)
    (row,) = html.fromstring(page(client.get("/"))).find_class("meeting")
    return str(row.text_content())


def test_each_field_is_tried_here() -> None:
    assert set(OTHER) == set(Meeting.setting_names())


def test_the_form_has_the_fields_that_are_set() -> None:
    assert set(MeetingForm.base_fields) == set(Meeting.setting_names())


def test_the_services_take_these_and_nothing_else(meeting: Meeting, zuzhi: Framework) -> None:
    services.change_meeting(meeting, **OTHER)
    assert stored() == OTHER
    services.close_meeting(meeting)
    opened = services.open_meeting(meeting.organization, zuzhi, **OTHER)
    assert Meeting.objects.filter(pk=opened.pk).values(*OTHER).get() == OTHER
    for change in (services.change_meeting, services.open_meeting):
        with pytest.raises(TypeError, match=r"^not set by a meeting's secretary: colour, state$"):
            change(meeting, zuzhi, title="第三次", state="closed", colour="red")  # type: ignore[operator]


@pytest.mark.parametrize("name", OTHER)
def test_a_field_is_stored_as_the_form_sends_it(desk: Client, settings: str, name: str) -> None:
    before = stored()
    form = form_on(page(desk.get(settings)))
    assert name in form.inputs
    assert before[name] != OTHER[name]
    assert desk.post(settings, sent_by(form, **{name: OTHER[name]})).status_code == 302
    assert stored() == before | {name: OTHER[name]}


def test_a_meeting_is_opened_as_the_form_sends_it(desk: Client, zuzhi: Framework) -> None:
    address = "/meetings/new/"
    form = form_on(page(desk.get(f"{address}?framework={zuzhi.key}")))
    assert desk.post(address, sent_by(form, **OTHER)).status_code == 302
    assert stored() == OTHER


def test_a_form_that_is_sent_as_it_came_changes_nothing(desk: Client, settings: str) -> None:
    Meeting.objects.update(**OTHER)
    form = form_on(page(desk.get(settings)))
    assert desk.post(settings, sent_by(form)).status_code == 302
    assert stored() == OTHER


#: A box that is not ticked is not sent either.
@pytest.mark.parametrize(
    "name", sorted(OTHER.keys() - {"asked_parts", "errors_block", "alike_blocks"})
)
def test_what_a_form_does_not_carry_is_not_emptied(desk: Client, settings: str, name: str) -> None:
    """As of a page that was open since before an update brought the field."""
    Meeting.objects.update(**OTHER)
    sent = sent_by(form_on(page(desk.get(settings))))
    del sent[name]
    desk.post(settings, sent)
    assert stored() == OTHER


@pytest.mark.parametrize("name", OTHER)
def test_members_are_shown_a_field(
    client: Client, member: User, meeting: Meeting, settings: str, name: str
) -> None:
    before = told(client, member)
    services.change_meeting(meeting, **{name: OTHER[name]})
    assert told(client, member) != before
