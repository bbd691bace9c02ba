"""How long one proofreading takes: all checks, and a plain scan of the same rules' patterns, on 6,000 characters.

    .venv/bin/python benchmarks/proofing.py [ROUNDS]

The plain scan only runs every regular expression of the checks and every wording of their tables over the text: what a
proofreader without context would do. Both take turns in one process. Prints medians and the ratio; exit 1 where a goal is
missed: at most 0.1 s, at most 4 times the plain scan.
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
MATERIALS = ROOT / "tests" / "proofing" / "materials"


def text_of(turn: int) -> str:
    """6,000 characters of the test materials, another stretch each turn, so that no cache helps."""
    whole = "".join(path.read_text("utf-8") for path in sorted(MATERIALS.glob("*.txt"))) * 3
    start = turn * 7 % 1000
    return whole[start : start + SIZE]


def patterns() -> list[re.Pattern[str]]:
    """The expressions of all checks, and one for each row of the tables."""
    modules = [getattr(checks, name) for name in dir(checks) if hasattr(getattr(checks, name), "CHECK")]
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
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
