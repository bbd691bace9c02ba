"""The services that may be set up, and which of them are: OpenID Connect, CAS, 企业微信. (A directory, LDAP, leads
nobody anywhere: it judges passwords, `accounts.ldap`.)"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.cas import provider as cas
from accounts.oidc import provider as oidc
from accounts.sign_in_steps import LDAP
from accounts.wecom import provider as wecom


class Provider(Protocol):
    """What a service is asked. All but ``end_address`` raise NotIdentified."""

    def begin(self, request: HttpRequest, target: str) -> str:
        """The address that asks who somebody is; ``target``, where they want to go afterwards, stays in the session."""

    def finish(self, request: HttpRequest, state: str) -> tuple[str, str]:
        """The user name of whom the service has sent back, and where they wanted to go."""

    def end_address(self, back: str) -> str:
        """Where the service ends its own sign-in and leads to ``back``; "" where it offers none."""


@dataclass(frozen=True)
class Service:
    """A service: its key (in addresses, sessions, names of settings), the setting that turns it on, what people call it,
    and whether it stays signed in itself, so that the next person at the computer would come in with one press."""

    key: str
    switch: str
    name: str
    stays: bool
    provider: Provider

    @property
    def is_on(self) -> bool:
        return bool(getattr(settings, self.switch))

    @property
    def label(self) -> str:
        """What its button says."""
        return str(getattr(settings, f"{self.key.upper()}_LABEL"))

    @property
    def asks_second_step(self) -> bool:
        """Whether it asks for a second step itself, so that none is asked for here."""
        return bool(getattr(settings, f"{self.key.upper()}_SECOND_STEP"))

    @property
    def address(self) -> str:
        """Of our page that leads there."""
        return reverse(f"accounts:{self.key}")


OIDC: Final = Service("oidc", "OIDC_ISSUER", oidc.NAME, True, oidc)
CAS: Final = Service("cas", "CAS_URL", cas.NAME, True, cas)
WECOM: Final = Service("wecom", "WECOM_CORP_ID", wecom.NAME, False, wecom)
SERVICES: Final = (OIDC, CAS, WECOM)


def name_of(key: str) -> str:
    """What people call the service or the directory that has said who somebody is (sign_in_steps.SIGNED_IN_BY); ""
    where it was none."""
    names = {service.key: service.name for service in SERVICES} | {LDAP: settings.LDAP_LABEL}
    return names.get(key, "")


def services_on() -> list[Service]:
    """Those that are set up, in the order in which the sign-in page shows them."""
    return [service for service in SERVICES if service.is_on]
