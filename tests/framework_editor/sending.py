"""What a browser sends of the editor's form."""

from __future__ import annotations

from typing import Any

from drafting.framework_editor.content import LIMITS, Content


def form(answer: Any, **changed: Any) -> dict[str, Any]:
    """The fields of a page as they stand there."""
    context = answer.context
    sent = content_form(context["content"]) | {
        "version": context["version"], "seen": context["seen"],
        "goals": context["goals_of"].replace("\n", "\r\n"), "notice": context["notice"],
    }  # fmt: skip
    if (running := context["running"]) is not None and running.total:
        sent |= {f"place-{area.key}": area.goal for area in running.areas}
    elif running is not None:
        sent["drafts"] = "stay"
    return sent | changed


def content_form(content: Content) -> dict[str, Any]:
    """The fields of the head and of all rows."""
    sent: dict[str, Any] = {
        name: getattr(content.head, name)
        for name in ("name", "variant", "audience", "title", "theme", "sources", "note")
    }
    for kind, rows in (("part", content.parts), ("area", content.areas)):
        for at, row in enumerate(rows):
            prefix = f"{kind}-{at}-"
            sent |= {
                f"{prefix}id": row.pk, f"{prefix}place": str(at), f"{prefix}name": row.name,
                f"{prefix}heading": row.heading, f"{prefix}guidance": row.guidance,
                f"{prefix}source": row.source,
            }  # fmt: skip
            sent |= {prefix + name: getattr(row, name) for name in LIMITS}
            if row.takes_pattern:
                sent[f"{prefix}pattern"] = row.pattern
            if kind == "area":
                sent |= {f"{prefix}taxonomy": list(row.taxonomy), f"{prefix}codes": row.codes_said}
            if row.required:
                sent[f"{prefix}required"] = "1"
            if row.dropped:
                sent[f"{prefix}drop"] = "1"
    return sent
