"""企业微信 (WeCom) as a self-built application (自建应用) sees it: the page with the code to scan, or the silent one within
企业微信 itself; then which member has come (gettoken, auth/getuserinfo, and user/get where the user name stands in
another field than the member's id).

https://developer.work.weixin.qq.com/document/path/98151 (scanning), /91022 (within), /91023 (who it is)
"""

from __future__ import annotations

import json
import logging
from time import monotonic
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from requests import RequestException

from accounts.outside import pending
from accounts.outside.answers import fetched
from accounts.outside.identity import NotIdentified, user_name
from accounts.outside.sentences import STALE, away, broken, denied, nameless
from drafting.common.connections import why_away

logger = logging.getLogger(__name__)

#: What people call it.
NAME: Final = "企业微信"

#: Of an answer (bytes).
_MOST: Final = 256 * 1024
#: A token is asked for anew so long before it ends (seconds).
_BEFORE: Final = 5 * 60
#: Codes of errors: the token holds no more; the code of somebody who came back is not one, or was
#: used before.
_TOKEN_OVER: Final = frozenset({40001, 40014, 41001, 42001})
_CODE_OVER: Final = frozenset({40029, 40163, 42003})
#: This machine is not among those that the application trusts (企业可信IP).
_UNTRUSTED: Final = 60020

_STRANGER: Final = "您不是本单位企业微信的成员，没有登录。"


class _Refused(Exception):
    """The answer is an error; with its number."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


_token: tuple[float, tuple[str, ...], str] | None = None


def begin(request: HttpRequest, target: str) -> str:
    """The address that asks who somebody is: within 企业微信 it is known at once, elsewhere there is a code to scan.
    State and ``target``, where they want to go afterwards, stay in the session."""
    state = pending.note(request, "wecom", target)
    back = f"{settings.SITE_URL}{reverse('accounts:wecom_callback')}"
    asked = {"appid": settings.WECOM_CORP_ID, "agentid": settings.WECOM_AGENT_ID}
    asked |= {"redirect_uri": back, "state": state}
    if "wxwork" in request.headers.get("User-Agent", "").lower():
        asked |= {"response_type": "code", "scope": "snsapi_base"}
        return f"{settings.WECOM_AUTHORIZE_URL}?{urlencode(asked)}#wechat_redirect"
    return f"{settings.WECOM_LOGIN_URL}?{urlencode(asked | {'login_type': 'CorpApp'})}"


def finish(request: HttpRequest, state: str) -> tuple[str, str]:
    """The user name of the member who has come back, and where they wanted to go. Raises NotIdentified."""
    target = pending.take(request, "wecom", state)
    if target is None:
        raise NotIdentified(STALE)
    code = request.GET.get("code", "")
    if not code:
        raise NotIdentified(denied(NAME))
    try:
        return _name(code), target
    except RequestException as error:
        logger.warning("wecom: away: %s", type(error).__name__)
        raise NotIdentified(away(NAME)) from error
    except _Refused as error:
        logger.warning("wecom: refused: %s", error)
        raise NotIdentified(STALE if error.code in _CODE_OVER else broken(NAME)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        logger.warning("wecom: an answer that cannot be used: %s", type(error).__name__)
        raise NotIdentified(broken(NAME)) from error


def end_address(_back: str) -> str:
    """Nowhere: it keeps nobody signed in at a computer."""
    return ""


def examine() -> str:
    """What is wrong with it as it is set up, in a sentence; "" where it answers as it should."""
    global _token
    _token = None
    try:
        _ask("agent/get", agentid=settings.WECOM_AGENT_ID)
    except RequestException as error:
        return f"连不上 {settings.WECOM_API_URL}（{why_away(error)}），请核对 WECOM_API_URL、网络和证书。"
    except _Refused as error:
        if error.code == _UNTRUSTED:
            return "企业微信不认这台服务器的地址，请在应用的“企业可信IP”里加上它。"
        return f"企业微信不接受（错误码 {error.code}），请核对 WECOM_CORP_ID、WECOM_AGENT_ID 和 WECOM_SECRET。"
    except (ValueError, KeyError, TypeError, AttributeError):
        return f"{settings.WECOM_API_URL} 的回答不是企业微信的，请核对 WECOM_API_URL。"
    return ""


def _name(code: str) -> str:
    """The user name of whom a code stands for."""
    said = _ask("auth/getuserinfo", code=code)
    # an older interface writes it so
    member = said.get("userid") or said.get("UserId")
    if not member:
        raise NotIdentified(_STRANGER)
    field = settings.WECOM_USERNAME_FIELD
    found: object = member
    if field != "userid":
        found = _field(_ask("user/get", userid=str(member)), field)
    if not (name := user_name(found)):
        raise NotIdentified(nameless(NAME))
    return name


def _field(member: dict[str, Any], field: str) -> object:
    """A field of a member: one of 企业微信's own, or one that the unit has added (扩展属性), by its name."""
    if isinstance(member.get(field), str):
        return member[field]
    added = [row for row in member.get("extattr", {}).get("attrs", []) if row.get("name") == field]
    if len(added) != 1:
        return None
    return added[0].get("value") or added[0].get("text", {}).get("value")


def _ask(what: str, **asked: str) -> dict[str, Any]:
    """The answer of an interface; the token is renewed once where it holds no more."""
    try:
        return _answer(what, {"access_token": _access_token(), **asked})
    except _Refused as error:
        if error.code not in _TOKEN_OVER:
            raise
    return _answer(what, {"access_token": _access_token(anew=True), **asked})


def _access_token(*, anew: bool = False) -> str:
    """The token of the application, kept until shortly before it ends: asking for it is limited."""
    global _token
    configured = (settings.WECOM_API_URL, settings.WECOM_CORP_ID, settings.WECOM_SECRET)
    if not anew and _token and _token[1] == configured and monotonic() < _token[0]:
        return _token[2]
    said = _answer(
        "gettoken", {"corpid": settings.WECOM_CORP_ID, "corpsecret": settings.WECOM_SECRET}
    )
    token = str(said["access_token"])
    _token = (monotonic() + int(said["expires_in"]) - _BEFORE, configured, token)
    return token


def _answer(what: str, asked: dict[str, str]) -> dict[str, Any]:
    address = f"{settings.WECOM_API_URL.rstrip('/')}/cgi-bin/{what}"
    said = json.loads(fetched(address, asked, settings.WECOM_CA_FILE, _MOST))
    if code := int(said.get("errcode", 0)):
        raise _Refused(code)
    return dict(said)
