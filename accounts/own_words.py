"""The words that an organisation keeps (本单位用语): one to a line, so that proofreading leaves them
alone."""

from __future__ import annotations

import re
from typing import Final

from django.core.exceptions import ValidationError

from accounts.models import OWN_WORDS_LENGTH

#: Characters of a word; a single one would speak for every place where it stands.
_SHORTEST, _LONGEST = 2, 20
_MARKS: Final = re.compile(r"[\s，。；：！？、“”《》（）,;:!?\"()<>]")


def lines_of(text: str) -> list[str]:
    """The lines that say something, without blanks around them, each once."""
    lines = (line.strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def clean_words(text: str) -> str:
    """The words of a form, one to a line. Raises ValidationError with the first that is none."""
    words = lines_of(text)
    for word in words:
        if not _SHORTEST <= len(word) <= _LONGEST:
            raise ValidationError(
                f"每行写一个用语，二至二十个字：“{word[:_LONGEST]}”有 {len(word)} 个字。"
            )
        if mark := _MARKS.search(word):
            said = "空格" if mark[0].isspace() else f"“{mark[0]}”"
            raise ValidationError(f"每行写一个用语，中间不加{said}：“{word}”请分成几行或去掉。")
    joined = "\n".join(words)
    if len(joined) > OWN_WORDS_LENGTH:
        raise ValidationError(
            f"最多 {OWN_WORDS_LENGTH} 个字，现有 {len(joined)} 个字，请去掉不常用的。"
        )
    return joined
