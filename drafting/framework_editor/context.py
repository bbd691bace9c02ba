"""What the editor's page shows beside what was typed: the look of it, the differences, and what
publishing does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from drafting.annual_notice.look import LookStep, called, steps_from
from drafting.annual_notice.permissions import keeps_frameworks
from drafting.framework_editor.content import ADDABLE, Content, Row, content_of, kept, new_area
from drafting.framework_editor.differences import Difference, differences, last_years
from drafting.framework_editor.running_drafts import Running, chosen_places, running
from drafting.frameworks.labels import plain_name
from drafting.frameworks.models import Audience, Framework
from drafting.frameworks.selectors import corrected, spec_from_rows
from drafting.frameworks.spec import TAXONOMY_AREAS


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs from another framework, and which that is."""

    title: str
    other: Framework
    found: Sequence[Difference]


def look_at(framework: Framework, content: Content) -> dict[str, Any]:
    """The steps that a member will see of what need not be stored yet, what differs, and the digest
    of what is shown (``seen``)."""
    parts = content.sections()
    spec = spec_from_rows(_unsettled(framework), parts)
    rows = {row.key: row for part, areas in parts for row in (part, *areas)}
    steps: list[LookStep] = steps_from(spec, rows)
    return {
        "steps": steps,
        "areas": sum(step.area for step in steps),
        "pending": [row.name for row in _rows(content) if row.unsure and row.name],
        "compared": compared(framework, content),
        "seen": content.digest(),
    }


def _unsettled(framework: Framework) -> Framework:
    """The same framework with no confirmation as a whole: each row says whether it is compared."""
    return Framework(
        key=framework.key, year=framework.year, meeting_kind=framework.meeting_kind,
        name=framework.name, theme=framework.theme, title=framework.title, usual=framework.usual,
    )  # fmt: skip


def _rows(content: Content) -> list[Row]:
    return [*kept(content.parts), *kept(content.areas)]


def compared(framework: Framework, content: Content) -> list[Compared]:
    """What the content says otherwise than what it corrects, and than last year's framework."""
    found = []
    if (before := corrected(framework)) is not None:
        rows = differences(content_of(before), content)
        found.append(Compared("比要更正的那一版改了什么", before, rows))
    if (last := last_years(framework)) is not None:
        rows = differences(content_of(last), content, framework.year - last.year)
        found.append(Compared("比去年改了什么", last, rows))
    return found


def page_context(
    framework: Framework,
    content: Content,
    user: Any,
    *,
    version: str,
    sent: QueryDict | None = None,
    said: Sequence[str] = (),
    **more: Any,
) -> dict[str, Any]:
    """All of the page. ``version`` is the Content.digest of what the person who typed the content
    knows to be stored, ``sent`` what was typed beside it, ``said`` what is wrong."""
    typed: Mapping[str, Any] = sent if sent is not None else {}
    before = corrected(framework)
    chosen = chosen_places(sent, before) if sent is not None and before is not None else None
    drafts: Running | None = running(before, framework, content, chosen) if before else None
    own = framework.organization
    return look_at(framework, content) | {
        "nav": "meetings" if own and not keeps_frameworks(user) else "frameworks",
        "framework": framework,
        "plain_name": plain_name(framework),
        "called": called(framework),
        "content": content,
        "audiences": Audience.choices,
        "taxonomy": TAXONOMY_AREAS,
        "addable": [(role.value, role.label) for role in ADDABLE],
        "blank_area": new_area(content),
        "blank_part": Row(role="other", required=False),
        "version": version,
        "corrects": before,
        "running": drafts,
        "goals_of": "\n".join(drafts.goals) if drafts else "",
        "drafts": typed.get("drafts", ""),
        "sure": "sure" in typed,
        "notice": str(typed.get("notice", "")) or _first_source(framework),
        "said": said,
        **more,
    }


def _first_source(framework: Framework) -> str:
    return framework.sources.partition("\n")[0][:200]
