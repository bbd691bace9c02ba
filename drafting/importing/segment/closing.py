"""What stands behind the last part: closing (结束语), signature, and what belongs to the paper no
more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.importing.segment.marks import find_marks
from drafting.importing.segment.rows import SourceRow

_CLOSES = re.compile(
    r"^(以上|上述)[^。]{0,40}(对照检查|检视|剖析|汇报|报告|发言|情况|材料|内容|检查|自我批评|认识|体会|清单)"
    r"|^(我的?|本人的?|以上)?(个人)?(对照检查|自我批评|剖析|汇报|发言|报告|检查|检视)(材料|情况|剖析)?(就)?(到此|到这里|至此)?(就到这里|完毕"
    r"|结束|为止|汇报完毕|完了)"
    r"|^以上[，,。]?(敬|恳)?请[^。]{0,16}(批评|指正|帮助|指教|监督|审阅|审议)"
    r"|^(谢谢|感谢)(大家|各位|同志|组织)?|^特此报告|^此致|^敬礼|^(我的?)?(话|发言|汇报).{0,4}(完了|说完)"
    r"|^(以上[，,]?)?(请|敬请|恳请|恳切|真诚|诚恳|欢迎|希望|敬希|望)[^。]{0,30}(批评|指正|帮助|监督|意见)"
    r"|^(不足|不当|不妥|不到)之处|^我?(就)?(讲|说|谈|汇报|检查)(这些|到这里|到这儿|完了|完毕)"
)
_ENDS = re.compile(
    r"(批评指正|批评帮助|批评、?指正|指正|提出(宝贵|批评)?意见"
    r"|(?<=[，。、；])[敬恳]?请(各位|大家|支部|组织|同志们?|老师|领导|和|、|党员|与会)+(多多?)?(批评|监督|帮助|提醒|指教)(监督|帮助|指教)?)"
    r"[。！!]?$"
)
_SUMS_UP = re.compile(
    r"^(总之|综上|总的来说|(在)?今后(的?(工作|学习|日子|实践).{0,8}中)?，|下一?步，|接下来，|最后，|通过(这次|此次|本次)|我(将|一定|决心)以?)"
)
_DATE = re.compile(
    r"^[（(]?((\d{4}|[二〇○零一二三四五六七八九]{4})\s*年\s*\S{1,3}\s*月(\s*\S{1,3}\s*[日号])?"
    r"|\d{4}\s*[.\-/]\s*\d{1,2}(\s*[.\-/]\s*\d{1,2})?)[）)]?$"
)
_SIGNED = re.compile(r"^(签名|签字|姓名|对照检查人|(?!责任|牵头|联系)[\u4e00-\u9fff]{2,3}人)[：:]")
_NAME = re.compile(r"[\u3400-\u9fff·]{2,4}|[\u3400-\u9fff][\s\u3000]+[\u3400-\u9fff]")
_ATTACHED = re.compile(r"^(附件?|附表)\s*[0-9一二三四五]?\s*[：:．.、]?")
_LONGEST = 260
#: Closing words that run on behind the last sentence of a part.
_RUN_ON = re.compile(
    r"(?<=[。！？；])\s*(?=(?:以上|上述)(?:就)?是我(?:个人)?的?[^。]{0,30}(?:检查|剖析|检视|汇报|发言|批评|情况|材料|清单)"
    r"|(?:我的?|本人的?)(?:发言|汇报|对照检查|自我批评|剖析)(?:材料)?(?:完毕|到此|就到)|(?:发言|汇报)完毕)"
)
#: Paragraphs from the end among which they are looked for.
_LAST = 6


def with_closing_apart(rows: Sequence[SourceRow]) -> list[SourceRow]:
    """The paragraphs, with closing words that run on behind the last one cut off."""
    found = list(rows)
    for place in range(len(found) - 1, max(-1, len(found) - 1 - _LAST), -1):
        row = found[place]
        match = _RUN_ON.search(row.text)
        whole = _CLOSES.search(row.text) is not None
        if match and not whole and len(row.text) - match.end() <= _LONGEST:
            found[place : place + 1] = [
                row.part(0, match.start()),
                row.part(match.end(), len(row.text)),
            ]
            break
    return found


def closing_at(rows: Sequence[SourceRow]) -> int:
    """Where the closing begins among the paragraphs of the last part; their number where there is
    none."""
    tail = len(rows)
    while tail > 0 and _plain(rows[tail - 1]):
        tail -= 1
    for index in range(tail, len(rows)):
        text = rows[index].text
        if len(text) <= _LONGEST and (_CLOSES.search(text) or _ENDS.search(text)):
            return _with_sum(rows, tail, index)
    signed = _signature_at(rows, tail)
    return signed - 1 if _is_last_word(rows, tail, signed) else signed


def _is_last_word(rows: Sequence[SourceRow], tail: int, signed: int) -> bool:
    """Whether the last paragraph sums up the paper: it stands alone behind areas or points that are
    complete without it."""
    place = signed - 1
    if place < max(tail, 1) or not _SUMS_UP.match(rows[place].text):
        return False
    if rows[place].text.startswith(("总之", "综上")):
        return True
    # right behind a heading on its own line it is the text of that area
    return tail > 0 and (place > tail or "。" in rows[place - 1].text[:-1])


def attachment_at(rows: Sequence[SourceRow]) -> int:
    """Where an attachment (附件) begins among the paragraphs of the closing; their number where there
    is none."""
    return next(
        (
            i
            for i, row in enumerate(rows)
            if i and _ATTACHED.match(row.text) and len(row.text) <= 60
        ),
        len(rows),
    )


def _plain(row: SourceRow) -> bool:
    return row.token is None and not find_marks(row.text, [(0, len(row.text))], only_starts=True)


def _with_sum(rows: Sequence[SourceRow], tail: int, index: int) -> int:
    """The closing may begin with a paragraph that sums up (总之，…) right before 请批评指正."""
    before = index - 1
    return before if before >= max(tail, 1) and _SUMS_UP.search(rows[before].text) else index


def _signature_at(rows: Sequence[SourceRow], tail: int) -> int:
    """A paper without closing words may still be signed and dated, the name above the date or below
    it."""
    index = len(rows)
    if index - 1 > tail and _NAME.fullmatch(rows[-1].text) and _is_dated(rows[-2]):
        index -= 1
    while index > tail and _is_dated(rows[index - 1]):
        index -= 1
    named = index < len(rows) and index > tail
    if named and re.fullmatch(r"[\u3400-\u9fff\s\u3000·]{2,20}", rows[index - 1].text):
        index -= 1
    return index


def _is_dated(row: SourceRow) -> bool:
    return bool(_DATE.match(row.text) or _SIGNED.match(row.text))


def signature_within(rows: Sequence[SourceRow]) -> tuple[int, int]:
    """Where name and date stand, a line each, before numbered rows that go on, as those of a table
    behind the signature: first and behind the last; the end of the rows twice where they do not."""
    for index in range(1, len(rows) - 2):
        names, dates, following = rows[index : index + 3]
        signed = _SIGNED.match(names.text) or _NAME.fullmatch(names.text)
        plain = names.token is None and dates.token is None
        if plain and signed and _DATE.match(dates.text) and following.token is not None:
            return index, index + 2
    return len(rows), len(rows)
