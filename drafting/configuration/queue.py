"""Redis and Celery: how long jobs may take, and how they are passed on."""

from drafting import environment as env
from drafting.configuration.installation import PRODUCTION, VAR
from drafting.embedded import paths

# Jobs, in seconds; files, in days. The lease is longer than the hard time limit of the task, 35 s
# (drafting/exports/tasks.py): a shorter one takes work from a worker that is still at it. Elsewhere
# than in production one may try how a lost worker is noticed.
JOB_LEASE_SECONDS = env.integer(
    "JOB_LEASE_SECONDS",
    45,
    minimum=40 if PRODUCTION else 2,
    maximum=3600,
    former="EXPORT_LEASE_SECONDS",
)
JOB_RESEND_SECONDS = env.integer(
    "JOB_RESEND_SECONDS", 15, minimum=1, maximum=3600, former="EXPORT_RESEND_SECONDS"
)
EXPORT_KEEP_DAYS = env.integer("EXPORT_KEEP_DAYS", 30, minimum=1, maximum=3650)
# Bundles of a meeting's papers hold what many people wrote, so they are kept for a short time.
BUNDLE_KEEP_DAYS = env.integer("BUNDLE_KEEP_DAYS", 7, minimum=1, maximum=3650)
# The PDF of a list is made anew in seconds.
PDF_KEEP_DAYS = 1
# Everything of a person in one file is kept as long as it takes to fetch it.
PERSONAL_FILE_KEEP_DAYS = 3
# Days after which an import that was not confirmed is deleted with its texts.
IMPORT_KEEP_DAYS = env.integer("IMPORT_KEEP_DAYS", 30, minimum=1, maximum=3650)

REDIS_URL = env.redis(
    "REDIS_URL",
    None if PRODUCTION else f"unix://{paths.redis_socket(VAR)}",
    beside="REDIS_PASSWORD",
)
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
# Results are not kept, so beat need not clear them away.
CELERY_RESULT_EXPIRES = None
# A task is acknowledged when it is done, so that it comes back when its process is killed; tasks
# are idempotent.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 60
CELERY_TASK_TIME_LIMIT = 90
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Longer than the longest task: a shorter one would start it again while it still runs.
    "visibility_timeout": CELERY_TASK_TIME_LIMIT + 30,
    # With the defaults the task of a killed worker waits about 100 s longer than the visibility
    # timeout.
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    # A page that asks for an export must not hang when Redis is away; the sweep finds the job
    # afterwards.
    "socket_connect_timeout": 1,
    "socket_timeout": 2,
}
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 1,
    "interval_start": 0.1,
    "interval_step": 0.1,
    "interval_max": 0.2,
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = str(env.file("BEAT_SCHEDULE_FILE", VAR / "run" / "beat-schedule"))
CELERY_BEAT_SCHEDULER = "drafting.beat:Scheduler"
CELERY_BEAT_SYNC_EVERY = 1
