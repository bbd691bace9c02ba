"""Who goes first where the cores do not suffice: whoever waits for an answer, before work that nobody
watches."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

#: How nice a worker is (nice(1)): it has a third of the time of a web process where both have work,
#: and all of it where the web has none. With 10, a tenth, a busy machine would end long tasks.
NICE: Final = 5
#: Linux weighs sessions against each other before it looks at processes.
_SESSION: Final = Path("/proc/self/autogroup")


def give_way() -> None:
    """Let the web processes go first from now on, before this process and those that it starts;
    told twice, as once.

    Between containers and units of systemd the weights of docker-compose.yml and deploy/systemd
    count instead.
    """
    if os.getpriority(os.PRIO_PROCESS, 0) < NICE:
        os.setpriority(os.PRIO_PROCESS, 0, NICE)
    if os.getsid(0) == os.getpid():  # a session shared with others is not ours to slow down
        with contextlib.suppress(OSError):  # a kernel without sessions as groups
            _SESSION.write_text(str(NICE))
