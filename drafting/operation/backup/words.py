"""What people are told of a backup. [pure]"""

from __future__ import annotations

from pathlib import Path

from drafting.operation.backup.archive import PRIVATE
from drafting.operation.backup.manifest import Manifest


def contents(manifest: Manifest) -> str:
    """How much is in it."""
    people = manifest.counts.get("accounts_user", 0)
    papers = manifest.counts.get("drafting_draft", 0)
    files = sum(name.startswith(PRIVATE) for name in manifest.sums)
    return f"{people} 个账号，{papers} 份材料，{files} 个文件"


def size(path: Path) -> str:
    count = path.stat().st_size
    return f"{count / 1024**2:.1f} MB" if count >= 1024**2 else f"{count // 1024 + 1} KB"
