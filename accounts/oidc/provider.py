"""The unit's own service of sign-in (统一身份认证, OpenID Connect): where it sends people, and whom it names.

Authlib does what the standard asks: discovery, state, nonce and PKCE, the signature, issuer, audience and age of the ID
token. Here stand the limits of time, and one reason for each way in which it can go wrong.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, Final

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client import OAuthError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from joserfc.errors import JoseError
from requests import RequestException

from accounts.outside.identity import NotIdentified, user_name
from accounts.outside.sentences import STALE, away, broken, denied, nameless
from drafting.common.connections import why_away

logger = logging.getLogger(__name__)

#: What people call it.
NAME: Final = "统一身份认证"

#: Seconds for one answer of the service, and after which its addresses and keys are read anew.
PATIENCE: Final = 10
KEPT: Final = 60 * 60


_client: tuple[float, tuple[str, ...], Any] | None = None


def begin(request: HttpRequest, target: str) -> str:
    """The address of the service that asks who somebody is. State, nonce and ``target``, where they want to go
    afterwards, stay in the session. Raises NotIdentified where the service is away."""
    callback = request.build_absolute_uri(reverse("accounts:oidc_callback"))
    with _reasons():
        client = _read()
        made = client.create_authorization_url(callback)
        client.save_authorize_data(request, redirect_uri=callback, target=target, **made)
        return str(made["url"])


def finish(request: HttpRequest, state: str) -> tuple[str, str]:
    """The user name of whom the service has sent back, and where they wanted to go. Raises NotIdentified."""
    with _reasons():
        client = _read()
        kept = client.framework.get_state_data(request.session, state)
        if not kept:
            turned_back = request.GET.get("error") == "access_denied"
            raise NotIdentified(denied(NAME) if turned_back else STALE)
        token = client.authorize_access_token(request)
        if not token.get("userinfo"):
            raise NotIdentified(broken(NAME))
        return _name(client, token), str(kept["target"])


def end_address(back: str) -> str:
    """Where the service ends its own sign-in and leads to ``back``; "" where it does not offer that, or is away."""
    try:
        with _reasons():
            client = _read()
            if not client.load_server_metadata().get("end_session_endpoint"):
                return ""
            made = client.create_logout_url(
                post_logout_redirect_uri=back, client_id=settings.OIDC_CLIENT_ID
            )
            return str(made["url"])
    except NotIdentified:
        return ""


def examine() -> str:
    """What is wrong with the service as it is set up, in a sentence; "" where it answers as it should."""
    global _client
    _client = None
    try:
        with _reasons():
            _read()
    except NotIdentified as error:
        cause = error.__cause__
        what = f"（{why_away(cause)}）" if cause is not None else ""
        return f"读不到 {settings.OIDC_ISSUER} 的说明{what}，请核对 OIDC_ISSUER、网络和证书。"
    return ""


def _read() -> Any:
    """The client of the service, with what it says of itself."""
    global _client
    configured = (settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET)
    if _client and _client[1] == configured and monotonic() - _client[0] < KEPT:
        return _client[2]
    issuer = settings.OIDC_ISSUER.rstrip("/")
    options: dict[str, Any] = {
        "scope": settings.OIDC_SCOPES,
        "code_challenge_method": "S256",
        "default_timeout": PATIENCE,
    }
    if settings.OIDC_CA_FILE:
        options["verify"] = settings.OIDC_CA_FILE
    client = OAuth().register(
        "oidc",
        client_id=settings.OIDC_CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs=options,
    )
    said = client.load_server_metadata()
    if str(said.get("issuer", "")).rstrip("/") != issuer:
        raise ValueError("another issuer")
    ways = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if "client_secret_basic" not in ways and "client_secret_post" in ways:
        options["token_endpoint_auth_method"] = "client_secret_post"  # noqa: S105 - a way, no secret
    _client = (monotonic(), configured, client)
    return client


def _name(client: Any, token: dict[str, Any]) -> str:
    """The user name within the ID token, or else among what the service says of the person."""
    claims = token["userinfo"]
    name = claims.get(settings.OIDC_USERNAME_CLAIM)
    if not name and client.load_server_metadata().get("userinfo_endpoint"):
        more = client.userinfo(token=token)
        # OpenID Connect Core 5.3.2: else it is of somebody else
        name = more.get(settings.OIDC_USERNAME_CLAIM) if more.get("sub") == claims["sub"] else ""
    if not (found := user_name(name)):
        raise NotIdentified(nameless(NAME))
    return found


@contextmanager
def _reasons() -> Iterator[None]:
    """Turn whatever the service, the network or its answer does into a sentence; the log has the kind of the fault,
    never what was said."""
    try:
        yield
    except RequestException as error:
        logger.warning("oidc: the service is away: %s", type(error).__name__)
        raise NotIdentified(away(NAME)) from error
    except OAuthError as error:
        logger.warning("oidc: refused: %s", error.error)
        raise NotIdentified(
            denied(NAME) if error.error == "access_denied" else broken(NAME)
        ) from error
    except (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError, RuntimeError) as error:
        logger.warning("oidc: an answer that cannot be used: %s", type(error).__name__)
        raise NotIdentified(broken(NAME)) from error
