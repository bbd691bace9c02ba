"""Reads hostile input in a process of its own and says what it cost: ``python -m
tests.importing.hostile NAME``.

Prints the seconds of CPU (``tests.stopwatch``), the largest memory in MB, and the sentence or the number of
pieces.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from tests.importing.words import TYPES, archive, document, level, num, numbering, p, word
from tests.stopwatch import stopwatch


def _document(xml: str) -> bytes:
    # stored, not packed: so many equal tags would be refused as a bomb before they are read
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": xml}, packing=ZIP_STORED)


def _text(text: str) -> tuple[bytes, str]:
    return text.encode(), "材料.txt"


def _word(content: bytes) -> tuple[bytes, str]:
    return content, "材料.docx"


def _many_entries() -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as zipped:
        for number in range(100_000):
            zipped.writestr(f"f{number}", b"")
    return buffer.getvalue()


CASES: dict[str, Callable[[], tuple[bytes, str]]] = {
    "elements": lambda: _word(_document(document("<w:p/>" * 340_000))),
    "attributes": lambda: _word(
        _document(document("<w:p " + " ".join(f'a{n}=""' for n in range(690_000)) + "/>"))
    ),
    "long attribute": lambda: _word(_document(document(f'<w:p a="{"ab" * 5_000_000}"/>'))),
    "runs": lambda: _word(
        _document(document("<w:p>" + "<w:r><w:t>字</w:t></w:r>" * 170_000 + "</w:p>"))
    ),
    "paragraphs": lambda: _word(word("".join(p(f"一是第{n}条。") for n in range(9_000)))),
    "labels": lambda: _word(
        word(
            p("x", num(1)) * 9_000,
            parts={"numbering.xml": numbering(level(0, "decimal", "%1" * 100_000))},
        )
    ),
    "tables": lambda: _word(
        word("<w:tbl><w:tr><w:tc>" * 30 + p("底") + "</w:tc></w:tr></w:tbl>" * 30)
    ),
    "entries": lambda: _word(_many_entries()),
    "styles": lambda: _word(
        word(
            p("x", '<w:pStyle w:val="s9"/>') * 5_000,
            parts={
                "styles.xml": "<w:styles xmlns:w="
                '"http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                + "".join(
                    f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="n{n}"/><w:basedOn w:val="s{(n + 1) % 10}"/>'
                    "<w:pPr/></w:style>"
                    for n in range(10)
                )
                + "</w:styles>"
            },
        )
    ),
    "markers": lambda: _text("一、问题\n" + "。一是不够。二是" * 30_000),
    "markers in a sentence": lambda: _text("一、问题\n一是甲" + "，二是不够，一是" * 30_000),
    "areas": lambda: _text("一、问题\n" + "（一）在理论学习方面\n" * 9_900),
    "parts": lambda: _text("一、存在的问题\n" * 9_900),
    "areas as parts": lambda: _text("一、在理论学习方面\n" * 9_900),
    "one line": lambda: _text("一、存在的问题\n（一）" + "学" * 290_000),
    "dots": lambda: _text("一、存在的问题\n" + "." * 290_000),
    "brackets": lambda: _text("（" * 299_000),
    "run on": lambda: _text("（一）甲" + "。（二）在" * 55_000),
    "blanks": lambda: _text("一、问题\n一是" + " " * 290_000 + "二是"),
}


def main() -> None:
    from drafting.importing.files import read_bytes
    from drafting.importing.segment import segment
    from drafting.importing.source import UnreadableFile

    content, name = CASES[sys.argv[1]]()
    with stopwatch() as spent:
        try:
            said = f"{len(segment(read_bytes(content, name)).pieces)}"
        except UnreadableFile as error:
            said = str(error)
    # not getrusage: its peak is inherited from the process that started this one
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"))
    memory = int(peak[1]) // 1024 if peak else 0
    sys.stdout.write(f"{spent.seconds:.2f}\t{memory}\t{said}\n")


if __name__ == "__main__":
    main()
