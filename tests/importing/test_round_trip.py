"""What is printed is read back, in every style, and reading it again changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting.document.model import Document
from drafting.document.structure import to_structure
from drafting.importing import segment
from drafting.importing.files import read_bytes
from drafting.rendering.formats import docx
from drafting.rendering.styles import STYLES
from tests.importing.frames import framework
from tests.importing.generated import documents, printed
from tests.importing.marked import NAMES, marked, shape
from tests.importing.text import source_of
from tests.rendering.documents import MATERIALS, material, options

SLOW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def squeezed(value: Any) -> Any:
    """The structure without blanks and line breaks, and without the areas, which are not
    printed."""
    if isinstance(value, dict):
        return {key: squeezed(item) for key, item in value.items() if key != "area"}
    if isinstance(value, list):
        return [squeezed(item) for item in value]
    return "".join(value.split()) if isinstance(value, str) else value


def read_back(document: Document, style: str, key: str | None = None) -> Document:
    source = read_bytes(docx.render(document, options(style)), "材料.docx")
    imported = segment(source, framework(key))
    assert (source.notices, imported.unplaced) == ((), ())
    return imported.document


def seen(document: Document) -> Any:
    return squeezed(shape(to_structure(document)))


@SLOW
@given(document=documents(), style=st.sampled_from(sorted(STYLES)))
def test_what_is_printed_is_read_back(document: Document, style: str) -> None:
    assert seen(read_back(document, style)) == squeezed(printed(document, STYLES[style]))


@pytest.mark.parametrize("name", NAMES)
def test_an_imported_material_is_read_back_with_its_own_numbers(name: str) -> None:
    found = marked(name)
    first = segment(source_of(found.text), framework(found.framework)).document
    assert seen(read_back(first, "given", found.framework)) == seen(first)


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("name", NAMES)
def test_reading_again_changes_nothing(name: str, style: str) -> None:
    found = marked(name)
    first = read_back(segment(source_of(found.text), framework(found.framework)).document, style)
    assert seen(read_back(first, style)) == seen(first)


@pytest.mark.parametrize("style", ["given", "standard"])
@pytest.mark.parametrize("path", MATERIALS, ids=lambda path: path.stem)
def test_the_materials_of_the_printed_forms_are_read_back(path: Any, style: str) -> None:
    document = material(path)
    assert seen(read_back(document, style)) == squeezed(printed(document, STYLES[style]))
