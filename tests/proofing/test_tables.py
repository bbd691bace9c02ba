"""The shipped tables are well formed, and their rows do what they say."""

import json

import pytest

from drafting.proofing.core.context import Context
from drafting.proofing.core.formulations import KINDS, Formulation
from drafting.proofing.core.registry import BY_ID
from drafting.proofing.core.runner import proofread
from drafting.proofing.core.sounds import alike, lookalikes, readings
from drafting.proofing.core.tables import FOLDER, SHIPPED
from drafting.proofing.core.tokens import frequency, is_word
from drafting.proofing.core.wordings import Wording


def test_every_formulation_has_a_source_and_no_row_is_there_twice() -> None:
    rows = SHIPPED.formulations.rows
    assert [row for row in rows if not row.source or row.kind not in KINDS] == []
    assert [row for row in rows if row.kind == "outdated" and not (row.since and row.use)] == []
    assert [row for row in rows if row.kind == "order" and len(row.items) < 3] == []
    fixed = [row.text for row in rows if row.kind in ("fixed", "count")]
    assert len(fixed) - len(set(fixed)) <= 2  # a set may be listed as fixed and as counted


def test_unknown_kinds_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        Formulation.from_row({"kind": "other", "text": "某", "source": "无"})


def test_no_confusion_without_neighbours_is_a_common_word() -> None:
    rows = json.loads((FOLDER / "confusions.json").read_text("utf-8"))
    bare = [
        row["wrong"]
        for row in rows
        if not {"before", "after", "unless_before", "unless_after"} & set(row)
    ]
    # the dictionary's corpus has misspellings too; they are far rarer than the word that is meant
    right = {row["wrong"]: row["right"] for row in rows}
    assert [
        w for w in bare if is_word(w) and is_word(right[w]) and frequency(w) > frequency(right[w])
    ] == []
    assert [row for row in rows if row["wrong"] == row["right"]] == []


def test_right_wordings_are_not_flagged_as_wrong_ones() -> None:
    checks = (
        BY_ID["confused-word"],
        BY_ID["formulation-misquoted"],
        BY_ID["near-idiom"],
        BY_ID["formulation-count"],
    )
    texts = [
        row.text for row in SHIPPED.formulations.rows if row.kind in ("fixed", "count", "order")
    ]
    loud = [
        (text, finding.text)
        for text in texts
        for finding in proofread(Context(f"{text}。", complete=False), checks)
        if finding.severity != "advice"
    ]
    assert loud == []


def test_a_wording_looks_at_its_neighbours() -> None:
    row = Wording.from_row({"wrong": "事实", "right": "实事", "before": "办", "unless_after": "上"})
    assert list(row.places("办事实，事实，办事实上，办\n事实")) == [(1, 3)]


def test_sounds_and_shapes() -> None:
    assert readings("行") == {"xin", "han", "hen"}
    assert alike("刘", "六")
    assert alike("己", "已")
    assert not alike("领", "会")
    assert "实" in lookalikes("时")
    assert "时" not in lookalikes("时")
