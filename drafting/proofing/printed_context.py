"""A document as printed, under proof: what pages, comparisons and commands look at. [pure] It needs
dictionaries and native packages, so pages import it where they can do without."""

from __future__ import annotations

from drafting.document.model import Document
from drafting.frameworks.spec import FrameworkSpec
from drafting.proofing.core.context import Context
from drafting.proofing.core.tables import SHIPPED, Tables
from drafting.proofing.printed_text import Projection


def printed_context(
    document: Document,
    projection: Projection,
    *,
    framework: FrameworkSpec | None = None,
    year: int | None = None,
    tables: Tables = SHIPPED,
) -> Context:
    """The context of a document and its projection, with its own outline and places. ``year`` is that
    of the ``framework`` where there is one."""
    return Context(
        projection.text,
        document=document,
        spans=projection.spans,
        framework=framework,
        year=framework.year if framework is not None else year,
        shape=projection.outline,
        tables=tables,
    )
