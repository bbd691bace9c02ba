"""How texts of the paper and the library are shown in pages."""

from __future__ import annotations

from html import escape

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from drafting.document.text import HOLE
from drafting.library.search.grams import places, terms_of

register = template.Library()


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


@register.filter
def item(mapping: dict[str, str], key: str) -> str:
    """A value of a dictionary by a variable key; empty where there is none."""
    return mapping.get(key, "")
