"""Members with papers, and what is stored of them afterwards: scripts for `manage.py shell`, since
an edition of former days has a part in it, too."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from tests.processes import ROOT

#: Of every member; a long jump of the clock ends their sessions, and they sign in again.
PASSWORD: Final = "qingfeng-2026-zhulin"
#: Points of each area: more than a member saves in a run, so that each save has a point of its own.
POINTS: Final = 20

_MAKE: Final = """
import copy, json
from importlib import import_module
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client
from accounts.models import User
from drafting.document.model import new_id
from drafting.drafts.models import Draft
from drafting.frameworks.models import Framework
try:
    from drafting.drafts.services.lifecycle import begin_draft
except ImportError:  # 0.1.0
    begin_draft = import_module("drafting.drafts.services.life").begin_draft
framework, password = Framework.objects.get(key="2023-minzhu"), make_password({password!r})
made = []
for number in range({members}):
    user = User.objects.create_user(f"member{{number}}", name=f"member{{number}}")
    user.password, user.must_change_password = password, False
    user.save()
    draft, _ = begin_draft(user, framework)
    document, points = draft.document, []
    for part in document["parts"]:
        for area in part["sections"]:
            area["points"] = [
                copy.deepcopy(area["points"][0]) | {{"id": new_id(), "claim": "学用结合不够紧密"}}
                for _ in range({points} if area["points"] else 0)
            ]
            points += [(point["id"], point["changed"]) for point in area["points"]]
    Draft.objects.filter(pk=draft.pk).update(document=document)
    browser = Client()
    browser.force_login(user)
    step = next(area["key"] for part in document["parts"] for area in part["sections"])
    session = browser.cookies[settings.SESSION_COOKIE_NAME].value
    made.append([user.username, str(draft.pk), step, session, points])
print(json.dumps(made))
"""

_READ: Final = """
import hashlib, json
from drafting.drafts.models import Draft
from drafting.exports.models import ExportJob
from drafting.jobs.storage import private_storage
claims = {}
for draft in Draft.objects.filter(owner__username__startswith="member"):
    for part in draft.document["parts"]:
        for area in part["sections"]:
            claims |= {point["id"]: point["claim"] for point in area["points"]}
jobs, storage = [], private_storage()
for job in ExportJob.objects.filter(requested_by__username__startswith="member"):
    whole = False
    if job.state == "done" and storage.exists(job.file):
        with storage.open(job.file) as file:
            whole = hashlib.sha256(file.read()).hexdigest() == job.sha256
    jobs.append([str(job.pk), job.state, job.error, whole])
print(json.dumps([claims, jobs]))
"""


def manage(env: dict[str, str], *arguments: str, root: Path = ROOT) -> str:
    """What a management command prints, of the edition that lies in ``root``. Raises RuntimeError
    with its complaint."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=root, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{arguments[0]}: {done.stderr[-2000:]}")
    return done.stdout


def prepare(env: dict[str, str], root: Path = ROOT) -> None:
    """Bring tables, fixtures and static files to the form of the edition in ``root``."""
    for command in (("migrate",), ("load_fixtures",), ("collectstatic", "--no-input")):
        manage(env, *command, "--verbosity", "0", root=root)


def add_members(env: dict[str, str], members: int, root: Path = ROOT) -> list[Any]:
    """So many members with papers; of each the name, paper, an area's key, session, and points (id,
    version)."""
    script = _MAKE.format(members=members, password=PASSWORD, points=POINTS)
    # imports of shell itself are told of before
    return list(json.loads(manage(env, "shell", "-c", script, root=root).splitlines()[-1]))


def read(env: dict[str, str]) -> tuple[dict[str, str], list[list[Any]]]:
    """What stands in each point of the members' papers, and their files: id, state, what was said
    of a failure, whether the file is there as it was made."""
    claims, jobs = json.loads(manage(env, "shell", "-c", _READ).splitlines()[-1])
    return claims, jobs
