"""LibreOffice as a converter, where it is installed: without a screen, macros or the network, ended
with all its children when its time is over. [pure]"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

#: No macro runs and nothing is fetched from anywhere, whatever a file asks for.
_SETTINGS: Final = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)
_PROFILE: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    + "</oor:items>\n"
)


def program() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(home: Path, sources: Sequence[Path], into: str, out: Path, seconds: float) -> None:
    """Convert files to the format ``into`` (as ``--convert-to`` takes it) in the directory ``out``,
    with the profile in ``home``, which is made where there is none. Two runs that share one lock
    each other out. LibreOffice ends well too where it could not read a file: ask which are there.

    Raises FileNotFoundError where LibreOffice is not installed, TimeoutExpired of subprocess after
    so many seconds.
    """
    found = program()
    if found is None:
        raise FileNotFoundError("soffice")
    settings = home / "profile" / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(_PROFILE, "utf-8")
    command = [
        found,
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nofirststartwizard",
        f"-env:UserInstallation={(home / 'profile').as_uri()}",
        "--convert-to",
        into,
        "--outdir",
        str(out),
        *map(str, sources),
    ]
    _run(command, home, seconds)


def _run(command: Sequence[str], home: Path, seconds: float) -> None:
    """Run to the end or to the time limit; LibreOffice starts a child of its own, so the whole
    group ends."""
    environment = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": str(home),
        "LANG": "C.UTF-8",
    }
    process = subprocess.Popen(
        command,
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=seconds)
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
