"""Chinese names in the order in which people look for them."""

from __future__ import annotations


def name_key(name: str) -> bytes:
    """The place of a Chinese name: GB 18030 has the 3,755 usual characters in the order of their
    readings (pinyin)."""
    return name.encode("gb18030")
