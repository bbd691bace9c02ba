"""What Celery beat starts, and when."""

from celery.schedules import crontab

from drafting.configuration.backups import BACKUP_HOURS
from drafting.configuration.mail import MAIL_DIGEST_HOURS
from drafting.configuration.queue import JOB_RESEND_SECONDS

# Stalled jobs are looked for as often as one may be sent again, but never seldom.
_SWEEP_SECONDS = min(JOB_RESEND_SECONDS, 15)
CELERY_BEAT_SCHEDULE = {
    "sweep-exports": {
        "task": "drafting.exports.tasks.sweep_exports",
        "schedule": float(_SWEEP_SECONDS),
        # A sweep that waited longer than the next one is of no use.
        "options": {"expires": _SWEEP_SECONDS},
    },
    "tidy-exports": {
        "task": "drafting.exports.tasks.tidy_exports",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "sweep-bundles": {
        "task": "drafting.desk.tasks.sweep_bundles",
        "schedule": float(_SWEEP_SECONDS),
        "options": {"expires": _SWEEP_SECONDS},
    },
    "tidy-bundles": {
        "task": "drafting.desk.tasks.tidy_bundles",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "sweep-pdfs": {
        "task": "drafting.rectification.tasks.sweep_pdfs",
        "schedule": float(_SWEEP_SECONDS),
        "options": {"expires": _SWEEP_SECONDS},
    },
    "tidy-pdfs": {
        "task": "drafting.rectification.tasks.tidy_pdfs",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "sweep-personal-files": {
        "task": "drafting.personal_data.tasks.sweep_personal_files",
        "schedule": float(_SWEEP_SECONDS),
        "options": {"expires": _SWEEP_SECONDS},
    },
    "tidy-personal-files": {
        "task": "drafting.personal_data.tasks.tidy_personal_files",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "tidy-evidence": {
        "task": "drafting.rectification.tasks.tidy_evidence",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "renew-comparable-texts": {
        "task": "drafting.proofing.tasks.renew_comparable_texts",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "tidy-imports": {
        "task": "drafting.importing.tasks.tidy_imports",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    # Before the first digest of the day, which takes them along.
    "remind-of-deadlines": {
        "task": "drafting.desk.tasks.remind_of_deadlines",
        "schedule": crontab(hour="0", minute="30"),
        "options": {"expires": 12 * 3600},
    },
    "remind-of-limits": {
        "task": "drafting.rectification.tasks.remind_of_limits",
        "schedule": crontab(hour="0", minute="40"),
        "options": {"expires": 12 * 3600},
    },
    # After the day has turned, before the backups and the digests of the morning.
    "apply-retention-rules": {
        "task": "drafting.retention.tasks.apply_retention_rules",
        "schedule": crontab(hour="1", minute="20"),
        "options": {"expires": 12 * 3600},
    },
    "mail-digests": {
        "task": "drafting.notices.tasks.mail_digests",
        "schedule": crontab(hour=",".join(map(str, MAIL_DIGEST_HOURS)), minute="0"),
        "options": {"expires": 3600},
    },
    "tidy-notices": {
        "task": "drafting.notices.tasks.tidy_notices",
        "schedule": crontab(hour="4", minute="10"),
        "options": {"expires": 3600},
    },
}
if BACKUP_HOURS:
    CELERY_BEAT_SCHEDULE["make-backup"] = {
        "task": "drafting.operation.tasks.make_backup",
        "schedule": crontab(hour=",".join(map(str, BACKUP_HOURS)), minute="50"),
        "options": {"expires": 3600},
    }
