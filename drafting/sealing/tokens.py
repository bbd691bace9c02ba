"""How a sealed value looks where it lies. [pure]

Text: ``zjs1:`` the key's id ``:`` base64. Bytes: ``zjs1``, the id in four bytes, the sealed content.
A plain text that begins like one of ours is kept behind ``zjs0:`` and so never taken for one; what is
empty stays empty.
"""

from __future__ import annotations

import base64
import re
from typing import Final

from drafting.sealing.keys import ID, NONCE, Key

SEALED: Final = "zjs1:"
_ESCAPED: Final = "zjs0:"
_TOKEN: Final = re.compile(r"zjs1:([0-9a-f]{8}):([A-Za-z0-9_=-]+)")
_OURS: Final = (SEALED, _ESCAPED)
SEALED_BYTES: Final = b"zjs1"
_ESCAPED_BYTES: Final = b"zjs0"
#: How bytes begin that are not simply themselves.
OUR_BYTES: Final = (SEALED_BYTES, _ESCAPED_BYTES)
#: The magic bytes, the id, nonce and tag: what is shorter is none of ours.
_LEAST: Final = len(SEALED_BYTES) + ID + NONCE + 16


def sealed_text(text: str, place: str, key: Key | None) -> str:
    """A text as it is stored: under the key, or plain where there is none."""
    if not text:
        return text
    if key is None:
        return _ESCAPED + text if text.startswith(_OURS) else text
    content = key.seal(text.encode("utf-8", "surrogatepass"), place.encode())
    return f"{SEALED}{key.id}:{base64.urlsafe_b64encode(content).decode()}"


def key_of_text(stored: str) -> str | None:
    """The id of the key that a stored text is under; None where it is plain."""
    if not stored.startswith(SEALED):
        return None
    found = _TOKEN.fullmatch(stored)
    return found[1] if found else None


def plain_text(stored: str, place: str, key: Key | None) -> str:
    """A stored text again; the key is the one that `key_of_text` names. Raises Unsealable."""
    if key is not None:
        content = base64.urlsafe_b64decode(stored[len(SEALED) + 2 * ID + 1 :])
        return key.unseal(content, place.encode()).decode("utf-8", "surrogatepass")
    return stored.removeprefix(_ESCAPED)


def sealed_bytes(content: bytes, place: str, key: Key | None) -> bytes:
    """Bytes as they are stored, like `sealed_text`."""
    if not content:
        return content
    if key is None:
        return _ESCAPED_BYTES + content if content.startswith(OUR_BYTES) else content
    return SEALED_BYTES + bytes.fromhex(key.id) + key.seal(content, place.encode())


def key_of_bytes(stored: bytes) -> str | None:
    """The id of the key that stored bytes are under; None where they are plain. The first eight
    bytes are not enough to tell."""
    if not stored.startswith(SEALED_BYTES) or len(stored) < _LEAST:
        return None
    return stored[len(SEALED_BYTES) : len(SEALED_BYTES) + ID].hex()


def plain_bytes(stored: bytes, place: str, key: Key | None) -> bytes:
    """Stored bytes again; the key is the one that `key_of_bytes` names. Raises Unsealable."""
    if key is not None:
        return key.unseal(stored[len(SEALED_BYTES) + ID :], place.encode())
    return stored.removeprefix(_ESCAPED_BYTES)
