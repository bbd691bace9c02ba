"""Who may sign in with a password that is kept here, beside the services and the directory of the unit."""

from django.core.exceptions import ImproperlyConfigured

from drafting import environment as env
from drafting.configuration.cas import CAS_LABEL, CAS_URL
from drafting.configuration.ldap import LDAP_HOST
from drafting.configuration.oidc import OIDC_ISSUER, OIDC_LABEL
from drafting.configuration.wecom import WECOM_CORP_ID

LOCAL_SIGN_IN = env.choice("LOCAL_SIGN_IN", ("everybody", "superusers"), "everybody")

if LOCAL_SIGN_IN != "everybody" and not (OIDC_ISSUER or LDAP_HOST or CAS_URL or WECOM_CORP_ID):
    raise ImproperlyConfigured(
        "LOCAL_SIGN_IN=superusers 时，必须设 OIDC_ISSUER、LDAP_HOST、CAS_URL 或 WECOM_CORP_ID，否则别人都登录不了。"
    )
if OIDC_ISSUER and CAS_URL and OIDC_LABEL == CAS_LABEL:
    raise ImproperlyConfigured(
        f"登录页上会有两个一样的按钮“{CAS_LABEL}”，请把 OIDC_LABEL 和 CAS_LABEL 设成不同的文字。"
    )
