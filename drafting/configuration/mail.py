"""E-mail: a digest of notices. Without MAIL_HOST none is sent."""

from drafting import environment as env

MAIL_HOST = env.host("MAIL_HOST", "")
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
