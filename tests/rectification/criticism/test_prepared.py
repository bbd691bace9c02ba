"""批评意见 prepared for colleagues: kept for their author alone, and printed."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document as open_docx

from accounts.models import User
from drafting.meetings import services
from drafting.meetings.models import Invitation, Meeting
from drafting.rectification.criticism.models import LONGEST_NOTE, PreparedCriticism

pytestmark = pytest.mark.django_db
SAID = "碰到难办的读者来访，有时先推给值班的同志。\n希望多接几次手。"


def sent(
    client: Client, meeting: Meeting, colleague: User, base: int, text: str
) -> tuple[int, dict[str, object]]:
    url = reverse("criticism:save", args=[meeting.pk, colleague.pk])
    body = {"base": base, "values": {"text": text}, "sending": ""}
    answer = client.post(url, body, content_type="application/json")
    return answer.status_code, answer.json()


def test_a_note_is_kept_printed_and_nobody_elses(
    own: Client, member: User, colleague: User, secretary: User, meeting: Meeting
) -> None:
    assert sent(own, meeting, colleague, 0, SAID) == (200, {"version": 1})
    assert sent(own, meeting, colleague, 0, "别的") == (
        409, {"error": "conflict", "version": 1, "values": {"text": SAID}},
    )  # fmt: skip
    assert sent(own, meeting, colleague, 0, "字" * (LONGEST_NOTE + 1))[0] == 422
    assert sent(own, meeting, member, 0, SAID)[0] == 404
    word = own.get(reverse("criticism:file", args=[meeting.pk, "docx"]))
    texts = [one.text for one in open_docx(BytesIO(word.content)).paragraphs]
    assert texts == [
        f"{meeting.title}批评意见", member.name, f"一、对{colleague.name}同志的批评意见", *SAID.split("\n"),
    ]  # fmt: skip
    for other in (colleague, secretary):
        browser = Client()
        browser.force_login(other)
        page = browser.get(reverse("criticism:prepared", args=[meeting.pk])).content.decode()
        assert "推给值班" not in page


def test_the_form_keeps_what_could_not_be_stored(
    own: Client, member: User, colleague: User, secretary: User, meeting: Meeting
) -> None:
    PreparedCriticism.objects.create(
        owner=member, meeting=meeting, colleague=colleague, text="别处写的", version=3
    )
    url = reverse("criticism:prepared", args=[meeting.pk])
    form = {
        f"to-{colleague.pk}-base": "1", f"to-{colleague.pk}-text": "这里写的",
        f"to-{secretary.pk}-base": "0", f"to-{secretary.pk}-text": SAID,
    }  # fmt: skip
    answer = own.post(url, form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "这里写的" in page
    assert "别处写的" in page
    assert PreparedCriticism.objects.get(colleague=secretary).text == SAID
    form[f"to-{colleague.pk}-base"] = "3"
    assert own.post(url, form).status_code == 302
    assert PreparedCriticism.objects.get(colleague=colleague).text == "这里写的"


def test_who_is_not_invited_any_more_still_reaches_their_notes(
    own: Client, member: User, colleague: User, stranger: User, meeting: Meeting
) -> None:
    sent(own, meeting, colleague, 0, SAID)
    services.uninvite(meeting, member)
    Invitation.objects.filter(user=member).delete()
    url = reverse("criticism:prepared", args=[meeting.pk])
    assert "推给值班" in own.get(url).content.decode()
    assert url in own.get(reverse("ledger:home")).content.decode()
    assert sent(own, meeting, colleague, 1, "") == (200, {"version": 2})
    # and who has none is let in as little as before
    assert own.get(url).status_code == 404
    other = Client()
    other.force_login(stranger)
    assert other.get(url).status_code == 404
