"""How many findings each step has: counted whenever the author's pages look, and known from then on
without proofreading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from drafting.drafts.models import Draft
from drafting.proofing.models import FindingNumbers
from drafting.proofing.selectors import Proof


def numbers_of(proof: Proof) -> dict[str, int]:
    """The open findings in what is written on each step that has some, by its key, in the order of
    the steps."""
    written = (item for item in proof.open if not item.unwritten)
    return dict(Counter(item.step.key for item in written if item.step is not None))


def note_numbers(draft: Draft, proof: Proof) -> Mapping[str, int] | None:
    """Keep the numbers of a draft as it was just proofread, and give them; those known before, if
    any, where it could not be."""
    known = known_numbers(draft)
    if not proof.available:
        return known
    found = numbers_of(proof)
    if found != known:
        row = FindingNumbers(draft=draft, by_step=found)
        draft.finding_numbers = row
        FindingNumbers.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["draft"], update_fields=["by_step"]
        )
    return found


def known_numbers(draft: Draft) -> Mapping[str, int] | None:
    """The numbers as they were kept last, None where the paper was never proofread; in one query
    where the draft was read without them."""
    try:
        found: dict[str, int] = draft.finding_numbers.by_step
    except FindingNumbers.DoesNotExist:
        return None
    return found


def mark_of(numbers: Mapping[str, int]) -> str:
    """The numbers as one word: by it a page knows whether those that it shows have changed."""
    return ",".join(f"{key}:{number}" for key, number in sorted(numbers.items()))
