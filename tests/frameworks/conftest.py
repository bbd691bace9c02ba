"""The shared cast, and the frameworks of past years as they are shipped."""

from pathlib import Path

import pytest

from drafting.frameworks.models import Framework
from tests.cast import *  # noqa: F403
from tests.cast import published

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures" / "frameworks").glob("*.json"))


@pytest.fixture
def shipped(db: None) -> dict[str, Framework]:
    return {path.stem: published(path.stem) for path in FIXTURES}
