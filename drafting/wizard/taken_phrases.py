"""Taking a claim or a part of a skeleton (句架) into the paper without scripts, and taking that
back."""

from __future__ import annotations

from dataclasses import dataclass

from drafting.common.numbers import whole_number
from drafting.document import codec, edits
from drafting.document.model import Document, Node, Point, find, new_id
from drafting.document.numbering import says_something
from drafting.drafts.models import Draft, PhraseUse
from drafting.drafts.save_requests import Sending
from drafting.drafts.services import changes
from drafting.drafts.services.phrase_uses import forget_use, record_use
from drafting.library.models import Phrase
from drafting.library.selectors import offered_phrases
from drafting.progress.steps import StepKind, points_of
from drafting.wizard.phrase_picker import part_of
from drafting.wizard.selectors import StepPage
from drafting.wizard.step_page.posted_step import GONE, BadOperation

RETIRED = "这条素材已经停用，请另选一条。"
OVERWRITTEN = "这一处后来又改过，没有撤销；不要的文字请在框里删去。"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken where; ``token`` takes it back."""

    node: str
    token: str


def take_phrase(page: StepPage, asked: str, sending: Sending | None = None) -> Taken:
    """Take one text of a phrase: ``asked`` is NUMBER:FIELD. A claim goes into an empty point or a
    new one; a part of the skeleton to the end of that field in the point that took the phrase's
    claim last, else into such a point too; running text to the end of the text.

    Raises BadOperation where the phrase is no longer offered, and what the services raise.
    """
    number, _, field = asked.partition(":")
    phrase = _phrase(number, part_of(page))
    text = getattr(phrase, field, "") if field in Phrase.TAKEN and phrase is not None else ""
    if phrase is None or not text:
        raise BadOperation(RETIRED)
    if page.step.kind is not StepKind.POINTS:
        node = find(page.document, page.step.node or page.document.opening.id)
        place = "lead" if page.step.kind is StepKind.TEXT else "text"
        _append(page, node, place, text, sending)
    else:
        point = _home(page, phrase, field)
        place = field
        code = phrase.category.code if phrase.category else ""
        if point is None:
            claim, elaboration, example = (text if name == field else "" for name in Phrase.TAKEN)
            new = Point(
                id=new_id(), category=code, claim=claim, elaboration=elaboration, example=example
            )
            node = changes.add_point(page.draft.pk, page.step.node, new, sending=sending)[1]
        else:
            node = point
            _append(page, node, place, text, sending, {"category": point.category or code})
    record_use(page.draft, phrase, node.id, field)
    return Taken(node.id, f"{phrase.pk}:{field}:{node.id}:{place}")


def untake_phrase(draft: Draft, token: str, sending: Sending | None = None) -> str:
    """Take back what ``take_phrase`` put at the end of a field; a point that says nothing then goes
    with it, to be found among the removed. Gives the node's id, empty where it went.

    Raises BadOperation where the field says something else by now.
    """
    number, field, node_id, place = (*token.split(":"), "", "", "", "")[:4]
    known = whole_number(number)
    phrase = Phrase.objects.filter(pk=known).first() if known is not None else None
    text = getattr(phrase, field, "") if field in Phrase.TAKEN and phrase is not None else ""
    gone = False

    def edit(document: Document, version: int) -> Document:
        nonlocal gone
        node = find(document, node_id)
        written = getattr(node, place, None) if place in (*Phrase.TAKEN, "text", "lead") else None
        if not text or not isinstance(written, str) or not written.endswith(text):
            raise BadOperation(OVERWRITTEN)
        rest = written[: -len(text)].removesuffix("\n")
        changed = edits.save_values(document, node_id, {place: rest}, version)
        left = find(changed, node_id)
        gone = isinstance(left, Point) and not says_something(left)
        return edits.remove_point(changed, node_id) if gone else changed

    try:
        changes.apply(draft.pk, edit, sending=sending)
    except (KeyError, edits.BadEdit):
        raise BadOperation(GONE) from None
    if phrase is not None:
        forget_use(draft, phrase, node_id, field)
    return "" if gone else node_id


def _phrase(number: str, part: str) -> Phrase | None:
    known = whole_number(number)
    rows = offered_phrases().select_related("problem", "cause", "measure").filter(part=part)
    return rows.filter(pk=known).first() if known is not None else None


def _home(page: StepPage, phrase: Phrase, field: str) -> Point | None:
    """The point of the step that a text of a phrase goes into; None where a new one is wanted."""
    points = points_of(page.container)
    if field != "claim":
        here = {point.id: point for point in points}
        uses = PhraseUse.objects.filter(draft=page.draft, phrase=phrase, field="claim")
        taken = uses.filter(node__in=here).order_by("pk").values_list("node", flat=True).last()
        if taken is not None:
            return here[taken]
    return next((p for p in points if not p.category and not says_something(p)), None)


def _append(
    page: StepPage,
    node: Node,
    field: str,
    text: str,
    sending: Sending | None,
    further: dict[str, str] | None = None,
) -> None:
    page.draft.refresh_from_db(fields=["document", "version"])
    now = find(codec.load(page.draft.document), node.id)
    whole = f"{getattr(now, field).rstrip()}\n{text}".lstrip("\n")
    values = {field: whole, **(further or {})}
    changes.save_node(page.draft.pk, node.id, values, page.draft.version, None, sending)
