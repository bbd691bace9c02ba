"""The shared cast, the taxonomy, the curator's browser and a few phrases."""

import pytest
from django.test import Client

from accounts.models import User
from drafting.library.models import Phrase
from tests.cast import *  # noqa: F403
from tests.cast import approved_phrase


@pytest.fixture
def keeper(client: Client, curator: User) -> Client:
    """The curator's browser, without scripts."""
    client.force_login(curator)
    return client


@pytest.fixture
def phrases(taxonomy: None) -> list[Phrase]:
    """Three of one category, the second waiting to be approved."""
    return [
        approved_phrase(
            "LL1-01", claim="读原著不够深入", elaboration="遇到{难点}就放下。", use_count=4
        ),
        approved_phrase("LL1-02", claim="读原著不够深", elaboration="只看摘要。", state="draft"),
        approved_phrase(
            "LL1-03", claim="学用脱节", elaboration="学了{内容}没有用。", roles=("leader",)
        ),
    ]
