"""What is on the screen, asked of a page that has arrived, and the mouse over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: A link that was just clicked leaves a page without an element for a moment.
LOADED = "() => document.readyState === 'complete' && document.documentElement !== null"


def loaded(page: Any) -> None:
    """Wait until the page is there as a whole, whatever was clicked before."""
    page.wait_for_load_state()
    page.wait_for_function(LOADED)


def fits_the_screen(page: Any) -> bool:
    """Whether nothing makes the page scroll sideways."""
    loaded(page)
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def drag(page: Any, what: Any, to: Any, shown: Callable[[], bool] = lambda: True) -> None:
    """With the mouse, slowly, as a hand does; it lets go where the page has ``shown`` what comes of
    it, and stays a little on the move until then. Once more, as a person does, where the page moved
    away under the hand before it took hold."""
    for _ in range(3):
        _drag(page, what, to, shown)
        if shown():
            return


def _drag(page: Any, what: Any, to: Any, shown: Callable[[], bool]) -> None:
    what.hover()
    page.mouse.down()
    # a list that comes anew has no place for a moment
    box = next(box for _ in range(20) if (box := to.bounding_box()) or page.wait_for_timeout(50))
    page.mouse.move(box["x"] + 60, box["y"] + 12, steps=12)
    page.mouse.move(box["x"] + 64, box["y"] + 14, steps=4)
    for turn in range(60):
        if shown():
            break
        page.mouse.move(box["x"] + 64 + turn % 2, box["y"] + 14)
        page.wait_for_timeout(50)
    page.mouse.up()
