"""The branch of the reviews, and a private directory of the test's own."""

from tests.exports.conftest import private  # noqa: F401
from tests.review.conftest import *  # noqa: F403
