"""Index of the rooms' Celery tasks, where autodiscover_tasks looks for them."""

from drafting.desk.tasks import make_bundle, remind_of_deadlines, sweep_bundles, tidy_bundles
from drafting.exports.tasks import render_export, sweep_exports, tidy_exports
from drafting.importing.tasks import tidy_imports
from drafting.notices.tasks import mail_digests, tidy_notices
from drafting.operation.tasks import make_backup
from drafting.personal_data.tasks import (
    make_personal_file,
    sweep_personal_files,
    tidy_personal_files,
)
from drafting.proofing.tasks import proofread_text, renew_comparable_texts
from drafting.rectification.tasks import (
    make_pdf,
    remind_of_limits,
    sweep_pdfs,
    tidy_evidence,
    tidy_pdfs,
)
from drafting.retention.tasks import apply_retention_rules

__all__ = [
    "apply_retention_rules",
    "mail_digests",
    "make_backup",
    "make_bundle",
    "make_pdf",
    "make_personal_file",
    "proofread_text",
    "remind_of_deadlines",
    "remind_of_limits",
    "render_export",
    "renew_comparable_texts",
    "sweep_bundles",
    "sweep_exports",
    "sweep_pdfs",
    "sweep_personal_files",
    "tidy_bundles",
    "tidy_evidence",
    "tidy_exports",
    "tidy_imports",
    "tidy_notices",
    "tidy_pdfs",
    "tidy_personal_files",
]
