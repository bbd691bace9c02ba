"""Document -> plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from drafting.document.model import Document
from drafting.rendering.options import RenderOptions, draft_mark
from drafting.rendering.walk import Block, BlockKind, blocks

#: Windows' editor knows UTF-8 by its first three bytes, and old ones know lines by CR LF only.
_BYTE_ORDER_MARK: Final = "\ufeff"
_LINE_END: Final = "\r\n"
#: What a paragraph begins with where there is no paragraph format: two characters' room.
_INDENT: Final = "\u3000\u3000"
_FRONT: Final[frozenset[BlockKind]] = frozenset({"title", "byline"})
_FLUSH: Final[frozenset[BlockKind]] = _FRONT | {"salute", "sign"}


def render(document: Document, options: RenderOptions) -> str:
    """The paragraphs of a document, one a line; below title and byline a blank line. A draft copy
    says so in its first line."""
    lines = [draft_mark(options)] if options.draft_copy else []
    lines += _lines(blocks(document, options.style))
    return _BYTE_ORDER_MARK + "".join(line + _LINE_END for line in lines)


def _lines(printed: Iterator[Block]) -> Iterator[str]:
    in_front = False
    for block in printed:
        if in_front and block.kind not in _FRONT:
            yield ""
        in_front = block.kind in _FRONT
        yield _line(block)


def _line(block: Block) -> str:
    """A paragraph's line. The line breaks of a title are made for a sheet of paper."""
    text = block.text.replace("\n", "")
    return text if block.kind in _FLUSH else _INDENT + text
