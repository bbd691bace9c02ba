"""Encryption on the way, and what browsers are told with every answer."""

from pathlib import Path

from drafting import environment as env
from drafting.configuration.installation import PRODUCTION

# An intranet without TLS says so with PLAIN_HTTP=1; then cookies and passwords cross the network
# readable.
PLAIN_HTTP = env.flag("PLAIN_HTTP", not PRODUCTION)
# Only where a proxy that overwrites these headers stands in front of every request.
BEHIND_PROXY = env.flag("BEHIND_PROXY", False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    AXES_CLIENT_IP_CALLABLE = "drafting.requests.middleware.forwarded_address"
# The certificate of the proxy, for `manage.py doctor` to tell when it ends.
_certificate = env.text("TLS_CERTIFICATE_FILE", "")
TLS_CERTIFICATE_FILE = Path(_certificate).absolute() if _certificate else None
SECURE_SSL_REDIRECT = not PLAIN_HTTP
# Those who ask here come past the proxy.
SECURE_REDIRECT_EXEMPT = [r"^healthz(/(live|ready))?$", r"^metrics$"]
SESSION_COOKIE_SECURE = not PLAIN_HTTP
CSRF_COOKIE_SECURE = not PLAIN_HTTP
SECURE_HSTS_SECONDS = (
    0 if PLAIN_HTTP else env.integer("HSTS_SECONDS", 31_536_000, maximum=63_072_000)
)
SECURE_HSTS_INCLUDE_SUBDOMAINS = not PLAIN_HTTP
# W021: preloading is a list for public sites. The others are what PLAIN_HTTP means.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
if PLAIN_HTTP:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W010", "security.W016"]
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
