"""What a stored framework says, as one short value: to see whether it is still what somebody looked
at.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from drafting.frameworks.models import Framework, Section
from drafting.frameworks.shipped_frameworks import ROW, digest_of


def digest_of_stored(framework: Framework) -> str:
    """``shipped.digest_of`` of a framework as it is stored now. One query for its parts and areas
    unless they were read along.
    """
    rows = list(framework.sections.all())
    parts = []
    for part in (row for row in rows if row.parent_id is None):
        areas = [_said(area) for area in rows if area.parent_id == part.pk]
        parts.append(_said(part) | {"areas": areas})
    return digest_of(
        {
            "year": framework.year,
            "meeting": framework.meeting_kind,
            "name": framework.name,
            "title": framework.title,
            "theme": framework.theme,
            "theme_confidence": framework.theme_confidence,
            "parts": parts,
        }
    )


def state_of_stored(framework: Framework) -> str:
    """The same of everything that a curator sees and sets, sources and patterns too. One query
    unless its parts and areas were read along."""
    rows = [
        [row.key, row.source, row.pattern, row.order, row.parent_id]
        for row in framework.sections.all()
    ]
    more = [framework.variant, framework.audience, framework.sources, framework.note, rows]
    said = json.dumps([digest_of_stored(framework), more], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def _said(row: Section) -> dict[str, Any]:
    return {field: getattr(row, field) for field in ROW} | {
        "role": row.role,
        "taxonomy": row.taxonomy,
    }
