"""One archive with which 照镜 is installed on a machine without network: `make bundle`.

    python deploy/offline/bundle.py [--python 3.11,3.12] [--machine x86_64] [--into dist]

It holds the program as committed (pages, fixtures and the model of typing errors among it), the
wheels of requirements/base.txt as locked, the script that installs them, and the sums of all files.
The wheels are for one kind of machine and for the versions of Python that are named; those of this
machine where nothing is said.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent.parent
#: What only developers need.
LEFT_OUT = ("tests/", "benchmarks/", "tools/", ".ci/", "docs/pictures/", "node_modules/")
#: Without these it would install and fail later.
NEEDED = (
    "manage.py",
    "requirements/base.txt",
    "fixtures/proofing/typing.model",
    "deploy/systemd/zhaojing.target",
)
#: What a wheel for Linux may say of the C library that it needs. Debian 10, openEuler 20.03 and
#: Kylin V10 have 2.28.
GLIBC = ("2_5", "2_12", "2_17", "2_24", "2_26", "2_27", "2_28")

#: More last numbers than a version of Python gets (3.11.0 to 3.11.99).
PATCHES = 100


class Refused(Exception):
    """Why no archive can be made, in one Chinese sentence."""


def program_files(root: Path) -> list[str]:
    """The committed files that belong to the program, as paths below the root. Raises Refused."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        raise Refused("这里不是 git 检出的项目目录，不能打包。")
    names = [name for name in listed.stdout.split("\0") if name and not name.startswith(LEFT_OUT)]
    if missing := [name for name in NEEDED if name not in names]:
        raise Refused(f"项目里缺少 {'、'.join(missing)}，不能打包。")
    return names


def uncommitted(root: Path) -> bool:
    """Whether some committed file differs from what was committed."""
    done = subprocess.run(["git", "diff", "--quiet", "HEAD"], cwd=root, check=False)
    return done.returncode != 0


def platforms(machine: str) -> list[str]:
    """The options of pip for wheels that a Linux of this kind takes."""
    tags = [f"manylinux_{version}_{machine}" for version in GLIBC]
    return [word for tag in [*tags, f"manylinux2014_{machine}"] for word in ("--platform", tag)]


def needed_by(lock: str, python: str, machine: str) -> str:
    """The lock without conditions, and without what no Linux of this machine and version of Python
    needs. pip would judge by the Python that it runs in, down to the last number: 3.11.7 here leaves
    out what the 3.11.2 of Debian 12 needs."""
    kept = []
    for entry in re.split(r"\n(?=\S)", lock):
        line, _, hashes = entry.partition("\\\n")
        if not line.strip() or line.startswith("#"):
            continue
        wanted = Requirement(line.strip())
        if wanted.marker is None or any(
            wanted.marker.evaluate(target_environment(python, patch, machine))
            for patch in range(PATCHES)
        ):
            kept.append(f"{wanted.name}=={line.partition('==')[2].split()[0]} \\\n{hashes}")
    return "\n".join([*kept, ""])


def target_environment(python: str, patch: int, machine: str) -> dict[str, str]:
    """What the conditions of a lock ask for, on a Linux with this Python (3.11, and its last number)."""
    return {
        "python_version": python,
        "python_full_version": f"{python}.{patch}",
        "implementation_name": "cpython",
        "implementation_version": f"{python}.{patch}",
        "platform_python_implementation": "CPython",
        "platform_machine": machine,
        "platform_system": "Linux",
        "sys_platform": "linux",
        "os_name": "posix",
    }


def fetch_wheels(root: Path, into: Path, python: str, machine: str) -> None:
    """Get the wheels of the lock for one version of Python. Raises Refused, with what pip said."""
    wanted = into.parent / f"wanted-{python}.txt"
    lock = (root / "requirements/base.txt").read_text(encoding="utf-8")
    wanted.write_text(needed_by(lock, python, machine), encoding="utf-8")
    version = ["--python-version", python, "--implementation", "cp", *platforms(machine)]
    command = ["pip", "download", "--quiet", "--require-hashes", "--no-deps", "--only-binary=:all:"]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            *command,
            *version,
            "-r",
            wanted,
            "-d",
            into,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    wanted.unlink()
    if done.returncode:
        said = done.stderr.strip().splitlines()[-1:] or ["pip 没有说明原因"]
        raise Refused(f"取不全 Python {python}（{machine}）的软件包：{said[0]}")


def write_sums(folder: Path) -> int:
    """SHA256SUMS of every file in the folder, in the form of sha256sum; gives their number."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}\n"
        for path in files
    ]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    return len(files)


def make(root: Path, into: Path, pythons: list[str], machine: str) -> Path:
    """Make the archive and give its path. Raises Refused."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name = f"zhaojing-{project['version']}-linux-{machine}"
    names = program_files(root)
    if uncommitted(root):
        raise Refused("有没有提交的改动，请先提交：安装包里只有提交了的文件。")
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into) as scratch:
        folder = Path(scratch) / name
        (folder / "wheels").mkdir(parents=True)
        for each in names:
            target = folder / "program" / each
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((root / each).read_bytes())
        for python in pythons:
            fetch_wheels(root, folder / "wheels", python, machine)
        (folder / "install.sh").write_bytes((root / "deploy/offline/install.sh").read_bytes())
        told = [
            f"version={project['version']}",
            f"machine={machine}",
            f"pythons={' '.join(pythons)}",
        ]
        (folder / "BUNDLE").write_text("\n".join([*told, ""]), encoding="utf-8")
        write_sums(folder)
        archive = into / f"{name}.tar.gz"
        with tarfile.open(archive, "w:gz", compresslevel=6) as tar:
            tar.add(folder, arcname=name)
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    archive.with_name(f"{archive.name}.sha256").write_text(f"{digest}  {archive.name}\n")
    return archive


def main(words: list[str]) -> int:
    """Make the archive that the words ask for; 2 where that is not possible."""
    own = f"{sys.version_info.major}.{sys.version_info.minor}"
    parser = argparse.ArgumentParser(description="制作离线安装包")
    parser.add_argument("--python", default=own, help="目标机器的 Python 版本，几个用逗号分隔")
    parser.add_argument("--machine", default=platform.machine(), help="x86_64 或 aarch64")
    parser.add_argument("--into", type=Path, default=ROOT / "dist", help="放在哪个目录")
    asked = parser.parse_args(words)
    try:
        archive = make(ROOT, asked.into, asked.python.split(","), asked.machine)
    except Refused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    size = archive.stat().st_size / 1024 / 1024
    sys.stdout.write(
        f"已生成 {archive}（{size:.0f} MB，Linux {asked.machine}，Python {asked.python}），旁边的 .sha256 是它的校验值。\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
