"""Near duplicates of a library: 10,000 texts put together by chance from the clauses of the starter
library, 500 of them copies of others with a tenth of their characters changed.

    .venv/bin/python benchmarks/duplicates.py

The groups beside `rapidfuzz` comparing all pairs, which is measured on a sample and multiplied; the
time of the process. Goals: 0.98 of the copies found with what they are copies of, 20 times faster
than all pairs, growing less than 3 times from 5,000 to 10,000.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "drafting.settings")

import django  # noqa: E402

django.setup()

from rapidfuzz import fuzz, process  # noqa: E402

from drafting.phrases.duplicates import CLOSE, near_groups  # noqa: E402

SIZE, COPIES, SAMPLE = 10_000, 500, 200
FOUND, FASTER, GROWS_AT_MOST = 0.98, 20, 3.0
CHANCE = random.Random(20261129)


def clauses() -> list[str]:
    found = []
    for path in sorted((ROOT / "fixtures" / "library").glob("*.json")):
        for row in json.loads(path.read_text("utf-8")):
            text = "。".join((row["claim"], row["elaboration"], row["example"]))
            found += [part for part in text.replace("。", "，").split("，") if len(part) > 3]
    return found


def edited(text: str) -> str:
    """With a tenth of its characters changed for others of it."""
    letters = list(text)
    for at in CHANCE.sample(range(len(letters)), len(letters) // 10):
        letters[at] = CHANCE.choice(text)
    return "".join(letters)


def seconds(texts: dict[int, str]) -> tuple[float, list[list[int]]]:
    start = time.process_time()
    found = near_groups(texts)
    return time.process_time() - start, found


def main() -> int:
    parts = clauses()
    texts = {n: "，".join(CHANCE.choices(parts, k=7)) for n in range(SIZE - COPIES)}
    copies = {}
    for number in range(SIZE - COPIES, SIZE):
        copies[number] = CHANCE.randrange(SIZE - COPIES)
        texts[number] = edited(texts[copies[number]])
    half, _ = seconds({number: texts[number] for number in range(SIZE // 2)})
    whole, groups = seconds(texts)
    home = {number: at for at, group in enumerate(groups) for number in group}
    found = sum(home.get(one, -1) == home.get(other, -2) for one, other in copies.items()) / COPIES
    sample = CHANCE.sample(list(texts.values()), SAMPLE)
    start = time.process_time()
    for one in sample:
        # the faster way without numpy
        list(process.extract_iter(one, texts, scorer=fuzz.ratio, score_cutoff=CLOSE))
    every = (time.process_time() - start) * SIZE / SAMPLE / 2
    print(
        f"{SIZE:,} phrases: {whole:.2f} s, {every / whole:.0f} times faster than all pairs"
        f" (goal {FASTER}); grows {whole / half:.2f} times (goal < {GROWS_AT_MOST});"
        f" found {found:.3f} of the copies (goal {FOUND})"
    )
    return int(found < FOUND or every / whole < FASTER or whole / half >= GROWS_AT_MOST)


if __name__ == "__main__":
    sys.exit(main())
