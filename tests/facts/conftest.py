"""The shared cast, with their notebooks."""

from tests.cast import *  # noqa: F403
