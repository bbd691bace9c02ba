"""Signs that a file names by font and place instead of by character (w:sym)."""

from __future__ import annotations

from typing import Final

#: What such fonts are used for in office papers: boxes, ticks, bullets, arrows.
_WINGDINGS: Final = {
    0xA8: "□", 0x6F: "□", 0x71: "□", 0x72: "□", 0xFE: "☑", 0x52: "☑", 0xFD: "☒", 0x51: "☒",
    0xFC: "√", 0xFB: "×",
    0x6C: "●", 0x6E: "■", 0x75: "◆", 0x76: "◆", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xAB: "★",
    0x9F: "·", 0x77: "◆",
}  # fmt: skip
_SYMBOL: Final = {
    0xB7: "·",
    0xB4: "×",
    0xB8: "÷",
    0xB3: "≥",
    0xA3: "≤",
    0xB0: "°",
    0xAE: "→",
    0xB1: "±",
    0xB9: "≠",
}
UNKNOWN: Final = "□"


def symbol(font: str, code: str) -> str | None:
    """The character meant, or None where it is not known. ``code`` is hexadecimal; F0xx is place xx
    of a symbol font."""
    try:
        place = int(code, 16)
    except ValueError:
        return None
    table = _WINGDINGS if "wingdings" in font.lower() else _SYMBOL
    if 0xF000 <= place <= 0xF0FF or place < 0x100:
        low = place & 0xFF
        return table.get(low) or (
            chr(low) if 0x20 <= low < 0x7F and "wing" not in font.lower() else None
        )
    return chr(place) if place < 0xD800 or 0xF900 <= place < 0xFFFE else None
