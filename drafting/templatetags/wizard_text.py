"""How texts of the paper and the library are shown in pages."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from drafting.document.text import HOLE
from drafting.library.models import Phrase
from drafting.library.search.grams import places, terms_of
from drafting.wizard.links import MANY, Answer
from drafting.wizard.step_page.rail import RailStep
from drafting.wizard.taxonomy import Suggestion

register = template.Library()

#: What a page has dozens of: as nodes of templates, and with Django's own escaping of each value,
#: all this took a fifth of its time. Every value is escaped by hand.
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
_PROBLEM: Final = (
    '<button class="chip" type="submit" name="op" value="{}:{}:{}" aria-pressed="{}">{}{}</button> '
)
_AREA: Final = '<p class="chips-area small">{}</p>'
_TICK: Final = '<i class="bi bi-check-lg" aria-hidden="true"></i> '
_FRAME: Final = '<details class="frame"{}><summary>句架</summary>{}</details>'
_FRAMED: Final = '<p><span data-text="{}">{}</span> {}</p>'
_TOOL: Final = (
    '<button type="submit" name="op" value="{op}:{{0}}" title="{title}" aria-label="{name}"{more}>'
    '<i class="bi bi-{sign}" aria-hidden="true"></i><span>{name}</span></button>\n'
)
_UP: Final = _TOOL.format(op="up", title="上移", name="上移", more="{1}", sign="arrow-up")
_DOWN: Final = _TOOL.format(op="down", title="下移", name="下移", more="{1}", sign="arrow-down")
_PLACE: Final = _TOOL.format(
    op="place", title="移到别的方面或部分", name="移到…", more=" data-move", sign="box-arrow-right"
)
_REMOVE: Final = _TOOL.format(
    op="remove", title="移除这一条，可以撤销", name="移除", more="", sign="trash"
)
_COUNT: Final = ' · <span class="{}">{} {}{}</span>'
_UNIT: Final = '<span class="visually-hidden"> {}</span>'
_MIND: Final = ' <i class="bi bi-exclamation-triangle" aria-hidden="true"></i>'


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
    return mark_safe(_INSERT.format(*map(escape, (key, field, says))))  # noqa: S308 - escaped piece by piece


@register.simple_tag
def questions(asked: Iterable[str], query: str = "") -> SafeString:
    """The questions of a phrase as a list; nothing where it has none."""
    items = "".join(f"<li>{with_holes(question, query)}</li>" for question in asked)
    return mark_safe(f'<ul class="phrase-questions">{items}</ul>' if items else "")  # noqa: S308 - escaped by with_holes


@register.simple_tag
def frame(phrase: Phrase, key: str, query: str = "", *, shown: bool = False) -> SafeString:
    """The skeleton (句架) of a phrase, folded unless it is ``shown``; nothing where it has none."""
    texts = ((name, getattr(phrase, name)) for name in ("elaboration", "example"))
    parts = "".join(
        _FRAMED.format(name, with_holes(text, query), insert(key, name, "插入"))
        for name, text in texts
        if text
    )
    return mark_safe(_FRAME.format(" open" if shown else "", parts) if parts else "")  # noqa: S308 - escaped above


@register.simple_tag
def point_tools(node: str, *, first: bool, last: bool, moves: object) -> SafeString:
    """The buttons of a point: one of the ``first`` and the ``last`` is not moved further, none is
    moved elsewhere unless there are places that it ``moves`` to."""
    key = escape(node)
    up = _UP.format(key, " disabled" if first else "")
    down = _DOWN.format(key, " disabled" if last else "")
    place = _PLACE.format(key) if moves else ""
    return mark_safe(up + down + place + _REMOVE.format(key))  # noqa: S308 - escaped above


@register.simple_tag
def step_state(one: RailStep) -> SafeString:
    """How far a step is, and the numbers of what waits in it; those of nothing are left out."""
    task = one.task
    told = [
        (task.guesses, "step-guesses", "核对位置", ""),
        (task.copies, "nowrap", "去年原文", "条"),
        (one.findings, "nowrap", "校对", "处"),
        (one.comments, "nowrap step-comments", "意见", "条"),
        (one.last_year, "nowrap", "上年", "条"),
    ]
    length = f' · <span class="nowrap">{task.characters} 字</span>' if task.characters else ""
    counts = "".join(
        _COUNT.format(look, word, number, _UNIT.format(unit) if unit else "")
        for number, look, word, unit in told
        if number
    )
    state = f'<span class="step-state">{task.label}{length}{counts}</span>'
    return mark_safe(state)  # noqa: S308 - words of our own and numbers


@register.simple_tag
def answers(node: str, found: Iterable[Answer]) -> SafeString:
    """The boxes of the causes and measures of the paper, by which a problem is linked to them."""
    boxes = (
        _ANSWER.format(
            escape(node), escape(one.id), " checked" if one.linked else "", one.role, one.kind,
            escape(one.label),
        )
        for one in found
    )  # fmt: skip
    return mark_safe("".join(boxes))  # noqa: S308 - escaped above


@register.simple_tag
def problems(node: str, found: Iterable[Answer]) -> SafeString:
    """The problems of the paper as buttons, each pressed where the cause or measure answers it; a
    click changes that. Many are put under the names of their areas."""
    listed = list(found)
    chips = [
        _PROBLEM.format(
            "unmeet" if one.linked else "meet", escape(one.id), escape(node),
            "true" if one.linked else "false", _TICK if one.linked else "", escape(one.label),
        )
        for one in listed
    ]  # fmt: skip
    if len(listed) > MANY:
        places = ["", *(one.place for one in listed)]
        chips = [
            _AREA.format(escape(place)) + chip if place != before else chip
            for chip, before, place in zip(chips, places, places[1:], strict=False)
        ]
    return mark_safe("".join(chips))  # noqa: S308 - escaped above


@register.simple_tag
def suggestions(node: str, found: Iterable[Suggestion]) -> SafeString:
    """The buttons that add an empty cause or measure and link a problem to it, with what to
    mind."""
    chips = (
        _CHIP.format(
            escape(node), one.role, escape(one.code), one.kind, escape(one.name),
            f' title="{escape(one.caution)}"' if one.caution else "", _MIND if one.caution else "",
        )
        for one in found
    )  # fmt: skip
    return mark_safe("".join(chips))  # noqa: S308 - escaped above


@register.filter
def item(mapping: dict[str, str], key: str) -> str:
    """A value of a dictionary by a variable key; empty where there is none."""
    return mapping.get(key, "")
