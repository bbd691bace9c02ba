"""What a backup says of itself. [pure]"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final

from drafting.operation.backup.refusal import BackupRefused

FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """``engine``: sqlite or postgresql. ``migrations``: what was applied, as app.name. ``counts``:
    rows by table. ``sums``: SHA-256 of each file in the archive, by its name there."""

    version: str
    made_at: str
    engine: str
    migrations: tuple[str, ...]
    counts: Mapping[str, int]
    sums: Mapping[str, str]

    def written(self) -> bytes:
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1).encode()


def read(content: bytes) -> Manifest:
    """Raises BackupRefused where this version cannot read it."""
    data = json.loads(content)
    form = data.pop("format")
    if form != FORMAT:
        raise BackupRefused(f"这份备份的格式（{form}）是更新的版本用的，请用那个版本的照镜恢复。")
    return Manifest(**{**data, "migrations": tuple(data["migrations"])})
