"""The encryption of a backup: a stream of sealed pieces (AES-256-GCM), under a key that the unit
keeps in a file. [pure]

A file begins with MAGIC, a random salt and a mark of its key. The key of its pieces is derived from
the unit's key and the salt (HKDF-SHA256). Each piece is sealed with its number and with whether it
is the last one, so that none can be changed, left out, moved or cut off unnoticed.
"""

from __future__ import annotations

import base64
import io
import os
import secrets
from pathlib import Path
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from drafting.operation.backup.refusal import BackupRefused

MAGIC: Final = b"ZHAOJING BACKUP 1\n"
_SALT, _MARK, _TAG, KEY = 32, 16, 16, 32  # bytes
PIECE: Final = 1024 * 1024
_KEY_LINE: Final = "zhaojing-backup-key:"

DAMAGED: Final = "备份文件已损坏：内容被截断或改动过，请换一份备份。"


def new_key(path: Path) -> None:
    """Make a key file of mode 0600. Raises BackupRefused where there is something already."""
    text = _KEY_LINE + base64.urlsafe_b64encode(secrets.token_bytes(KEY)).decode() + "\n"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BackupRefused(f"{path} 已经存在，没有改动；新的密钥请用另一个文件名。") from None
    except OSError:
        raise BackupRefused(f"密钥文件 {path} 无法写入，请检查目录和权限。") from None
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(text)


def read_key(path: Path) -> bytes:
    """The key in a file. Raises BackupRefused where it holds none."""
    try:
        text = path.read_text(encoding="ascii").strip()
        key = base64.urlsafe_b64decode(text.removeprefix(_KEY_LINE))
    except OSError:
        raise BackupRefused(f"备份的密钥文件 {path} 不存在或无法读取。") from None
    except ValueError:
        key = text = ""  # type: ignore[assignment]
    if not text.startswith(_KEY_LINE) or len(key) != KEY:
        raise BackupRefused(f"{path} 不是备份的密钥文件，请检查路径。")
    return key


def _derived(key: bytes, salt: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, b"zhaojing backup 1 " + purpose).derive(key)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


class Sealed(io.RawIOBase):
    """Takes bytes and writes them sealed. Only what was closed by `finish` can be read again."""

    def __init__(self, stream: BinaryIO, key: bytes) -> None:
        salt = secrets.token_bytes(_SALT)
        stream.write(MAGIC + salt + _derived(key, salt, b"mark", _MARK))
        self._cipher = AESGCM(_derived(key, salt, b"content", KEY))
        self._stream, self._kept, self._number = stream, bytearray(), 0

    def writable(self) -> bool:
        return True

    def write(self, content: bytes | bytearray | memoryview) -> int:  # type: ignore[override]
        self._kept += content
        # the last piece waits: only `finish` knows that it is the last
        while len(self._kept) > PIECE:
            self._seal(bytes(self._kept[:PIECE]), last=False)
            del self._kept[:PIECE]
        return len(content)

    def finish(self) -> None:
        """Write the last piece; nothing may follow."""
        self._seal(bytes(self._kept), last=True)
        self._kept.clear()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self._stream.write(self._cipher.encrypt(_nonce(self._number, last), piece, None))
        self._number += 1


class Opened(io.RawIOBase):
    """Gives the bytes that were sealed. Raises BackupRefused: at once where the file is none of
    ours or its key is another one, and while reading where it was cut or changed."""

    def __init__(self, stream: BinaryIO, key: bytes, name: str) -> None:
        head = stream.read(len(MAGIC) + _SALT + _MARK)
        salt, mark = head[len(MAGIC) : -_MARK], head[-_MARK:]
        if not head.startswith(MAGIC) or len(salt) != _SALT:
            raise BackupRefused(f"{name} 不是照镜的备份文件，或者开头已损坏。")
        if not secrets.compare_digest(mark, _derived(key, salt, b"mark", _MARK)):
            raise BackupRefused("密钥不对，打不开这份备份，请用制作它时的密钥文件。")
        self._cipher = AESGCM(_derived(key, salt, b"content", KEY))
        self._stream, self._number = stream, 0
        self._ahead = stream.read(PIECE + _TAG)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._left and self._ahead is not None:
            self._open_next()
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count

    def _open_next(self) -> None:
        sealed, following = self._ahead, self._stream.read(PIECE + _TAG)
        try:
            piece = self._cipher.decrypt(_nonce(self._number, not following), sealed, None)
        except InvalidTag:
            raise BackupRefused(DAMAGED) from None
        self._number += 1
        self._left = memoryview(piece)
        self._ahead = following or None  # type: ignore[assignment]
