"""What publishing a correction would do to the drafts that are being written, in numbers: no word
of a paper leaves the room of drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from drafting.document import codec
from drafting.document.model import containers
from drafting.document.numbering import says_something
from drafting.drafts.editions import proposed_places
from drafting.drafts.models import Draft
from drafting.drafts.services.editions import drafts_to_change
from drafting.framework_editor.content import Content, content_of, kept
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import spec_from_rows, spec_of


@dataclass(frozen=True, slots=True)
class RunningGroup:
    """The drafts of one meeting (``title`` says which, with the organisation), or those for none:
    how many may be brought over, and how many stay because they were handed in or are in the
    bin."""

    title: str
    running: int
    staying: int


@dataclass(frozen=True, slots=True)
class OldArea:
    """An area of the old edition: the name of the new one that its texts go to (empty: none), and
    in how many of the drafts something is written there."""

    key: str
    name: str
    goal: str
    written: int


@dataclass(frozen=True, slots=True)
class Running:
    """All of it; ``parts`` are the names of old parts without a place that something is written in,
    with the number of drafts."""

    groups: tuple[RunningGroup, ...]
    areas: tuple[OldArea, ...]
    goals: tuple[str, ...]
    parts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """How many drafts may be brought over."""
        return sum(group.running for group in self.groups)

    @property
    def unplaced(self) -> tuple[OldArea, ...]:
        """The areas with texts that no new one is chosen for."""
        return tuple(area for area in self.areas if area.written and not area.goal)


def running(
    before: Framework, framework: Framework, content: Content, chosen: Mapping[str, str] | None
) -> Running:
    """What a correction with this content would do to the drafts by what it corrects. ``chosen``
    are the places that were chosen (old key: name of the new area), else they are proposed."""
    old = spec_of(before)
    new = spec_from_rows(framework, content.sections())
    names = {area.key: area.name for area in new.areas()}
    goals = tuple(area.name for area in new.areas())
    proposed = {key: names.get(goal, "") for key, goal in proposed_places(old, new).items()}
    places = {
        key: goal if (goal := (chosen or {}).get(key, name)) in goals else ""
        for key, name in proposed.items()
    }
    drafts = list(drafts_to_change(before))
    written = _written(drafts)
    known = {(part.role, part.key) for part in new.parts}
    roles = {part.role for part in new.parts if part.role != "other"}
    return Running(
        groups=_groups(before, drafts),
        areas=tuple(
            OldArea(area.key, area.name, places[area.key], written[area.key])
            for area in old.areas()
        ),
        goals=goals,
        parts=tuple(
            (part.heading, written[part.key])
            for part in old.parts
            if written[part.key] and (part.role, part.key) not in known and part.role not in roles
        ),
    )


def _written(drafts: Sequence[Draft]) -> Counter[str]:
    found: Counter[str] = Counter()
    for draft in drafts:
        document = codec.load(draft.document)
        found.update({one.key for one in containers(document) if one.key and says_something(one)})
    return found


def _groups(before: Framework, drafts: Sequence[Draft]) -> tuple[RunningGroup, ...]:
    everyone = Draft.objects.filter(framework=before).select_related("meeting__organization")
    mine = {draft.pk for draft in drafts}
    running: Counter[str] = Counter()
    staying: Counter[str] = Counter()
    for draft in everyone.defer("document", "sendings").order_by("meeting_id", "created_at"):
        title = f"{draft.meeting.organization}“{draft.meeting}”" if draft.meeting else "自己先写的"
        running[title] += draft.pk in mine
        staying[title] += draft.pk not in mine
    return tuple(RunningGroup(title, running[title], staying[title]) for title in running)


def chosen_places(data: QueryDict, before: Framework) -> dict[str, str]:
    """The places that a page sent: for each area of the old edition by its key the name of the new
    one, empty for none."""
    found = {}
    for row in kept(content_of(before).areas):
        if (goal := data.get(f"place-{row.key}")) is not None:
            found[row.key] = goal
    return found
