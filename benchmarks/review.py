"""How long it takes to find comments again and to compare two rounds, each beside a floor that does
the least of the same work.

    .venv/bin/python benchmarks/review.py [ROUNDS]

Anchors: 200 comments on a material of about 4,300 characters that was edited in every field, beside
``difflib`` comparing each comment's words and context with its field once. Differences: that
material and its edited version node by node, beside ``difflib`` comparing the bare characters of
every field. Prints medians and ratios; exit 1 where a goal is missed: 200 anchors in at most 0.5 s
and at most 6 times their floor, the differences at most 5 times theirs.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from drafting.document.anchors import Anchor, make_anchor, place  # noqa: E402
from drafting.document.diff import diff_documents  # noqa: E402
from drafting.document.edits import swap  # noqa: E402
from drafting.document.fields import texts_of  # noqa: E402
from drafting.document.model import Document, nodes  # noqa: E402
from drafting.document.structure import from_structure  # noqa: E402

COMMENTS, EVERY = 200, 23


def edited(document: Document) -> Document:
    """The document with a word put in every 23 characters of every text."""
    for node in nodes(document):
        texts = {
            name: "".join(
                letter + "认真" * (at % EVERY == EVERY // 2) for at, letter in enumerate(text)
            )
            for name, text in texts_of(node).items()
        }
        document = swap(document, replace(node, **texts))
    return document


def comments(document: Document, rng: random.Random) -> list[Anchor]:
    """Comments on any words, longer texts drawing more of them."""
    texts = [
        (node.id, name, text)
        for node in nodes(document)
        for name, text in texts_of(node).items()
        if text
    ]
    anchors = []
    for node, name, text in rng.choices(texts, [len(text) for *_, text in texts], k=COMMENTS):
        start = rng.randrange(len(text))
        anchors.append(
            make_anchor(text, start, min(len(text), start + rng.randint(2, 40)), node, name)
        )
    return anchors


def compared(pairs: list[tuple[str, str]]) -> None:
    for one, other in pairs:
        SequenceMatcher(None, one, other, autojunk=False).get_opcodes()


def taken(rounds: int, *works: Callable[[], object]) -> list[float]:
    """The median seconds of each work, all in turns."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, kept in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            kept.append(time.perf_counter() - start)
    return [statistics.median(kept) for kept in times]


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    material = ROOT / "tests" / "materials" / "six-areas-2023.json"
    old = from_structure(json.loads(material.read_text("utf-8")))
    new = edited(old)
    anchors = comments(old, random.Random(1))
    texts = {node.id: texts_of(node) for node in nodes(new)}
    passages = [(a.prefix + a.quote + a.suffix, texts[a.node][a.field]) for a in anchors]
    fields = [
        (text, texts[node.id][name])
        for node in nodes(old)
        for name, text in texts_of(node).items()
        if text
    ]
    placing, placing_floor, telling, telling_floor = taken(
        rounds,
        lambda: [place(anchor, new) for anchor in anchors],
        lambda: compared(passages),
        lambda: diff_documents(old, new),
        lambda: compared(fields),
    )
    print(f"200 anchors  {placing * 1000:6.1f} ms  {placing / placing_floor:.1f} times the floor")
    print(f"differences  {telling * 1000:6.1f} ms  {telling / telling_floor:.1f} times the floor")
    good = placing <= 0.5 and placing <= 6 * placing_floor and telling <= 5 * telling_floor
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
