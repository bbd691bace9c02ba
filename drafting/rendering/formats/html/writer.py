"""Document -> HTML. Everything is escaped, nothing carries a style of its own (CSP), every
paragraph names its node."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from drafting.document.model import Document
from drafting.rendering.marks import marked
from drafting.rendering.options import RenderOptions, draft_mark
from drafting.rendering.typography import Face
from drafting.rendering.walk import Block, BlockKind, Run, blocks

_TAGS: Mapping[BlockKind, str] = {
    "title": "h1",
    "heading1": "h2",
    "heading2": "h3",
    "heading3": "h4",
}
_CLASSES: Mapping[Face, str] = {
    "base": "",
    "lead": "paper-lead",
    "head1": "paper-head1",
    "head2": "paper-head2",
    "body": "paper-plain",
}


def render(document: Document, options: RenderOptions) -> str:
    """An ``article.paper-text`` with the paragraphs of a document, for a ``div.paper[data-paper]``
    around it.

    Each paragraph has the id of its node in ``data-node``; where a paragraph holds several nodes,
    their runs have it too. Marks are ``mark[data-marks]`` inside these, with their keys separated
    by blanks.
    """
    mark = (
        f'<p class="paper-mark">{escape(draft_mark(options))}</p>\n' if options.draft_copy else ""
    )
    printed = marked(blocks(document, options.style), document, options.marks)
    paragraphs = "\n".join(paragraph(block) for block in printed)
    return f'<article class="paper-text" lang="zh-CN">\n{mark}{paragraphs}\n</article>'


def paragraph(block: Block) -> str:
    """One printed paragraph, as ``render`` puts it into the article."""
    tag = _TAGS.get(block.kind, "p")
    runs = "".join(_run(run, block) for run in block.runs)
    return f'<{tag} class="paper-{block.kind}" data-node="{escape(block.node_id)}">{runs}</{tag}>'


def _run(run: Run, block: Block) -> str:
    text = escape(run.text).replace("\n", "<br>")
    if run.marks:
        text = f'<mark class="paper-mark-comment" data-marks="{escape(" ".join(run.marks))}">{text}</mark>'
    name = _CLASSES[run.face]
    attributes = f' class="{name}"' if name else ""
    if run.node_id != block.node_id:
        attributes += f' data-node="{escape(run.node_id)}"'
    if not attributes:
        return text
    tag = "strong" if run.face == "lead" else "span"
    return f"<{tag}{attributes}>{text}</{tag}>"
