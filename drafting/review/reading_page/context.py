"""What the templates of the reading page are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe

from drafting.common.numbers import number_or
from drafting.proofing.core.library_share import LibraryShare
from drafting.proofing.library_shares import LibraryShares, library_shares
from drafting.rendering.marks import Mark
from drafting.rendering.styles import style_of
from drafting.review.comments.forms import Typed
from drafting.review.comments.threads import Thread, marks_of, threads_of
from drafting.review.decisions.choices import choices_of, reasons_in_groups
from drafting.review.decisions.forms import Decision
from drafting.review.decisions.selectors import approval_of
from drafting.review.decisions.states import STATES
from drafting.review.models import Comment
from drafting.review.reading_page import changes, panels
from drafting.review.reading_page.neighbouring_papers import around, papers_for
from drafting.review.reading_page.paper import (
    PaperLine,
    Spot,
    chosen_range,
    first_field,
    lines_of,
    quoted,
)
from drafting.review.reviewed_paper import Reviewed

#: The mark of the words that a comment is being written on.
NEW: Final = "new"
#: Which threads are listed.
SHOWN: Final = {"open": "未解决", "closed": "已解决", "all": "全部"}
NOT_TEXT: Final = "选中的是序号或者标点，请选择正文里的文字。"


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel: how its tab is called, and what works out what it shows (None where the page has
    that anyway)."""

    label: str
    build: Callable[[Reviewed], dict[str, Any]] | None = None


PANELS: Final[Mapping[str, Panel]] = {
    "comments": Panel("批注"),
    "decide": Panel("审核", panels.decide),
    "demands": Panel("要求", panels.demands),
    "proof": Panel("校对", panels.proof),
    "matrix": Panel("对照", panels.matrix_panel),
    "earlier": Panel("上年", panels.earlier),
    "changes": Panel("改动", changes.panel),
    "record": Panel("记录", panels.record),
}


@dataclass(frozen=True, slots=True)
class Writing:
    """A comment being written or changed: what is typed, the words it stands on, and why it was not
    taken; ``barred`` where it cannot even be begun, ``clipped`` where the selection went over into
    another node."""

    typed: Typed
    quote: str = ""
    comment: Comment | None = None
    problem: str = ""
    clipped: bool = False
    barred: bool = False


def page_context(
    reviewed: Reviewed,
    asked: Mapping[str, str],
    *,
    writing: Writing | None = None,
    decision: Decision | None = None,
    problem: str = "",
    raced: str = "",
) -> dict[str, Any]:
    """The page with the panel that ``asked`` names; ``decision`` is one that was not taken, with
    ``problem`` or ``raced`` as the reason."""
    name = asked.get("panel", "comments")
    name = name if name in PANELS else "comments"
    threads = threads_of(reviewed.draft, reviewed.document)
    writing = writing or (_begun(reviewed, asked, threads) if name == "comments" else None)
    demands = sum(thread.open and thread.comment.kind == Comment.Kind.MUST for thread in threads)
    decision = decision or Decision()
    library = library_shares(reviewed.document, reviewed.spec, reviewed.draft.style)
    context = {
        "nav": "meetings",
        "reviewed": reviewed,
        "draft": reviewed.draft,
        "said_of_state": STATES[reviewed.draft.state],
        "meeting": reviewed.meeting,
        "submission": reviewed.submission,
        "title": reviewed.document.head.title.strip() or "（没有标题）",
        "approval": approval_of(reviewed.draft),
        "neighbours": around(
            papers_for(reviewed.reader, reviewed.meeting, reviewed.reviewers), reviewed.draft.pk
        ),
        "panel": name,
        "panel_label": PANELS[name].label,
        "panel_template": f"drafting/review/_read_{name}.html",
        "panels": [(key, panel.label) for key, panel in PANELS.items()],
        "lines": printed(
            lines_of(
                reviewed.document,
                style_of(reviewed.draft.style),
                (*marks_of(threads), *_new(writing)),
            ),
            library,
        ),
        "library": library,
        "open_count": sum(thread.open for thread in threads),
        "open_demands": demands,
        "choices": choices_of(reviewed, demands),
        "decision": decision,
        "reasons": reasons_in_groups(decision.reasons),
        "problem": problem,
        "raced": raced,
        "writing": writing,
        "to": asked.get("to", ""),
    }
    build = PANELS[name].build
    return context | _listed(threads, asked) | (build(reviewed) if build else {})


def printed(
    lines: list[PaperLine], library: LibraryShares
) -> list[tuple[SafeString, tuple[Spot, ...], int]]:
    """Paragraphs for a template, which must not escape them again, each with what of the point that
    begins there is the library's (per cent)."""
    none = LibraryShare()
    return [
        (
            mark_safe(line.html),  # noqa: S308 - the renderer escapes every text
            line.spots,
            max((library.nodes.get(s.node, none).percent for s in line.spots), default=0),
        )
        for line in lines
    ]


def _listed(threads: tuple[Thread, ...], asked: Mapping[str, str]) -> dict[str, Any]:
    show = asked.get("show", "open")
    show = show if show in SHOWN else "open"
    lists = {
        "open": [thread for thread in threads if thread.open],
        "closed": [thread for thread in threads if not thread.open],
        "all": list(threads),
    }
    filters = [(key, label, len(lists[key]), key == show) for key, label in SHOWN.items()]
    return {"threads": lists[show], "show": show, "filters": filters}


def _begun(
    reviewed: Reviewed, asked: Mapping[str, str], threads: tuple[Thread, ...]
) -> Writing | None:
    """The comment that the page is asked to begin or to change: on words selected in print, a whole
    node, or the paper."""
    changing = asked.get("edit", "")
    for thread in threads:
        if str(thread.comment.pk) == changing and thread.comment.author_id == reviewed.reader.pk:
            one = thread.comment
            said = Typed(kind=one.kind, text=one.text, suggestion=one.suggestion)
            return Writing(said, one.quote, one)
    if "comment" not in asked or not reviewed.can_comment:
        return None
    node, number = asked["comment"], reviewed.submission.number
    if not node:
        return Writing(Typed(round=number))
    return _on_node(reviewed, node, asked)


def _on_node(reviewed: Reviewed, node: str, asked: Mapping[str, str]) -> Writing | None:
    """``start`` and ``end`` count in the printed text of the node, or in the text of its ``field``
    where that is named."""
    document, style = reviewed.document, style_of(reviewed.draft.style)
    first, last = (number_or(asked.get(name, ""), 0) for name in ("start", "end"))
    found = None
    if last > first:
        named = (asked["field"], first, last) if "field" in asked else None
        found = named or chosen_range(document, style, node, first, last)
        if found is None or not quoted(document, node, *found):
            return Writing(Typed(), problem=NOT_TEXT, barred=True)
    field, start, end = found or first_field(document, node)
    if not field:
        return None
    text, suggestion = _of_finding(reviewed, asked)
    typed = Typed(
        node=node, field=field, start=start, end=end, round=reviewed.submission.number,
        text=text, suggestion=suggestion,
    )  # fmt: skip
    return Writing(typed, quoted(document, node, field, start, end), clipped="clipped" in asked)


def _of_finding(reviewed: Reviewed, asked: Mapping[str, str]) -> tuple[str, str | None]:
    """What a finding of proofreading puts into the form, where the comment is begun from one."""
    fingerprint = asked.get("finding", "")
    return panels.said_of_finding(reviewed, fingerprint) if fingerprint else ("", None)


def _new(writing: Writing | None) -> tuple[Mark, ...]:
    if writing is None or not writing.typed.node or writing.typed.start >= writing.typed.end:
        return ()
    typed = writing.typed
    return (Mark(NEW, typed.node, typed.field, typed.start, typed.end),)
