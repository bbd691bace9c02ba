"""What is proofread: a text, for what it was written and by whom, and the key that its findings are
kept by."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from accounts.codes import MemberKind
from accounts.models import Organization, User
from drafting.document import codec
from drafting.document.model import Document
from drafting.drafts.models import Draft
from drafting.drafts.selectors import spec_of_draft
from drafting.frameworks.spec import FrameworkSpec
from drafting.meetings.selectors import membership_for
from drafting.proofing.core.tally import MOST
from drafting.proofing.curated_tables import state_of_tables
from drafting.proofing.engine import Author

_ROOM: Final = Path(__file__).parent
#: What findings depend on besides the text. A module too many only costs proofreading once more.
_SOURCES: Final = (
    (_ROOM, "*.py"),
    (_ROOM / "core", "*.py"),
    (_ROOM / "checks", "*.py"),
    (_ROOM / "typing", "*.py"),
    (_ROOM / "alikeness", "*.py"),
    (_ROOM.parent / "similarity", "*.py"),
    (_ROOM.parent / "document", "*.py"),
    (_ROOM.parent / "rendering", "*.py"),
    (_ROOM.parents[1] / "fixtures" / "proofing", "*.json"),
    (_ROOM.parents[1] / "fixtures" / "proofing", "*.model"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """A document with what the checks may know of it: what is asked, how its numbers are printed,
    who writes.

    ``most`` is how many findings of a kind are wanted.
    """

    document: Document
    spec: FrameworkSpec
    style: str
    author: Author
    most: int = MOST

    def key(self) -> str:
        """64 hexadecimal digits: the same for the same findings, whatever else changes."""
        parts = (
            codec.content_hash(self.document),
            repr(self.spec),
            self.style,
            repr(self.author),
            str(self.most),
            state_of_tables(),
            edition(),
        )
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def text_of(
    draft: Draft,
    person: User,
    document: Document | None = None,
    spec: FrameworkSpec | None = None,
    most: int | None = None,
) -> Text:
    """The text of a draft as its author's: as it stands there unless ``document`` is given;
    ``most`` where it is known."""
    return Text(
        document or codec.load(draft.document),
        spec or spec_of_draft(draft),
        draft.style,
        author_of(draft, person),
        room_for(draft.dismissals.count()) if most is None else most,
    )


def room_for(dismissed: int) -> int:
    """How many findings of a kind are worked out where so many are ignored, so that those take no
    other's place; in hundreds, so that ignoring one more does not cost a run."""
    return MOST * (1 - -dismissed // MOST)


def author_of(draft: Draft, person: User) -> Author:
    """Who writes, as a member of the organisation that the draft's meeting is held in."""
    membership = membership_for(person, draft.meeting)
    if membership is None:
        return Author()
    organization = membership.organization
    above = Organization.objects.get_ancestors(organization)
    names = tuple(name for row in (organization, *above) for name in row.names)
    words = tuple(word for row in (organization, *above) for word in row.words)
    people = User.objects.filter(memberships__organization=organization)
    colleagues = tuple(people.order_by("name").values_list("name", flat=True).distinct())
    # a committee has duties that its writer need not have as a person
    role = MemberKind.COMMITTEE if draft.collective else next(iter(membership.kinds), "")
    return Author(role, organization.unit_type, names, words, colleagues)


@lru_cache(maxsize=1)
def edition() -> str:
    """Changes with the checks and their tables, so that no finding of an earlier edition is
    shown."""
    digest = hashlib.sha256()
    for directory, pattern in _SOURCES:
        for path in sorted(directory.glob(pattern)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
