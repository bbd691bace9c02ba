"""What the pages read of contributions and of the paper that a sentence is chosen from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.codes import Role
from accounts.models import Membership, Organization, User
from drafting.contributions.identifying_words import Telling, tellings
from drafting.contributions.models import Contribution
from drafting.document import codec
from drafting.document.model import Document, Part, Section, containers
from drafting.document.text import characters
from drafting.drafts.models import Draft
from drafting.library.models import Phrase
from drafting.library.selectors import category_choices

#: Of an offered text (characters, blanks left out).
SHORTEST, LONGEST = 8, 300
#: How many of one person may wait at a time.
MOST_WAITING = 20


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text of a paper that may be offered: its node and field, what the field is called, for which
    part of a paper it is and which category it has."""

    node: str
    field: str
    label: str
    text: str
    part: str
    category: str


@dataclass(frozen=True, slots=True)
class Place:
    """A part or an area of a paper with what is written there."""

    heading: str
    sentences: tuple[Sentence, ...]


def contributions_of(user: User) -> QuerySet[Contribution]:
    """What a person has offered, the newest first."""
    return Contribution.objects.filter(owner=user).select_related("phrase")


def waiting() -> QuerySet[Contribution]:
    """What waits for a curator, the oldest first."""
    rows = Contribution.objects.filter(state=Contribution.State.WAITING)
    return rows.order_by("created_at", "pk")


def curators() -> QuerySet[User]:
    """Those who decide on offers now."""
    held = Membership.objects.active().filter(role=Role.CURATOR)
    return User.objects.filter(is_active=True, memberships__in=held).distinct()


def places_of(draft: Draft) -> list[Place]:
    """The parts and areas of a paper with the texts that are long enough to be offered, in reading
    order."""
    document = codec.load(draft.document)
    return [place for place in _places(document) if place.sentences]


def sentence_of(draft: Draft, node: str, field: str) -> Sentence | None:
    """The text of a node's field; None where the paper has none that may be offered."""
    rows = (one for place in places_of(draft) for one in place.sentences)
    return next((one for one in rows if (one.node, one.field) == (node, field)), None)


def tellings_for(text: str) -> list[Telling]:
    """What in a text tells of whom or where it speaks: people and organisations of this
    installation, and what has the look of a name, a place, a day or a number. Two queries."""
    names = User.objects.values_list("name", flat=True)
    units = [name for row in Organization.objects.all() for name in row.names]
    return tellings(text, frozenset(names), units)


def categories_for(part: str) -> list[tuple[str, str]]:
    """The categories that a text for a part may have, as choices with the empty one first."""
    groups = dict(category_choices()[1:])
    if part == Phrase.Part.PROBLEMS:
        rows = [
            row for name, group in groups.items() if name not in ("原因", "措施") for row in group
        ]
    else:
        rows = groups.get({"causes": "原因", "measures": "措施"}.get(part, ""), [])
    return [("", "不清楚，由素材库管理员选"), *rows] if rows else []


def _places(document: Document) -> Iterator[Place]:
    roles: dict[str, str] = {}
    for one in containers(document):
        if isinstance(one, Part):
            role = one.role
            roles |= {section.id: role for section in one.sections}
        else:
            role = roles[one.id]
        part = role if role in Phrase.Part.values else Phrase.Part.OTHER
        yield Place(one.heading, tuple(_sentences(one, str(part))))


def _sentences(one: Part | Section, part: str) -> Iterator[Sentence]:
    for point in one.points:
        for field, label in Contribution.Field.choices:
            text = getattr(point, field)
            if characters(text) >= SHORTEST:
                yield Sentence(point.id, field, str(label), text, part, point.category)
