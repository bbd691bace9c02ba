"""What the scripts of a step ask to be done with its points, and what is answered beside the state
of the step."""

from __future__ import annotations

from typing import Any

from drafting.drafts.models import Draft
from drafting.drafts.save_requests import Sending
from drafting.drafts.services import changes
from drafting.drafts.services import placing as placing_services
from drafting.wizard.selectors import StepPage
from drafting.wizard.step_page import own_facts, placing
from drafting.wizard.step_page.answers import answer, meet, unanswer
from drafting.wizard.step_page.posted_step import operate
from drafting.wizard.step_page.splitting import split


def carry_out(
    draft: Draft, page: StepPage, body: dict[str, Any], sending: Sending | None
) -> dict[str, Any]:
    """Do what ``op`` says: gives the ``target`` to show next; of a move to another step, a place
    found right and an answer, what is ``said`` of it and the operation that takes it
    ``back``, and the step ``to`` go on with where this one is no more; of a division the point's
    ``values`` and what was ``added``; of facts what ``own_facts.carry_out`` says.

    Raises KeyError, ValueError, TypeError and BadOperation for what does not fit, Refused and
    TooMuch with what is to be said, and what the services raise.
    """
    op = str(body.get("op", ""))
    if (told := own_facts.carry_out(page, op, body, sending)) is not None:
        return told
    if op == "split":
        return split(page, body, sending)
    if op == "move":
        changes.move_point(draft.pk, str(body.get("point")), int(body.get("index") or 0))
        return {"target": str(body.get("point"))}
    name, _, asked = op.partition(":")
    if name in ("place", "placed"):
        does = placing.move if name == "place" else placing.confirm
        moved = does(page, asked)
        return {"target": "", "said": moved.said, "back": f"putback:{moved.back}", "to": moved.to}
    if name == "unsplit":
        known = body["known"]
        placing_services.drop_points(draft.pk, {one: int(known[one]) for one in asked.split(",")})
        return {"target": ""}
    if name == "answer":
        answered = answer(draft, page.document, page.step.node, asked, sending)
        back = f"unanswer:{answered.token}"
        return {"target": answered.show, "said": answered.said, "back": back}
    if name in ("meet", "unmeet"):
        met = meet(draft, name, asked, sending)
        return {"target": "", "said": met.said, "back": met.token}
    if name == "unanswer":
        return {"target": unanswer(draft, asked, sending)}
    return {"target": operate(draft, page.document, page.step.node, op, sending)}
