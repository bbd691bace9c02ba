"""The branch of the ledgers, and a private directory of the test's own."""

from tests.exports.conftest import private  # noqa: F401
from tests.rectification.ledger.conftest import *  # noqa: F403
