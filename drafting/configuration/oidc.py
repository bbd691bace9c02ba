"""Signing in through the unit's own service (统一身份认证, OpenID Connect); off where OIDC_ISSUER is not set."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from drafting import environment as env
from drafting.configuration.transport import PLAIN_HTTP
from drafting.environment_addresses import is_service

OIDC_ISSUER = env.text("OIDC_ISSUER", "")
if OIDC_ISSUER and not is_service(OIDC_ISSUER):
    raise ImproperlyConfigured(
        "环境变量 OIDC_ISSUER 必须是以 https:// 开头的地址，"
        f"如 https://sso.example.cn/realms/danwei，不能是“{OIDC_ISSUER}”。"
    )
OIDC_CLIENT_ID = env.text("OIDC_CLIENT_ID", None if OIDC_ISSUER else "")
OIDC_CLIENT_SECRET = env.secret("OIDC_CLIENT_SECRET", None if OIDC_ISSUER else "")
OIDC_LABEL = env.text("OIDC_LABEL", "用统一身份认证登录")
# What the service says of a person that is the user name here; nobody may be able to change it
# themselves.
OIDC_USERNAME_CLAIM = env.text("OIDC_USERNAME_CLAIM", "preferred_username")
OIDC_SCOPES = env.text("OIDC_SCOPES", "openid profile")
# Certificates that the service's is checked against, where a unit signs its own; empty: those that
# come with the program.
OIDC_CA_FILE = env.text("OIDC_CA_FILE", "")
# Whether the service asks for a second step itself, so that none is asked for here.
OIDC_SECOND_STEP = env.flag("OIDC_SECOND_STEP", False)

if OIDC_ISSUER.startswith("http://") and not PLAIN_HTTP:
    raise ImproperlyConfigured(
        "环境变量 OIDC_ISSUER 必须以 https:// 开头；只有设了 PLAIN_HTTP=1 的内网可以用 http://。"
    )
if not OIDC_ISSUER and (OIDC_CLIENT_ID or OIDC_CLIENT_SECRET):
    raise ImproperlyConfigured(
        "设了 OIDC_CLIENT_ID 或 OIDC_CLIENT_SECRET，也要设 OIDC_ISSUER（统一身份认证的地址）。"
    )
if OIDC_CA_FILE and not Path(OIDC_CA_FILE).is_file():
    raise ImproperlyConfigured(f"OIDC_CA_FILE 指定的文件 {OIDC_CA_FILE} 不存在。")
if "openid" not in OIDC_SCOPES.split():
    raise ImproperlyConfigured(
        f"环境变量 OIDC_SCOPES 必须含有 openid，用空格分隔，不能是“{OIDC_SCOPES}”。"
    )
