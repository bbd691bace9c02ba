"""The cast of the review tests: a meeting with its secretary, and the member's draft for it."""

from tests.review.conftest import *  # noqa: F403
