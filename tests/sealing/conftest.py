"""A file with a key, and settings that name it."""

from pathlib import Path
from typing import Any

import pytest

from drafting.sealing.keys import Key, add_key
from tests.retention.conftest import *  # noqa: F403


@pytest.fixture
def keys_file(tmp_path: Path) -> Path:
    """Where keys may lie; there is none yet."""
    return tmp_path / "text_keys"


@pytest.fixture
def key(keys_file: Path, settings: Any) -> Key:
    """The key that everything is written with."""
    made = add_key(keys_file)
    settings.TEXT_KEYS_FILE = keys_file
    return made
