"""A small mail server on a real socket (RFC 5321, as much as a client needs), which can be told to
misbehave."""

from __future__ import annotations

import base64
import email
import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread


@dataclass
class Mailbox:
    """What the server took, as (recipient, message) in the order of arrival, and how it is to
    behave.

    ``refused``: recipients that get 550. ``hang_up``: it ends so many conversations in the middle
    of a letter. ``stranger``: it takes nothing from our sender.
    """

    port: int = 0
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    signed_in: list[tuple[str, str]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    hang_up: int = 0
    stranger: bool = False
    conversations: int = 0

    @property
    def recipients(self) -> list[str]:
        return [recipient for recipient, _ in self.taken]


class _Conversation(StreamRequestHandler):
    mailbox: Mailbox

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        box, recipient = self.mailbox, ""
        box.conversations += 1
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            verb, _, rest = line.partition(" ")
            match verb.upper():
                case "EHLO":
                    self.wfile.write(b"250-here\r\n250 AUTH PLAIN\r\n")
                case "AUTH":
                    _, name, password = base64.b64decode(rest.split()[1]).decode().split("\0")
                    box.signed_in.append((name, password))
                    self.say("235 welcome")
                case "MAIL" if box.stranger:
                    self.say("553 not from you")
                case "RCPT":
                    recipient = rest.partition("<")[2].partition(">")[0]
                    self.say(
                        f"550 no such user {recipient}" if recipient in box.refused else "250 fine"
                    )
                case "DATA":
                    if box.hang_up:
                        box.hang_up -= 1
                        return
                    self.say("354 go on")
                    box.taken.append((recipient, self.letter()))
                    self.say("250 taken")
                case "QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("250 fine")

    def letter(self) -> EmailMessage:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        found = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        assert isinstance(found, EmailMessage)
        return found


class _Server(ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """A mail server on a free port of this machine."""
    box = Mailbox()
    handler = type("Conversation", (_Conversation,), {"mailbox": box})
    with _Server(("127.0.0.1", 0), handler) as server:
        box.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield box
        server.shutdown()
        thread.join()
