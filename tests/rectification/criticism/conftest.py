"""The branch of the ledgers, with the day on which its papers are passed."""

from tests.rectification.ledger.conftest import *  # noqa: F403
