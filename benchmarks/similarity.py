"""雷同: what is found of planted copies, and what it costs beside comparing all pairs.

    .venv/bin/python -m benchmarks.similarity [DRAFTS …]     (default: 1000 10000)

Drafts of about 150 sentences are drawn from the words of the library (a chain of words that follow one another there, with
leaps), so that unrelated drafts share words and turns as those of one branch do. Into one more draft copies of sentences of
others are planted: verbatim, with 10, 20 and 30 % of the characters changed, left out or added, with clauses moved, and moved
and edited. Printed per number of drafts:

- found: the share of planted copies that are matched with their own original, by kind;
- right: the share of all matches that are planted copies (precision);
- ratio: time of all pairs (rapidfuzz.process.extract of a sentence among all others) by ours, for the one draft. The peer is
  measured on PAIRS pairs, drawn evenly from all of them, and multiplied: all pairs of the largest number take minutes;
- typing: one check of a paper of 4,700 characters beside the papers of colleagues, as a page makes it;
- growth: how many times longer ours takes than with the first number of drafts.

Times are of this process's CPU, the best of three. Ends with 1 where a goal is missed; 10,000 drafts take 8 GB and some minutes.
"""

from __future__ import annotations

import gc
import itertools
import json
import math
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from drafting.document.structure import from_structure
from drafting.proofing.alikeness.comparison import compared
from drafting.proofing.core.shipped_library import phrase_texts
from drafting.proofing.core.tokens import tokenize
from drafting.proofing.printed_context import printed_context
from drafting.proofing.printed_text import project
from drafting.similarity.index import Index
from drafting.similarity.kept_paper import kept_paper, read_paper
from drafting.similarity.sentences import Sentence, sentences_of

SENTENCES, PER_KIND = 150, 100
#: Pairs that the peer is measured on.
PAIRS = 4_000_000
#: Found at least, right at least, faster at least (by the number of drafts), growing at most.
FOUND = {"0": 0.99, "10": 0.97, "20": 0.93, "30": 0.88}
#: Seconds of a check while typing, beside so many papers: those of a branch in five years.
TYPING, COLLEAGUES = 0.3, 150
PAPER = Path(__file__).resolve().parents[1] / "tests/materials/six-areas-2023.json"
RIGHT, FASTER, GROWTH = 0.9, {1_000: 20, 10_000: 150}, 1.5
KINDS = {"0": 0.0, "10": 0.1, "20": 0.2, "30": 0.3, "moved": 0.0, "moved+10": 0.1}


class Chain:
    """Sentences of words that follow one another in the library, with a leap now and then."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._next: dict[str, list[str]] = defaultdict(list)
        words: list[str] = []
        for text in phrase_texts():
            tokens = [token.text for token in tokenize(text)]
            words += tokens
            for one, other in itertools.pairwise(tokens):
                self._next[one].append(other)
        self._words = [word for word in words if word not in "，。；：、！？"]

    def sentence(self) -> str:
        """A sentence of 20 to 60 characters in two to four clauses."""
        clauses = []
        while sum(map(len, clauses)) < self._dice.randint(20, 50):
            clauses.append(self._clause())
        return "，".join(clauses) + "。"

    def _clause(self) -> str:
        word = self._dice.choice(self._words)
        found = [word]
        while sum(map(len, found)) < self._dice.randint(8, 16):
            after = self._next.get(word, ())
            leap = not after or self._dice.random() < 0.3
            word = self._dice.choice(self._words if leap else after)
            if word not in "，。；：、！？":
                found.append(word)
        return "".join(found)


def disguised(sentence: str, kind: str, dice: random.Random, letters: Sequence[str]) -> str:
    """A planted copy."""
    body = sentence.rstrip("。")
    if kind.startswith("moved"):
        clauses = body.split("，")
        body = "，".join([*clauses[1:], clauses[0]])
    edited = []
    for sign in body:
        if dice.random() >= KINDS[kind]:
            edited.append(sign)
            continue
        act = dice.choice("cda")
        edited += {"c": [dice.choice(letters)], "d": [], "a": [sign, dice.choice(letters)]}[act]
    return "".join(edited) + "。"


def run(number: int, chain: Chain, dice: random.Random) -> tuple[float, bool]:
    """One line of the table: the seconds that ours took, and whether the goals were met."""
    drafts = [
        sentences_of("".join(chain.sentence() for _ in range(SENTENCES))) for _ in range(number)
    ]
    letters = [sign for draft in drafts[:3] for one in draft for sign in one.said]
    origins: list[tuple[str, int, int]] = []
    planted: list[str] = []
    for kind in KINDS:
        for _ in range(PER_KIND):
            paper = dice.randrange(number)
            place = dice.randrange(len(drafts[paper]))
            origins.append((kind, paper, place))
            planted.append(disguised(_with_commas(drafts[paper][place], dice), kind, dice, letters))
    mine = sentences_of("".join(planted) + "".join(chain.sentence() for _ in range(30)))
    index = Index()
    for paper, draft in enumerate(drafts):
        index.add(paper, draft)
    gc.freeze()  # a collection that looks at every sentence kept is no part of asking
    ours = math.inf
    for _ in range(3):
        begun = time.process_time()
        matches = list(index.matches(mine))
        ours = min(ours, time.process_time() - begun)
    pairs = _all_pairs(mine, [one.said for draft in drafts for one in draft])
    met = _tell(number, origins, {(m.place, m.paper, m.other) for m in matches}, pairs / ours, ours)
    gc.unfreeze()
    return ours, met


def _all_pairs(mine: Sequence[Sentence], others: Sequence[str]) -> float:
    """The seconds that all pairs would take, by those of PAIRS of them."""
    asked = mine[:: max(1, len(mine) // 60)]
    among = others[:: max(1, len(asked) * len(others) // PAIRS)]
    best = math.inf
    for _ in range(3):
        begun = time.process_time()
        for one in asked:
            process.extract(one.said, among, scorer=fuzz.ratio, limit=1)
        best = min(best, time.process_time() - begun)
    return best * len(mine) / len(asked) * len(others) / len(among)


def typing(chain: Chain) -> bool:
    """One check while somebody types, as the product makes it: the paper projected, the papers of
    colleagues read from their bytes and compared. Whether it keeps to TYPING seconds."""
    document = from_structure(json.loads(PAPER.read_text("utf-8")))
    papers = [
        kept_paper(sentences_of("".join(chain.sentence() for _ in range(SENTENCES)))).as_bytes()
        for _ in range(COLLEAGUES)
    ]
    best = math.inf
    for _ in range(3):
        begun = time.process_time()
        projection = project(document)
        context = printed_context(document, projection)
        compared(context.said, projection, (("colleague", read_paper(one)) for one in papers))
        best = min(best, time.process_time() - begun)
    print(f"typing beside {COLLEAGUES} papers: {best * 1000:.0f} ms", flush=True)
    return best <= TYPING


def _with_commas(sentence: Sentence, dice: random.Random) -> str:
    third = max(4, len(sentence.said) // 3)
    said = sentence.said
    return f"{said[:third]}，{said[third : 2 * third]}，{said[2 * third :]}。"


def _tell(
    number: int,
    origins: Sequence[tuple[str, int, int]],
    found: set[tuple[int, int, int]],
    ratio: float,
    ours: float,
) -> bool:
    hits: dict[str, int] = dict.fromkeys(KINDS, 0)
    right = 0
    for place, (kind, paper, other) in enumerate(origins):
        if (place, paper, other) in found:
            hits[kind] += 1
            right += 1
    shares = {kind: hits[kind] / PER_KIND for kind in KINDS}
    share = right / max(1, len(found))
    told = "  ".join(f"{kind}: {one:.2f}" for kind, one in shares.items())
    print(
        f"{number:6} drafts  found {told}  right {share:.2f}  ratio {ratio:.0f}"
        f"  ({ours * 1000:.0f} ms)",
        flush=True,
    )
    enough = all(shares[kind] >= least for kind, least in FOUND.items())
    return enough and share >= RIGHT and ratio >= FASTER.get(number, 0)


if __name__ == "__main__":
    seed = random.Random(7)
    words = Chain(seed)
    done = [
        run(size, words, seed) for size in [int(one) for one in sys.argv[1:]] or [1_000, 10_000]
    ]
    growth = done[-1][0] / done[0][0]
    print(f"growth {growth:.2f}")
    quick = typing(words)
    sys.exit(0 if quick and all(met for _, met in done) and growth < GROWTH else 1)
