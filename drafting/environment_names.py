"""Names of environment variables that are nearly ours: a setting under a misspelt name would
silently stay at its default."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

SECRETS = (
    "DATABASE_PASSWORD",
    "DATABASE_URL",
    "LDAP_BIND_PASSWORD",
    "MAIL_PASSWORD",
    "METRICS_TOKEN",
    "OIDC_CLIENT_SECRET",
    "REDIS_PASSWORD",
    "REDIS_URL",
    "SECRET_KEY",
    "WECOM_SECRET",
)
#: What some settings were called before; still read (drafting/configuration/queue.py).
FORMER = ("EXPORT_LEASE_SECONDS", "EXPORT_RESEND_SECONDS")
NAMES = (
    "ALLOWED_HOSTS",
    "BACKUP_DIR",
    "BACKUP_HOURS",
    "BACKUP_KEEP",
    "BACKUP_KEY_FILE",
    "BEAT_SCHEDULE_FILE",
    "BEHIND_PROXY",
    "BUNDLE_KEEP_DAYS",
    "CAS_CA_FILE",
    "CAS_LABEL",
    "CAS_PROTOCOL",
    "CAS_SECOND_STEP",
    "CAS_URL",
    "CAS_USERNAME_ATTRIBUTE",
    "CSRF_TRUSTED_ORIGINS",
    "DATABASE_POOL_SIZE",
    "DEBUG",
    "EXPORT_KEEP_DAYS",
    "HOST",
    "HSTS_SECONDS",
    "IMPORT_KEEP_DAYS",
    "JOB_LEASE_SECONDS",
    "JOB_RESEND_SECONDS",
    "LDAP_BASE",
    "LDAP_BIND_DN",
    "LDAP_CA_FILE",
    "LDAP_FILTER",
    "LDAP_HOST",
    "LDAP_LABEL",
    "LDAP_PORT",
    "LDAP_TLS",
    "LDAP_USERNAME_ATTRIBUTE",
    "LDAP_USER_DN",
    "LOCAL_SIGN_IN",
    "LOGIN_FAILURE_LIMIT",
    "LOGIN_NAMES_LIMIT",
    "LOG_FORMAT",
    "LOG_LEVEL",
    "MAIL_DIGEST_HOURS",
    "MAIL_FROM",
    "MAIL_HOST",
    "MAIL_PORT",
    "MAIL_TLS",
    "MAIL_USER",
    "METRICS_NETWORKS",
    "OIDC_CA_FILE",
    "OIDC_CLIENT_ID",
    "OIDC_ISSUER",
    "OIDC_LABEL",
    "OIDC_SCOPES",
    "OIDC_SECOND_STEP",
    "OIDC_USERNAME_CLAIM",
    "ONE_TIME_PASSWORD_DAYS",
    "PASSWORD_LENGTH",
    "PASSWORD_LENGTH_OFFICES",
    "PLAIN_HTTP",
    "PORT",
    "PRIVATE_ROOT",
    "SECOND_FACTOR_ROLES",
    "SITE_URL",
    "STATIC_ROOT",
    "TEXT_KEYS_FILE",
    "TLS_CERTIFICATE_FILE",
    "WEB_THREADS",
    "WEB_WORKERS",
    "WECOM_AGENT_ID",
    "WECOM_API_URL",
    "WECOM_AUTHORIZE_URL",
    "WECOM_CA_FILE",
    "WECOM_CORP_ID",
    "WECOM_LABEL",
    "WECOM_LOGIN_URL",
    "WECOM_SECOND_STEP",
    "WECOM_USERNAME_FIELD",
    "ZHAOJING_MODE",
    "ZHAOJING_VAR",
    *SECRETS,
    *(f"{name}_FILE" for name in SECRETS),
)
# Below this length (HOST, PORT, DEBUG) too many names of other programs are near; one mistake is
# allowed for, two from LONG on.
SHORT, LONG = 7, 12
# Names that other programs use.
FOREIGN = frozenset({"LOGLEVEL", "MAILHOST", "REDIS_URI", "DATABASE_URI"})


def refuse_misspelt(environment: Mapping[str, str]) -> None:
    """Raise ImproperlyConfigured where a variable is set whose name is nearly one of ours that is
    not set itself."""
    unset = [name for name in NAMES if len(name) >= SHORT and not environment.get(name, "").strip()]
    for given in sorted(environment.keys() - {*NAMES, *FORMER, *FOREIGN}):
        for name in unset:
            if environment[given].strip() and is_near(given.upper(), name):
                raise ImproperlyConfigured(
                    f"没有名为 {given} 的设置，是不是 {name}？请改正名称，或者删去它。"
                )


def is_near(given: str, name: str) -> bool:
    """Whether the two differ by one slip (in a long name two): a letter too many, too few, another
    one, two exchanged."""
    most = 2 if len(name) >= LONG else 1
    return abs(len(given) - len(name)) <= most and _slips(given, name) <= most


def _slips(one: str, other: str) -> int:
    """The number of slips between two words (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
