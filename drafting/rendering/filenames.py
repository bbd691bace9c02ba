"""Names of files handed out, safe on every system they may be saved on. [pure]"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

#: ext4 and most others allow 255 bytes, Windows 255 UTF-16 units; browsers add " (1)" and
#: ".crdownload" to it.
LONGEST: Final = 200

# What Windows forbids, as the full-width sign that looks the same.
_FORBIDDEN = str.maketrans(
    {
        '"': "”",
        "*": "＊",
        "/": "／",
        ":": "：",
        "<": "＜",
        ">": "＞",
        "?": "？",
        "\\": "＼",
        "|": "｜",
    }
)
_RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")


def safe_name(stem: str, extension: str) -> str:
    """A file name of at most LONGEST bytes (UTF-8): ``stem`` without what Windows, macOS or Linux
    forbid, and ``.extension``.

    Source: Microsoft, "Naming Files, Paths, and Namespaces": forbidden characters, no blank or full
    stop at the end, device names are reserved whatever follows their first full stop.
    """
    stem = _shortened(_plain(stem), LONGEST - len(f".{extension}".encode()))
    if _RESERVED.fullmatch(stem.partition(".")[0].rstrip()):
        stem = f"_{stem}"
    return f"{stem or '_'}.{extension}"


def material_name(
    person: str, title: str, taken: Iterable[str], notes: Iterable[str], extension: str
) -> str:
    """``姓名-标题.extension``, or the first with a note in brackets behind it that is not ``taken`` yet
    (case counts for nothing).

    ``notes`` are tried in order; the last one has to be unique by itself. An empty note stands for
    the plain name.
    """
    used = {name.casefold() for name in taken}
    name = ""
    for name in _names(person, title, notes, extension):
        if name.casefold() not in used:
            return name
    return name


def _names(person: str, title: str, notes: Iterable[str], extension: str) -> Iterator[str]:
    for note in notes:
        mark = f"（{_plain(note)}）" if note else ""
        room = LONGEST - len(f"{mark}.{extension}".encode())
        # the title is what gives way, so that person and note stay readable
        yield safe_name(
            _shortened(f"{_shortened(_plain(person), room // 2)}-{_plain(title)}", room) + mark,
            extension,
        )


def _plain(text: str) -> str:
    """Text as a part of a name: signs that no system takes replaced, invisible ones left out,
    blanks at the ends cut."""
    visible = "".join(c for c in _BLANKS.sub(" ", text) if unicodedata.category(c)[0] != "C")
    return unicodedata.normalize("NFC", visible).translate(_FORBIDDEN).strip(". ")


def _shortened(text: str, limit: int) -> str:
    """The beginning of a text that fits in ``limit`` bytes of UTF-8, no character cut in two."""
    return text.encode()[:limit].decode("utf-8", "ignore").rstrip(". ")
