"""The settings of the tests: the project's own, in test mode."""

import os
from pathlib import Path
from tempfile import gettempdir

os.environ.setdefault("ZHAOJING_MODE", "test")

from drafting.settings import *  # noqa: F403

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    # A file, as in use: a database in memory locks whole tables and waits for nobody, so threads
    # cannot be tested on it. tests/unit.sh gives a migrated one.
    own = str(Path(gettempdir()) / f"zj-test-{os.getpid()}.sqlite3")
    DATABASES["default"]["TEST"] = {"NAME": os.environ.get("ZHAOJING_TEST_DATABASE", own)}  # noqa: F405
