"""The cast of review, which the sweep needs whole."""

from tests.review.conftest import *  # noqa: F403
