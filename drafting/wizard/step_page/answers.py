"""What answers a problem: the proposed causes and measures (常见的对应), where a click links a problem to
an empty one of the category, whose words are the author's to write; and the problems that a cause or
measure answers, said beside it (回应的问题). Both can be taken back."""

from __future__ import annotations

from dataclasses import dataclass

from drafting.document.edits import BadEdit
from drafting.document.model import Document, points_of_role
from drafting.drafts.models import Draft
from drafting.drafts.save_requests import Sending
from drafting.drafts.services import changes
from drafting.drafts.services.answers import relate, take_back_answer
from drafting.wizard.links import ANSWER_ROLES
from drafting.wizard.step_page.posted_step import CODE, GONE, UNKNOWN, BadOperation


@dataclass(frozen=True, slots=True)
class Answered:
    """A cause or measure that was proposed for problems: the node to show next, what is said of it,
    and the ``token`` that takes it back."""

    show: str
    said: str
    token: str


def answer(
    draft: Draft, document: Document, container_id: str, asked: str, sending: Sending | None
) -> Answered:
    """Link problems to the cause or measure of a category, an empty one where there is none yet;
    ``asked`` is ID,…:ROLE:CODE, ``document`` the paper before. Raises BadOperation as ``operate``
    does, TooMuch of ``drafts.services`` where it has no room."""
    try:
        ids, role, code = asked.split(":")
        if role not in ANSWER_ROLES or not CODE.fullmatch(code):
            raise BadOperation(UNKNOWN)
        problems = [problem for problem in ids.split(",") if problem]
        _, chosen = changes.answer_problems(draft.pk, problems, role, code, sending)
    except (KeyError, ValueError, BadEdit):
        raise BadOperation(GONE) from None
    before = {point.id: point for point in points_of_role(document, "problems")}
    fresh = [one for one in problems if one in before and chosen.id not in before[one].links]
    known = {point.id for point in points_of_role(document, role)}
    added = chosen.id not in known
    name = "原因" if role == "causes" else "措施"
    said = f"已加一条空白的{name}并对应，文字请自己写。" if added else f"已对应到{name}里的这一条。"
    home = next((part.id for part in document.parts if part.role == role), "")
    show = chosen.id if home == container_id or len(problems) != 1 else problems[0]
    return Answered(show, said, f"{','.join(fresh)}:{chosen.id}:{'added' if added else ''}")


def unanswer(draft: Draft, token: str, sending: Sending | None = None) -> str:
    """Take back what ``answer`` did, by its ``token``; gives the node to show next. Raises as
    ``answer`` does."""
    try:
        ids, chosen, added = token.split(":")
        problems = [problem for problem in ids.split(",") if problem]
        take_back_answer(draft.pk, problems, chosen, added=added == "added", sending=sending)
    except (KeyError, ValueError, BadEdit):
        raise BadOperation(GONE) from None
    return problems[0] if len(problems) == 1 else ""


def meet(draft: Draft, name: str, asked: str, sending: Sending | None = None) -> Answered:
    """Say of a problem that a cause or measure answers it (``name`` is meet), or does no longer
    (unmeet); ``asked`` is PROBLEM:ANSWER. The ``token`` is the operation that takes it back. Raises
    BadOperation where one of them is gone."""
    linked = name == "meet"
    try:
        problem, chosen = asked.split(":")
        relate(draft.pk, problem, chosen, linked=linked, sending=sending)
    except (KeyError, ValueError, BadEdit):
        raise BadOperation(GONE) from None
    said = "已对应到这个问题。" if linked else "已取消对应。"
    return Answered(chosen, said, f"{'unmeet' if linked else 'meet'}:{asked}")
