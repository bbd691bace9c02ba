"""A text pasted into the page in place of a file."""

from __future__ import annotations

from drafting.document.text import clean

#: What an import is called that came by no file.
NAME = "粘贴的文字.txt"


class PastedText:
    """Such a text as an upload."""

    name: str | None = NAME

    def __init__(self, text: str) -> None:
        self._content = clean(text).encode()
        self.size: int | None = len(self._content)

    def read(self) -> bytes:
        """All of it."""
        return self._content
