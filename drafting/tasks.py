"""Index of the rooms' Celery tasks, where autodiscover_tasks looks for them."""

from drafting.desk.tasks import make_bundle, remind_of_deadlines, sweep_bundles, tidy_bundles
from drafting.importing.tasks import tidy_imports
from drafting.notices.tasks import mail_digests, tidy_notices
from drafting.rendering.tasks import render_export, sweep_exports, tidy_exports

__all__ = [
    "mail_digests",
    "make_bundle",
    "remind_of_deadlines",
    "render_export",
    "sweep_bundles",
    "sweep_exports",
    "tidy_bundles",
    "tidy_exports",
    "tidy_imports",
    "tidy_notices",
]
