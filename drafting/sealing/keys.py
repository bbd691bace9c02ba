"""The keys of texts at rest, and the file that a unit keeps them in. [pure]

One key a line, the newest first: what is written is sealed with the first, what is read with the one
that it names. A line `plain` in place of the first key stands for none: everything written from then
on is plain, and what is there stays readable. Lines that begin with # say nothing.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY: Final = 32  # bytes
ID: Final = 4  # bytes
NONCE: Final = 12  # bytes
PLAIN: Final = "plain"
_LINE: Final = "zhaojing-text-key:"
_HEAD: Final = "# 照镜加密文字的密钥，最新的在最前面。请另存一份，不要和备份放在一起。\n"


class KeysRefused(Exception):
    """A file with keys that cannot be used; the message is one Chinese sentence."""


class Unsealable(Exception):
    """What was to be read is damaged, or belongs elsewhere."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key. ``id``: eight hexadecimal digits that follow from it and tell nothing of it."""

    id: str
    _cipher: AESGCM = field(repr=False)

    def seal(self, content: bytes, place: bytes) -> bytes:
        """The content encrypted, to be read at this place alone."""
        nonce = secrets.token_bytes(NONCE)
        return nonce + self._cipher.encrypt(nonce, content, place)

    def unseal(self, sealed: bytes, place: bytes) -> bytes:
        """The content again. Raises Unsealable."""
        try:
            return self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], place)
        except (InvalidTag, ValueError):
            raise Unsealable from None


@dataclass(frozen=True, slots=True)
class Keys:
    """Those that a unit has. ``writing`` is None where what is written stays plain."""

    writing: Key | None = None
    by_id: Mapping[str, Key] = field(default_factory=dict)


#: Where nothing was ever encrypted.
NONE: Final = Keys()


def made_of(secret: bytes) -> Key:
    """The key of 32 secret bytes."""
    identity = _derived(secret, b"id", ID).hex()
    return Key(identity, AESGCM(_derived(secret, b"content", KEY)))


def _derived(secret: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, None, b"zhaojing text 1 " + purpose).derive(secret)


def read_keys(path: Path) -> Keys:
    """The keys in a file; none in an empty one. Raises KeysRefused."""
    lines = _lines_of(_text_of(path))
    found = [made_of(_secret(line, path)) for line in lines if line != PLAIN]
    if PLAIN in lines[1:]:
        raise KeysRefused(f"密钥文件 {path} 里，plain 只能写在最前面一行。")
    writing = found[0] if found and lines[0] != PLAIN else None
    return Keys(writing, {one.id: one for one in found})


def add_key(path: Path) -> Key:
    """Put a new key in front of those in a file, which is made where there is none (mode 0600); a
    line `plain` goes. Raises KeysRefused."""
    secret = secrets.token_bytes(KEY)
    there = _text_of(path) if path.exists() else ""
    if there:
        read_keys(path)
    before = [line for line in _lines_of(there) if line != PLAIN]
    line = _LINE + base64.urlsafe_b64encode(secret).decode()
    _write(path, _HEAD + "".join(f"{one}\n" for one in (line, *before)))
    return made_of(secret)


def stop_writing(path: Path) -> None:
    """Put the line `plain` in front. Raises KeysRefused."""
    if not read_keys(path).by_id:
        raise KeysRefused(f"{path} 里没有密钥，没有改动。")
    before = [line for line in _lines_of(_text_of(path)) if line != PLAIN]
    _write(path, _HEAD + "".join(f"{one}\n" for one in (PLAIN, *before)))


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise KeysRefused(f"加密文字的密钥文件 {path} 不存在或无法读取。") from None


def _lines_of(text: str) -> list[str]:
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _secret(line: str, path: Path) -> bytes:
    try:
        found = base64.b64decode(line.removeprefix(_LINE), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        found = b""
    if not line.startswith(_LINE) or len(found) != KEY:
        # the line is not repeated: it may hold most of a key
        raise KeysRefused(
            f"{path} 不是加密文字的密钥文件，或有一行写坏了；"
            "密钥可用 manage.py text_keys new 文件 生成。"
        )
    return found


def _write(path: Path, text: str) -> None:
    """Written whole or not at all, for the same user as before."""
    try:
        before = path.stat() if path.exists() else None
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            if before is not None:
                os.chmod(temporary, before.st_mode & 0o777)
                if (before.st_uid, before.st_gid) != (os.geteuid(), os.getegid()):
                    os.chown(temporary, before.st_uid, before.st_gid)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError:
        raise KeysRefused(f"密钥文件 {path} 无法写入，没有改动，请检查目录和权限。") from None
