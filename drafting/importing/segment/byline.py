"""The byline (单位 职务 姓名、日期) below a title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from drafting.importing.segment.report import Field
from drafting.importing.segment.rows import Cut, SourceRow
from drafting.importing.source import BLANKS

_LONGEST = 36
_DATE = re.compile(
    r"[（(]?\s*((?:\d{4}"
    r"|[二〇○零一二三四五六七八九]{4})\s*年\s*[0-9一二三四五六七八九十]{1,3}\s*月(?:\s*[0-9一二三四五六七八九十]{1,3}\s*[日号])?"
    r"|\d{4}[.\-/]\d{1,2}(?:[.\-/]\d{1,2})?)\s*[）)]?$"
)
_LABEL = re.compile(
    r"(?:(?P<name>姓\s*名|(?:汇报|发言|检查|报告|撰写|剖析|对照检查|填表|填写|自评|自查)人)|(?P<unit>(?:工作)?单\s*位|所在(?:党)?(?:支部|单位"
    r"|部门)|党支部|部\s*门|单位及职务)"
    r"|(?P<position>(?:党内)?职\s*务)|(?P<date>(?:填写|填表|撰写|报告|汇报|发言|检查)?(?:日\s*期|时\s*间)))\s*[：:]\s*"
)
#: Other columns of a form: what they say belongs to no field of the paper.
_COLUMN = re.compile(
    r"(?:性\s*别|民\s*族|籍\s*贯|学\s*历|文化程度|政治面貌|党员类型|身\s*份|出生年月|年\s*龄|入党(?:时间|日期)|参加工作时间|身份证号|联系电话|电\s*话"
    r"|手\s*机)\s*[：:]"
)
_WORD = re.compile(r"[^\s\u3000，,]+(?:(?<=^.)[\s\u3000]+.(?=$|[\s\u3000]))?")
_POSITION = re.compile(
    r"(书记|主任|委员|局长|科长|处长|校长|院长|所长|站长|镇长|乡长|县长|区长|市长|部长|组长|队长|经理|董事长?|主席|会长|教师|教授|医师|护士长?"
    r"|工程师|馆长|园长|司长|厅长|员|师|长)$"
)
_UNIT = re.compile(
    r"(党委|党组|支部|总支|局|委|办|部|处|科|室|院|校|所|站|中心|公司|集团|学|厂|镇|乡|村|社区|街道|馆|队|会|组|县|区|市|厅|银行)$"
)
_SENTENCE_END = re.compile(r"[。；！？：，、;!?:,]$")


#: 冯国强（机修班长）: the name, and what the person is.
_TITLED = re.compile(
    r"([\u3400-\u9fff·]{2,4}|[\u3400-\u9fff][\s\u3000]+[\u3400-\u9fff])\s*[（(]([^（）()。\d]{2,20})[）)]"
)


def is_labelled(row: SourceRow) -> bool:
    """Whether a line begins with the label of a field (姓名：)."""
    return len(row.text) <= 2 * _LONGEST and _LABEL.match(row.text) is not None


def is_column(row: SourceRow) -> bool:
    """Whether a line is the column of a form that no paper has a field for (性别：男)."""
    return len(row.text) <= _LONGEST and _COLUMN.match(row.text) is not None


def columns_apart(rows: Sequence[SourceRow]) -> list[SourceRow]:
    """The lines, one that has such columns behind its label (姓名：张三  性别：男) cut into its fields."""
    found = []
    for row in rows:
        inner = list(_COLUMN.finditer(row.text)) if is_labelled(row) else []
        if not inner:
            found.append(row)
            continue
        starts = {0, *(match.start() for match in (*inner, *_LABEL.finditer(row.text)))}
        cuts = sorted(at for at in starts if at == 0 or row.text[at - 1] in BLANKS + "，,；;|｜（(")
        for begin, end in pairwise([*cuts, len(row.text)]):
            found.append(
                row.part(begin, begin + len(row.text[begin:end].rstrip(BLANKS + "，,；;|｜")))
            )
    return found


def is_byline(row: SourceRow) -> bool:
    """Whether a short line below the title may name the person or the date."""
    text = row.text
    if is_labelled(row) and not _SENTENCE_END.search(text):
        return True
    if row.token or len(text) > _LONGEST or _SENTENCE_END.search(text):
        return False
    if _titled(row) or _DATE.match(text) or (row.centred and row.level is None):
        return True
    short = len(text) <= 24 or bool(re.search(r"[\s\u3000]", text))
    return short and "，" not in text and "。" not in text


def byline_fields(rows: Sequence[SourceRow]) -> dict[Field, list[Cut]]:
    """Which stretches of the byline are unit, position, name and date."""
    fields: dict[Field, list[Cut]] = {"unit": [], "position": [], "name": [], "date": []}
    words: list[tuple[str, Cut]] = []
    for row in rows:
        if _DATE.match(row.text):
            fields["date"].append((row.start, row.end))
            continue
        if is_labelled(row):
            _add_labelled(row, fields)
            continue
        if titled := _titled(row):
            fields["name"].append((row.start, row.start + titled.end(1)))
            fields["position"].append((row.start + titled.end(1), row.end))
            continue
        found = [
            (match[0], (row.start + match.start(), row.start + match.end()))
            for match in re.finditer(_WORD, row.text)
        ]
        words += _joined_names(found)
    for place, (raw, cut) in enumerate(words):
        word = raw.strip("（）()")
        fields[_kind(word, last=place == len(words) - 1, first=place == 0, fields=fields)].append(
            cut
        )
    return fields


def _titled(row: SourceRow) -> re.Match[str] | None:
    """A name with what the person is behind it in brackets; None for anything else, a unit too."""
    found = _TITLED.fullmatch(row.text)
    named = found and not _UNIT.search(found[1]) and not _POSITION.search(found[1])
    return found if found and named and _POSITION.search(found[2]) else None


def _add_labelled(row: SourceRow, fields: dict[Field, list[Cut]]) -> None:
    """The fields of a line "姓名：张三  单位：县图书馆": each reaches to the next label."""
    labels = [
        match
        for match in _LABEL.finditer(row.text)
        if match.start() == 0 or row.text[match.start() - 1] in BLANKS + "，,；;|｜（("
    ]
    ends = [*(match.start() for match in labels[1:]), len(row.text)]
    for match, end in zip(labels, ends, strict=True):
        fields[_field(match)].append((row.start + match.start(), row.start + end))


def _field(label: re.Match[str]) -> Field:
    named: dict[str | None, Field] = {
        "name": "name",
        "unit": "unit",
        "position": "position",
        "date": "date",
    }
    return named[label.lastgroup]


def _kind(word: str, *, last: bool, first: bool, fields: dict[Field, list[Cut]]) -> Field:
    """What a word of the byline is."""
    if _DATE.match(word):
        return "date"
    short = (
        re.fullmatch(r"[\u3400-\u9fff·\s\u3000]{2,6}", word) is not None
        and len(word.replace("·", "")) <= 5
    )
    if (
        last
        and short
        and not _POSITION.search(word)
        and not _UNIT.search(word)
        and not fields["name"]
    ):
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
    lines = [
        _LABEL.sub("", line, count=1) if _LABEL.match(line) else line for line in text.split("\n")
    ]
    text = "\n".join(lines).strip("（）()|｜，,；; ")
    if field == "date":
        return text
    if field == "name":
        return re.sub(r"[\s\u3000]+", "", text)
    return text.replace("\n", "")


def labels_of(rows: Sequence[SourceRow]) -> list[str]:
    """The labels that the fields of a byline are written with, as they stand there."""
    return [
        match[0].rstrip(BLANKS + "：:")
        for row in rows
        if is_labelled(row)
        for match in _LABEL.finditer(row.text)
    ]
