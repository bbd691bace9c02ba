"""The exports stand for all kinds of jobs: their cast."""

from tests.exports.conftest import *  # noqa: F403
