"""Reading from the installation's database in a command that works without one too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection

T = TypeVar("T")
#: Seconds after which a server that does not answer counts as none.
_PATIENCE: Final = 5


def from_database(read: Callable[[], T]) -> T | None:
    """What ``read`` gives; None where there is no database, or none that can be reached and has the
    tables it needs.
    """
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        name = str(settings["NAME"])
        if "memory" not in name and not Path(name).exists():
            # connecting would create an empty one
            return None
    elif connection.vendor == "postgresql":
        settings.setdefault("OPTIONS", {}).setdefault("connect_timeout", _PATIENCE)
    try:
        return read()
    except (Error, ImproperlyConfigured):
        return None
