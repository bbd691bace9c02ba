"""The branch of the reviews, and a private directory of the test's own."""

from tests.retention.conftest import *  # noqa: F403
