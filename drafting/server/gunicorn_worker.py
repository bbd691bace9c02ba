"""Gunicorn's threaded worker, changed so that a thread gets only requests that are completely here:
a slow connection never holds one."""

from __future__ import annotations

import socket
import time
from functools import partial
from typing import Any

from gunicorn import http, util
from gunicorn.workers import gthread

from drafting.server.announced_bodies import is_taken
from drafting.server.outbox import WRITE_SECONDS, Outbox
from drafting.server.refusals import refusal, write_error
from drafting.server.request_arrival import SLOWEST, Arrival, Stage

_PIECE = 64 * 1024
#: Seconds between two looks at what takes too long.
_LOOK_EVERY = 0.5
#: Seconds in which a closed connection may still send what nobody wants, so that the browser reads
#: the answer first.
_PART_SECONDS, _PART_SECONDS_UNREAD = 2, 10
#: Bytes of all large bodies that are coming in or being worked on in one process.
MOST_HELD = 256 * 1024 * 1024

_RECEIVE = object()


class PatientWorker(gthread.ThreadWorker):
    """Receives requests in the main loop and gives each to a thread when its last byte is here.

    Gunicorn's own lets a thread wait for connections on which nothing was asked yet (five seconds),
    for slow heads and bodies and for browsers that do not close (as long as they like): eight
    connections stop the whole site. Here a slow connection costs an open file; how long it may take
    is said in drafting/server/request_arrival.py. A thread reads the session of whoever announces a
    body larger than 64 KiB; what drafting/requests/body_limits.py does not take is answered unread.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arriving: set[Any] = set()
        self.sending: dict[Any, float] = {}
        self.parting: dict[Any, float] = {}
        self.held = 0
        self.stopping_since = 0.0
        self.looked_at = 0.0

    # The main loop

    def init_process(self) -> None:
        util.write_error = write_error
        super().init_process()

    def accept(self, listener: socket.socket) -> None:
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        self.nr_conns += 1
        conn = gthread.TConn(self.cfg, client, address, listener.getsockname())
        conn.reserved = 0
        conn.outbox = None
        if self.nr_conns >= self.worker_connections:
            self.drop_the_idlest()
        self.await_request(conn)

    def await_request(self, conn: Any, early: bytes = b"") -> None:
        """Wait for a request; `early` are bytes of it that came along with the one before."""
        conn.arrival = Arrival(time.monotonic())
        self.watch(conn)
        if early:
            self.act(conn, conn.arrival.feed(early, time.monotonic()))
        else:
            self.on_bytes(conn, conn.sock)

    def watch(self, conn: Any) -> None:
        conn.sock.setblocking(False)
        self.arriving.add(conn)
        self.poller.register(conn.sock, gthread.selectors.EVENT_READ, partial(self.on_bytes, conn))

    def unwatch(self, conn: Any) -> None:
        self.arriving.discard(conn)
        self.poller.unregister(conn.sock)

    def on_bytes(self, conn: Any, _sock: Any) -> None:
        try:
            data = conn.sock.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self.act(conn, conn.arrival.feed(data, time.monotonic()))
        else:
            self.unwatch(conn)
            self.drop(conn)

    def act(self, conn: Any, stage: Stage) -> None:
        if stage is Stage.TOO_LONG:
            self.refuse(conn, 431)
        elif stage is Stage.NO_LENGTH:
            self.refuse(conn, 411)
        elif stage in (Stage.ASK, Stage.WHOLE, Stage.ODD):
            self.unwatch(conn)
            self.enqueue_req(conn)
        elif stage is Stage.BODY and conn.arrival.waits_for_word:
            self.say(conn, b"HTTP/1.1 100 Continue\r\n\r\n")

    def finish_request(self, conn: Any, fs: Any) -> None:
        """What follows when a thread is done with a connection."""
        try:
            result = fs.result()
            if result is _RECEIVE:
                self.receive(conn)
            elif conn.outbox is not None and conn.outbox.rest:
                self.sending[conn] = (
                    time.monotonic() + WRITE_SECONDS + len(conn.outbox.rest) / SLOWEST
                )
                conn.sock.setblocking(False)
                self.poller.register(
                    conn.sock,
                    gthread.selectors.EVENT_WRITE,
                    partial(self.on_writable, conn, result),
                )
            else:
                self.go_on(conn, result)
        except Exception:
            self.log.exception("Error after a request")
            self.drop(conn)

    def on_writable(self, conn: Any, keep: bool, _sock: Any) -> None:
        """Send more of an answer that is read slowly."""
        try:
            done = conn.outbox.push()
        except OSError:
            done, keep = True, False
        if done:
            del self.sending[conn]
            self.poller.unregister(conn.sock)
            self.go_on(conn, keep)

    def go_on(self, conn: Any, keep: bool) -> None:
        """After an answer: wait for the next request, or close."""
        conn.outbox = None
        if not keep:
            self.part(conn)
            return
        early = conn.arrival.surplus
        self.let_go(conn)
        self.await_request(conn, early)

    def receive(self, conn: Any) -> None:
        """Take a large body, if there is room for it."""
        self.watch(conn)
        if self.held + conn.arrival.length > MOST_HELD:
            self.refuse(conn, 503)
            return
        conn.reserved = conn.arrival.length
        self.held += conn.reserved
        self.act(conn, conn.arrival.admit(time.monotonic()))

    def refuse(self, conn: Any, status: int) -> None:
        """Answer from the main loop and close."""
        self.unwatch(conn)
        self.say(conn, refusal(status))
        self.part(conn)

    def say(self, conn: Any, words: bytes) -> None:
        """Send a few bytes, which fit into the system's buffer, or nothing."""
        try:
            conn.sock.send(words)
        except OSError:
            self.log.debug("nobody listens any more")

    # The end of a connection

    def part(self, conn: Any) -> None:
        """Close for writing, and wait a little for the browser to close: at once, it might not get
        to read the answer."""
        unread = conn.arrival.stage is not Stage.WHOLE
        self.let_go(conn)
        try:
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self.drop(conn)
            return
        conn.sock.setblocking(False)
        self.parting[conn] = time.monotonic() + (_PART_SECONDS_UNREAD if unread else _PART_SECONDS)
        self.poller.register(
            conn.sock, gthread.selectors.EVENT_READ, partial(self.on_parting, conn)
        )

    def on_parting(self, conn: Any, _sock: Any) -> None:
        try:
            if conn.sock.recv(_PIECE):
                return
        except BlockingIOError:
            return
        except OSError:
            self.log.debug("the other side broke off")
        self.end_parting(conn)

    def end_parting(self, conn: Any) -> None:
        del self.parting[conn]
        self.poller.unregister(conn.sock)
        self.drop(conn)

    def drop(self, conn: Any) -> None:
        self.let_go(conn)
        self.nr_conns -= 1
        util.close(conn.sock)

    def let_go(self, conn: Any) -> None:
        """Give back what the request took."""
        self.held -= conn.reserved
        conn.reserved = 0
        conn.arrival.close()

    def drop_the_idlest(self) -> None:
        """Make room: of the connections on which nothing was asked, the one that has waited longest
        goes."""
        idle = [conn for conn in self.arriving if conn.arrival.empty]
        if idle:
            conn = min(idle, key=lambda conn: conn.arrival.deadline(0))
            self.unwatch(conn)
            self.drop(conn)

    def murder_pending(self) -> None:
        """Give up what took too long. Gunicorn calls it about once a second and after every event:
        with hundreds of connections, looking at all of them each time would cost as much as an
        answer."""
        now = time.monotonic()
        if self.alive and now < self.looked_at + _LOOK_EVERY:
            return
        self.looked_at = now
        self.give_up_arriving(now, self.idle_seconds(now))
        for conn in [conn for conn, end in self.sending.items() if end < now]:
            del self.sending[conn]
            self.poller.unregister(conn.sock)
            self.drop(conn)
        for conn in [conn for conn, end in self.parting.items() if end < now or not self.alive]:
            self.end_parting(conn)

    def idle_seconds(self, now: float) -> float:
        """How long a connection may stay open on which nothing is asked; not at all a while after
        the worker was told to stop."""
        if self.alive:
            return float(self.cfg.keepalive)
        self.stopping_since = self.stopping_since or now
        lingered = now > self.stopping_since + gthread.STOP_KEEPALIVE_LINGER
        return 0.0 if lingered else float(self.cfg.keepalive)

    def give_up_arriving(self, now: float, idle: float) -> None:
        """Close where nothing was asked, and answer 408 where a request did not come to its end."""
        for conn in [conn for conn in self.arriving if conn.arrival.deadline(idle) < now]:
            if conn.arrival.empty:
                self.unwatch(conn)
                self.drop(conn)
            else:
                self.refuse(conn, 408)

    # The threads

    def handle(self, conn: Any) -> Any:
        arrival = conn.arrival
        if arrival.stage is Stage.ASK and is_taken(conn.arrival, self.cfg, conn.client):
            return _RECEIVE
        conn.initialized = conn.data_ready = True
        conn.parser = http.get_parser(self.cfg, arrival.pieces(), conn.client)
        return super().handle(conn) and arrival.stage is Stage.WHOLE

    def handle_request(self, req: Any, conn: Any) -> Any:
        if conn.arrival.stage is not Stage.WHOLE:
            req.force_close()
        sock = conn.sock
        conn.sock = conn.outbox = Outbox(sock)
        try:
            return super().handle_request(req, conn)
        except TimeoutError:
            self.log.debug("the answer was not read in time")
            return False
        finally:
            conn.sock = sock
