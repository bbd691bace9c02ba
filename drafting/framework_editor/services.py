"""Saving what the editor shows, and publishing what was looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from django.db import transaction

from accounts.models import User
from drafting.common.overtaken import Overtaken
from drafting.drafts.models import FrameworkChange
from drafting.drafts.services.editions import change_drafts
from drafting.framework_editor.content import LIMITS, Content, Head, Row, content_of, kept
from drafting.frameworks.editions import state_of_stored
from drafting.frameworks.models import Confidence, Framework, Section
from drafting.frameworks.selectors import corrected, spec_of
from drafting.frameworks.services import corrections, edits, lifecycle


class ChangedMeanwhile(Overtaken):
    """Somebody else saved other contents since the page was loaded or shown; ``stored`` is what
    stands there now."""

    def __init__(self, stored: Content) -> None:
        super().__init__("framework")
        self.stored = stored


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: the framework that was replaced, and the drafts that were brought
    over."""

    replaced: Framework | None = None
    changes: Sequence[FrameworkChange] = ()


@transaction.atomic
def save(framework: Framework, content: Content, version: str) -> bool:
    """Store what a page says that was loaded at ``version`` (Content.digest); False where it is
    stored already. What is called otherwise now has to be compared with the notice again, the rest
    stays compared.

    Raises ChangedMeanwhile where somebody else saved other contents since, FrameworkError once it
    is published or deleted.
    """
    framework = edits.to_edit(framework)
    stored = content_of(framework)
    if stored.digest() == content.digest() and _order(stored) == _order(content):
        return False
    if stored.digest() != version:
        raise ChangedMeanwhile(stored)
    lifecycle.spread_confirmation(framework)
    # the rows that were read along know nothing of that confirmation
    framework = edits.to_edit(framework)
    if framework.theme != content.head.theme:
        framework.theme_confidence = Confidence.MEDIUM
    for one in fields(Head):
        setattr(framework, one.name, getattr(content.head, one.name))
    edits.save_framework(framework)
    rows = {str(row.pk): row for row in framework.sections.all()}
    wanted = {row.pk for row in (*kept(content.parts), *kept(content.areas)) if row.pk}
    for pk, stored_row in rows.items():
        parent = stored_row.parent_id
        if pk not in wanted and (parent is None or str(parent) in wanted):
            edits.remove_section(stored_row)
    for at, row in enumerate(kept(content.parts), 1):
        _save_row(framework, row, rows.get(row.pk), None, at)
    if areas := kept(content.areas):
        part = edits.problems_part(framework)
        for at, row in enumerate(areas, 1):
            _save_row(framework, row, rows.get(row.pk), part, at)
    return True


def _order(content: Content) -> list[str]:
    return [row.pk for row in (*kept(content.parts), *kept(content.areas))]


def _save_row(
    framework: Framework, row: Row, stored: Section | None, parent: Section | None, at: int
) -> None:
    if stored is not None and not Section.objects.filter(pk=stored.pk).exists():
        stored = None  # it went with the part that was left out
    section = stored or Section(framework=framework, parent=parent, role=row.role)
    if stored is None or section.name != row.name:
        section.confidence = Confidence.MEDIUM
        section.confirmed_by, section.confirmed_notice, section.confirmed_at = None, "", None
    section.framework, section.order, section.parent = framework, at * 10, parent
    section.name, section.heading, section.required = row.name, row.heading, row.required
    section.guidance, section.pattern, section.source = row.guidance, row.pattern, row.source
    section.taxonomy = row.covers  # type: ignore[assignment]
    for name in LIMITS:
        setattr(section, name, row.limit(name))
    edits.save_section(section)


@transaction.atomic
def publish(
    framework: Framework, by: User, notice: str, seen: str, *, places: Mapping[str, str] | None
) -> Published:
    """Publish a framework as it was ``seen`` (Content.digest); with a ``notice`` its names count as
    compared by ``by``. A correction takes the place of what it corrects; with ``places``
    (for each old area by its key the name of the new one) the drafts that are being written by that
    are brought over, else they keep it.

    Raises ChangedMeanwhile where it says something else by now, FrameworkError and NotPublishable.
    """
    framework = edits.to_edit(framework)
    stored = content_of(framework)
    if stored.digest() != seen:
        raise ChangedMeanwhile(stored)
    shown = state_of_stored(framework)
    before = corrected(framework)
    if before is None:
        if notice.strip():
            lifecycle.confirm(framework, by, notice, shown)
        lifecycle.publish(framework, shown)
        return Published()
    replaced = corrections.publish_correction(framework, shown, by, notice)
    if places is None:
        return Published(replaced)
    keys = {area.name: area.key for area in spec_of(framework).areas()}
    by_key = {old: keys.get(name, "") for old, name in places.items()}
    return Published(replaced, change_drafts(replaced, framework, by_key, by))
