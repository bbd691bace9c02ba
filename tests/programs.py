"""The system programs that tests need and the Debian package that brings each: the one list.

    python -m tests.programs            prints the packages that are missing, one a line
    python -m tests.programs REDIS      the same for the named programs only

`tests/system-packages.sh` installs what this prints, and a test that needs a program asks for it
here, so a test that skips always names its package (tests/ground/test_programs.py compares).
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from drafting.embedded.redis import server_program
from drafting.embedded.start_refusals import StartRefused


@dataclass(frozen=True)
class Program:
    """A program: what a person calls it, its packages on Debian, and where it is (None where it is
    missing)."""

    name: str
    packages: tuple[str, ...]
    find: Callable[[], str | None]

    @property
    def missing(self) -> str:
        """One sentence for somebody who lacks it."""
        return f"没有找到 {self.name}，请安装（Debian：apt install {' '.join(self.packages)}）。"


def _on_path(*names: str) -> Callable[[], str | None]:
    return lambda: next((path for name in names if (path := shutil.which(name))), None)


_WITH_SBIN = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/libexec"])


def _postgres() -> str | None:
    """The path of initdb, which Debian keeps off PATH beside the other programs of the server; the
    newest version's."""
    on_path = shutil.which("initdb")
    if on_path:
        return str(Path(on_path).resolve())
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    return str(found[-1]) if found else None


def _redis() -> str | None:
    try:
        return server_program()
    except StartRefused:
        return None


def _chinese_font() -> str | None:
    listing = shutil.which("fc-list")
    if listing is None:
        return None
    done = subprocess.run(
        [listing, ":lang=zh", "file"], capture_output=True, text=True, check=False
    )
    return done.stdout.partition(":")[0].strip() or None


# Playwright's own download of a browser is never used: the system's is what an intranet has.
_SHELL = "chromium-headless-shell"
CHROMIUM = Program(
    "Chromium",
    ("chromium",),
    _on_path(_SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
)
# The same engine without the windows around it: a new page costs a fifth of the time. Not every
# system has it, and all tests run without it.
CHROMIUM_SHELL = Program("Chromium（无窗口）", (_SHELL,), _on_path(_SHELL))
CHINESE_FONT = Program("中文字体", ("fonts-noto-cjk", "fontconfig"), _chinese_font)
POSTGRESQL = Program("PostgreSQL 服务器", ("postgresql",), _postgres)
REDIS = Program("Redis 服务器", ("redis-server",), _redis)
# Debian keeps it off PATH.
SLAPD = Program("OpenLDAP 服务器", ("slapd",), lambda: shutil.which("slapd", path=_WITH_SBIN))
# Writer without a screen is all that converts a .doc and opens a .docx.
LIBREOFFICE = Program(
    "LibreOffice", ("libreoffice-writer-nogui",), _on_path("soffice", "libreoffice")
)

# Only `make faults` needs it, for a clock that jumps.
C_COMPILER = Program("C 编译器", ("gcc", "libc6-dev"), _on_path("cc", "gcc", "clang"))

ALL = (CHROMIUM, CHINESE_FONT, POSTGRESQL, REDIS, SLAPD, LIBREOFFICE)


def main(names: list[str]) -> int:
    """Print the packages of the missing programs (of those named, else of all), one a line."""
    asked = [globals()[name] for name in names] or ALL
    packages = {
        package: None for program in asked if program.find() is None for package in program.packages
    }
    sys.stdout.writelines(f"{package}\n" for package in packages)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
