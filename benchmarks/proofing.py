"""How long one proofreading takes: all checks, and a plain scan of the same rules' patterns, on
6,000 characters.

    .venv/bin/python benchmarks/proofing.py [ROUNDS]

The plain scan only runs every regular expression of the checks and every wording of their tables
over the text: what a proofreader without context would do. Both take turns in one process. Prints
medians and the ratio; exit 1 where a goal is missed: at most 0.1 s, at most 4 times the plain scan.

Then how it grows: texts that might stall a run (brackets that never pair, doubled commas, one
paragraph again and again, and others), twice as long beside once as long, in CPU time: at most 2.6
times, and 100,000 characters in at most 5 s.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from drafting.proofing import checks  # noqa: E402
from drafting.proofing.core import grammar  # noqa: E402
from drafting.proofing.core.context import Context  # noqa: E402
from drafting.proofing.core.registry import CHECKS  # noqa: E402
from drafting.proofing.core.runner import proofread  # noqa: E402
from drafting.proofing.core.tables import SHIPPED  # noqa: E402

SIZE, MOST_SECONDS, AT_MOST = 6000, 0.1, 4.0
#: How long the texts are that might stall a run, and what twice the length may cost.
LONG, LONG_SECONDS, DOUBLE = 50_000, 5.0, 2.6
MATERIALS = ROOT / "tests" / "proofing" / "materials"


def text_of(turn: int) -> str:
    """6,000 characters of the test materials, another stretch each turn, so that no cache helps."""
    whole = "".join(path.read_text("utf-8") for path in sorted(MATERIALS.glob("*.txt"))) * 3
    start = turn * 7 % 1000
    return whole[start : start + SIZE]


def patterns() -> list[re.Pattern[str]]:
    """The expressions of all checks, and one for each row of the tables."""
    modules = [
        getattr(checks, name) for name in dir(checks) if hasattr(getattr(checks, name), "CHECK")
    ]
    found = [
        value
        for module in (*modules, grammar)
        for value in vars(module).values()
        if isinstance(value, re.Pattern)
    ]
    rows = [row.pattern for row in SHIPPED.formulations.rows if row.pattern]
    words = [row.wrong for row in (*SHIPPED.confusions, *SHIPPED.collocations)] + list(
        SHIPPED.formulations.fixed
    )
    return list(dict.fromkeys(found + rows + [re.compile(re.escape(word)) for word in words]))


def scan(expressions: list[re.Pattern[str]]) -> Callable[[str], int]:
    return lambda text: sum(1 for expression in expressions for _ in expression.finditer(text))


def stalling() -> dict[str, str]:
    """Texts of twice LONG characters, each of one kind, by what they are."""
    prose = "".join(path.read_text("utf-8") for path in sorted(MATERIALS.glob("*.txt")))
    pieces = {
        "materials": prose, "one paragraph": max(prose.split("\n"), key=len), "brackets": "（",
        "quotation marks": "“",
        "doubled commas": "，，\n", "headings": "一、问题\n（一）学习\n", "markers": "一是学。", "的": "的",
        "misquoted": "浅尝则止", "figures": "1", "blanks": "学 ",
    }  # fmt: skip
    texts = {
        name: (piece * (2 * LONG // len(piece) + 1))[: 2 * LONG] for name, piece in pieces.items()
    }
    return texts | {"brackets crossed": "（" * LONG + "》" * LONG}


def growth() -> bool:
    """Measure them, print a line for each; whether all goals are met."""
    good = True
    for name, text in stalling().items():
        once, twice = (
            min(cpu(text[LONG - size // 2 : LONG + size // 2]) for _ in range(3))
            for size in (LONG, 2 * LONG)
        )
        met = twice <= DOUBLE * once + 0.05 and twice <= LONG_SECONDS
        good = good and met
        print(
            f"{name:16} {2 * LONG} characters {twice:5.2f} s, {twice / once:4.2f} x half of them"
            f" - {'ok' if met else 'MISSED'}"
        )
    return good


def cpu(text: str) -> float:
    """CPU seconds of one run that no clock ends."""
    start = time.process_time()
    proofread(Context(text), seconds=600)
    return time.process_time() - start


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    plain = scan(patterns())
    ways: dict[str, Callable[[str], object]] = {
        "all checks": lambda text: proofread(Context(text)),
        "plain scan": plain,
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds + 3):
        text = text_of(turn)
        for name, way in ways.items():
            start = time.perf_counter()
            way(text)
            if turn >= 3:  # the first turns read the tables and the dictionary
                times[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, value in medians.items():
        print(f"{name:12} {value * 1000:7.2f} ms")
    ratio = medians["all checks"] / medians["plain scan"]
    good = medians["all checks"] <= MOST_SECONDS and ratio <= AT_MOST
    print(f"{len(CHECKS)} checks, {len(patterns())} expressions, {SIZE} characters")
    print(
        f"{ratio:.2f} x the plain scan (goal: at most {AT_MOST}), at most {MOST_SECONDS} s - {'ok' if good else 'MISSED'}"
    )
    grown = growth()
    return 0 if good and grown else 1


if __name__ == "__main__":
    sys.exit(main())
