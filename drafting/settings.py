"""Settings. Everything that differs between installations is read from the environment (drafting/environment.py).

ZHAOJING_MODE says what kind of installation this is:
local       the default; needs nothing: SQLite and a secret key of its own under var/
demo        what `make run` sets: like local, without debug pages, with demo accounts
test        what the tests set
production  SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL and REDIS_URL must be given; no demo accounts
"""

from datetime import timedelta
from pathlib import Path

from celery.schedules import crontab

from drafting import environment as env
from drafting.embedded import paths

BASE_DIR = Path(__file__).resolve().parent.parent

MODE = env.choice("ZHAOJING_MODE", ("local", "demo", "test", "production"), "local")
PRODUCTION = MODE == "production"
DEMO = MODE == "demo"
DEBUG = MODE == "local" and env.flag("DEBUG", True)

VAR = Path(env.text("ZHAOJING_VAR", str(BASE_DIR / "var"))).absolute()
# Files of exports: personal, handed out by a view that asks for permission, never served as static files.
PRIVATE_ROOT = Path(env.text("PRIVATE_ROOT", str(VAR / "private"))).absolute()

if MODE == "test":
    SECRET_KEY = "only-for-tests-" + "x" * 50
elif PRODUCTION:
    SECRET_KEY = env.secret("SECRET_KEY")
else:
    SECRET_KEY = env.secret("SECRET_KEY", "") or paths.kept_secret_key(VAR)
ALLOWED_HOSTS = env.names(
    "ALLOWED_HOSTS", None if PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"]
)
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "accounts",
    "drafting",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "import_export",
    "simple_history",
    "treebeard",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "drafting.middleware.SlidingSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.PasswordChangeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "drafting.middleware.WrongMethodPageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "drafting.urls"
WSGI_APPLICATION = "drafting.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "drafting.notices.context.notices",
            ],
        },
    },
]
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
CRISPY_ALLOWED_TEMPLATE_PACKS = ["bootstrap5"]
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Database

DATABASES = {
    "default": env.database("DATABASE_URL", None if PRODUCTION else f"sqlite:///{VAR / 'zhaojing.sqlite3'}")
}
_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    # With WAL, IMMEDIATE and a patient timeout, 50 people saving at once never meet "database is locked"; each of the
    # three alone is not enough.
    _database["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL;",
    }
    _database["CONN_MAX_AGE"] = None
elif _pool := env.integer("DATABASE_POOL_SIZE", 0, maximum=200):
    _database["OPTIONS"] = {"pool": {"min_size": 1, "max_size": _pool, "timeout": 10}}
else:
    # A new connection for each request costs 5 ms and most of the throughput.
    _database["CONN_MAX_AGE"] = 600
    _database["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People and sessions

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"accounts.validators.{name}"} for name in ("Length", "NotNumeric", "NotCommon", "NotPersonal")
]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "drafts:home"
LOGOUT_REDIRECT_URL = "accounts:login"

# Signed out after two hours without a request; SlidingSessionMiddleware moves the end along.
SESSION_COOKIE_AGE = 2 * 60 * 60
SESSION_COOKIE_NAME = "zhaojing_session"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "zhaojing_csrf"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "drafting.errors.csrf_failure"

AXES_FAILURE_LIMIT = env.integer("LOGIN_FAILURE_LIMIT", 5, minimum=1, maximum=100)
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "accounts.throttle.locked_response"
AXES_RESET_ON_SUCCESS = True
# The page says when the lock ends, so trying again meanwhile must not move that moment.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# Who signed in when is nobody's business (痕迹管理), and the admin of axes is in English only.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Transport and browser

# An intranet without TLS says so with PLAIN_HTTP=1; then cookies and passwords cross the network readable.
PLAIN_HTTP = env.flag("PLAIN_HTTP", not PRODUCTION)
# Only where a proxy that overwrites these headers stands in front of every request.
BEHIND_PROXY = env.flag("BEHIND_PROXY", False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    AXES_CLIENT_IP_CALLABLE = "drafting.middleware.forwarded_address"
SECURE_SSL_REDIRECT = not PLAIN_HTTP
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SESSION_COOKIE_SECURE = not PLAIN_HTTP
CSRF_COOKIE_SECURE = not PLAIN_HTTP
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else env.integer("HSTS_SECONDS", 31_536_000, maximum=63_072_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = not PLAIN_HTTP
# W021: preloading is a list for public sites. The others are what PLAIN_HTTP means.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
if PLAIN_HTTP:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}

# Files

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(VAR / "static"))).absolute()
_hashed = DEMO or PRODUCTION
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": str(PRIVATE_ROOT),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    # Generated Word files. Beyond one machine this is S3-compatible storage (storages.backends.s3.S3Storage).
    "private": {
        "BACKEND": "drafting.rendering.storage.PrivateFileStorage",
        "OPTIONS": {"location": str(PRIVATE_ROOT)},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _hashed
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}

# Exports, in seconds and days. The lease is longer than the hard time limit of the task (drafting/rendering/tasks.py).
EXPORT_LEASE_SECONDS = env.integer("EXPORT_LEASE_SECONDS", 45, minimum=1, maximum=3600)
EXPORT_RESEND_SECONDS = env.integer("EXPORT_RESEND_SECONDS", 15, minimum=1, maximum=3600)
EXPORT_KEEP_DAYS = env.integer("EXPORT_KEEP_DAYS", 30, minimum=1, maximum=3650)
# Bundles of a meeting's papers hold what many people wrote, so they are kept for a short time.
BUNDLE_KEEP_DAYS = env.integer("BUNDLE_KEEP_DAYS", 7, minimum=1, maximum=3650)
# Days after which an import that was not confirmed is deleted with its texts.
IMPORT_KEEP_DAYS = env.integer("IMPORT_KEEP_DAYS", 30, minimum=1, maximum=3650)

# E-mail: a digest of notices. Without MAIL_HOST none is sent.

MAIL_HOST = env.text("MAIL_HOST", "")
MAIL_TLS = env.choice("MAIL_TLS", ("starttls", "ssl", "none"), "starttls")
# Letters carry addresses of pages, and no request is at hand that would tell where we are reached.
SITE_URL = env.site("SITE_URL", None if MAIL_HOST else "")
MAIL_FROM = env.mailbox("MAIL_FROM", None if MAIL_HOST else "")
MAIL_DIGEST_HOURS = env.hours("MAIL_DIGEST_HOURS", (8, 14))
EMAIL_HOST = MAIL_HOST
EMAIL_PORT = env.integer(
    "MAIL_PORT", {"starttls": 587, "ssl": 465, "none": 25}[MAIL_TLS], minimum=1, maximum=65535
)
EMAIL_HOST_USER = env.text("MAIL_USER", "")
EMAIL_HOST_PASSWORD = env.secret("MAIL_PASSWORD", None if EMAIL_HOST_USER else "")
EMAIL_USE_TLS = MAIL_TLS == "starttls"
EMAIL_USE_SSL = MAIL_TLS == "ssl"
# Seconds for each step of the conversation; a task has about a minute.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = MAIL_FROM

# Language

LANGUAGE_CODE = "zh-hans"
LOCALE_PATHS = [BASE_DIR / "drafting" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# Redis and Celery

REDIS_URL = env.redis("REDIS_URL", None if PRODUCTION else f"unix://{paths.redis_socket(VAR)}")
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TIMEZONE = TIME_ZONE
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
# Results are not kept, so beat need not clear them away.
CELERY_RESULT_EXPIRES = None
# A task is acknowledged when it is done, so that it comes back when its process is killed; tasks are idempotent.
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
    # With the defaults the task of a killed worker waits about 100 s longer than the visibility timeout.
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    # A page that asks for an export must not hang when Redis is away; the sweep finds the job afterwards.
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
CELERY_BEAT_SCHEDULE_FILENAME = env.text("BEAT_SCHEDULE_FILE", str(VAR / "run" / "beat-schedule"))
CELERY_BEAT_SYNC_EVERY = 1
# Stalled jobs are looked for as often as one may be sent again, but never seldom.
_SWEEP_SECONDS = min(EXPORT_RESEND_SECONDS, 15)
CELERY_BEAT_SCHEDULE = {
    "sweep-exports": {
        "task": "drafting.rendering.tasks.sweep_exports",
        "schedule": float(_SWEEP_SECONDS),
        # A sweep that waited longer than the next one is of no use.
        "options": {"expires": _SWEEP_SECONDS},
    },
    "tidy-exports": {
        "task": "drafting.rendering.tasks.tidy_exports",
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

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["console"],
        "level": env.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"),
    },
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}
