"""Texts encrypted where they lie: the file with the keys; without one they are stored as they are."""

from pathlib import Path

from drafting import environment as env

_keys_file = env.text("TEXT_KEYS_FILE", "")
TEXT_KEYS_FILE = Path(_keys_file).absolute() if _keys_file else None
