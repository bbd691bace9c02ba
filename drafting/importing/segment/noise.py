"""Lines that belong to the paper's make-up and not to its text: page numbers, tables of contents."""

from __future__ import annotations

import re

from drafting.importing.segment.rows import Row

_LONGEST = 200
_PAGE = re.compile(r"[-—–－\s]*\d{1,3}[-—–－\s]*$|第\s*\d{1,3}\s*页(\s*[,，/]?\s*共\s*\d{1,3}\s*页)?$")
_CONTENTS = re.compile(r"目\s*录$|.*(\.{4,}|…{2,}|·{4,})\s*\d{1,3}$")
_ATTACHED = re.compile(r"附\s*[件表]\s*[0-9一二三四五六七八九十]{0,2}\s*[：:]?$")
_RULE = re.compile(r"[-—–_=*＊·.…\s]+$")


def noise_reason(row: Row) -> str | None:
    """Why a line is no text of the material; None where it is one."""
    if len(row.text) > _LONGEST:
        return None
    if _PAGE.match(row.text):
        return "像是页码。"
    if _CONTENTS.match(row.text):
        return "像是目录。"
    if _ATTACHED.match(row.text):
        return "像是附件的编号。"
    return "是一行分隔符号。" if _RULE.match(row.text) else None
