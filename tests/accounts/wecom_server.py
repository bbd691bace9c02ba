"""企业微信 of the tests, run by its path: `python tests/accounts/wecom_server.py PORT`. It speaks the JSON of gettoken,
auth/getuserinfo, user/get and agent/get as developer.work.weixin.qq.com describes it; /login and /authorize send the
browser back at once.

Who comes, what their fields hold, and an answer other than the usual one to an interface, are told it by
/told?userid=…&fields=JSON&answers=JSON; /told/tokens ends all tokens and says how many were given.
"""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_hex
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

CORP, SECRET, AGENT = "ww0123456789", "s3cret-of-the-application", "1000002"
USUAL = {"userid": "member", "fields": "{}", "answers": "{}"}
TOLD = dict(USUAL)
CODES: dict[str, str] = {}
TOKENS: list[str] = []
GIVEN: list[str] = []


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        if parts.path == "/told":
            TOLD.update(USUAL | asked)
            self.said({})
        elif parts.path == "/told/tokens":
            TOKENS.clear()
            self.said({"given": len(GIVEN)})
        elif parts.path in ("/login", "/authorize"):
            self.lead_back(parts.path, asked)
        elif parts.path.startswith("/cgi-bin/"):
            what = parts.path.removeprefix("/cgi-bin/")
            self.said(json.loads(TOLD["answers"]).get(what) or self.answer(what, asked))
        else:
            self.send_error(404)

    def lead_back(self, path: str, asked: dict[str, str]) -> None:
        wanted = {"/login": "login_type", "/authorize": "scope"}[path]
        known = (asked["appid"], asked["agentid"]) == (CORP, AGENT) and wanted in asked
        if not known:
            self.send_error(400)
            return
        code = token_hex(8)
        CODES[code] = TOLD["userid"]
        back = urlencode({"code": code, "state": asked["state"]})
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{back}")
        self.end_headers()

    def answer(self, what: str, asked: dict[str, str]) -> dict[str, Any]:
        if what == "gettoken":
            if (asked["corpid"], asked["corpsecret"]) != (CORP, SECRET):
                return {"errcode": 40001, "errmsg": "invalid credential"}
            token = token_hex(16)
            TOKENS.append(token)
            GIVEN.append(token)
            return right(access_token=token, expires_in=7200)
        if asked["access_token"] not in TOKENS:
            return {"errcode": 42001, "errmsg": "access_token expired"}
        if what == "auth/getuserinfo":
            if asked["code"] not in CODES:
                return {"errcode": 40029, "errmsg": "invalid code"}
            member = CODES.pop(asked["code"])
            return right(userid=member) if member else right(openid="o-0123")
        if what == "user/get":
            more = json.loads(TOLD["fields"])
            return right(userid=asked["userid"], name="某某", department=[1], **more)
        if what == "agent/get" and asked["agentid"] == AGENT:
            return right(agentid=int(AGENT), name="照镜")
        return {"errcode": 301002, "errmsg": "not allow operate another agent"}

    def said(self, answer: Any) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json; charset=UTF-8")
        self.end_headers()
        self.wfile.write(json.dumps(answer, ensure_ascii=False).encode())

    def log_message(self, *_args: object) -> None:
        pass


def right(**more: Any) -> dict[str, Any]:
    return {"errcode": 0, "errmsg": "ok", **more}


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
