"""A CAS server (Central Authentication Service, protocol 2 or 3): where it sends people, and whom its tickets name.

The address that it sends people back to is made from SITE_URL and never from what a request says, so that no ticket goes
to another site; our state stands in it, and a ticket is good for one address only.
"""

from __future__ import annotations

import logging
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from lxml import etree
from requests import RequestException

from accounts.outside import pending
from accounts.outside.answers import fetched
from accounts.outside.identity import NotIdentified, user_name
from accounts.outside.sentences import STALE, away, broken, nameless
from drafting.common.connections import why_away

logger = logging.getLogger(__name__)

#: What people call it.
NAME: Final = "统一身份认证"

#: Of an answer (bytes); it holds a name and some attributes.
_MOST: Final = 256 * 1024
_CAS: Final = "{http://www.yale.edu/tp/cas}"


class _Refused(Exception):
    """The server does not take a ticket; with its code (INVALID_TICKET and others)."""


def begin(request: HttpRequest, target: str) -> str:
    """The address of the server that asks who somebody is. State and ``target``, where they want to go afterwards,
    stay in the session."""
    state = pending.note(request, "cas", target)
    return f"{_server()}/login?{urlencode({'service': _service(state)})}"


def finish(request: HttpRequest, state: str) -> tuple[str, str]:
    """The user name of whom the server has sent back, and where they wanted to go. Raises NotIdentified."""
    target = pending.take(request, "cas", state)
    ticket = request.GET.get("ticket", "")
    if target is None or not ticket:
        raise NotIdentified(STALE)
    try:
        name = _name(_asked(ticket, _service(state)))
    except RequestException as error:
        logger.warning("cas: the server is away: %s", type(error).__name__)
        raise NotIdentified(away(NAME)) from error
    except _Refused as error:
        logger.warning("cas: refused: %s", error)
        raise NotIdentified(STALE if str(error) == "INVALID_TICKET" else broken(NAME)) from error
    except ValueError as error:
        logger.warning("cas: an answer that cannot be used: %s", type(error).__name__)
        raise NotIdentified(broken(NAME)) from error
    if not name:
        raise NotIdentified(nameless(NAME))
    return name, target


def end_address(back: str) -> str:
    """Where the server ends its own sign-in; most lead to ``back`` afterwards."""
    return f"{_server()}/logout?{urlencode({'service': back})}"


def examine() -> str:
    """What is wrong with the server as it is set up, in a sentence; "" where it answers as it should: it is asked for a
    ticket that nobody has."""
    try:
        _asked("ST-0-doctor", _service("doctor"))
    except RequestException as error:
        return f"连不上 {settings.CAS_URL}（{why_away(error)}），请核对 CAS_URL、CAS_CA_FILE、网络和证书。"
    except _Refused as error:
        if str(error) in ("UNAUTHORIZED_SERVICE", "UNAUTHORIZED_SERVICE_PROXY"):
            return f"{settings.CAS_URL} 还没有登记照镜，请在那边登记 {_callbacks()}。"
        return ""
    except ValueError:
        return f"{settings.CAS_URL} 的回答不是 CAS 的，请核对 CAS_URL 和 CAS_PROTOCOL。"
    return f"{settings.CAS_URL} 接受了一张不存在的票据，不能用来登录。"


def _asked(ticket: str, service: str) -> etree._Element:
    """What the server says of whom a ticket names (authenticationSuccess). Raises RequestException where it is away,
    _Refused where it knows no such ticket, ValueError where that is no answer of CAS."""
    way = "p3/serviceValidate" if settings.CAS_PROTOCOL == "3" else "serviceValidate"
    asked = {"service": service, "ticket": ticket}
    content = fetched(f"{_server()}/{way}", asked, settings.CAS_CA_FILE, _MOST)
    # nothing is read from elsewhere, and nothing stands for something else
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("no XML") from error
    if (
        root.getroottree().docinfo.internalDTD is not None
        or root.tag != f"{_CAS}serviceResponse"
        or len(root) != 1
    ):
        raise ValueError("no answer of CAS")
    said = root[0]
    if said.tag == f"{_CAS}authenticationFailure":
        raise _Refused(said.get("code", "")[:40])
    if said.tag != f"{_CAS}authenticationSuccess":
        raise ValueError("no answer of CAS")
    return said


def _name(said: etree._Element) -> str:
    """The user name; "" where there is none, or several."""
    attribute = settings.CAS_USERNAME_ATTRIBUTE
    path = f"{_CAS}attributes/{_CAS}{attribute}" if attribute else f"{_CAS}user"
    found = said.findall(path)
    return user_name(found[0].text) if len(found) == 1 and not len(found[0]) else ""


def _server() -> str:
    return str(settings.CAS_URL).rstrip("/")


def _service(state: str) -> str:
    """The address that people come back to."""
    return f"{settings.SITE_URL}{reverse('accounts:cas_callback', args=[state])}"


def _callbacks() -> str:
    """All such addresses, for whoever registers them."""
    return _service("state").removesuffix("state/")
