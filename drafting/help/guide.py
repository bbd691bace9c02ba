"""Markdown -> HTML with a list of contents. [pure]

The guide is kept as Markdown, so that it is written and reviewed like code and reads well without
the product too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

#: The order of the pages; others follow by name.
ORDER = ("member", "secretary", "curator", "people", "install", "operator")
_SLUG = re.compile(r"[a-z][a-z0-9-]*")
_PAGE_LINK = re.compile(r"([a-z][a-z0-9-]*)\.md(#.*)?$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2: its id, its text."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A page of the guide; ``summary`` is its first paragraph as plain text, ``html`` what stands
    below the title."""

    slug: str
    title: str
    summary: str
    html: str
    headings: tuple[Heading, ...]


def read_pages(folder: Path) -> list[GuidePage]:
    """All pages of the guide in order; none where the folder is missing."""
    paths = [path for path in sorted(folder.glob("*.md")) if _SLUG.fullmatch(path.stem)]
    rank = {slug: place for place, slug in enumerate(ORDER)}
    paths.sort(key=lambda path: (rank.get(path.stem, len(ORDER)), path.stem))
    return [_read(path, path.stat().st_mtime_ns) for path in paths]


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> GuidePage:
    return parse(path.stem, path.read_text(encoding="utf-8"))


def parse(slug: str, text: str) -> GuidePage:
    """A page from its Markdown: the first heading of level 1 is its title. HTML in the text is
    shown as text.

    Ids of headings are their text without blanks and signs, so a link to one survives new sections
    before it.
    """
    # "js-default" without html: tables, no raw HTML, and addresses of scripts are refused by the
    # library
    parser = MarkdownIt("js-default", {"html": False, "linkify": False})
    tokens = parser.parse(text)
    title, tokens = _take_title(tokens, slug)
    headings = _mark_headings(tokens)
    for token in tokens:
        for child in token.children or ():
            _turn_link(child)
    summary = next(
        (token.content for token in tokens if token.type == "inline" and token.level == 1), ""
    )
    html = parser.renderer.render(tokens, parser.options, {})
    return GuidePage(slug, title, summary.replace("\n", ""), html, headings)


def _take_title(tokens: list[Token], slug: str) -> tuple[str, list[Token]]:
    if len(tokens) >= 3 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return tokens[1].content, tokens[3:]
    return slug, tokens


def _mark_headings(tokens: list[Token]) -> tuple[Heading, ...]:
    found: list[Heading] = []
    seen: dict[str, int] = {}
    for token, content in pairwise(tokens):
        if token.type != "heading_open":
            continue
        base = re.sub(r"\W+", "", content.content) or "section"
        seen[base] = seen.get(base, 0) + 1
        anchor = base if seen[base] == 1 else f"{base}-{seen[base]}"
        token.attrSet("id", anchor)
        if token.tag == "h2":
            found.append(Heading(anchor, content.content))
    return tuple(found)


def _turn_link(token: Token) -> None:
    """A link to another file of the guide (curator.md) leads to its page."""
    if token.type == "link_open" and (found := _PAGE_LINK.match(str(token.attrGet("href") or ""))):
        token.attrSet("href", f"../{found[1]}/{found[2] or ''}")
