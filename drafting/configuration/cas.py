"""Signing in through CAS; off where CAS_URL is not set."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from drafting import environment as env
from drafting.configuration.mail import SITE_URL
from drafting.configuration.transport import PLAIN_HTTP
from drafting.environment_addresses import is_service

CAS_URL = env.text("CAS_URL", "")
# 3 names attributes; 2 is for servers of before.
CAS_PROTOCOL = env.choice("CAS_PROTOCOL", ("3", "2"), "3")
CAS_LABEL = env.text("CAS_LABEL", "用统一身份认证登录")
# The attribute that is the user name here; empty: the one that CAS itself gives (cas:user).
CAS_USERNAME_ATTRIBUTE = env.text("CAS_USERNAME_ATTRIBUTE", "")
CAS_CA_FILE = env.text("CAS_CA_FILE", "")
# Whether it asks for a second step itself, so that none is asked for here.
CAS_SECOND_STEP = env.flag("CAS_SECOND_STEP", False)

if CAS_URL and not is_service(CAS_URL):
    raise ImproperlyConfigured(
        "环境变量 CAS_URL 必须是以 https:// 开头的地址，"
        f"如 https://sso.example.cn/cas，不能是“{CAS_URL}”。"
    )
if CAS_URL.startswith("http://") and not PLAIN_HTTP:
    raise ImproperlyConfigured(
        "环境变量 CAS_URL 必须以 https:// 开头；只有设了 PLAIN_HTTP=1 的内网可以用 http://。"
    )
if CAS_URL and not SITE_URL:
    raise ImproperlyConfigured("设了 CAS_URL，也要设 SITE_URL（大家打开照镜的地址）。")
if CAS_USERNAME_ATTRIBUTE and not CAS_USERNAME_ATTRIBUTE.isidentifier():
    raise ImproperlyConfigured(
        f"环境变量 CAS_USERNAME_ATTRIBUTE 必须是一个属性名，不能是“{CAS_USERNAME_ATTRIBUTE}”。"
    )
if CAS_CA_FILE and not Path(CAS_CA_FILE).is_file():
    raise ImproperlyConfigured(f"CAS_CA_FILE 指定的文件 {CAS_CA_FILE} 不存在。")
