"""What an output format is. [pure]"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from drafting.document.model import Document
from drafting.rendering.options import RenderOptions


class NotMade(Exception):
    """A file could not be made on this machine; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFormat:
    """One kind of file or markup that a document is printed as.

    ``key`` is stored with a job and is the name of the package; ``suffix`` is the ending of a file
    without its full stop. ``render`` gives the finished file, or text that becomes one in UTF-8; it
    may raise NotMade. ``downloadable``: people may ask for a file of it.
    ``names_approval``: its files say who approved the text, so they are made again after that.
    ``made_from`` is the key of the format whose file it is made of (empty: of the document itself).
    ``obstacle`` says in a sentence why this machine makes none and how to get it (empty: it does),
    ``remark`` what people should know of the files of this machine. ``stable``: the same document
    and options give the same bytes.
    """

    key: str
    label: str
    description: str
    suffix: str
    media_type: str
    render: Callable[[Document, RenderOptions], bytes | str]
    downloadable: bool = True
    names_approval: bool = False
    made_from: str = ""
    obstacle: Callable[[], str] = str
    remark: Callable[[], str] = str
    stable: bool = True

    def file(self, document: Document, options: RenderOptions) -> bytes:
        """The bytes of a document's file."""
        content = self.render(document, options)
        return content if isinstance(content, bytes) else content.encode()
