"""The key of an authenticator as it lies in the database: encrypted with a key that is derived from SECRET_KEY, so that
a copy of the database alone makes no codes."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Unreadable(Exception):
    """It was sealed under another SECRET_KEY."""


def seal(secret: str) -> str:
    """The key, encrypted."""
    return _fernet().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """The key again. Raises Unreadable where SECRET_KEY has changed."""
    try:
        return _fernet().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Unreadable from None


def _fernet() -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=b"zhaojing second factor").derive(
        settings.SECRET_KEY.encode()
    )
    return Fernet(base64.urlsafe_b64encode(derived))
