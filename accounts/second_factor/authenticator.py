"""Codes of an authenticator (身份验证器, TOTP after RFC 6238): six digits that change every 30 seconds. What an
authenticator is given, the step a code belongs to, and the form in which people type codes."""

from __future__ import annotations

import unicodedata
from typing import Final

import pyotp
import segno
from pyotp.exceptions import OTPVerificationError

ISSUER: Final = "照镜"
#: Steps of 30 seconds that a clock may be off, to either side.
SKEW: Final = 1
#: Characters of the two kinds of code.
DIGITS: Final = 6
RECOVERY: Final = 12


def new_secret() -> str:
    """A new key: 160 random bits in base 32."""
    return pyotp.random_base32(32)


def step_of(secret: str, code: str, at: float | None = None) -> int | None:
    """The step of 30 seconds since 1970 that a code belongs to; None where it is none of now (``at``, in seconds), of
    the step before or of the one after."""
    totp = pyotp.TOTP(secret)
    try:
        return int(totp.verify_and_get_timecode(code, for_time=at, valid_window=SKEW))
    except OTPVerificationError:
        return None


def address_of(secret: str, username: str) -> str:
    """The otpauth address that an authenticator reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


def picture_of(address: str) -> str:
    """The address as a QR code: an SVG element to stand in the page, without styles of its own."""
    return segno.make(address, error="m").svg_inline(
        scale=5, border=4, light="#fff", svgclass="qr", lineclass=None, omitsize=True
    )


def in_groups(secret: str) -> str:
    """The key as people type it: groups of four."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def as_code(typed: str) -> str:
    """What was typed, as codes are compared: ASCII, small letters, without what parts the groups. Empty where it has
    the length of neither kind."""
    plain = unicodedata.normalize("NFKC", typed).lower()
    code = "".join(char for char in plain if char.isascii() and char.isalnum())
    if len(code) == RECOVERY or (len(code) == DIGITS and code.isdigit()):
        return code
    return ""
