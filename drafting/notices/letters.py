"""The words of the digest by e-mail. [pure]"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: A letter lists no more than this; the page of notices has them all.
MOST_LINES: Final = 30


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A notice in a letter: its sentence, and the absolute address that it leads to (empty:
    none)."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: plain text, since a sentence and an address need no more."""

    subject: str
    body: str


def digest(name: str, lines: Sequence[LetterLine], list_url: str, settings_url: str) -> Letter:
    """The digest for the person with this name, its lines in the order given; the addresses are
    absolute."""
    listed = []
    for number, line in enumerate(lines[:MOST_LINES], start=1):
        listed.append(f"{number}. {line.text}" + (f"\n   {line.url}" if line.url else ""))
    if len(lines) > MOST_LINES:
        listed.append(f"另有 {len(lines) - MOST_LINES} 条，请登录后查看。")
    blocks = [
        f"{name}，您好：",
        f"您在照镜有 {len(lines)} 条新提醒：",
        *listed,
        f"全部提醒：\n{list_url}",
        f"本邮件由系统自动发送，请不要回复。不想再收到，请登录后在“提醒设置”中关闭：\n{settings_url}",
    ]
    return Letter(f"照镜：{len(lines)} 条新提醒", "\n\n".join(blocks) + "\n")
