"""People, passwords, second steps, sessions and failed sign-ins."""

from datetime import timedelta

from drafting import environment as env
from drafting.configuration.installation import MODE

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.ldap.backend.DirectoryBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"accounts.validators.{name}"}
    for name in ("Length", "NotNumeric", "NotCommon", "NotPersonal")
]
# The second one checks passwords of before, which are hashed anew when they are next typed, and
# hashes one-time passwords quickly (accounts/services/people.py).
# How many characters a password has at least (OWASP ASVS 5.0, 6.2.1: 8, better 15), and that of
# whoever holds another role than a member's, or is a superuser (docs/decisions/0049).
PASSWORD_LENGTH = env.integer("PASSWORD_LENGTH", 8, minimum=8, maximum=64)
PASSWORD_LENGTH_OFFICES = env.integer(
    "PASSWORD_LENGTH_OFFICES", max(12, PASSWORD_LENGTH), minimum=PASSWORD_LENGTH, maximum=64
)
# For how many days a one-time password that nobody has used is taken (6.4.1: a short period;
# docs/decisions/0052).
ONE_TIME_PASSWORD_DAYS = env.integer("ONE_TIME_PASSWORD_DAYS", 14, minimum=1, maximum=90)
PASSWORD_HASHERS = [
    "accounts.hashers.MemoryHardHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The roles that have to sign in with a second step; an administrator's counts for superusers too.
SECOND_FACTOR_ROLES = env.choices(
    "SECOND_FACTOR_ROLES", ("member", "secretary", "deputy", "curator", "administrator")
)
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "drafts:home"
LOGOUT_REDIRECT_URL = "accounts:login"

# Signed out after two hours without a request; SlidingSessionMiddleware moves the end along.
SESSION_ENGINE = "drafting.requests.sessions"
SESSION_COOKIE_AGE = 2 * 60 * 60
SESSION_COOKIE_NAME = "zhaojing_session"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "zhaojing_csrf"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "drafting.requests.error_pages.csrf_failure"

AXES_FAILURE_LIMIT = env.integer("LOGIN_FAILURE_LIMIT", 5, minimum=1, maximum=100)
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "accounts.throttle.locked_response"
# From so many names on that failed at one address, passwords for further names are looked at there
# only at the second asking (accounts/tried_names.py).
LOGIN_NAMES_LIMIT = env.integer("LOGIN_NAMES_LIMIT", 10, minimum=3, maximum=1000)
AXES_HANDLER = "accounts.throttle.Handler"
AXES_CLIENT_STR_CALLABLE = "accounts.throttle.client_in_log"
AXES_RESET_ON_SUCCESS = True
# The page says when the lock ends, so trying again meanwhile must not move that moment.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# Who signed in when is nobody's business (痕迹管理), and the admin of axes is in English only.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
