"""What an answer leaves to be sent when the other side reads slowly (standard library only)."""

from __future__ import annotations

import socket
from typing import IO, Any, Final

#: Bytes that wait for a slow reader; pages and static files are smaller. A larger file keeps its
#: thread until the rest is gone.
MOST_WAITING: Final = 1024 * 1024
#: Seconds in which a reader has to take something.
WRITE_SECONDS: Final = 60.0

_PIECE: Final = 64 * 1024


class Outbox:
    """Stands in the socket's place while an answer is written: sends what goes at once and keeps
    the rest."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.rest = b""
        sock.setblocking(False)

    def sendall(self, data: bytes) -> None:
        """Send or keep the bytes. Raises TimeoutError where too much waits for too long, OSError
        when nobody is there."""
        self.rest += data
        if self.push() or len(self.rest) <= MOST_WAITING:
            return
        self.sock.settimeout(WRITE_SECONDS)
        while len(self.rest) > MOST_WAITING:
            self.rest = self.rest[self.sock.send(self.rest) :]
        self.sock.setblocking(False)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.sock, name)

    def sendfile(self, file: IO[bytes], offset: int, count: int) -> None:
        """Like a socket's, in pieces."""
        file.seek(offset)
        while count > 0 and (piece := file.read(min(_PIECE, count))):
            self.sendall(piece)
            count -= len(piece)

    def push(self) -> bool:
        """Send what goes now; whether nothing is left. Raises OSError when nobody is there."""
        try:
            while self.rest:
                self.rest = self.rest[self.sock.send(self.rest) :]
        except BlockingIOError:
            return False
        return True
