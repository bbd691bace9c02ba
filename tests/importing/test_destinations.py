"""What the parts and areas of an imported paper are called beside where they go."""

from __future__ import annotations

import pytest

from drafting.document.model import Part, Section
from drafting.importing.review_page.destinations import label_of


@pytest.mark.parametrize(
    ("node", "label"),
    [
        (Part(id="p", role="causes", heading="问题的根源"), "问题的根源"),
        (Part(id="p", role="causes"), "原因剖析（没有标题）"),
        (Part(id="p", role="other"), "（没有标题）"),
        (Section(id="s", area="理论学习", heading="理论学习方面"), "理论学习"),
        (Section(id="s", heading="理论学习方面"), "理论学习方面"),
        (Section(id="s"), "（没有标题）"),
    ],
)
def test_a_part_without_a_heading_is_called_by_what_it_was_taken_for(
    node: Part | Section, label: str
) -> None:
    assert label_of(node) == label
