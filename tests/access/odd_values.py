"""Values that no page of ours sends, and that somebody or something sends all the same."""

from __future__ import annotations

import json
from random import Random
from typing import Any

#: As a text of a form or a query.
TEXTS = (
    "", " ", "\0", "学\0习", "abc", "?x=1", "#x", "-1", "0", "9" * 30, "-" + "9" * 19, "٣", "１２",
    "1.5", "1e9", "NaN", "inf", "null", "true", "[]", "{}", "_", "%", "%s", "{{ 1 }}", "{0}",
    "<b>", "' OR 1=1 --", "\\", "\x1b[0m", "\u202e", "\ufeff", "\u2028", "\U0001f600", "\ue000",
    "\r\nSet-Cookie: a=b", "//elsewhere.example", "http://[", "http://[::1", "javascript:alert(1)",
    "../../etc/passwd", "/" * 3, "/drafts/new/#x", "2024-13-45", "0000-00-00", "9999-12-31",
    "10000-01-01", "24:61", "2024-01-01T00:00:00+99:99", "00000000-0000-0000-0000-000000000000",
    "add", "remove:", "answer:a:b", "answer::::", "move:0", "up:x", "::::", ",", ":", "1:2:3",
    "0:0", "-", "--", "__all__", "all", "None", "pk", "save", "next",
)  # fmt: skip
#: How long a long one is (characters); the last are rare, because each costs as much as a hundred
#: others.
LENGTHS = (256, 300, 2001, 5000)
LONGEST = (20_001, 100_000)
#: Names of parameters that no page knows, or that frameworks give a meaning of their own.
NAMES = (
    "x", "", "[]", "a[]", "a[0]", "q\0", "__proto__", "id__gte", "owner__password__startswith",
    "_popup", "_to_field", "_changelist_filters", "e", "o", "p", "all", "q", "page", "_method",
    "_charset_", "csrfmiddlewaretoken", "is_facets", "password", "pk__in", "id__isnull", "id__in",
    "id__range", "key__regex", "created_at__date",
)  # fmt: skip
#: Query strings that are no list of names and values.
QUERIES = (
    "%", "%zz", "%FF%FE=%ED%A0%80", "a=%FF", "&&&", "=", "=&=", ";", "a[]=1&a[]=2", "?", "??x",
    "a=b=c", "next=%00", "%00", "&".join(f"n{number}=1" for number in range(1001)),
)  # fmt: skip
#: Bodies that are not what their content type says.
BODIES = (
    b"", b"\x00", b"\xff\xfe", b"%", b"a=%FF", b"{", b"[]", b'"x"', b"null", b"1", b"-1e999",
    b"NaN", b"9" * 5000, b'{"values": NaN}', b"[" * 10_000, b'{"a":' * 10_000,
    b'{"base": 0, "values": {"claim": "\\ud800"}}', b'"\\ud800', b"--x\r\n",
    b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n", b"--x--\r\n",
    b"&".join([b"a=1"] * 1001),
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="\\\x00.docx"\r\n\r\nPK\r\n--x--\r\n',
    b'--x\r\nContent-Disposition: form-data; name="import_file"; filename="a.xlsx"\r\n\r\nPK\x03\x04\r\n--x--\r\n',
    b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\n\xff=\r\n--x--\r\n",
    b"--x\r\nContent-Disposition: form-data; name*=utf-9''a\r\n\r\n1\r\n--x--\r\n",
)  # fmt: skip
CONTENT_TYPES = (
    "", "text/plain", "application/json", "application/xml", "multipart/form-data",
    "multipart/form-data; boundary=x", "multipart/form-data; boundary=\xff",
    "multipart/form-data; boundary=" + "x" * 300, "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=nonsense", "text/plain; charset=rot13",
    "text/plain; charset=unicode_escape", "text/plain; charset=undefined",
    "text/plain; charset=idna", "application/json; charset=gbk", "x", "/", ";", "\0",
)  # fmt: skip
METHODS = (
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "PROPFIND",
    "get",
    "学习",
)
HEADERS = (
    {"HTTP_ACCEPT": "application/json"}, {"HTTP_ACCEPT": "\0"}, {"HTTP_ACCEPT": "x" * 5000},
    {"HTTP_ACCEPT": "text/html;q=x, */*;;"}, {"HTTP_USER_AGENT": "\0"},
    {"HTTP_USER_AGENT": "x" * 5000}, {"HTTP_USER_AGENT": "\xe5\xad"}, {"HTTP_REFERER": "http://["},
    {"HTTP_REFERER": "\0"}, {"HTTP_REFERER": "http://testserver/\xff?\0"},
    {"HTTP_REFERER": "http://testserver/#x"}, {"HTTP_REFERER": "x"},
    {"HTTP_X_REQUESTED_WITH": "fetch"}, {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
    {"HTTP_HX_REQUEST": "true"}, {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://["},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "%FF"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "%00", "HTTP_HX_TRIGGER_URI_AUTOENCODED": "true",
    "HTTP_HX_TRIGGER": "%FF"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_TRIGGERING_EVENT": "{"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_TRIGGERING_EVENT": "[" * 10_000},
    {"HTTP_HX_BOOSTED": "true"}, {"HTTP_X_FORWARDED_FOR": ", ,"},
    {"HTTP_X_FORWARDED_FOR": "x" * 5000}, {"HTTP_X_FORWARDED_FOR": "\0"},
    {"HTTP_X_FORWARDED_PROTO": "https,http"}, {"HTTP_X_FORWARDED_HOST": "elsewhere.example"},
    {"HTTP_HOST": "elsewhere.example"}, {"HTTP_HOST": "\xff"}, {"HTTP_HOST": "testserver:99999"},
    {"HTTP_HOST": ""}, {"HTTP_ORIGIN": "null"}, {"HTTP_ORIGIN": "http://["},
    {"CONTENT_LENGTH": "-1"}, {"CONTENT_LENGTH": "x"}, {"CONTENT_LENGTH": "99999999999999999999"},
    {"CONTENT_LENGTH": "٣"}, {"CONTENT_LENGTH": ""}, {"CONTENT_LENGTH": "4000000"},
    {"HTTP_ACCEPT_LANGUAGE": "x" * 5000}, {"HTTP_ACCEPT_LANGUAGE": "\0"},
    {"HTTP_ACCEPT_LANGUAGE": ",;q="}, {"HTTP_IF_MODIFIED_SINCE": "Mon, 99 Foo 99999 99:99:99 GMT"},
    {"HTTP_IF_NONE_MATCH": "\0"}, {"HTTP_RANGE": "bytes=-1-"}, {"HTTP_ACCEPT_ENCODING": "\0"},
    {"HTTP_X_SHOWN": "x"}, {"HTTP_X_SHOWN": "9999999999999999999999 \0"},
    {"HTTP_X_SHOWN": "٣ submitted"}, {"REMOTE_ADDR": ""}, {"HTTP_X_CSRFTOKEN": "\xff"},
    {"HTTP_X_CSRFTOKEN": "\0" * 64}, {"HTTP_EXPECT": "100-continue"},
)  # fmt: skip
COOKIES = (
    "zhaojing_session=x", "zhaojing_session=" + "x" * 5000, 'zhaojing_session="abcdefgh\\000"',
    "zhaojing_session=\xff\xfe\xff\xfe\xff\xfe", "zhaojing_csrf=\xff",
    "zhaojing_csrf=" + "\\" * 64, 'zhaojing_csrf="\\000"', "messages=x", 'messages="\\000"',
    "messages=" + "x:" * 3, "=", ";;;", "a\0=b", "\xff", "sessionid=x; sessionid=y",
    "zhaojing_session=; zhaojing_session=abcdefgh",
)  # fmt: skip


def odd_text(random: Random) -> str:
    """A text to put where another is expected."""
    drawn = random.random()
    if drawn < 0.03:
        return random.choice("x学\0\U0001f600\n") * random.choice(LENGTHS)
    if drawn < 0.032:
        return random.choice("x学") * random.choice(LONGEST)
    return random.choice(TEXTS)


def odd_json(random: Random) -> Any:
    """A value to put somewhere into JSON."""
    kind = random.randrange(8)
    if kind == 0:
        return random.choice([None, True, False, [], {}, [[]], [None], {"": None}, [{}]])
    if kind == 1:
        return random.choice(
            [-1, 0, 10**18, 10**19, -(10**30), 10**400, 0.5, float("inf"), float("nan")]
        )
    if kind == 2:
        return random.choice(["\ud800", "学\udfff", "\ud83d\ude00"])
    if kind == 3:
        return [odd_text(random)] * random.choice([1, 2, 1001])
    if kind == 4:
        return {odd_text(random): odd_text(random)}
    return odd_text(random)


def disturbed(value: Any, random: Random) -> Any:
    """A JSON value with something in it put wrong: a member replaced, one more, one less."""
    if isinstance(value, dict) and value and random.random() < 0.85:
        name = random.choice(sorted(value))
        drawn = random.random()
        if drawn < 0.1:
            return {key: one for key, one in value.items() if key != name}
        if drawn < 0.25:
            return value | {random.choice([*NAMES, odd_text(random)]): odd_json(random)}
        return value | {name: disturbed(value[name], random)}
    return odd_json(random)


def as_json(value: Any) -> bytes:
    """As a script would send it; lone halves of surrogate pairs as escapes."""
    return json.dumps(value).encode()
