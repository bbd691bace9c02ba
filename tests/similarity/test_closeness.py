"""How close two sentences are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.similarity.closeness import closeness
from drafting.similarity.fingerprints import WINDOW, fingerprints, stretches

WHOLE = "领的四本书到年底只翻完了一本其余三本还放在书柜里没有拆封"
MOVED = "其余三本还放在书柜里没有拆封领的四本书到年底只翻完了一本"
EDITED = "发的四本书到年末只读完了一本另外三本仍放在柜子里没有拆封"
UNRELATED = "下乡走访多在上午到村委会坐一坐就走群众的难处听得少记得少"


@pytest.mark.parametrize(
    ("other", "score"),
    [(WHOLE, 1.0), (MOVED, 0.96), (EDITED, 0.72)],
    ids=["same", "moved", "edited"],
)
def test_copies_are_close(other: str, score: float) -> None:
    found = closeness(WHOLE, other)
    assert found is not None
    assert found.score == pytest.approx(score, abs=0.04)
    assert (found.start, found.end) == (0, len(WHOLE))


def test_what_has_nothing_to_do_with_it_is_not() -> None:
    assert closeness(WHOLE, UNRELATED) is None
    assert closeness("学习不够深入", "学习不够深入") is None  # anybody's


def test_a_sentence_within_a_longer_one_says_which_part() -> None:
    longer = f"会上我也说过{WHOLE}这件事拖到今年三月书记问起来才想到要改还是没有定下每天读几页"
    found = closeness(longer, WHOLE)
    assert found is not None
    assert longer[found.start : found.end] == WHOLE
    assert closeness(WHOLE, longer) is not None


@given(st.text("学习工作作风不够深入实际了的", min_size=8, max_size=40))
def test_everything_is_close_to_itself(said: str) -> None:
    found = closeness(said, said)
    assert found is not None
    assert found.score == 1.0


@given(
    st.text("甲乙丙丁戊己庚", max_size=12),
    st.text("甲乙丙丁戊己庚", min_size=WINDOW + 4, max_size=20),
    st.text("甲乙丙丁戊己庚", max_size=12),
)
def test_a_long_stretch_in_common_is_found_by_a_fingerprint(
    before: str, same: str, after: str
) -> None:
    assert fingerprints(same) & set(stretches(before + same + after))
    assert fingerprints(before + same + after) & set(stretches(same))
