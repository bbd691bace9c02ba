"""Terms and what to look at, as people say it. [pure]"""

from __future__ import annotations

from collections.abc import Sequence

from drafting.document.model import Point
from drafting.document.text import STOPS, paragraphs

#: Of the points that a message names: how many, and how many characters of each.
NAMED, NAME_LENGTH = 3, 20


def guesses(points: Sequence[Point]) -> str:
    """That the area of these carried points is a guess: how many they are, and how the first of
    them begin."""
    names = "；".join(_beginning(point) for point in points[:NAMED])
    more = "等" if len(points) > NAMED else ""
    return (
        f"有 {len(points)} 条在新的框架里没有完全对应的方面，暂按方面的意思或者次序放置，"
        f"请逐条看一看是否放对了地方：{names}{more}。"
    )


def _beginning(point: Point) -> str:
    text = paragraphs(f"{point.claim}\n{point.elaboration}\n{point.example}")[0].rstrip(STOPS)
    return text if len(text) <= NAME_LENGTH else f"{text[:NAME_LENGTH]}…"
