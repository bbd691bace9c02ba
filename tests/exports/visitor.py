"""A member who signs in to a running 照镜 over HTTP, and looks into its database, for tests of
exports with real processes."""

from __future__ import annotations

import json
import sqlite3
import urllib.parse
import urllib.request
import uuid
from contextlib import closing
from http.cookiejar import CookieJar
from typing import Any

from django.db import connection
from django.utils import timezone

from drafting.document import codec
from drafting.document.model import Document
from drafting.drafts.models import Draft
from tests.browser import DEMO_PASSWORD
from tests.exports.cast import document
from tests.processes import App, wait_for


class Visitor:
    """One person's browser, without a browser. Redirects are followed; an error status raises
    HTTPError."""

    def __init__(self, app: App, username: str = "liuyang", password: str = DEMO_PASSWORD) -> None:
        self.app, self.username = app, username
        self.cookies = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.get("/accounts/login/")
        self.post("/accounts/login/", username=username, password=password)

    def get(self, path: str, **headers: str) -> Any:
        return self.opener.open(
            urllib.request.Request(self.app.base_url + path, headers=headers), timeout=10
        )

    def post(self, path: str, **fields: str) -> str:
        """Post a form; the page that came of it."""
        fields["csrfmiddlewaretoken"] = next(
            c.value or "" for c in self.cookies if c.name == "zhaojing_csrf"
        )
        data = urllib.parse.urlencode(fields).encode()
        request = urllib.request.Request(
            self.app.base_url + path, data=data, headers={"Referer": self.app.base_url + path}
        )
        return str(self.opener.open(request, timeout=10).read().decode())

    def begin(self, material: Document | None = None) -> str:
        """A new draft of this person, put into the database file (a command would take two seconds
        to start); its id."""
        with closing(sqlite3.connect(self.app.database, timeout=20)) as database, database:
            owner = database.execute(
                "SELECT id FROM accounts_user WHERE username = ?", [self.username]
            )
            framework = database.execute(
                "SELECT min(id) FROM drafting_framework WHERE meeting_kind = 'zuzhi'"
            )
            draft = Draft(
                owner_id=owner.fetchone()[0],
                framework_id=framework.fetchone()[0],
                document=codec.dump(material or document()),
                updated_at=timezone.now(),
            )
            row = {
                field.column: field.get_db_prep_save(field.pre_save(draft, add=True), connection)
                for field in Draft._meta.concrete_fields
            }
            places = ", ".join("?" * len(row))
            database.execute(
                f"INSERT INTO drafting_draft ({', '.join(row)}) VALUES ({places})",
                list(row.values()),
            )
        return str(draft.pk)

    def ask(self, draft: str, style: str = "standard", copy: str = "clean") -> str:
        """Ask for a file on the page; the page after it."""
        return self.post(f"/drafts/{draft}/exports/", style=style, copy=copy)

    def status(self, job: str) -> dict[str, Any]:
        """What the page's script is told."""
        answer = self.get(f"/exports/{job}/", **{"X-Requested-With": "fetch"})
        return dict(json.loads(answer.read()))

    def follow(self, job: str, within: float = 20.0) -> None:
        """Look at a job as the page does until it is finished."""
        wait_for(lambda: not self.status(job)["open"], within, "the file")


def forget_jobs(app: App) -> None:
    """Delete every export job, so that the next one is the one."""
    with closing(sqlite3.connect(app.database, timeout=20)) as database, database:
        database.execute("DELETE FROM drafting_exportjob")


def the_job(app: App) -> dict[str, Any]:
    """The one export job as the database has it; its id as in URLs."""
    with closing(sqlite3.connect(f"file:{app.database}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        (row,) = database.execute("SELECT * FROM drafting_exportjob").fetchall()
    return {**row, "id": str(uuid.UUID(row["id"]))}
