"""Codes of an authenticator, and what it is given."""

from __future__ import annotations

import re

import pytest
from django.conf import settings as django_settings

from accounts.second_factor.authenticator import (
    address_of,
    as_code,
    in_groups,
    new_secret,
    picture_of,
    step_of,
)
from accounts.second_factor.sealing import Unreadable, seal, unseal

# RFC 6238, appendix B: the key, moments and the last six digits of the codes of SHA-1
KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (1111111111, "050471"),
        (1111111109, "081804"),
        (1234567890, "005924"),
        (20000000000, "353130"),
    ],
)
def test_the_codes_are_those_of_the_standard(moment: int, code: str) -> None:
    steps = [step_of(KEY, code, moment + away * 30) for away in range(-2, 3)]
    assert steps == [None, moment // 30, moment // 30, moment // 30, None]


def test_the_address_says_whose_and_where() -> None:
    assert address_of(KEY, "liu.yang@局") == (
        "otpauth://totp/%E7%85%A7%E9%95%9C:liu.yang%40%E5%B1%80"
        f"?secret={KEY}&issuer=%E7%85%A7%E9%95%9C"
    )


def test_the_picture_brings_no_style_and_no_script() -> None:
    picture = picture_of(address_of(KEY, "member"))
    assert re.findall(r"<(\w+)", picture) == ["svg", "g", "path", "path"]
    assert "viewBox" in picture  # so that it keeps its whole in any size
    assert not re.search(r"style|script|href|on\w+=", picture)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("123456", "123456"), ("123 456", "123456"), (" １２３４５６ ", "123456"), ("12345", ""),
        ("1234567", ""), ("abcdef", ""), ("ab2c-de3f-gh4j", "ab2cde3fgh4j"),
        ("AB2C DE3F GH4J", "ab2cde3fgh4j"), ("ab2c–de3f—gh4j", "ab2cde3fgh4j"),
        ("", ""), ("一二三四五六", ""), ("١٢٣٤٥٦", ""), ("\x00" * 6, ""),
    ],
)  # fmt: skip
def test_codes_as_people_type_them(typed: str, code: str) -> None:
    assert as_code(typed) == code


def test_the_key_is_long_and_read_in_groups() -> None:
    secret = new_secret()
    assert re.fullmatch(r"[A-Z2-7]{32}", secret)
    assert secret != new_secret()
    assert re.fullmatch(r"(\w{4} ){7}\w{4}", in_groups(secret))


def test_a_key_is_sealed_and_only_opened_by_the_same_installation(settings) -> None:
    sealed = seal(KEY)
    assert KEY not in sealed
    assert sealed != seal(KEY)
    assert unseal(sealed) == KEY
    settings.SECRET_KEY = django_settings.SECRET_KEY + "x"
    with pytest.raises(Unreadable):
        unseal(sealed)
