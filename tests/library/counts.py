"""What the library's texts have in common: patterns that make all papers alike, and the kinds of
work that each category has words for. [pure]

`python -m tests.library.counts` prints faults, patterns and coverage of the whole folder;
`python -m tests.library.counts fixtures/library/work-village.json …` those of some files.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from drafting.library.rules import CATEGORY_OF, PhraseText, faults

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "fixtures" / "library"
#: The share of a kind of text that one pattern may have.
MOST: Final = 0.25
#: Phrases of a category that speak of a kind's work.
LEAST: Final = 3
UNITS: Final = (
    "government", "window", "police", "enterprise", "finance", "new_org", "school", "research",
    "hospital", "village", "community",
)  # fmt: skip
STUDENT: Final = "student"
KINDS: Final = (*UNITS, STUDENT)

Row = Mapping[str, Any]

_SHORT: Final = r"(?:不[\u4e00-\u9fff]{1,2}|没有?[\u4e00-\u9fff]{1,2}|[欠缺][\u4e00-\u9fff]?|差距|[偏较][\u4e00-\u9fff])$"
#: For each kind of text what may come up too often: a name, and a regular expression.
PATTERNS: Final[Mapping[str, Mapping[str, str]]] = {
    "问题观点句": {"“A，B不够”收尾": rf"，[^，]*{_SHORT}"},
    "事例": {
        "比如/例如/如 + {时间} 开头": r"^(?:比如|例如|譬如|再如|又如|如)[，：]?(?:\w{0,3})\{[^}]*(?:时间|年度?|月|日期)\}",
        "以空项收尾": r"\}。?$",
    },
    "原因": {"“把X当成Y”": r"把[^，。]{1,20}(?:当成|当作|看成|看作|等同于)"},
    "措施": {"有 {期限}": r"\{期限\}", "有 {检验标准}": r"\{检验标准\}"},
}
#: Counted by their first two and last three characters too: whole texts, without the stop.
_ENDS: Final[Mapping[str, Callable[[Row], Iterable[str]]]] = {
    "问题观点句": lambda row: [row["claim"]],
    "事例": lambda row: [row["example"]],
    "原因": lambda row: [row["claim"], row["elaboration"]],
    "措施": lambda row: [row["claim"], row["elaboration"]],
}
_PARTS: Final = {"问题观点句": "problems", "事例": "problems", "原因": "causes", "措施": "measures"}


def rows_of(paths: Iterable[Path]) -> list[Row]:
    """The phrases of the files, each with the name of its file under ``file``."""
    return [
        {**row, "file": path.name}
        for path in sorted(paths)
        for row in json.loads(path.read_text("utf-8"))
    ]


def broken(rows: Sequence[Row]) -> list[str]:
    """What is wrong with rows by the curators' rules, and keys that stand twice or are too long."""
    found = [
        f"{row['file']} {row['key']} {field}：{reason}"
        for row in rows
        for field, reason in faults(as_phrase(row)).items()
    ]
    keys = Counter(row["key"] for row in rows)
    found += [f"编号 {key} 出现 {count} 次" for key, count in keys.items() if count > 1]
    found += [f"编号 {key} 超过20个字符" for key in keys if len(key) > 20]
    return found


def as_phrase(row: Row) -> PhraseText:
    """A row of the lists as the rules of curators read it."""
    return PhraseText(
        part=row["part"],
        claim=row["claim"],
        elaboration=row["elaboration"],
        example=row["example"],
        questions="\n".join(row.get("questions", ())),
        required_holes=row["required_holes"],
        categories=[CATEGORY_OF[row["part"]]] if row["category"] else [],
    )


def shares(rows: Sequence[Row]) -> dict[str, list[tuple[float, str]]]:
    """For each kind of text the patterns with their shares, the most common first."""
    found = {}
    for kind, patterns in PATTERNS.items():
        texts = [_ENDS[kind](row) for row in rows if row["part"] == _PARTS[kind]]
        said = [kept for words in texts if (kept := [text for text in words if text])]
        whole = [" ".join(words) for words in said]
        counts = Counter({
            name: sum(bool(re.search(pattern, text)) for text in whole)
            for name, pattern in patterns.items()
        })  # fmt: skip
        for words in said:
            counts.update({f"开头“{text[:2]}”" for text in words})
            counts.update({f"结尾“{text.rstrip('。')[-3:]}”" for text in words})
        found[kind] = (
            [(count / len(said), name) for name, count in counts.most_common()] if said else []
        )
    return found


def coverage(rows: Sequence[Row]) -> dict[str, dict[str, int]]:
    """For each category how many of its phrases speak of each kind's work: of a type of unit, or of
    students alone."""
    taxonomy = json.loads((ROOT / "fixtures" / "taxonomy.json").read_text("utf-8"))
    codes = [row["code"] for part in ("problems", "causes", "measures") for row in taxonomy[part]]
    found = {code: dict.fromkeys(KINDS, 0) for code in codes}
    for row in rows:
        if row["category"]:
            for kind in _kinds_of(row):
                found[row["category"]][kind] += 1
    return found


def _kinds_of(row: Row) -> Iterable[str]:
    yield from row["unit_types"]
    if list(row["roles"]) == [STUDENT]:
        yield STUDENT


def table(counts: Mapping[str, Mapping[str, int]]) -> str:
    """Coverage as lines of text; what is too little has a mark."""
    lines = [f"{'':5}" + "".join(f"{kind[:9]:>10}" for kind in KINDS)]
    for code, row in counts.items():
        cells = (f"{row[kind]}{' ' if row[kind] >= LEAST else '*'}" for kind in KINDS)
        lines.append(f"{code:5}" + "".join(f"{cell:>10}" for cell in cells))
    return "\n".join(lines)


def report(rows: Sequence[Row]) -> tuple[bool, str]:
    """Whether all of it is as it should be, and what there is to say of it."""
    wrong, found, covered = broken(rows), shares(rows), coverage(rows)
    thin = sum(count < LEAST for row in covered.values() for count in row.values())
    lines = [f"{len(rows)} 条，不合规则的 {len(wrong)} 处", *wrong]
    for kind, patterns in found.items():
        lines.append(f"{kind}（每种写法不超过 {MOST:.0%}）：")
        lines += [f"  {s:6.1%} {'!' if s > MOST else ' '} {name}" for s, name in patterns[:6]]
    lines += [f"每类每种工作至少 {LEAST} 条，不足的（*）{thin} 格：", table(covered)]
    common = any(share > MOST for kind in found.values() for share, _ in kind)
    return not (wrong or common or thin), "\n".join(lines) + "\n"


if __name__ == "__main__":
    files = [Path(name) for name in sys.argv[1:]] or FOLDER.glob("*.json")
    good, text = report(rows_of(files))
    sys.stdout.write(text)
    sys.exit(not good)
