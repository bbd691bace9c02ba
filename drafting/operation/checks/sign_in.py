"""The services that say who somebody is, as they are set up, and second steps."""

from __future__ import annotations

from django.conf import settings

from accounts.cas import provider as cas
from accounts.ldap import directory as ldap
from accounts.oidc import provider as oidc
from accounts.second_factor.requirement import people_who_have_to
from accounts.services.second_factor import unreadable
from accounts.wecom import provider as wecom
from drafting.operation.checks.database import require_database
from drafting.operation.findings import Verdict, fault, gravest, ok, warning


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


def openid_provider() -> Verdict:
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
