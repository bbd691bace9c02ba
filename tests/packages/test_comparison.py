"""Three-way comparison of a row."""

from __future__ import annotations

import pytest

from drafting.packages.comparison import Cells, Standing, standing

A, B, C = {"观点句": "甲"}, {"观点句": "乙"}, {"观点句": "丙"}


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "found"),
    [
        (None, None, A, Standing.NEW),
        (A, A, A, Standing.SAME),
        (A, B, B, Standing.SAME),
        (None, A, A, Standing.SAME),
        (A, A, B, Standing.CHANGED),
        (A, B, A, Standing.HOME),
        (A, B, C, Standing.CONFLICT),
        (None, A, B, Standing.CONFLICT),
        (A, A, None, Standing.GONE),
        (A, B, None, Standing.GONE),
    ],
)
def test_who_changed_what(
    base: Cells | None, mine: Cells | None, theirs: Cells | None, found: Standing
) -> None:
    assert standing(base, mine, theirs) == found
