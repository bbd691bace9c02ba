"""The proxy of docker-compose.yml: which way start.sh chooses, and what each way must hold. That
nginx takes it was tried by hand (docs/decisions/0033)."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.processes import ROOT

FOLDER = ROOT / "deploy/nginx"
WAYS = ("tls", "plain", "outer")


def read(name: str) -> str:
    """A file with what it includes in its place, without comments."""
    text = re.sub(r"^\s*#.*$", "", (FOLDER / name).read_text(encoding="utf-8"), flags=re.M)
    return re.sub(r"include ([\w.]+);", lambda found: read(found[1]), text)


def servers(text: str) -> list[str]:
    """The blocks of the servers."""
    return [
        text[found.end() : _end(text, found.end())] for found in re.finditer(r"server \{", text)
    ]


def _end(text: str, begin: int) -> int:
    depth = 1
    for place, letter in enumerate(text[begin:], begin):
        depth += (letter == "{") - (letter == "}")
        if depth == 0:
            return place
    raise AssertionError("a block is not closed")


def said(text: str, name: str) -> set[str]:
    """What a directive is set to, wherever it stands."""
    return set(re.findall(rf"^\s*{name} (.+?);", text, re.M))


@pytest.mark.parametrize("way", WAYS)
def test_what_each_way_holds(way: str) -> None:
    whole = read(f"{way}.conf")
    assert whole.count("{") == whole.count("}")
    site = servers(whole)[-1]
    assert said(site, r"set \$client") == {
        "$http_x_forwarded_for" if way == "outer" else "$remote_addr"
    }
    assert said(site, r"set \$client_scheme") == {
        {"tls": "https", "plain": "http", "outer": "$http_x_forwarded_proto"}[way]
    }
    assert said(site, r"set \$id") == {"$id_of_request" if way == "outer" else "$request_id"}
    # over what the client said, and the port kept: Django compares it with the form's origin
    assert {
        "Host $http_host",
        "X-Forwarded-For $client",
        "X-Forwarded-Proto $client_scheme",
        "X-Request-ID $id",
    } < said(site, "proxy_set_header")
    assert said(site, "proxy_pass") == {"$web"}
    assert said(whole, "resolver")
    assert (said(whole, "access_log"), said(whole, "server_tokens")) == ({"off"}, {"off"})
    # nothing else is writable in the container
    places = {
        "pid",
        *(f"{kind}_temp_path" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")),
    }
    for place in places:
        (path,) = said(whole, place)
        assert path.startswith("/tmp/nginx")
    # ports that an ordinary user may listen on, as docker-compose.yml publishes them
    ports = {int(re.split(r"[: ]", one.removesuffix(" ssl"))[-1]) for one in said(whole, "listen")}
    assert ports == ({8080, 8081, 8443} if way == "tls" else {8080, 8081})


def test_tls_alone_is_encrypted() -> None:
    to_tls, encrypted = servers(read("tls.conf"))[1:]
    assert said(to_tls, "return") == {"301 https://$host$request_uri"}
    assert said(encrypted, "ssl_protocols") == {"TLSv1.2 TLSv1.3"}
    assert said(encrypted, "listen") == {"8443 ssl"}
    assert not re.search("ssl", read("plain.conf") + read("outer.conf"))


def test_the_page_while_no_web_server_answers() -> None:
    site = read("site.conf")
    assert "502 504 =503 /_away.html" in said(site, "error_page")
    page = (FOLDER / "away.html").read_text(encoding="utf-8")
    assert 'http-equiv="refresh" content="10"' in page
    # the policy that is sent with it lets nothing be loaded
    assert not re.search(r"<(script|style|link|img)|style=", page)


@pytest.fixture
def start(tmp_path: Path):
    """Run start.sh with these settings and a program called nginx that says how it was called."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/nginx"
    program.write_text('#!/bin/sh\necho "$@"\n')
    program.chmod(0o755)
    certificates = tmp_path / "tls"
    certificates.mkdir()

    def run(**settings: str) -> tuple[int, str]:
        path = {"PATH": f"{tmp_path}/bin:{os.environ['PATH']}", "TLS_DIRECTORY": str(certificates)}
        done = subprocess.run(
            ["sh", FOLDER / "start.sh"],
            env={**path, **settings},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, (done.stdout or done.stderr).strip()

    run.certificates = certificates  # type: ignore[attr-defined]
    return run


@pytest.mark.parametrize(
    ("plain", "behind", "way"),
    [("1", "0", "plain"), ("Yes", "", "plain"), ("0", "1", "outer"), ("1", "on", "outer")],
)
def test_one_setting_chooses(start, plain: str, behind: str, way: str) -> None:
    called = f"-c {FOLDER / way}.conf -g daemon off;"
    assert start(PLAIN_HTTP=plain, BEHIND_PROXY=behind) == (0, called)


def test_tls_wants_a_certificate_and_its_key(start) -> None:
    for missing in ("zhaojing.crt", "zhaojing.key"):
        code, sentence = start(PLAIN_HTTP="0")
        assert (code, sentence.count("\n")) == (2, 0)
        assert sentence.startswith(f"配置错误：secrets/tls/{missing} 不存在")
        (start.certificates / missing).write_text("x")
    assert start() == (0, f"-c {FOLDER}/tls.conf -g daemon off;")


def test_a_switch_that_is_none(start) -> None:
    assert start(PLAIN_HTTP="maybe") == (
        2,
        "配置错误：环境变量 PLAIN_HTTP 只能是 1 或 0，不能是“maybe”。",
    )
