"""One HTTP request while its bytes come in: how much of it is there, how long it may still take
(standard library only)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from tempfile import SpooledTemporaryFile
from typing import IO, Final

#: Bytes of a head (request line and headers). Ours have about 1,000.
LONGEST_HEAD: Final = 64 * 1024
#: Bytes of a body that is taken without asking who sends it, and kept in memory.
SMALL: Final = 64 * 1024
#: Seconds in which a head has to be complete, counted from its first byte.
HEAD_SECONDS: Final = 20.0
#: Seconds of silence after which a body is given up.
STALL_SECONDS: Final = 60.0
#: Bytes a second that the slowest telephone manages; a body may take as long as at this speed, and
#: `STALL_SECONDS` more.
SLOWEST: Final = 4 * 1024

_PIECE = 64 * 1024
_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,15})[ \t]*(?=\r\n)", re.IGNORECASE)
_FRAMING = re.compile(rb"\r\n(content-length|transfer-encoding)[ \t]*:", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding[ \t]*:", re.IGNORECASE)
_EXPECT = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*(?=\r\n)", re.IGNORECASE)


class Stage(Enum):
    """What is to be done with a request now."""

    HEAD = auto()
    """Wait for the rest of the head."""
    ASK = auto()
    """The head is there; ask whether its large body may come."""
    BODY = auto()
    """Wait for the rest of the body."""
    WHOLE = auto()
    """Everything is there."""
    ODD = auto()
    """A head whose body cannot be told from what follows: answer it and close."""
    TOO_LONG = auto()
    """Refuse: the head does not end."""
    NO_LENGTH = auto()
    """Refuse: a body that does not say how long it is (chunked)."""


class Arrival:
    """Takes the bytes of one request; `now` is a time in seconds, always of the same clock."""

    def __init__(self, now: float) -> None:
        self.stage = Stage.HEAD
        self.length = 0
        self.surplus = b""
        """What came after the request."""
        self.empty = True
        self._head = bytearray()
        self._body: IO[bytes] = SpooledTemporaryFile(max_size=SMALL)  # noqa: SIM115 - see close()
        self._received = 0
        self._begun = self._last = now

    def feed(self, data: bytes, now: float) -> Stage:
        """Take some bytes, and give back the stage; in the stages ASK and later none may be fed
        before `admit`."""
        if self.empty and data:
            self._begun = now
            self.empty = False
        self._last = now
        if self.stage is Stage.HEAD:
            self._take_head(data)
        elif self.stage is Stage.BODY:
            self._take_body(data)
        return self.stage

    def admit(self, now: float) -> Stage:
        """Let the body come; give back the stage."""
        self.stage = Stage.BODY
        self._begun = self._last = now
        early, self.surplus = self.surplus, b""
        self._take_body(early)
        return self.stage

    def deadline(self, idle: float) -> float:
        """When to give up; `idle` is how many seconds a connection may wait for its first byte."""
        if self.empty:
            return self._begun + idle
        if self.stage is Stage.HEAD:
            return self._begun + HEAD_SECONDS
        return min(self._last + STALL_SECONDS, self._begun + STALL_SECONDS + self.length / SLOWEST)

    @property
    def waits_for_word(self) -> bool:
        """Whether the client holds its body back until it is told to go on (Expect:
        100-continue)."""
        return bool(_EXPECT.search(self._head)) and not self._received

    def head(self) -> bytes:
        """The head without Expect, which is answered before."""
        return _EXPECT.sub(b"", bytes(self._head))

    def pieces(self) -> Iterator[bytes]:
        """The request as far as it is here, in pieces; `b""` never."""
        yield self.head()
        self._body.seek(0)
        while piece := self._body.read(_PIECE):
            yield piece

    def close(self) -> None:
        """Give the body's memory or file back."""
        self._body.close()

    def _take_head(self, data: bytes) -> None:
        searched = max(0, len(self._head) - len(_END) + 1)
        self._head += data
        end = self._head.find(_END, searched)
        if end < 0:
            if len(self._head) > LONGEST_HEAD:
                self.stage = Stage.TOO_LONG
            return
        self.surplus = bytes(self._head[end + len(_END) :])
        del self._head[end + len(_END) :]
        self._judge()

    def _judge(self) -> None:
        """Decide by the complete head what comes next."""
        lengths = _LENGTH.findall(self._head)
        if _CHUNKED.search(self._head):
            self.stage = Stage.NO_LENGTH
        elif len(_FRAMING.findall(self._head)) != len(lengths) or len(lengths) > 1:
            self.stage = Stage.ODD
        else:
            self.length = int(lengths[0]) if lengths else 0
            if self.length > SMALL:
                self.stage = Stage.ASK
            else:
                self.admit(self._last)

    def _take_body(self, data: bytes) -> None:
        wanted = self.length - self._received
        self._body.write(data[:wanted])
        self._received += min(len(data), wanted)
        self.surplus = data[wanted:]
        if self._received == self.length:
            self.stage = Stage.WHOLE
