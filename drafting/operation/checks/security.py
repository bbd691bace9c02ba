"""What protects passwords, sessions and texts on their way."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core.checks import Tags
from django.core.checks.registry import registry

from drafting.environment import NEW_KEY
from drafting.operation.findings import Verdict, fault, gravest, ok, warning

#: How keys begin that others know: Django's own of a new project, and the one in our Dockerfile.
KNOWN_KEYS: Final = ("django-insecure-", "used-while-building-only", "only-for-tests-")
#: A key of random letters has about 30 different ones.
FEWEST_KINDS: Final = 16


def secret_key() -> Verdict:
    key: str = settings.SECRET_KEY
    to_do = f"请用 {NEW_KEY} 生成一个换上（换了以后大家要重新登录）。"
    if key.startswith(KNOWN_KEYS) and settings.MODE != "test":
        return fault(f"SECRET_KEY 是公开的，谁都能伪造登录，{to_do}")
    if len(set(key)) < FEWEST_KINDS:
        return warning(f"SECRET_KEY 只有 {len(set(key))} 种不同的字符，不像随机生成的，{to_do}")
    return ok("够长，够乱。")


def tls() -> Verdict:
    if not settings.PRODUCTION:
        return ok(f"现在是 {settings.MODE} 模式，不检查；正式使用请设 ZHAOJING_MODE=production。")
    if settings.PLAIN_HTTP:
        return warning(
            "PLAIN_HTTP=1：密码和材料在网络上不加密，只能在可信的内网里用；"
            "有证书的请在反向代理上启用 HTTPS，再去掉这一项。"
        )
    if not settings.BEHIND_PROXY:
        return fault(
            "要求 HTTPS，又没有设 BEHIND_PROXY=1，页面会反复跳转打不开；"
            "请在前面设反向代理并设 BEHIND_PROXY=1，没有证书的内网设 PLAIN_HTTP=1。"
        )
    # Django's alone: ours of the same tag asks the database, which has a check of its own here
    checks = [
        one
        for one in registry.get_checks(include_deployment_checks=True)
        if one.__module__.startswith("django.") and Tags.security in one.tags
    ]
    remarks = [
        warning(f"Django 的安全检查有一条没有通过（{message.id}），请改回默认的设置。")
        for one in checks
        for message in one(app_configs=None, databases=None)
        if not message.is_silenced()
    ]
    return gravest(remarks, "用 HTTPS，登录信息只经加密的连接传送。")


def addresses() -> Verdict:
    if not settings.PRODUCTION:
        return ok("本机使用，不检查。")
    remarks = []
    plain = [one for one in settings.CSRF_TRUSTED_ORIGINS if one.startswith("http://")]
    if plain and not settings.PLAIN_HTTP:
        remarks.append(
            warning(
                f"CSRF_TRUSTED_ORIGINS 里有不加密的地址（{'、'.join(plain)}），请改为 https://。"
            )
        )
    if settings.SITE_URL and not _allowed(settings.SITE_URL):
        remarks.append(
            fault(
                f"邮件里的地址 {settings.SITE_URL} 不在 ALLOWED_HOSTS 里，点开会被拒绝，请改成一致。"
            )
        )
    return gravest(remarks, f"可以用 {'、'.join(settings.ALLOWED_HOSTS)} 访问。")


def _allowed(site: str) -> bool:
    from urllib.parse import urlsplit

    from django.http.request import validate_host

    name = urlsplit(site).hostname or ""
    return validate_host(f"[{name}]" if ":" in name else name, settings.ALLOWED_HOSTS)
