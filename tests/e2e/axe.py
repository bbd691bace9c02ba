"""Accessibility as axe sees it."""

from __future__ import annotations

from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe


@cache
def _axe() -> Axe:
    return Axe()


def serious_faults(page: Any, within: str | None = None) -> list[str]:
    """What axe calls serious or critical on the page as it stands now, with the elements; ``within`` one of its elements where
    the rest was looked at before."""
    found = _axe().run(page, within, {"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{page.url}: {fault['id']}: {fault['help']}: {node['html'][:160]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"][:3]
    ]
