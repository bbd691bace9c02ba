"""Parsing one XML part of an untrusted file, and naming its elements alike in both editions of the
format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from drafting.importing.limits import MOST_XML_DEPTH, MOST_XML_MARKS
from drafting.importing.source import UnreadableFile

_BROKEN: Final = "文件已损坏，内容读不出来，请用 Word 或 WPS 打开原稿，另存为 .docx 再导入。"
_LARGE: Final = "文件内部结构大得反常，不像一份材料，没有读入。"
_ENTITIES: Final = "文件内部带有实体定义，可能是恶意文件，没有读入。"
#: Namespaces by prefix, those of the strict edition and of older drafts among them.
_PREFIXES: Final = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "urn:schemas-microsoft-com:vml": "v",
}
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_WORD: Final = tuple(space for space, prefix in _PREFIXES.items() if prefix == "w")


def parse(content: bytes) -> etree._Element:
    """The root of an XML part. Raises UnreadableFile where it is broken, defines entities, or is
    far too large or deep."""
    content = _utf8(content)
    # the format forbids a document type, and all entity bombs need one
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise UnreadableFile(_ENTITIES)
    if content.count(b"<") + content.count(b"=") > MOST_XML_MARKS:
        raise UnreadableFile(_LARGE)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableFile(_BROKEN) from None
    if _depth(root) > MOST_XML_DEPTH:
        raise UnreadableFile(_LARGE)
    return root


def _utf8(content: bytes) -> bytes:
    """The part in UTF-8, so that what is searched for is what the parser sees. The format allows
    UTF-8 and UTF-16."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = content.decode("utf-16")
        except UnicodeDecodeError:
            raise UnreadableFile(_BROKEN) from None
        return re.sub(r"^\s*<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL).encode(
            "utf-8", "replace"
        )
    content = content.removeprefix(b"\xef\xbb\xbf")
    declared = _DECLARED.match(content[:200])
    if b"\0" in content or (
        declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii")
    ):
        raise UnreadableFile(_BROKEN)
    return content


def _depth(root: etree._Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def name_of(element: etree._Element) -> str:
    """The element's name with the usual prefix (``w:p``); of other namespaces the local name
    alone."""
    tag = element.tag
    namespace, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    prefix = _PREFIXES.get(namespace)
    return f"{prefix}:{local}" if prefix else local


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along a path of names, or None."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if name_of(one) == name), None)
    return element


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The direct children of this name."""
    if element is not None:
        yield from (one for one in element if name_of(one) == name)


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """A ``w:`` attribute of an element, or None."""
    if element is None:
        return None
    return next(
        (found for space in _WORD if (found := element.get(f"{{{space}}}{name}")) is not None), None
    )


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """A ``w:`` attribute as a whole number of bearable size, or None."""
    text = value(element, name)
    if text is None or not re.fullmatch(r"-?[0-9]{1,9}", text):
        return None
    return int(text)


def switched_on(element: etree._Element | None) -> bool:
    """Whether an on/off property is on: there, and not set to a word for no."""
    return element is not None and (value(element) or "true").lower() not in (
        "0",
        "false",
        "off",
        "none",
    )
