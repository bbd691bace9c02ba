"""A worker lets the web go first, with all that it starts, and slows nobody else of its session."""

import subprocess
import sys

import pytest

from drafting.server.priority import NICE

SHOWN = (
    "import os, pathlib; from drafting.server.priority import give_way; give_way(); give_way()\n"
    "print(os.nice(0), pathlib.Path('/proc/self/autogroup').read_text().split()[-1])"
)


@pytest.mark.skipif(sys.platform != "linux", reason="sessions are groups on Linux")
@pytest.mark.parametrize(("own", "session"), [(True, NICE), (False, 0)])
def test_a_worker_gives_way(own: bool, session: int) -> None:
    # in a session of its own as a service, or in one with others, as from a shell
    outer = [sys.executable, "-c", f"import subprocess, sys; sys.exit(subprocess.call({inner()}))"]
    command = inner() if own else outer
    done = subprocess.run(command, capture_output=True, text=True, start_new_session=True)
    assert (done.stdout.split(), done.stderr) == ([str(NICE), str(session)], "")


def inner() -> list[str]:
    return [sys.executable, "-c", SHOWN]
