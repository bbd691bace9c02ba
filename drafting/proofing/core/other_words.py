"""Whether what comes near a fixed wording says something of its own: 政治领导力 is no 政治领悟力 gone
wrong. [pure]"""

from __future__ import annotations

from typing import Final

from drafting.proofing.core.near_wordings import Near
from drafting.proofing.core.sounds import alike
from drafting.proofing.core.tokens import Token, frequency, is_word

#: Fixed wordings from this length on are recognised with another word in them (实施细节精神).
_LONG: Final = 10
#: How often the dictionary's corpus has a common word.
_COMMON: Final = 100
#: What only joins or shades: a wording with it is the same wording in another sentence.
_JOINING: Final = frozenset("以把将对使让了着过好等其更与和及")


def other_words(near: Near, text: str, tokens: tuple[Token, ...], at: int | None) -> bool:
    """Whether a near miss is made of words of its own. ``at``: the index of the token that holds
    the place where it differs from the wording (``difference``)."""
    got = text[near.start : near.end]
    if is_word(got):
        return True
    more = len(got) - len(near.wanted)
    if more > 0:
        return more > 1 or got[difference(got, near.wanted)] in _JOINING
    if more < 0:
        return more < -1 or _both_verbs(tokens, at)
    return at is not None and _another(got, near.wanted, tokens[at])


def _another(got: str, wanted: str, token: Token) -> bool:
    """Whether the word that stands in place of another is one of its own."""
    place = difference(got, wanted)
    if {got[place], wanted[place]} == {"和", "与"}:
        return True
    if place == len(wanted) - 1 and not alike(got[place], wanted[place]):
        return True
    apart = sum(a != b for a, b in zip(got, wanted, strict=True))
    if apart == 1 and len(wanted) >= _LONG:
        return False
    if len(token.text) == 1 or token.tag == "nr" or not is_word(token.text):
        return False
    # what sounds alike was mistyped, unless it makes a common word
    return not alike(got[place], wanted[place]) or frequency(token.text) >= _COMMON


def difference(got: str, wanted: str) -> int:
    """Where two texts first differ, the length of the shorter where it begins the longer."""
    pairs = zip(got, wanted, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(got), len(wanted)))


def _both_verbs(tokens: tuple[Token, ...], at: int | None) -> bool:
    """Whether 和 or the like is left out between two verbs with one object: 坚持加强党的全面领导."""
    return bool(at) and all(t.tag in ("v", "vn") for t in tokens[(at or 1) - 1 : (at or 1) + 1])
