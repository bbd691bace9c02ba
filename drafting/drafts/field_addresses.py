"""The address of a place in the wizard, for lists whose entries are mended there (去修改): it leads
to the field, also without scripts, and says which list one comes from."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.urls import reverse

from drafting.document.edits import EDITABLE
from drafting.document.model import Node

#: The list that one comes from and its entry (``drafting.wizard.step_page.arrival`` reads them).
FROM, AT = "from", "at"
#: Characters of the field before the words by which the wizard's page finds them again.
NEAR = 6


def landing(
    draft: uuid.UUID, step: str, origin: str, entry: str, place: str, **filters: str
) -> str:
    """The address of a step at a place (``anchor`` gives it), where ``origin`` names the list and
    ``entry`` what of it is to be mended; ``filters`` are those of the list."""
    query = urlencode({FROM: origin, AT: entry} | {k: v for k, v in filters.items() if v})
    here = reverse("wizard:step", args=[draft, step])
    return f"{here}?{query}{f'#{place}' if place else ''}"


def anchor(node: str, field: str = "") -> str:
    """The id that a field has on the page of its step, of a node without one that of its card."""
    return f"id_{node}-{field}" if field else f"node-{node}" if node else ""


def field_to_write(node: Node, field: str) -> str:
    """The field where the page of a step lets somebody write it; empty for a fixed heading."""
    return field if field in EDITABLE[type(node)] else ""
