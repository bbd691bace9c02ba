"""docs/checks.md, written from the checks themselves. [pure]"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from drafting.proofing.core.base import Check, Example
from drafting.proofing.core.findings import SEVERITIES
from drafting.proofing.core.registry import CHECKS
from drafting.proofing.core.tables import SHIPPED

_HEAD = """# Proofreading checks

Written by `manage.py document_checks` from the checks themselves; a test keeps it in step. Each check is one file in
`drafting/proofing/checks/`; its good and bad examples below are its test. An error (错误) is certain, a warning (疑似)
likely, advice (建议) a matter of judgement; a single place may be milder or graver than its check. Nothing is ever
changed without the author.

## What the checks know, and what it costs

| source | size | time on 6,000 characters |
| --- | --- | --- |
| rjieba (MIT): jieba's dictionary, 349,000 words with parts of speech and frequencies | 4.6 MB installed | 4 ms |
| pypinyin (MIT): readings of 42,000 characters, for what sounds alike | 3.6 MB installed | 7 to 15 ms |
| `formulations.json`: official formulations, each with its source | {formulations} rows | 7 ms |
| `confusions.json`: words taken for one another, and their neighbours | {confusions} rows | 4 ms |
| `collocations.json`: words that do not go together | {collocations} rows | under 1 ms |
| `places.json`: provinces, cities and counties | {places} names | under 1 ms |
| `typing.model` (LGPL-2.1+, see `typing.model.md`): which words follow which, in a worker only | 5.3 MB | 1 s |
| `characters.json`: how 6,300 characters sound, and which look alike | 0.9 MB | with the model |
| `typing.json`: weights and trees for what speaks for a typing error | 0.2 MB | with the model |

The tables are in `fixtures/proofing/`. The place names are 国家统计局's, by way of modood/Administrative-divisions-of-China
(WTFPL, commit 57a0aa9). Reading everything for the first time takes about 0.25 s.

All of it works offline. A run of all checks but typing-error takes about 35 ms on 6,000 characters on the machine of
`benchmarks/README.md`. typing-error takes a second, 110 MB and two seconds to read its tables: a worker runs it, and pages
show what it finds when that is there (docs/decisions/0020). It names 疑似错字 (a warning) and 建议核对 (advice, folded),
never an error.
Larger lexicons were looked at and left out: jieba's own package (37 MB) has the same words as rjieba, wordfreq (58 MB with its
dependencies) has frequencies but neither parts of speech nor idioms.

Statistical corrections (near-idiom) need an idiom of the dictionary that differs in exactly one character which sounds or looks
alike, and words around it that the dictionary does not know otherwise; they are warnings, never more.
"""


def handbook() -> str:
    """The whole page as Markdown."""
    tables = SHIPPED
    head = _HEAD.format(
        formulations=len(tables.formulations.rows),
        confusions=len(tables.confusions),
        collocations=len(tables.collocations),
        places=len(tables.places),
    )
    tally = Counter(check.severity for check in CHECKS)
    summary = ", ".join(f"{tally[severity]} {severity}" for severity in SEVERITIES)
    return "\n".join(
        [
            head,
            f"## The {len(CHECKS)} checks ({summary})",
            "",
            *(line for check in CHECKS for line in _check(check)),
        ]
    )


def _check(check: Check) -> Iterator[str]:
    yield f"### {check.id} · {check.title}"
    yield ""
    quiet = "只告诉撰写人，不计数。" if check.quiet else ""
    yield f"{SEVERITIES[check.severity]}（{check.severity}）。{quiet}{check.why}"
    yield ""
    yield f"- 依据：{check.source}"
    yield from (f"- 不标：{_quote(example)}" for example in check.good if not example.flagged)
    yield from (f"- 标出：{_quote(example)} → {_flags(example)}" for example in check.bad)
    yield ""


def _quote(example: Example) -> str:
    text = (
        example.text if len(example.text) <= 160 else f"{example.text[:80]}……{example.text[-40:]}"
    )
    shown = " ⏎ ".join(text.replace("\xa0", "␣").split("\n"))
    return f"`{shown.replace('`', '')}`"


def _flags(example: Example) -> str:
    return "、".join(f"`{flag}`" if flag.strip() else "（此处）" for flag in example.flagged)
