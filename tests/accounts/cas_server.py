"""A CAS server of the tests, run by its path: `python tests/accounts/cas_server.py PORT`. Protocol 3.0 as Apereo describes
it: /cas/login gives a ticket for one service, /cas/p3/serviceValidate and /cas/serviceValidate take it once.

Who signs in, and an answer other than the usual one, are told it by /told?user=…&attributes=JSON&answer=XML.
"""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_hex
from urllib.parse import parse_qsl, urlencode, urlsplit
from xml.sax.saxutils import escape

TOLD: dict[str, str] = {"user": "member", "attributes": "{}", "answer": ""}
TICKETS: dict[str, str] = {}
FRAME = '<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">{}</cas:serviceResponse>'


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        if parts.path == "/told":
            TOLD.update({"user": "member", "attributes": "{}", "answer": ""} | asked)
            self.said("")
        elif parts.path == "/cas/login":
            ticket = f"ST-{token_hex(8)}"
            TICKETS[ticket] = asked["service"]
            more = "&" if urlsplit(asked["service"]).query else "?"
            self.send_response(302)
            self.send_header("Location", asked["service"] + more + urlencode({"ticket": ticket}))
            self.end_headers()
        elif parts.path in ("/cas/p3/serviceValidate", "/cas/serviceValidate"):
            self.said(TOLD["answer"] or self.validated(asked, with_more="p3" in parts.path))
        else:
            self.send_error(404)

    def validated(self, asked: dict[str, str], *, with_more: bool) -> str:
        if not asked["service"].startswith("http://testserver/accounts/cas/callback/"):
            return failure("UNAUTHORIZED_SERVICE")
        if TICKETS.pop(asked["ticket"], None) != asked["service"]:
            return failure("INVALID_TICKET")
        more = json.loads(TOLD["attributes"]) if with_more else {}
        rows = "".join(
            f"<cas:{name}>{escape(value)}</cas:{name}>"
            for name, values in more.items()
            for value in values
        )
        attributes = f"<cas:attributes>{rows}</cas:attributes>" if with_more else ""
        user = f"<cas:user>{escape(TOLD['user'])}</cas:user>"
        return FRAME.format(
            f"\n  <cas:authenticationSuccess>{user}{attributes}</cas:authenticationSuccess>\n"
        )

    def said(self, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/xml; charset=utf-8")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_args: object) -> None:
        pass


def failure(code: str) -> str:
    return FRAME.format(f'<cas:authenticationFailure code="{code}">no</cas:authenticationFailure>')


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
