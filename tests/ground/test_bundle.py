"""The archive for machines without network: what goes in, its sums, and what its install.sh refuses.
That it installs without network was tried by hand (docs/decisions/0034)."""

import os
import platform
import runpy
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.processes import ROOT

BUNDLE = SimpleNamespace(**runpy.run_path(str(ROOT / "deploy/offline/bundle.py")))
OWN = f"{sys.version_info.major}.{sys.version_info.minor}"
MACHINE = platform.machine()


def test_what_goes_in() -> None:
    names = set(BUNDLE.program_files(ROOT))
    assert {
        "manage.py",
        "drafting/settings.py",
        "fixtures/proofing/typing.model",
        "static/vendor/manifest.json",
        "docs/guide/install.md",
        "deploy/systemd/zhaojing.env",
        "requirements/base.txt",
        "LICENSE",
    } <= names
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/", "tools/"))]


def test_a_folder_without_history_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BUNDLE.Refused, match="不是 git 检出的项目目录"):
        BUNDLE.program_files(tmp_path)


def test_wheels_are_asked_for_by_the_oldest_library_first() -> None:
    words = BUNDLE.platforms("aarch64")
    assert words[:2] == ["--platform", "manylinux_2_5_aarch64"]
    assert words[-1] == "manylinux2014_aarch64"


LOCK = """# a comment
always==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
early[more, still]==5.0.1 ; python_full_version < '3.11.3' \\
    --hash=sha256:cc
redis-inside==6 ; python_full_version < '3.13' and platform_machine == 'x86_64' and sys_platform == 'linux' \\
    --hash=sha256:dd
windows==1 ; sys_platform == 'win32' \\
    --hash=sha256:ee
"""


@pytest.mark.parametrize(
    ("python", "machine", "wanted"),
    [
        # Debian 12 has 3.11.2, and the archive is made with a later 3.11
        ("3.11", "x86_64", ["always==1.0", "early==5.0.1", "redis-inside==6"]),
        ("3.12", "x86_64", ["always==1.0", "redis-inside==6"]),
        ("3.13", "x86_64", ["always==1.0"]),
        ("3.11", "aarch64", ["always==1.0", "early==5.0.1"]),
    ],
)
def test_the_machine_that_installs_says_what_is_needed(
    python: str, machine: str, wanted: list[str]
) -> None:
    needed = BUNDLE.needed_by(LOCK, python, machine)
    assert [line.split()[0] for line in needed.splitlines() if "==" in line] == wanted
    # what no condition is left of, with its sums
    assert ";" not in needed
    assert needed.count("--hash") == len(wanted) + 1


def test_each_package_of_the_lock_goes_into_some_archive() -> None:
    lock = (ROOT / "requirements/base.txt").read_text(encoding="utf-8")
    needed = BUNDLE.needed_by(lock, "3.11", "x86_64")
    assert needed.count("==") == sum("==" in line.split(";")[0] for line in lock.splitlines())
    assert needed.count("--hash") == lock.count("--hash")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An unpacked archive of nothing, for this machine."""
    (tmp_path / "program").mkdir()
    (tmp_path / "program/manage.py").write_text("")
    (tmp_path / "wheels").mkdir()
    script = ROOT / "deploy/offline/install.sh"
    (tmp_path / "install.sh").write_bytes(script.read_bytes())
    label(tmp_path)
    return tmp_path


def label(archive: Path, machine: str = MACHINE, pythons: str = OWN) -> None:
    (archive / "BUNDLE").write_text(f"version=9.9.9\nmachine={machine}\npythons={pythons}\n")
    (archive / "SHA256SUMS").unlink(missing_ok=True)
    BUNDLE.write_sums(archive)


def install(archive: Path, *words: str) -> tuple[int, str]:
    env = {**os.environ, "PYTHON": sys.executable, "PREFIX": str(archive / "opt")}
    done = subprocess.run(
        ["sh", archive / "install.sh", *words], env=env, capture_output=True, text=True, check=False
    )
    assert not (archive / "opt").exists()
    return done.returncode, (done.stderr or done.stdout).strip().splitlines()[-1]


def test_a_machine_that_fits(archive: Path) -> None:
    code, said = install(archive, "--check")
    assert (code, said.startswith("可以安装：照镜 9.9.9，Python 3")) == (0, True)


def test_an_archive_that_was_changed(archive: Path) -> None:
    (archive / "program/manage.py").write_text("x")
    refused = (2, "没有安装：安装包不完整或被改动过，请重新复制、重新解开。")
    assert install(archive, "--check") == refused
    assert install(archive, "--program-only") == refused


def test_another_machine(archive: Path) -> None:
    label(archive, machine="riscv64")
    code, said = install(archive)
    assert (code, said.startswith(f"没有安装：安装包用于 riscv64 的处理器，这里是 {MACHINE}")) == (
        2,
        True,
    )


def test_another_python(archive: Path) -> None:
    label(archive, pythons="3.98 3.99")
    code, said = install(archive)
    assert (code, said.startswith("没有安装：需要 Python（3.98 3.99 中的一个）")) == (2, True)


def test_an_archive_that_lacks_a_package(archive: Path) -> None:
    (archive / "program/requirements").mkdir()
    lock = f"absent==1 --hash=sha256:{'0' * 64}\n"
    (archive / "program/requirements/base.txt").write_text(lock)
    label(archive)
    env = {**os.environ, "PYTHON": sys.executable, "PREFIX": str(archive / "opt")}
    done = subprocess.run(
        ["sh", archive / "install.sh", "--program-only"],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("没有安装：安装包里的 Python 软件包装不上")
    assert [*(archive / "opt/releases").iterdir()] == []


def test_a_word_that_is_not_known(archive: Path) -> None:
    assert install(archive, "--force")[0] == 2
