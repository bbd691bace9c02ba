"""What a printed form needs to know besides the document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from drafting.rendering.comments import WordComment
from drafting.rendering.marks import Mark
from drafting.rendering.styles import RenderStyle


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOptions:
    """How and for whom a document is printed.

    ``created`` and ``modified`` are aware moments of the draft, never the moment of printing: the
    same draft gives the same bytes. ``author`` is the person's name, ``reference`` the content hash
    that tells two printed copies apart. ``draft_copy`` marks every page as 草稿. ``approval`` says
    who approved exactly this text and when; empty where nobody did. ``marks`` are shown on the page
    of HTML; the Word file has ``comments`` on the words that ``marks`` with their keys lie on.
    """

    style: RenderStyle
    created: datetime
    modified: datetime
    author: str = ""
    reference: str = ""
    draft_copy: bool = False
    marks: tuple[Mark, ...] = ()
    comments: tuple[WordComment, ...] = ()
    approval: str = ""


def draft_mark(options: RenderOptions) -> str:
    """The line that every page of a draft copy carries; eight digits of the reference tell which
    text it is."""
    version = f"　编号 {options.reference[:8]}" if options.reference else ""
    return f"草稿（未定稿，仅供审核修改）{version}"
