"""The checks behind one door: without a package, or with a broken check, there is no proofreading; every page still stands."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping
from dataclasses import dataclass

from drafting.document.model import Document
from drafting.frameworks.spec import FrameworkSpec
from drafting.proofing.core.base import Check, Finding
from drafting.proofing.placed import Placed, placed
from drafting.proofing.projection import Projection, project
from drafting.rendering.styles import style_of

log = logging.getLogger(__name__)


class Unavailable(Exception):
    """The checks cannot run now."""


@dataclass(frozen=True, slots=True)
class Author:
    """What the checks may know of who writes: member kind, unit type (codes of accounts.codes), names of organisations."""

    role: str = ""
    unit_type: str = ""
    own_names: tuple[str, ...] = ()


def run_checks(document: Document, spec: FrameworkSpec, style: str, author: Author) -> tuple[Placed, ...]:
    """Proofread a document as the draft's style prints its numbers.

    Raises Unavailable. The log names the kind of error and the line, never its message, which may quote the paper.
    """
    projection = project(document, style_of(style))
    try:
        checks, findings = _proofread(document, projection, spec, author)
    except Exception as error:
        log.error("proofreading failed: %s at %s", type(error).__name__, _line_of(error))
        raise Unavailable from None
    return placed(findings, checks, document, projection, spec)


def _proofread(
    document: Document, projection: Projection, spec: FrameworkSpec, author: Author
) -> tuple[Mapping[str, Check], tuple[Finding, ...]]:
    # Imported here: they need dictionaries and native packages, and a page must not fall with them.
    from drafting.proofing.core.context import Context
    from drafting.proofing.core.registry import BY_ID
    from drafting.proofing.core.runner import proofread
    from drafting.proofing.stored import stored_tables

    names = tuple(dict.fromkeys(name for name in (*author.own_names, document.head.unit.strip()) if name))
    context = Context(
        text=projection.text,
        document=document,
        spans=projection.spans,
        framework=spec,
        role=author.role,
        unit_type=author.unit_type,
        own_names=names,
        year=spec.year,
        tables=stored_tables(),
    )
    return BY_ID, proofread(context)


def _line_of(error: BaseException) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"
