"""How long one Word file takes: our renderer, the bare assembly of the same XML, and docxtpl, on
one material.

    .venv/bin/python benchmarks/rendering.py [ROUNDS]

All three start from the same document and walk it the same way; they take turns in one process.
Prints medians and ratios; exit 1 where a goal is missed: at most 1.5 times the bare assembly, at
least 2 times as fast as docxtpl.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from docxtpl import DocxTemplate  # noqa: E402
from lxml import etree  # noqa: E402

from drafting.document.structure import from_structure  # noqa: E402
from drafting.rendering.formats import docx  # noqa: E402
from drafting.rendering.formats.docx.body import NAMESPACE, body_xml  # noqa: E402
from drafting.rendering.options import RenderOptions  # noqa: E402
from drafting.rendering.styles import STYLES  # noqa: E402
from drafting.rendering.walk import blocks  # noqa: E402

MATERIAL = ROOT / "tests" / "materials" / "six-areas-2023.json"
AT_MOST, AT_LEAST = 1.5, 2.0
MOMENT = datetime(2024, 1, 15, 8, tzinfo=UTC)
OPTIONS = RenderOptions(
    style=STYLES["standard"], created=MOMENT, modified=MOMENT, author="张三", reference="0" * 64
)
DOCUMENT = from_structure(json.loads(MATERIAL.read_text("utf-8")))


def ours() -> bytes:
    return docx.render(DOCUMENT, OPTIONS)


def bare_assembly(parts: dict[str, str], before: str, after: str) -> Callable[[], bytes]:
    """The floor: the same parts as text, the body put in between, deflated; nothing is parsed or
    checked."""
    core = parts["docProps/core.xml"]

    def assemble() -> bytes:
        body = body_xml(blocks(DOCUMENT, OPTIONS.style))
        inner = body[body.index(">") + 1 : -len("</w:body>")]
        title = escape(DOCUMENT.head.title)
        filled = parts | {
            "word/document.xml": f"{before}{inner}{after}",
            "docProps/core.xml": core.replace("</dc:title>", f"{title}</dc:title>"),
        }
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for name, text in filled.items():
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                package.writestr(entry, text)
        return target.getvalue()

    return assemble


def parts_of(package: bytes) -> tuple[dict[str, str], str, str]:
    """The parts of a file of ours, and what stands before and after its paragraphs."""
    with zipfile.ZipFile(BytesIO(package)) as source:
        parts = {name: source.read(name).decode("utf-8") for name in source.namelist()}
    main = parts["word/document.xml"]
    return parts, main[: main.index("<w:p>")], main[main.rindex("</w:p>") + len("</w:p>") :]


def template(parts: dict[str, str], before: str, after: str, path: Path) -> Callable[[], bytes]:
    """docxtpl on the same base: a paragraph loop and a run loop, as its documentation writes
    them."""
    loop = (
        "<w:p><w:r><w:t>{%p for b in blocks %}</w:t></w:r></w:p>"
        '<w:p><w:pPr><w:pStyle w:val="NormalIndent"/></w:pPr>'
        '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
        '<w:t xml:space="preserve">{% for r in b %}{% if r.lead %}</w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="LeadSentence"/><w:rFonts w:hint="eastAsia"/></w:rPr>'
        '<w:t xml:space="preserve">{{ r.text }}</w:t></w:r>'
        '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
        '<w:t xml:space="preserve">{% else %}{{ r.text }}{% endif %}{% endfor %}</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (parts | {"word/document.xml": f"{before}{loop}{after}"}).items():
            package.writestr(name, text)

    def fill() -> bytes:
        context = [
            [{"text": r.text, "lead": r.face == "lead"} for r in b.runs]
            for b in blocks(DOCUMENT, OPTIONS.style)
        ]
        filled = DocxTemplate(path)
        filled.render({"blocks": context}, autoescape=True)
        target = BytesIO()
        filled.save(target)
        return target.getvalue()

    return fill


def text_of(package: bytes) -> str:
    with zipfile.ZipFile(BytesIO(package)) as source:
        tree = etree.fromstring(source.read("word/document.xml"))
    return "".join(tree.itertext(f"{{{NAMESPACE}}}t"))


def measure(ways: dict[str, Callable[[], bytes]], rounds: int) -> dict[str, float]:
    """Median milliseconds of each way, taking turns."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds + 5):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            if turn >= 5:  # the first turns fill caches
                times[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with TemporaryDirectory() as folder:
        parts, before, after = parts_of(ours())
        ways = {
            "ours": ours,
            "bare assembly": bare_assembly(parts, before, after),
            "docxtpl": template(parts, before, after, Path(folder) / "template.docx"),
        }
        texts = {name: text_of(way()).replace("\n", "") for name, way in ways.items()}
        if len(set(texts.values())) != 1:
            print(
                "the three files do not say the same",
                {name: len(text) for name, text in texts.items()},
            )
            return 1
        medians = measure(ways, rounds)
    for name, value in medians.items():
        print(f"{name:14} {value:7.2f} ms")
    slower = medians["ours"] / medians["bare assembly"]
    faster = medians["docxtpl"] / medians["ours"]
    good = slower <= AT_MOST and faster >= AT_LEAST
    print(
        f"{len(texts['ours'])} characters; {slower:.2f} x the bare assembly (goal: at most {AT_MOST})"
    )
    print(
        f"{faster:.2f} x as fast as docxtpl (goal: at least {AT_LEAST}) - {'ok' if good else 'MISSED'}"
    )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
