"""The search for phrases beside `icontains`, at 1,000, 10,000 and 100,000 phrases on one database.

    .venv/bin/python benchmarks/search.py [SIZE …]
    .venv/bin/python -m tests.postgres .venv/bin/python benchmarks/search.py [SIZE …]

Phrases are put together by chance from the clauses of the starter library; what is looked for are 1
to 10 characters of them, two terms, and words that no phrase has. Both ways give the first 20 of
the approved ones by use, through the ORM, in turns; `icontains` reads the folded text in one
column, which is the faster way of asking it (the product used to ask seven columns), and the answers are
compared. Then rows are written in batches of 200, with the index and without. Goals at the largest
size: the median query 15 times (SQLite) and 20 times (PostgreSQL) as fast as `icontains`, growing
less than 3 times from a tenth of it, writing at most 3 times a plain row. Exit 1 where one is
missed.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
HOME = tempfile.TemporaryDirectory()
os.environ |= {
    "DATABASE_URL": os.environ.get("DATABASE_URL", f"sqlite:///{HOME.name}/benchmark.sqlite3"),
    "DJANGO_SETTINGS_MODULE": "tests.settings",
    "LOG_LEVEL": "WARNING",
    "PRIVATE_ROOT": f"{HOME.name}/private",
}

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402

from drafting.library.models import Phrase, ProblemCategory  # noqa: E402
from drafting.library.search.grams import terms_of  # noqa: E402
from drafting.library.search.hits import RANK, ranked_hits  # noqa: E402
from drafting.library.selectors import offered_phrases  # noqa: E402

SIZES = (1_000, 10_000, 100_000)
TOP, BATCH, ROUNDS = 20, 200, 3
GOALS = {"sqlite": 15.0, "postgresql": 20.0}
GROWS_AT_MOST, WRITES_AT_MOST = 3.0, 3.0
CHANCE = random.Random(20261129)
ABSENT = ("宇宙飞船", "鲸鱼", "葡萄酒酿造", "zq")


def clauses() -> list[str]:
    found = []
    for path in sorted((ROOT / "fixtures" / "library").glob("*.json")):
        for row in json.loads(path.read_text("utf-8")):
            text = "。".join((row["claim"], row["elaboration"], row["example"]))
            found += [part for part in text.replace("。", "，").split("，") if len(part) > 3]
    return found


def made(number: int, parts: list[str], category: ProblemCategory) -> Phrase:
    words = CHANCE.choices(parts, k=14)
    return Phrase(
        key=f"X{number:07}", part="problems", problem=category, claim="，".join(words[:2]),
        elaboration="，".join(words[2:9]) + "。", example="，".join(words[9:]) + "。",
        state="approved", use_count=int(CHANCE.expovariate(0.2)),
    )  # fmt: skip


def grow(to: int, parts: list[str], categories: list[ProblemCategory]) -> None:
    have = Phrase.objects.count()
    rows = [made(n, parts, CHANCE.choice(categories)) for n in range(have, to)]
    with transaction.atomic():
        Phrase.objects.bulk_create(rows, batch_size=BATCH)
    with connection.cursor() as cursor:
        for table in ("drafting_phrase", "drafting_searchedtext"):
            cursor.execute(f"ANALYZE {table}")


def queries(parts: list[str]) -> list[str]:
    found = []
    for length in range(1, 11):
        long_enough = [part for part in parts if len(part) >= length]
        for _ in range(6):
            text = CHANCE.choice(long_enough)
            at = CHANCE.randrange(len(text) - length + 1)
            found.append(text[at : at + length].strip() or "学")
    for _ in range(12):
        found.append(" ".join(CHANCE.choice(parts)[:2] for _ in range(2)))
    return found + list(ABSENT)


def plainly(query: str) -> list[int]:
    rows = offered_phrases()
    for term in terms_of(query):
        rows = rows.filter(searched__text__icontains=term)
    return list(rows.order_by(*RANK).values_list("pk", flat=True)[:TOP])


def searched(query: str) -> list[int]:
    return ranked_hits(offered_phrases(), query, 0, TOP).numbers


#: The time of the process where the database is in it, which is steady beside others at work.
CLOCK = time.process_time if connection.vendor == "sqlite" else time.perf_counter


def seconds(work: Callable[[str], Any], query: str) -> float:
    best = []
    for _ in range(ROUNDS):
        start = CLOCK()
        work(query)
        best.append(CLOCK() - start)
    return min(best)


def measured(size: int, asked: list[str]) -> tuple[float, float]:
    """Print what queries cost at this size; gives the medians of both ways in milliseconds."""
    for query in asked:
        if plainly(query) != searched(query):
            raise SystemExit(f"not the same answers for {query!r}")
    pairs = [(seconds(plainly, query) * 1000, seconds(searched, query) * 1000) for query in asked]
    plain, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    slowest = max(ours for _, ours in pairs)
    print(
        f"{size:8,} phrases: icontains {plain:7.2f} ms, search {ours:6.2f} ms,"
        f" {plain / ours:5.1f} times; slowest search {slowest:.1f} ms"
    )
    return plain, ours


def writing(parts: list[str], category: ProblemCategory) -> float:
    """How many times as long a batch takes with the index as without, median of turns."""
    ratios = []
    number = 9_000_000
    plainest = models.QuerySet(Phrase)
    for _ in range(7):
        spent = []
        for rows_of in (plainest, Phrase.objects):
            rows = [made(number + n, parts, category) for n in range(BATCH)]
            number += BATCH
            start = CLOCK()
            with transaction.atomic():
                rows_of.bulk_create(rows)
            spent.append(CLOCK() - start)
        ratios.append(spent[1] / spent[0])
    return statistics.median(ratios)


def main() -> int:
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    call_command("migrate", verbosity=0)
    call_command("load_fixtures", verbosity=0, stdout=StringIO())
    parts = clauses()
    categories = list(ProblemCategory.objects.all())
    asked = queries(parts)
    print(f"{connection.vendor}, {len(asked)} queries")
    found = {}
    for size in sizes:
        grow(size, parts, categories)
        found[size] = measured(size, asked)
    ratio = writing(parts, categories[0])
    largest, before = sizes[-1], sizes[-2] if len(sizes) > 1 else sizes[-1]
    faster = found[largest][0] / found[largest][1]
    grows = found[largest][1] / found[before][1]
    goal = GOALS[connection.vendor]
    print(f"grows {grows:.2f} times (goal < {GROWS_AT_MOST}) from {before:,} to {largest:,}")
    print(
        f"{faster:.1f} times as fast (goal {goal}); writing {ratio:.2f} times (goal {WRITES_AT_MOST})"
    )
    return int(faster < goal or grows >= GROWS_AT_MOST or ratio > WRITES_AT_MOST)


if __name__ == "__main__":
    sys.exit(main())
