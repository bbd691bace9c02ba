"""The shared cast, on the pages of the wizard."""

from tests.cast import *  # noqa: F403
