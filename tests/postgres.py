"""A private PostgreSQL cluster for tests, and a way to run a command on it:

python -m tests.postgres COMMAND …     runs COMMAND with DATABASE_URL set to it
"""

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.processes import free_port, wait_for

MISSING = "没有找到 PostgreSQL 服务器程序，请安装（Debian：apt install postgresql）。"


def programs() -> Path | None:
    """The directory of initdb and postgres; Debian keeps them off PATH."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def ordinary_user() -> str | None:
    """Whom to run as: PostgreSQL refuses root. None for the present user."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """Make and start a cluster in a temporary directory; gives its DATABASE_URL and removes everything afterwards."""
    binaries = programs()
    if binaries is None:
        raise FileNotFoundError(MISSING)
    user = ordinary_user()
    directory = Path(tempfile.mkdtemp(prefix="zj-pg-"))
    if user:
        shutil.chown(directory, user)
    data, port = directory / "data", free_port()
    as_user = {"user": user, "cwd": directory, "stdin": subprocess.DEVNULL}
    with (directory / "log").open("wb") as log:
        subprocess.run(
            [binaries / "initdb", "-D", data, "-U", "zhaojing", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
            check=True, stdout=log, stderr=log, **as_user,
        )  # fmt: skip
        # Nothing here has to survive a power cut.
        options = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]
        options += ["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=60"]
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-p", str(port), "-k", directory, *options],
            stdout=log, stderr=log, start_new_session=True, **as_user,
        )  # fmt: skip
    try:
        probe = [binaries / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
        wait_for(lambda: subprocess.run(probe, check=False).returncode == 0, 30, "PostgreSQL")
        create = [binaries / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "zhaojing", "zhaojing"]
        subprocess.run(create, check=True)
        yield f"postgres://zhaojing@127.0.0.1:{port}/zhaojing"
    finally:
        server.terminate()
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:  # somebody is still connected
            server.send_signal(2)
            server.wait(15)
        shutil.rmtree(directory, ignore_errors=True)


def main() -> int:
    try:
        with cluster() as url:
            return subprocess.run(
                sys.argv[1:], env={**os.environ, "DATABASE_URL": url}, check=False
            ).returncode
    except FileNotFoundError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1 if os.environ.get("ZHAOJING_NO_SKIP") == "1" else 0


if __name__ == "__main__":
    sys.exit(main())
