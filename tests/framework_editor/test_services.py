"""What the services of the editor do by themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accounts.models import User
from drafting.framework_editor import services
from drafting.framework_editor.content import content_of
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import pending_names
from drafting.frameworks.services import copies, corrections, lifecycle
from tests.cast import published
from tests.framework_editor.test_pages import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(db: None) -> Framework:
    """A copy of 2025's for 2026, whose areas nobody has compared one by one."""
    return copies.copy_to_year(published("2025-zuzhi"), 2026)


def test_after_the_whole_was_compared_only_what_is_renamed_is_compared_again(
    copy: Framework, curator: User
) -> None:
    lifecycle.confirm(copy, curator, "组通字〔2026〕1号")
    stored = content_of(fresh(copy))
    first = replace(stored.areas[0], name="改过的方面", guidance="新的提示。")
    second = replace(stored.areas[1], guidance="另一条提示。")
    content = replace(stored, areas=(first, second, *stored.areas[2:]))
    assert services.save(copy, content, stored.digest())
    now = fresh(copy)
    assert pending_names(now) == ["改过的方面"]
    kept = now.sections.exclude(parent=None)[1]
    assert (kept.guidance, kept.confirmed_by, kept.confirmed_notice) == (
        "另一条提示。", curator, "组通字〔2026〕1号",
    )  # fmt: skip


@pytest.mark.parametrize("correction", [True, False])
def test_what_was_saved_after_it_was_seen_is_not_published(
    copy: Framework, curator: User, correction: bool
) -> None:
    row = corrections.correct(Framework.objects.get(key="2025-zuzhi")) if correction else copy
    seen = content_of(row)
    changed = replace(seen, areas=(replace(seen.areas[0], name="别人改的"), *seen.areas[1:]))
    services.save(row, changed, seen.digest())
    with pytest.raises(services.ChangedMeanwhile) as error:
        services.publish(row, curator, "某通知", seen.digest(), places=None)
    assert error.value.stored == content_of(fresh(row))
    assert (fresh(row).state, fresh(row).confirmed_by) == ("draft", None)
    services.publish(row, curator, "某通知", changed.digest(), places=None)
    assert fresh(row).state == "published"
