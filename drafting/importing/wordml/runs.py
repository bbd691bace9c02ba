"""The text inside one paragraph: runs, tracked changes, fields, text boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from drafting.importing.wordml.notices import Notices
from drafting.importing.wordml.styles import Styles
from drafting.importing.wordml.symbols import UNKNOWN, symbol
from drafting.importing.wordml.xml import child, children, name_of, switched_on, value

#: Elements that only wrap what they hold.
_WRAPPERS: Final = frozenset(
    f"w:{name}"
    for name in (
        *(
            "hyperlink",
            "smartTag",
            "customXml",
            "bdo",
            "dir",
            "fldSimple",
            "ins",
            "moveTo",
            "sdtContent",
        ),
        *("ruby", "rubyBase"),
    )
)
_SIGNS: Final = {
    "w:tab": " ",
    "w:ptab": " ",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "-",
    "w:softHyphen": "",
}
_NOTICED: Final = {
    "w:footnoteReference": "footnote", "w:endnoteReference": "footnote",
    "w:commentReference": "comment",
    "w:object": "object", "w:control": "object", "w:altChunk": "object", "w:subDoc": "object",
    "w:del": "deleted", "w:moveFrom": "deleted", "w:ins": "inserted", "w:moveTo": "inserted",
    "m:oMath": "formula",
}  # fmt: skip
_SKIPPED: Final = frozenset(["w:del", "w:moveFrom", "w:altChunk", "w:subDoc"])
_GRAPHICS: Final = frozenset(["w:drawing", "w:pict", "w:object", "mc:AlternateContent"])


@dataclass(slots=True)
class Found:
    """What a paragraph holds: its text, soft breaks as line feeds, and the text boxes anchored in
    it."""

    text: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


class Runs:
    """Reads the inside of paragraphs."""

    def __init__(self, styles: Styles, notices: Notices) -> None:
        self._styles = styles
        self._notices = notices
        self._fields: list[bool] = []

    def read(self, paragraph: etree._Element) -> Found:
        """The text and the text boxes of a paragraph."""
        found = Found()
        for element in paragraph:
            self._element(element, found)
        return found

    def _element(self, element: etree._Element, found: Found) -> None:
        name = name_of(element)
        if name in _NOTICED:
            self._notices.add(_NOTICED[name])
        if name in _SKIPPED:
            return
        if name in _SIGNS:
            found.text.append(_SIGNS[name])
        elif name in _WRAPPERS or (name.startswith("m:") and name != "m:t"):
            self._all(element, found)
        elif name in _GRAPHICS:
            self._graphic(element, found)
        elif reader := _READERS.get(name):
            reader(self, element, found)

    def _all(self, container: etree._Element | None, found: Found) -> None:
        if container is not None:
            for one in container:
                self._element(one, found)

    def _text(self, element: etree._Element, found: Found) -> None:
        if not any(self._fields):
            found.text.append(element.text or "")

    def _run(self, run: etree._Element, found: Found) -> None:
        properties = child(run, "w:rPr")
        vanish = child(properties, "w:vanish")
        style = value(child(properties, "w:rStyle"))
        hidden = (
            switched_on(vanish)
            if vanish is not None
            else style is not None and self._styles.hides(style)
        )
        if hidden:
            if any(one.text for one in children(run, "w:t")):
                self._notices.add("hidden")
            return
        self._all(run, found)

    def _field(self, element: etree._Element, found: Found) -> None:
        """A field shows what stands between ``separate`` and ``end``; before that stands its
        instruction."""
        kind = value(element, "fldCharType")
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def _symbol(self, element: etree._Element, found: Found) -> None:
        sign = symbol(value(element, "font") or "", value(element, "char") or "")
        if sign is None:
            self._notices.add("symbol")
        found.text.append(UNKNOWN if sign is None else sign)

    def _control(self, element: etree._Element, found: Found) -> None:
        if child(element, "w:sdtPr", "w:showingPlcHdr") is not None:
            self._notices.add("prompt")
            return
        self._all(child(element, "w:sdtContent"), found)

    def _graphic(self, element: etree._Element, found: Found) -> None:
        """Text boxes of a drawing; of two ways to draw the same thing (mc:AlternateContent) only
        one is read."""
        boxes = list(_boxes(element))
        if boxes:
            found.boxes += boxes
            return
        if name_of(element) == "mc:AlternateContent":
            self._all(child(element, "mc:Choice"), found)
        elif any(name_of(one) in ("pic:pic", "v:imagedata") for one in element.iter()):
            self._notices.add("picture")


_READERS: Final[dict[str, Callable[[Runs, etree._Element, Found], None]]] = {
    "w:t": Runs._text,
    "m:t": Runs._text,
    "w:r": Runs._run,
    "w:sdt": Runs._control,
    "w:sym": Runs._symbol,
    "w:fldChar": Runs._field,
}


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The w:txbxContent elements in a drawing, not those inside each other, and only one of two
    alternatives."""
    name = name_of(element)
    if name == "w:txbxContent":
        yield element
    elif name == "mc:AlternateContent":
        for one in element:
            boxes = list(_boxes(one))
            if boxes:
                yield from boxes
                return
    else:
        for one in element:
            yield from _boxes(one)
