"""The package: which part is the text, what belongs to it, and what must not be there."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from lxml import etree

from drafting.common.archives import Archive, ArchiveRules
from drafting.importing.limits import (
    MOST_ENTRIES,
    MOST_RATIO,
    MOST_UNPACKED,
    MOST_XML_BYTES,
    RATIO_FROM,
)
from drafting.importing.source import UnreadableFile
from drafting.importing.wordml.xml import children, name_of, parse

#: Pictures may be as large as they like, for they are not read.
_RULES: Final = ArchiveRules(
    entries=MOST_ENTRIES,
    unpacked=MOST_UNPACKED,
    entry=MOST_UNPACKED,
    part=MOST_XML_BYTES,
    ratio=MOST_RATIO,
    ratio_from=RATIO_FROM,
    error=UnreadableFile,
    broken="文件已损坏，打不开，请用 Word 或 WPS 打开原稿，另存为 .docx 再导入。",
    locked="文件加了密码，请先取消密码再导入。",
    bomb="文件解开后大得反常，不像一份材料，没有读入。",
)
_MACRO: Final = "文件带有宏，请另存为不含宏的 .docx 再导入。"
_OTHERS: Final = {
    "xl/": "这是 Excel 表格，请导入 Word 或文本文件。",
    "ppt/": "这是演示文稿，请导入 Word 或文本文件。",
}
#: Relationships that make a program fetch and use what they lead to. A hyperlink only leads a
#: person somewhere.
_FETCHED: Final = (
    "attachedTemplate",
    "oleObject",
    "frame",
    "subDocument",
    "aFChunk",
    "package",
    "control",
)
_REMOTE: Final = ("http:", "https:", "ftp:", "file://", "\\\\", "//", "mhtml:", "ms-")


@dataclass(slots=True)
class Package:
    """The parts of a Word file that its text needs."""

    archive: Archive
    document: etree._Element
    #: Names of related parts by the kind of relationship (``styles``, ``numbering``, ``header`` …).
    related: dict[str, list[str]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    def part(self, kind: str) -> etree._Element | None:
        """The root of the first related part of a kind, or None where there is none."""
        return next(iter(self.parts(kind)), None)

    def parts(self, kind: str) -> list[etree._Element]:
        """The roots of all related parts of a kind; at most a dozen, for nobody has more
        headers."""
        names = [name for name in self.related.get(kind, ()) if self.archive.has(name)]
        return [parse(self.archive.read(name)) for name in names[:12]]


def open_package(content: bytes) -> Package:
    """The package in a .docx file.

    Raises UnreadableFile where it is no Word file, is broken, carries macros, or would have a
    program fetch things from elsewhere.
    """
    archive = Archive(content, _RULES)
    for folder, sentence in _OTHERS.items():
        if any(name.startswith(folder) for name in archive.names):
            raise UnreadableFile(sentence)
    _refuse_macros(archive)
    if not archive.has("[Content_Types].xml"):
        raise UnreadableFile(
            "文件内容不是 Word 文档，或已损坏，请用 Word 或 WPS 打开，另存为 .docx 再导入。"
        )
    name = _main_part(archive)
    package = Package(archive, parse(archive.read(name)))
    if name_of(package.document) != "w:document":
        raise UnreadableFile("文件内容不是 Word 文档，请用 Word 或 WPS 打开，另存为 .docx 再导入。")
    for kind, target, external in _relationships(archive, name):
        if external:
            _external(package, kind, target)
        else:
            package.related.setdefault(kind, []).append(target)
    for settings in package.related.get("settings", ()):
        for kind, target, external in _relationships(archive, settings):
            if external:
                _external(package, kind, target)
    return package


def _refuse_macros(archive: Archive) -> None:
    if any(
        posixpath.basename(name).lower() in ("vbaproject.bin", "vbadata.xml")
        for name in archive.names
    ):
        raise UnreadableFile(_MACRO)
    if archive.has("[Content_Types].xml") and b"macroEnabled" in archive.read(
        "[Content_Types].xml"
    ):
        raise UnreadableFile(_MACRO)


def _main_part(archive: Archive) -> str:
    for kind, target, external in _relationships(archive, ""):
        if kind == "officeDocument" and not external and archive.has(target):
            return target
    return "word/document.xml"


def _relationships(archive: Archive, part: str) -> list[tuple[str, str, bool]]:
    """What a part is related to: kind, full name or address, and whether it lies outside the
    file."""
    folder, name = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    if not archive.has(source):
        return []
    found: list[tuple[str, str, bool]] = []
    for relation in children(parse(archive.read(source)), "rel:Relationship"):
        kind = (relation.get("Type") or "").rpartition("/")[2]
        target = relation.get("Target") or ""
        external = (relation.get("TargetMode") or "").lower() == "external"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        found.append((kind, target, external))
    return found


def _external(package: Package, kind: str, target: str) -> None:
    if kind == "hyperlink":
        package.notices.append("文中的超链接只保留了文字。")
    elif kind in _FETCHED and target.strip().lower().startswith(_REMOTE) and not _own_disk(target):
        raise UnreadableFile(
            "文件会从外部地址取内容，可能不安全，没有读入，请断开链接后另存再导入。"
        )
    else:
        package.notices.append("文件引用了外部的图片或模板，没有读入。")


def _own_disk(target: str) -> bool:
    """file:///C:/… is the writer's own template: Word notes its place in every file made from
    one."""
    return target.strip().lower().startswith("file:///") and not target.strip()[8:].startswith(
        ("/", "\\")
    )
