"""What protects passwords, sessions and texts on their way."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core.checks import Tags
from django.core.checks.registry import registry

from accounts.cas import provider as cas
from accounts.ldap import directory as ldap
from accounts.oidc import provider as oidc
from accounts.second_factor.requirement import people_who_have_to
from accounts.services.second_factor import unreadable
from accounts.wecom import provider as wecom
from drafting.environment import NEW_KEY
from drafting.operation.checks.database import require_database
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


def second_factor() -> Verdict:
    require_database()
    remarks = []
    if closed := unreadable():
        remarks.append(
            warning(
                f"SECRET_KEY 换过，{len(closed)} 人的动态码用不了了，只能用恢复码登录；"
                "请运行 python manage.py reset_second_factor --unreadable，再请他们重新启用。"
            )
        )
    if not settings.SECOND_FACTOR_ROLES:
        return gravest(remarks, "没有规定谁必须启用（SECOND_FACTOR_ROLES），各人自愿。")
    people = people_who_have_to()
    number, lacking = people.count(), people.filter(second_factor=None).count()
    if lacking:
        remarks.append(
            warning(
                f"必须启用的 {number} 人里，{lacking} 人还没有启用，下次登录时会要求他们先设置。"
            )
        )
    return gravest(remarks, f"必须启用的 {number} 人都启用了。")


def sign_in_service() -> Verdict:
    if not settings.OIDC_ISSUER:
        return ok("没有设 OIDC_ISSUER，不用。")
    return _sign_in(oidc.examine(), "有应答，地址和设置的一致。")


def directory() -> Verdict:
    if not settings.LDAP_HOST:
        return ok("没有设 LDAP_HOST，不用。")
    found = _sign_in(
        ldap.examine(), "连得上，查人用的账号可以用。" if settings.LDAP_BIND_DN else "连得上。"
    )
    if settings.LDAP_TLS == "none":
        return gravest(
            [found, warning("LDAP_TLS=none：密码在到目录的路上不加密，请改用 ssl 或 starttls。")],
            "",
        )
    return found


def cas_server() -> Verdict:
    if not settings.CAS_URL:
        return ok("没有设 CAS_URL，不用。")
    return _sign_in(cas.examine(), "有应答。")


def wecom_application() -> Verdict:
    if not settings.WECOM_CORP_ID:
        return ok("没有设 WECOM_CORP_ID，不用。")
    return _sign_in(wecom.examine(), "有应答，应用可以用。")


def _sign_in(wrong: str, right: str) -> Verdict:
    return fault(wrong) if wrong else ok(right)


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
