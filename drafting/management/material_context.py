"""A file as a text under proof, for commands."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

from drafting.frameworks.spec import FrameworkSpec
from drafting.importing import UnreadableFile, read_file, segment
from drafting.management.structure_file import UnusableFile, read_structure
from drafting.proofing.core.context import Context
from drafting.proofing.core.tables import SHIPPED, Tables
from drafting.proofing.core.text_outline import outline_of_import
from drafting.proofing.printed_context import printed_context
from drafting.proofing.printed_text import project

#: The year that a title names, for what was right to say then.
_YEAR = re.compile(r"20\d\d(?=年)")


def context_of(path: Path, framework: FrameworkSpec | None, tables: Tables = SHIPPED) -> Context:
    """The context of a .json structure or of any file that import reads.

    Raises UnusableFile with one Chinese sentence where the file cannot be used.
    """
    if path.suffix.lower() == ".json":
        document = read_structure(path)
        projection = project(document)
        year = _year(projection.text, framework)
        return printed_context(document, projection, framework=framework, year=year, tables=tables)
    try:
        imported = segment(
            read_file(path), framework, ids=map("checked-{}".format, count()).__next__
        )
    except UnreadableFile as error:
        raise UnusableFile(str(error)) from None
    spans = tuple((piece.node_id, piece.start, piece.end) for piece in imported.pieces)
    text = imported.source.text
    return Context(
        text,
        document=imported.document,
        spans=spans,
        framework=framework,
        year=_year(text, framework),
        shape=outline_of_import(imported),
        tables=tables,
    )


def _year(text: str, framework: FrameworkSpec | None) -> int | None:
    """The framework's year, else the one that the first lines name."""
    if framework is not None:
        return framework.year
    match = _YEAR.search(text[:200])
    return int(match.group()) if match else None
