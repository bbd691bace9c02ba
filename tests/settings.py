"""The settings of the tests: the project's own, in test mode."""

import os

os.environ.setdefault("ZHAOJING_MODE", "test")

from drafting.settings import *  # noqa: F403
