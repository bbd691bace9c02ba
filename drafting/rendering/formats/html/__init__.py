"""The material as a page of HTML that looks like the printed one: the preview. Its looks are in static/css/paper.css."""

from drafting.rendering.formats.html.writer import paragraph, render

__all__ = ["paragraph", "render"]
