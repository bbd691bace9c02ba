"""The byline (单位 职务 姓名、日期) below a title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.importing.segment.report import Field
from drafting.importing.segment.rows import Cut, Row

_LONGEST = 36
_DATE = re.compile(
    r"[（(]?\s*((?:\d{4}|[二〇○零一二三四五六七八九]{4})\s*年\s*[0-9一二三四五六七八九十]{1,3}\s*月(?:\s*[0-9一二三四五六七八九十]{1,3}\s*日)?"
    r"|\d{4}[.\-/]\d{1,2}(?:[.\-/]\d{1,2})?)\s*[）)]?$"
)
_LABEL = re.compile(
    r"(?:(?P<name>姓\s*名|汇报人|发言人|检查人|报告人)|(?P<unit>单\s*位|所在支部|党支部|部门)|(?P<position>职\s*务)|(?P<date>日\s*期|时\s*间))[：:]\s*"
)
_POSITION = re.compile(
    r"(书记|主任|委员|局长|科长|处长|校长|院长|所长|站长|镇长|乡长|县长|区长|市长|部长|组长|队长|经理|董事长?|主席|会长|教师|教授|医师|护士长?"
    r"|工程师|馆长|园长|司长|厅长|员|师|长)$"
)
_UNIT = re.compile(
    r"(党委|党组|支部|总支|局|委|办|部|处|科|室|院|校|所|站|中心|公司|集团|学|厂|镇|乡|村|社区|街道|馆|队|会|组|县|区|市|厅|银行)$"
)
_SENTENCE_END = re.compile(r"[。；！？：，、;!?:,]$")


def is_byline(row: Row) -> bool:
    """Whether a short line below the title may name the person or the date."""
    text = row.text
    if row.token or len(text) > _LONGEST or _SENTENCE_END.search(text):
        return False
    if _DATE.match(text) or _LABEL.match(text) or (row.centred and row.level is None):
        return True
    return "，" not in text and "。" not in text and (len(text) <= 24 or bool(re.search(r"[\s\u3000]", text)))


def byline_fields(rows: Sequence[Row]) -> dict[Field, list[Cut]]:
    """Which stretches of the byline are unit, position, name and date."""
    fields: dict[Field, list[Cut]] = {"unit": [], "position": [], "name": [], "date": []}
    words: list[tuple[str, Cut]] = []
    for row in rows:
        if _DATE.match(row.text):
            fields["date"].append((row.start, row.end))
            continue
        for match in re.finditer(r"[^\s\u3000，,]+(?:(?<=^.)[\s\u3000]+.(?=$|[\s\u3000]))?", row.text):
            words.append((match[0], (row.start + match.start(), row.start + match.end())))
    words = _joined_names(words)
    for place, (raw, cut) in enumerate(words):
        word = raw.strip("（）()")
        fields[_kind(word, last=place == len(words) - 1, first=place == 0, fields=fields)].append(cut)
    return fields


def _kind(word: str, *, last: bool, first: bool, fields: dict[Field, list[Cut]]) -> Field:
    """What a word of the byline is."""
    label = _LABEL.match(word)
    if label and label.lastgroup:
        named: dict[str, Field] = {"name": "name", "unit": "unit", "position": "position", "date": "date"}
        return named[label.lastgroup]
    if _DATE.match(word):
        return "date"
    short = (
        re.fullmatch(r"[\u3400-\u9fff·\s\u3000]{2,6}", word) is not None and len(word.replace("·", "")) <= 5
    )
    if last and short and not _POSITION.search(word) and not _UNIT.search(word) and not fields["name"]:
        return "name"
    if _POSITION.search(word) and not (first and _UNIT.search(word)):
        return "position"
    return "unit" if not fields["position"] else "position"


def _joined_names(words: list[tuple[str, Cut]]) -> list[tuple[str, Cut]]:
    """张　三 is one name, set wide."""
    found: list[tuple[str, Cut]] = []
    for word, cut in words:
        if found and len(word) == 1 and len(found[-1][0]) == 1:
            found[-1] = (found[-1][0] + word, (found[-1][1][0], cut[1]))
        else:
            found.append((word, cut))
    return found


def value_of(field: Field, text: str) -> str:
    """A field of the byline without its label, its brackets and the blanks that set a name wide."""
    text = "\n".join(_LABEL.sub("", line, count=1) for line in text.split("\n"))
    text = text.strip("（）() ")
    if field == "date":
        return text
    if field == "name":
        return re.sub(r"[\s\u3000]+", "", text)
    return text.replace("\n", "")
