"""Several people with the same framework at the same moment: one wins, the others get a sentence
and lose nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import spec_of
from drafting.frameworks.services import copies, edits, lifecycle
from tests.frameworks.test_admin import LIST, form_of, page, signed_in
from tests.threads import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db_sensitive]


@pytest.fixture
def fresh(db: None) -> Framework:
    framework = Framework(year=2027, meeting_kind="zuzhi", name="2027年度组织生活会")
    edits.begin_framework(framework, ["甲", "乙"])
    return framework


def posted(
    people: list[User], url: str, data: dict[str, Any], times: int = 1
) -> tuple[list[int], list[str]]:
    """What all of them are answered who post the same at once: the statuses, and the sentences of
    those not sent on.
    """
    clients = [signed_in(user) for user in people for _ in range(times)]
    jobs: list[Callable[[], object]] = [lambda c=c: c.post(url, data) for c in clients]  # type: ignore[misc]
    answers: list[Any] = at_once(jobs)
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    said = [
        sentence
        for answer in answers
        if answer.status_code == 200
        for sentence in re.findall(r"<li>([^<]+。)</li>", answer.content.decode())
    ]
    return sorted(answer.status_code for answer in answers), said


def test_four_publications_are_one(fresh: Framework, curator: User, administrator: User) -> None:
    statuses, said = posted([curator, administrator], page(fresh, "publish"), {}, times=2)
    assert statuses == [200, 200, 200, 302]
    assert said == ["“2027年度组织生活会”已经发布过了。"] * 3


@pytest.mark.parametrize("areas", ["", "甲\n丙"])
def test_four_copies_are_one(
    fresh: Framework, areas: str, curator: User, administrator: User
) -> None:
    data = {"year": 2028, "name": "", "theme": "", "areas": areas}
    statuses, said = posted([curator, administrator], page(fresh, "copy"), data, times=2)
    assert statuses == [200, 200, 200, 302]
    sentence = "已有一个编制中的“2028年度组织生活会”（标识 2028-zuzhi），请直接修改它；确要另建一个，请换一个名称。"
    assert said == [sentence] * 3
    assert list(fresh.copies.values_list("key", flat=True)) == ["2028-zuzhi"]


def test_copies_of_other_names_all_come_about(fresh: Framework, curator: User) -> None:
    clients = [signed_in(curator) for _ in range(4)]
    answers: list[Any] = at_once(
        [
            lambda c=c, n=n: c.post(page(fresh, "copy"), {"year": 2028, "name": f"第{n}种"})
            for n, c in enumerate(clients)
        ]  # type: ignore[misc]
    )
    assert [getattr(answer, "status_code", answer) for answer in answers] == [302] * 4
    keys = sorted(fresh.copies.values_list("key", flat=True))
    assert keys == ["2028-zuzhi", "2028-zuzhi-2", "2028-zuzhi-3", "2028-zuzhi-4"]


def test_four_new_frameworks_of_one_name_are_one(curator: User, administrator: User) -> None:
    data = {"year": 2029, "meeting_kind": "zuzhi", "name": "2029年度组织生活会", "area_names": "甲"}
    statuses, said = posted([curator, administrator], f"{LIST}add/", data, times=2)
    assert statuses == [200, 200, 200, 302]
    assert len(said) == 3
    assert "已有一个编制中的“2029年度组织生活会”" in said[0]
    assert Framework.objects.count() == 1


def test_the_same_area_added_twice_at_once_breaks_nothing(
    fresh: Framework, curator: User, administrator: User
) -> None:
    data = form_of(signed_in(curator), fresh) | {
        "sections-TOTAL_FORMS": 3,
        "sections-2-framework": fresh.pk,
        "sections-2-order": 15,
        "sections-2-name": "丙",
        "sections-2-required": "on",
        "sections-2-confidence": "high",
        **{
            f"sections-2-{kind}_{what}": 0
            for kind in ("min", "max")
            for what in ("points", "characters")
        },
    }
    statuses, _ = posted([curator, administrator], page(fresh), data)
    assert statuses == [302, 302]
    keys = [area.key for area in spec_of(fresh).areas()]
    assert len(keys) == len(set(keys)) == 4


def test_edits_and_a_publication_at_once_leave_what_was_published(
    fresh: Framework, curator: User, administrator: User
) -> None:
    writer, publisher = signed_in(curator), signed_in(administrator)
    data = form_of(writer, fresh) | {"sections-0-guidance": "写一件自己亲历的事，说清当时的想法。"}
    shown = publisher.get(page(fresh, "publish")).context["shown"]
    saved, published = at_once(
        [
            lambda: writer.post(page(fresh), data),
            lambda: publisher.post(page(fresh, "publish"), {"shown": shown}),
        ]
    )
    state = Framework.objects.get().state
    guidance = spec_of(fresh).areas()[0].guidance
    if published.status_code == 302:  # type: ignore[attr-defined]
        # the publication came first, as it was shown; what was typed is given back
        assert (saved.status_code, state) == (403, "published")  # type: ignore[attr-defined]
        assert guidance == copies.NEW_AREA_GUIDANCE
        assert "写一件自己亲历的事，说清当时的想法。" in saved.content.decode()  # type: ignore[attr-defined]
    else:
        assert (saved.status_code, state) == (302, "draft")  # type: ignore[attr-defined]
        assert "框架的内容刚才有改动" in published.content.decode()  # type: ignore[attr-defined]


def test_two_who_retire_it_at_once(fresh: Framework, curator: User, administrator: User) -> None:
    lifecycle.publish(fresh)
    statuses, said = posted([curator, administrator], page(fresh, "retire"), {})
    assert statuses == [200, 302]
    assert said == ["“2027年度组织生活会”不是已发布的框架，不能停用。"]


def test_deleting_what_is_published_at_once(
    fresh: Framework, curator: User, administrator: User
) -> None:
    one, other = signed_in(curator), signed_in(administrator)
    answers: list[Any] = at_once(
        [
            lambda: one.post(f"{LIST}{fresh.pk}/delete/", {"post": "yes"}),
            lambda: other.post(page(fresh, "publish")),
        ]
    )
    statuses = [getattr(answer, "status_code", answer) for answer in answers]
    left = list(Framework.objects.values_list("state", flat=True))
    assert (statuses, left) in [([302, 404], []), ([403, 302], ["published"])]


def test_two_who_delete_it_at_once(fresh: Framework, curator: User, administrator: User) -> None:
    statuses, _ = posted([curator, administrator], f"{LIST}{fresh.pk}/delete/", {"post": "yes"})
    assert statuses == [302, 302]
    assert not Framework.objects.exists()


def test_a_browser_that_still_shows_the_old_page(fresh: Framework, curator: User) -> None:
    """One after the other, not at once: the page of the publication was opened before the last
    edit.
    """
    client: Client = signed_in(curator)
    shown = client.get(page(fresh, "publish")).context["shown"]
    client.post(page(fresh), form_of(client, fresh) | {"sections-0-guidance": "另一条提示。"})
    answer = client.post(page(fresh, "publish"), {"shown": shown})
    assert "框架的内容刚才有改动，下面是现在的内容，请看过以后再办理。" in answer.content.decode()
    assert "另一条提示。" in answer.content.decode()
    assert (
        client.post(page(fresh, "publish"), {"shown": answer.context["shown"]}).status_code == 302
    )


def test_an_edit_and_a_deletion_at_once(
    fresh: Framework, curator: User, administrator: User
) -> None:
    writer, other = signed_in(curator), signed_in(administrator)
    data = form_of(writer, fresh) | {"sections-0-guidance": "写一件自己亲历的事。"}
    saved, deleted = at_once(
        [
            lambda: writer.post(page(fresh), data),
            lambda: other.post(f"{LIST}{fresh.pk}/delete/", {"post": "yes"}),
        ]
    )
    assert deleted.status_code == 302  # type: ignore[attr-defined]
    assert not Framework.objects.exists()
    if saved.status_code != 302:  # type: ignore[attr-defined]
        # the form with its parts gone from under it, or the page that says that the framework is
        # gone
        assert saved.status_code in (200, 403)  # type: ignore[attr-defined]
        assert "写一件自己亲历的事。" in saved.content.decode()  # type: ignore[attr-defined]
