"""How texts of the paper and the library are shown in pages."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from drafting.document.text import HOLE
from drafting.library.search.grams import places, terms_of
from drafting.wizard.links import Answer
from drafting.wizard.taxonomy import Suggestion

register = template.Library()

#: What a page has dozens of: as nodes of templates these three took a tenth of its time.
_INSERT: Final = (
    '<button class="insert" type="submit" form="step-form" name="op" value="use:{0}:{1}"'
    ' data-insert="{1}">{2}</button>'
)
_ANSWER: Final = (
    '<li><label><input type="checkbox" name="{}-links" value="{}"{} data-link>'
    '<span class="tag tag-{}">{}</span>{}</label></li>'
)
_CHIP: Final = (
    '<button class="chip" type="submit" name="op" value="answer:{0}:{1}:{2}"{5}>'
    '<span class="tag tag-{1}">{3}</span>{4}{6}</button> '
)
_CHECKED: Final = mark_safe(" checked")
_MIND: Final = mark_safe(' <i class="bi bi-exclamation-triangle" aria-hidden="true"></i>')


@register.filter
def with_holes(text: str, query: str = "") -> SafeString:
    """The text, escaped, with its open holes marked, and where the terms of ``query`` stand."""
    if not query:  # as nearly always
        return mark_safe(HOLE.sub(r'<mark class="hole">\g<0></mark>', escape(text)))  # noqa: S308 - escaped before
    hits = places(text, terms_of(query))
    pieces, at = [], 0
    for hole in HOLE.finditer(text):
        pieces.append(_with_hits(text, at, hole.start(), hits))
        inside = _with_hits(text, hole.start(), hole.end(), hits)
        pieces.append(f'<mark class="hole">{inside}</mark>')
        at = hole.end()
    pieces.append(_with_hits(text, at, len(text), hits))
    return mark_safe("".join(pieces))  # noqa: S308 (escaped piece by piece)


def _with_hits(text: str, start: int, end: int, hits: list[tuple[int, int]]) -> str:
    """The text from ``start`` to ``end``, escaped, with what of the hits is in it marked."""
    pieces, at = [], start
    for begins, ends in hits:
        begins, ends = max(begins, at), min(ends, end)
        if begins < ends:
            hit = conditional_escape(text[begins:ends])
            pieces += [conditional_escape(text[at:begins]), f'<mark class="hit">{hit}</mark>']
            at = ends
    return "".join([*pieces, conditional_escape(text[at:end])])


@register.simple_tag
def insert(key: str, field: str, says: str) -> SafeString:
    """The button that takes a field of the phrase ``key`` into the text."""
    return format_html(_INSERT, key, field, says)


@register.simple_tag
def answers(node: str, found: Iterable[Answer]) -> SafeString:
    """The boxes of the causes and measures of the paper, by which a problem is linked to them."""
    rows = (
        (node, one.id, _CHECKED if one.linked else "", one.role, one.kind, one.label)
        for one in found
    )
    return format_html_join("", _ANSWER, rows)


@register.simple_tag
def suggestions(node: str, found: Iterable[Suggestion]) -> SafeString:
    """The buttons that add an empty cause or measure and link a problem to it, with what to
    mind."""
    rows = (
        (node, one.role, one.code, one.kind, one.name)
        + ((format_html(' title="{}"', one.caution), _MIND) if one.caution else ("", ""))
        for one in found
    )
    return format_html_join("", _CHIP, rows)


@register.filter
def item(mapping: dict[str, str], key: str) -> str:
    """A value of a dictionary by a variable key; empty where there is none."""
    return mapping.get(key, "")
