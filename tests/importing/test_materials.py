"""Materials of several shapes, their structure judged by hand."""

from __future__ import annotations

from typing import Any

import pytest

from drafting.importing import segment
from drafting.management.commands.import_material import as_json
from tests.importing.frames import framework
from tests.importing.marked import NAMES, marked, shape
from tests.importing.text import source_of


def without_keys(expected: dict[str, Any]) -> dict[str, Any]:
    return expected | {
        "parts": [{k: v for k, v in part.items() if k != "key"} for part in expected["parts"]]
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_material_is_read_as_a_person_reads_it(name: str) -> None:
    material = marked(name)
    imported = segment(source_of(material.text), framework(material.framework))
    assert shape(as_json(imported)) == without_keys(material.expected)
    assert not imported.unplaced


@pytest.mark.parametrize("name", [name for name in NAMES if marked(name).framework])
def test_parts_and_areas_carry_the_keys_of_the_framework(name: str) -> None:
    material = marked(name)
    frame = framework(material.framework)
    assert frame is not None
    document = segment(source_of(material.text), frame).document
    keys = {area.name: area.key for area in frame.areas()}
    sections = [section for part in document.parts for section in part.sections]
    assert [section.key for section in sections] == [
        keys.get(section.area, "") for section in sections
    ]
    keyed = [
        (part.key, wanted["key"])
        for part, wanted in zip(document.parts, material.expected["parts"], strict=True)
    ]
    assert all(key == wanted for key, wanted in keyed if wanted)
