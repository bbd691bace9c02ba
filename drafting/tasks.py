"""Index of the rooms' Celery tasks, where autodiscover_tasks looks for them."""

from drafting.importing.tasks import tidy_imports
from drafting.rendering.tasks import render_export, sweep_exports, tidy_exports

__all__ = ["render_export", "sweep_exports", "tidy_exports", "tidy_imports"]
