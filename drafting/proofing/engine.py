"""The checks behind one door: without a package, or with a broken check, there is no proofreading;
every page still stands."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from drafting.document.model import Document
from drafting.frameworks.spec import FrameworkSpec
from drafting.proofing.core.findings import Finding, Listed
from drafting.proofing.core.tally import MOST
from drafting.proofing.located_findings import Placed, placed
from drafting.proofing.printed_text import Projection, project
from drafting.rendering.styles import style_of

log = logging.getLogger(__name__)

#: The ranks of the checks that need no paper around the words (``core.base.Check``).
_OF_WORDS: Final = range(300, 600)
#: A text and seconds -> what is found in it.
TextFinder = Callable[[str, float], Listed[Finding]]


class Unavailable(Exception):
    """The checks cannot run now."""


@dataclass(frozen=True, slots=True)
class Author:
    """What the checks may know of whoever writes: member kind, unit type (codes of accounts.codes),
    names of organisations, words that are theirs, names of people there."""

    role: str = ""
    unit_type: str = ""
    own_names: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


def find(
    document: Document,
    spec: FrameworkSpec,
    style: str,
    author: Author,
    *,
    most: int = MOST,
    seconds: float | None = None,
    quick: bool = False,
) -> Listed[Finding]:
    """Proofread a document as the draft's style prints its numbers; of each kind the first ``most``
    findings, and what was found within ``seconds`` (None: what the runner takes). A ``quick`` run
    leaves the checks with big tables to a worker: they are ``awaited`` then.

    Raises Unavailable. The log names the kind of error and the line, never its message, which may
    quote the paper.
    """
    projection = project(document, style_of(style))
    try:
        return _proofread(document, projection, spec, author, most, seconds, quick)
    except Exception as error:
        log.error("proofreading failed: %s at %s", type(error).__name__, line_of(error))
        raise Unavailable from None


def text_finder(year: int) -> TextFinder:
    """What tells, of a text that is no paper, as of a phrase of the library, what the checks of
    marks, formulations and words find in it within some seconds; those with big tables are left to
    papers. The curators' tables are read once, for all the texts. Both raise Unavailable, as
    ``find``."""
    try:
        from drafting.proofing.core.context import Context
        from drafting.proofing.core.registry import CHECKS
        from drafting.proofing.core.runner import proofread
        from drafting.proofing.curated_tables import stored_tables

        checks = [one for one in CHECKS if one.rank in _OF_WORDS and one.tables is None]
        tables = stored_tables()
    except Exception as error:
        log.error("no checks: %s at %s", type(error).__name__, line_of(error))
        raise Unavailable from None

    def find_in(text: str, seconds: float) -> Listed[Finding]:
        try:
            context = Context(text, year=year, complete=False, tables=tables)
            return proofread(context, checks, seconds=seconds)
        except Exception as error:
            log.error("proofreading failed: %s at %s", type(error).__name__, line_of(error))
            raise Unavailable from None

    return find_in


def read_tables() -> None:
    """Read the big tables of all checks. What is broken is logged, and said by each page."""
    try:
        from drafting.proofing.core.registry import CHECKS

        for check in CHECKS:
            if check.tables is not None and check.tables.present():
                check.tables.read()
    except Exception as error:
        log.error("tables of the checks: %s at %s", type(error).__name__, line_of(error))


def put_in_place(
    findings: Listed[Finding], document: Document, spec: FrameworkSpec, style: str
) -> Listed[Placed]:
    """Findings of ``find`` where they stand in the document; the checks that were not done, are
    awaited or missing by title. Raises Unavailable."""
    try:
        from drafting.proofing.core.registry import BY_ID
    except Exception as error:
        log.error("no checks: %s at %s", type(error).__name__, line_of(error))
        raise Unavailable from None
    items = placed(findings, BY_ID, document, project(document, style_of(style)), spec)
    groups = (findings.unfinished, findings.awaited, findings.missing)
    titles = ([BY_ID[rule].title for rule in rules] for rules in groups)
    return Listed(items, findings.more, *titles)


def _proofread(
    document: Document,
    projection: Projection,
    spec: FrameworkSpec,
    author: Author,
    most: int,
    seconds: float | None,
    quick: bool,
) -> Listed[Finding]:
    # Imported here: they need dictionaries and native packages, and a page must not fall with them.
    from drafting.proofing.core.registry import CHECKS
    from drafting.proofing.core.runner import SECONDS, proofread
    from drafting.proofing.curated_tables import stored_tables
    from drafting.proofing.printed_context import printed_context

    context = replace(
        printed_context(document, projection, framework=spec, tables=stored_tables()),
        role=author.role,
        unit_type=author.unit_type,
        own_names=_own_names(author, document),
        own_words=author.own_words,
        people=_people(author, document),
    )
    awaited = [
        check for check in CHECKS if quick and check.tables is not None and check.tables.present()
    ]
    found = proofread(
        context,
        checks=[check for check in CHECKS if check not in awaited],
        most=most,
        seconds=SECONDS if seconds is None else seconds,
    )
    names_awaited = [check.id for check in awaited]
    return Listed(found, found.more, found.unfinished, names_awaited, found.missing)


def _own_names(author: Author, document: Document) -> tuple[str, ...]:
    """The organisations of an author and the unit in the head of the document, each once."""
    names = (*author.own_names, document.head.unit.strip())
    return tuple(dict.fromkeys(name for name in names if name))


def _people(author: Author, document: Document) -> tuple[str, ...]:
    """The people around an author, and the name in the head of the document where there is one."""
    name = document.head.name.strip()
    return (*author.people, name) if name else author.people


def line_of(error: BaseException) -> str:
    """Where an error came from, as file and line."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"
