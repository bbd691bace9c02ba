"""What the web processes share is read before they are forked, by a process of its own here."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.processes import ROOT, environment

#: Prints how many queries a forked process makes for the tables, which are two where they were
#: read ahead, and how many connections were open when it was forked.
FORKED = """
import os
import django
django.setup()
from django.db import connections
from django.test.utils import CaptureQueriesContext
from drafting.proofing.curated_tables import stored_tables
from drafting.server.common_data import read_ahead
read_ahead()
opened = [one for one in connections.all() if one.connection is not None]
child = os.fork()
if child == 0:
    with CaptureQueriesContext(connections["default"]) as asked:
        stored_tables()
    os._exit(len(asked))
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), len(opened))
"""


def said_by(url: str) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", FORKED],
        cwd=ROOT, env=environment(DATABASE_URL=url, DJANGO_SETTINGS_MODULE="drafting.settings"),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout.strip(), done.stderr


def test_a_forked_process_need_not_read_them_again(template: Path, tmp_path: Path) -> None:
    database = shutil.copy(next(template.glob("*.sqlite3")), tmp_path / "own.sqlite3")
    assert said_by(f"sqlite:///{database}") == ("2 0", "")


def test_a_database_that_is_away_is_no_hindrance() -> None:
    said, complaint = said_by("postgres://nobody@127.0.0.1:1/none")
    assert "nothing read ahead: OperationalError" in complaint
    assert said == "1 0"  # the fork tried, and failed as a page would
