"""Settings. Everything that differs between installations is read from the environment
(drafting/environment.py). What belongs together stands in drafting/configuration/.

ZHAOJING_MODE says what kind of installation this is:
local       the default; needs nothing: SQLite and a secret key of its own under var/
demo        what `make run` sets: like local, without debug pages, with demo accounts
test        what the tests set
production  SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL and REDIS_URL must be given; no demo accounts
"""

# isort: off
# In this order: of several mistakes, the first is told.
from drafting.configuration.installation import *
from drafting.configuration.databases import *
from drafting.configuration.sign_in import *
from drafting.configuration.transport import *
from drafting.configuration.oidc import *
from drafting.configuration.ldap import *
from drafting.configuration.files import *
from drafting.configuration.queue import *
from drafting.configuration.mail import *
from drafting.configuration.cas import *
from drafting.configuration.wecom import *
from drafting.configuration.local_sign_in import *
from drafting.configuration.backups import *
from drafting.configuration.texts import *
from drafting.configuration.metrics import *
from drafting.configuration.schedule import *
from drafting.configuration.logs import *

# isort: on
from drafting.configuration.installation import BASE_DIR

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
    "import_export",
    "simple_history",
    "treebeard",
]

MIDDLEWARE = [
    "drafting.requests.middleware.ArrivalMiddleware",
    "drafting.monitoring.logs.middleware.RequestLogMiddleware",
    "drafting.operation.metrics.middleware.MetricsMiddleware",
    # First what is said of every answer, those of the middleware below and the static files
    # included.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "drafting.requests.answer_headers.PolicyMiddleware",
    "drafting.requests.answer_headers.PrivateAnswersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "drafting.requests.unusable.UnusableRequestMiddleware",
    "drafting.requests.middleware.SlidingSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "drafting.requests.body_limits.BodyLimitMiddleware",
    "drafting.requests.unusable.UnusableFormMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.UnitKindsMiddleware",
    "accounts.middleware.OfficeMiddleware",
    "accounts.middleware.PasswordChangeMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "drafting.requests.middleware.FormsetBoundsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "drafting.requests.middleware.WrongMethodPageMiddleware",
    "drafting.collective.middleware.OneWriterMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "drafting.urls"
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
                "accounts.text_size.text_size",
                "drafting.notices.context.notices",
            ],
        },
    },
]
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
CRISPY_ALLOWED_TEMPLATE_PACKS = ["bootstrap5"]
CRISPY_TEMPLATE_PACK = "bootstrap5"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Requests. A step of 40 points, each with 80 causes and measures to link to, posts 3,500 fields; a
# whole paper (drafting/document/bounds.py) has 540 kB as a form. Twice the points of before there
# was a bound, and a paste far too long, still come through, so that what was typed can be given
# back.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

# Language

LANGUAGE_CODE = "zh-hans"
LOCALE_PATHS = [BASE_DIR / "drafting" / "locale"]
TIME_ZONE = "Asia/Shanghai"
CELERY_TIMEZONE = TIME_ZONE
USE_I18N = True
USE_TZ = True
