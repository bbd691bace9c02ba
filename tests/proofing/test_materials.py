"""Recall and precision on text that the rules were not made from."""

import json
from pathlib import Path

import pytest

from drafting.management.material_context import context_of
from drafting.proofing.core.context import Context
from drafting.proofing.core.findings import Finding
from drafting.proofing.core.registry import CHECKS
from drafting.proofing.core.runner import proofread
from drafting.proofing.core.tally import counts
from tests.proofing.planting import FIXTURES, MATERIALS, SHARED_MATERIALS, Planted, names, planted

CLEAN = [*sorted(SHARED_MATERIALS.glob("*.json")), *(MATERIALS / f"{name}.txt" for name in names())]


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_a_clean_material_has_no_error_and_hardly_a_warning(path: Path) -> None:
    context = context_of(path, None)
    tally = counts(proofread(context))
    assert tally["error"] == 0
    assert tally["warning"] * 1000 <= 2 * len(context.text)


def near(finding: Finding, defect: Planted) -> bool:
    """Whether a finding lies on a defect or beside it."""
    if defect.start is None or defect.end is None:
        return finding.rule == defect.rule
    return finding.start <= defect.end and finding.end >= defect.start - 1


@pytest.mark.parametrize("name", names())
def test_planted_defects_are_found_and_nothing_else(name: str, tmp_path: Path) -> None:
    text, defects = planted(name)
    path = tmp_path / f"{name}.txt"
    path.write_text(text, "utf-8")
    findings = proofread(context_of(path, None))
    known = [defect for defect in defects if defect.rule]
    missed = [defect for defect in known if not any(near(finding, defect) for finding in findings)]
    assert missed == []
    loud = [finding for finding in findings if finding.severity != "advice"]
    false = [finding for finding in loud if not any(near(finding, defect) for defect in defects)]
    assert false == []


#: What the library's own texts have by their nature.
OWN = ("hole", "library-share")
QUICK = [check for check in CHECKS if not check.heavy]
#: Of so many phrases one is read by the heavy checks too, which take half the time of all.
FEW = 3


def test_the_starter_library_reads_clean() -> None:
    size, warnings = {True: 0, False: 0}, {True: [], False: []}
    rows = [
        row
        for path in sorted((FIXTURES / "library").glob("*.json"))
        for row in json.loads(path.read_text("utf-8"))
    ]
    for number, row in enumerate(rows):
        claim = f"{row['claim']}。" if row.get("claim") else ""
        text = (
            claim + (row.get("elaboration") or row.get("text") or "") + (row.get("example") or "")
        )
        whole = number % FEW == 0
        found = proofread(Context(text, complete=False), CHECKS if whole else QUICK, seconds=60)
        assert found.unfinished == ()
        size[whole] += len(text)
        warnings[whole] += [f for f in found if f.severity != "advice" and f.rule not in OWN]
    for whole in (True, False):
        assert size[whole] > 50_000
        assert len(warnings[whole]) * 10_000 <= size[whole], warnings[whole]
