"""Every check does what its own examples say."""

import pytest

from drafting.proofing.core.base import Check, Example
from drafting.proofing.core.context import Context
from drafting.proofing.core.findings import SEVERITIES
from drafting.proofing.core.registry import BY_ID, CHECKS
from drafting.proofing.core.runner import proofread

EXAMPLES = [(check, example) for check in CHECKS for example in (*check.good, *check.bad)]


@pytest.mark.parametrize(
    ("check", "example"), EXAMPLES, ids=[f"{c.id}-{n}" for n, (c, _) in enumerate(EXAMPLES)]
)
def test_example(check: Check, example: Example) -> None:
    found = proofread(Context(example.text, **example.given), (check,))
    assert tuple(finding.text for finding in found) == example.flagged


def test_ids_are_unique_and_every_check_explains_itself() -> None:
    assert len(BY_ID) == len(CHECKS)
    for check in CHECKS:
        assert all((check.title, check.why, check.source)), check.id
        assert check.severity in SEVERITIES, check.id
        assert check.good, check.id
        assert all(example.flagged for example in check.bad), check.id


def test_checks_without_a_bad_example_are_tested_elsewhere() -> None:
    # these need a framework or a document with links: test_framework.py has them
    assert {check.id for check in CHECKS if not check.bad} == {
        "area-missing", "answered", "lengths", "length-over",
    }  # fmt: skip
