"""Signing in through 企业微信 (WeCom), as a self-built application; off where WECOM_CORP_ID is not set."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from drafting import environment as env
from drafting.configuration.mail import SITE_URL
from drafting.configuration.transport import PLAIN_HTTP
from drafting.environment_addresses import is_service

WECOM_CORP_ID = env.text("WECOM_CORP_ID", "")
WECOM_AGENT_ID = env.text("WECOM_AGENT_ID", None if WECOM_CORP_ID else "")
WECOM_SECRET = env.secret("WECOM_SECRET", None if WECOM_CORP_ID else "")
WECOM_LABEL = env.text("WECOM_LABEL", "用企业微信登录")
# The field of a member that is the user name here: their id, or one that the administrator of
# 企业微信 fills in.
WECOM_USERNAME_FIELD = env.text("WECOM_USERNAME_FIELD", "userid")
# A 企业微信 that a unit runs itself (私有化部署) has addresses of its own.
WECOM_API_URL = env.text("WECOM_API_URL", "https://qyapi.weixin.qq.com")
WECOM_LOGIN_URL = env.text("WECOM_LOGIN_URL", "https://login.work.weixin.qq.com/wwlogin/sso/login")
WECOM_AUTHORIZE_URL = env.text(
    "WECOM_AUTHORIZE_URL", "https://open.weixin.qq.com/connect/oauth2/authorize"
)
WECOM_CA_FILE = env.text("WECOM_CA_FILE", "")
# Who scans a code shows that they have their telephone; whether that is second step enough is the
# unit's to say.
WECOM_SECOND_STEP = env.flag("WECOM_SECOND_STEP", False)

for _name, _address in (
    ("WECOM_API_URL", WECOM_API_URL),
    ("WECOM_LOGIN_URL", WECOM_LOGIN_URL),
    ("WECOM_AUTHORIZE_URL", WECOM_AUTHORIZE_URL),
):
    if not is_service(_address):
        raise ImproperlyConfigured(
            f"环境变量 {_name} 必须是以 https:// 开头的地址，不能是“{_address}”。"
        )
    if _address.startswith("http://") and not PLAIN_HTTP:
        raise ImproperlyConfigured(
            f"环境变量 {_name} 必须以 https:// 开头；只有设了 PLAIN_HTTP=1 的内网可以用 http://。"
        )
if not WECOM_CORP_ID and (WECOM_AGENT_ID or WECOM_SECRET):
    raise ImproperlyConfigured(
        "设了 WECOM_AGENT_ID 或 WECOM_SECRET，也要设 WECOM_CORP_ID（企业微信的企业 ID）。"
    )
if WECOM_CORP_ID and not SITE_URL:
    raise ImproperlyConfigured("设了 WECOM_CORP_ID，也要设 SITE_URL（大家打开照镜的地址）。")
if WECOM_CA_FILE and not Path(WECOM_CA_FILE).is_file():
    raise ImproperlyConfigured(f"WECOM_CA_FILE 指定的文件 {WECOM_CA_FILE} 不存在。")
