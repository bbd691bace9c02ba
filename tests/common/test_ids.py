"""Ids as requests carry them."""

import uuid

import pytest

from drafting.common.ids import id_of, id_or_new

GIVEN = uuid.UUID("0b0f6b3e-8f0a-4a57-9d0f-0a5e2f6f8c11")


def test_an_id_is_read() -> None:
    assert (id_of(str(GIVEN)), id_or_new(str(GIVEN))) == (GIVEN, GIVEN)


@pytest.mark.parametrize("text", ["", "1", "不是", "\0", str(GIVEN) + "0"])
def test_what_is_none(text: str) -> None:
    assert id_of(text) is None
    assert id_or_new(text) != id_or_new(text)
