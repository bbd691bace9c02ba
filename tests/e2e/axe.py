"""Accessibility as axe sees it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tests.e2e.screen import loaded

# What turns for ever (a spinner) is not waited for.
SETTLED = """() => Promise.all(
    document.getAnimations()
        .filter((one) => one.effect.getComputedTiming().endTime !== Infinity)
        .map((one) => one.finished.catch(() => null)),
).then(() => null)"""

MOTION = "matchMedia('(prefers-reduced-motion: reduce)').matches ? 'reduce' : 'no-preference'"


@cache
def _axe() -> Axe:
    return Axe()


@contextmanager
def _still(page: Any) -> Iterator[None]:
    """Colours in the middle of a transition are no colours of the page, and one may begin at any
    moment: Chromium tells an element late that the layout moved it below the resting pointer."""
    before = page.evaluate(MOTION)
    page.emulate_media(reduced_motion="reduce")
    yield
    page.emulate_media(reduced_motion=before)


def serious_faults(page: Any, within: str | None = None) -> list[str]:
    """What axe calls serious or critical on the page as it stands now, with the elements;
    ``within`` one of its elements where the rest was looked at before."""
    loaded(page)
    with _still(page):
        page.evaluate(SETTLED)
        found = _axe().run(page, within, {"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{page.url}: {fault['id']}: {fault['help']}: {node['html'][:160]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"][:3]
    ]
