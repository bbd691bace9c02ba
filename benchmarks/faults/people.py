"""Members that save, read and ask for Word files as their browsers do, and what each answer was."""

from __future__ import annotations

import http.client
import json
import random
import re
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from benchmarks.faults.papers import PASSWORD
from benchmarks.production import SAVING, TOKEN

EVERY: Final = 0.5  # seconds between two saves of a member
READ_EVERY, ASK_EVERY = 5, 8  # saves
PATIENCE: Final = 40.0  # seconds until a browser would give up; ours are frozen for less
_CHINESE = re.compile("[\u4e00-\u9fff]{4}")
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Answered:
    """``status`` is 0 where no answer came; ``said``: whether it told what happens, in words;
    ``former``: by 0.1.0, of which we tell but which is not ours to mend any more."""

    what: str
    status: int
    at: float
    said: bool
    begins: str = ""
    former: bool = False


@dataclass
class Member:
    """Somebody who writes. What was not acknowledged is kept and sent again, as the page does;
    ``watches``: stays on the page of the files, so that a stalled one is set going again."""

    name: str
    draft: str
    step: str
    session: str
    points: list[tuple[str, int]]
    watches: bool
    port: Callable[[], tuple[int, bool]]  # and whether 0.1.0 listens there
    unsent: dict[str, str] = field(default_factory=dict)
    acknowledged: dict[str, str] = field(default_factory=dict)
    saved_at: list[float] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    done: set[str] = field(default_factory=set)
    answers: list[Answered] = field(default_factory=list)
    token: str = TOKEN
    requests: int = 0
    link: http.client.HTTPConnection | None = None

    def work(self, over: threading.Event, within: float) -> None:
        """Write until it is over, then wait until everything is acknowledged, at most so many
        seconds."""
        time.sleep(random.random() * EVERY)
        turn = random.randrange(ASK_EVERY)
        while not over.is_set():
            begun = time.monotonic()
            turn += 1
            self.save(turn)
            if turn % READ_EVERY == 0:
                self.ask("page", "GET", f"/drafts/{self.draft}/steps/{self.step}/")
            if turn % ASK_EVERY == 0:
                self.want_file()
            if self.watches and self.files and self.files[-1] not in self.done:
                self.look()
            over.wait(max(0.0, begun + EVERY - time.monotonic()))
        end = time.monotonic() + within
        while self.unsent and time.monotonic() < end:
            self.save(turn)
            time.sleep(EVERY)

    def save(self, turn: int) -> None:
        """The point that waits longest, or else a further one with new words."""
        if not self.unsent:
            point, _ = self.points[turn % len(self.points)]
            self.unsent[point] = f"学用结合不够紧密，第{turn}处"
        point, claim = next(iter(self.unsent.items()))
        base = dict(self.points)[point]
        self.requests += 1
        sending = f"{self.draft.replace('-', '')[:20]}:{self.requests}"
        body = json.dumps({"base": base, "values": {"claim": claim}, "sending": sending})
        path = f"/drafts/{self.draft}/nodes/{point}/"
        status, content, _ = self.ask("save", "POST", path, body, SAVING)
        if status == 200:
            self.acknowledged[point] = self.unsent.pop(point)
            self.saved_at.append(time.monotonic())
            at = next(n for n, (known, _) in enumerate(self.points) if known == point)
            self.points[at] = (point, json.loads(content)["version"])
        elif status in (401, 403):
            self.sign_in()
        elif status in (404, 409, 410, 422, 423):
            # it is told of; the page would ask the person
            del self.unsent[point]

    def want_file(self) -> None:
        form = {"csrfmiddlewaretoken": self.token, "style": "standard", "copy": "draft"}
        path = f"/drafts/{self.draft}/exports/"
        status, _, headers = self.ask("file", "POST", path, urllib.parse.urlencode(form), _FORM)
        if status == 302 and (found := re.search(r"#export-([0-9a-f-]+)", headers["Location"])):
            self.files.append(found[1])

    def look(self) -> None:
        status, content, _ = self.ask("status", "GET", f"/exports/{self.files[-1]}/", None, SAVING)
        if status == 200 and not json.loads(content)["open"]:
            self.done.add(self.files[-1])

    def sign_in(self) -> None:
        """As the page has it done in another window. A token is sent that the cookie repeats."""
        self.token = TOKEN
        form = {"csrfmiddlewaretoken": TOKEN, "username": self.name, "password": PASSWORD}
        _, _, headers = self.ask(
            "sign-in", "POST", "/accounts/login/", urllib.parse.urlencode(form), _FORM
        )
        given = dict(re.findall(r"(zhaojing_\w+)=([^;]*)", str(headers.get_all("Set-Cookie", ()))))
        self.session = given.get("zhaojing_session", self.session)
        self.token = given.get("zhaojing_csrf", self.token)

    def ask(
        self, what: str, method: str, path: str, body: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[int, bytes, Any]:  # fmt: skip
        """A request on the own connection; a broken one is opened anew for the next."""
        sent = dict(headers or {})
        sent["Cookie"] = f"zhaojing_session={self.session}; zhaojing_csrf={self.token}"
        if "X-CSRFToken" in sent:
            sent["X-CSRFToken"] = self.token
        status, content, given = 0, b"", http.client.HTTPMessage()
        for last in (False, True):
            fresh = self.link is None
            port, former = self.port()
            if self.link is not None and self.link.port != port:
                self.close()
            try:
                if self.link is None:
                    self.link = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
                self.link.request(method, path, body, sent)
                answer = self.link.getresponse()
                status, content, given = answer.status, answer.read(), answer.headers
                break
            except (http.client.HTTPException, OSError):
                self.close()
                # that an idle connection was closed meanwhile a browser does not tell anybody
                if fresh or last:
                    break
        text = content.decode(errors="replace")
        said = bool(_CHINESE.search(text if text[:1] != "{" else str(json.loads(text))))
        self.answers.append(Answered(what, status, time.monotonic(), said, text[:120], former))
        return status, content, given

    def close(self) -> None:
        if self.link is not None:
            self.link.close()
            self.link = None


class Crowd:
    """So many members at once."""

    def __init__(self, members: Iterable[Member]) -> None:
        self.members = list(members)
        self._over = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self, within: float) -> None:
        """Begin; in the end each waits so many seconds for what is not acknowledged."""
        for one in self.members:
            thread = threading.Thread(target=one.work, args=(self._over, within), daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()
        for one in self.members:
            one.close()

    def has_read(self) -> bool:
        """Whether each has seen a page of the paper."""
        return all(any(a.what == "page" for a in one.answers) for one in self.members)

    def saves(self) -> list[float]:
        """When each save was acknowledged, in order."""
        return sorted(at for one in self.members for at in one.saved_at)

    def answers(self) -> list[Answered]:
        return sorted((a for one in self.members for a in one.answers), key=lambda one: one.at)
