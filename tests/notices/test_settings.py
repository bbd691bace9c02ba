"""The settings of mail as a process reads them from its environment."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import ROOT, environment

GIVEN = {
    "MAIL_HOST": "mail.example.cn",
    "SITE_URL": "https://zhaojing.example.cn/",
    "MAIL_FROM": "照镜 <zhaojing@example.cn>",
}
NAMES = [
    "MAIL_HOST",
    "SITE_URL",
    "MAIL_DIGEST_HOURS",
    "EMAIL_HOST",
    "EMAIL_PORT",
    "EMAIL_HOST_USER",
    "EMAIL_HOST_PASSWORD",
    "EMAIL_USE_TLS",
    "EMAIL_USE_SSL",
    "DEFAULT_FROM_EMAIL",
]
# several installations in one process: starting one costs more than reading its settings
READ = f"""
import importlib, json, os, sys
from django.core.exceptions import ImproperlyConfigured
found = []
for given in json.load(sys.stdin):
    os.environ.update(given)
    try:
        parts = ("drafting.settings", "drafting.configuration")
        for name in [name for name in sys.modules if name.startswith(parts)]:
            del sys.modules[name]
        module = importlib.import_module("drafting.settings")
        found.append([getattr(module, name) for name in {NAMES!r}])
    except ImproperlyConfigured as error:
        found.append(str(error))
    for name in given:
        del os.environ[name]
print(json.dumps(found))
"""
PLAIN = "环境变量 MAIL_TLS 只能是 starttls、ssl、none 之一，不能是“tls”。"


@pytest.mark.slow
def test_what_is_given_and_what_comes_of_it(scratch: Path) -> None:
    password = scratch / "password"
    password.write_text("mi-ma-1\n")
    in_order = [
        ({}, ["", "", [8, 14], "", 587, "", "", True, False, ""]),
        (
            GIVEN,
            [
                *(
                    "mail.example.cn",
                    "https://zhaojing.example.cn",
                    [8, 14],
                    "mail.example.cn",
                    587,
                    "",
                    "",
                ),
                *(True, False, "照镜 <zhaojing@example.cn>"),
            ],
        ),
        (
            {
                **GIVEN,
                "MAIL_TLS": "ssl",
                "MAIL_USER": "zhaojing",
                "MAIL_PASSWORD_FILE": str(password),
                "MAIL_DIGEST_HOURS": "17",
            },
            [
                *(
                    "mail.example.cn",
                    "https://zhaojing.example.cn",
                    [17],
                    "mail.example.cn",
                    465,
                    "zhaojing",
                ),
                *("mi-ma-1", False, True, "照镜 <zhaojing@example.cn>"),
            ],
        ),
        (
            {**GIVEN, "MAIL_TLS": "none", "MAIL_PORT": "2525"},
            [
                *(
                    "mail.example.cn",
                    "https://zhaojing.example.cn",
                    [8, 14],
                    "mail.example.cn",
                    2525,
                    "",
                    "",
                ),
                *(False, False, "照镜 <zhaojing@example.cn>"),
            ],
        ),
        ({**GIVEN, "SITE_URL": ""}, "必须设置环境变量 SITE_URL。"),
        ({**GIVEN, "MAIL_FROM": ""}, "必须设置环境变量 MAIL_FROM。"),
        ({**GIVEN, "MAIL_USER": "zhaojing"}, "必须设置环境变量 MAIL_PASSWORD。"),
        ({**GIVEN, "MAIL_TLS": "tls"}, PLAIN),
        (
            {**GIVEN, "MAIL_PORT": "0"},
            "环境变量 MAIL_PORT 必须是 1 到 65535 之间的整数，不能是“0”。",
        ),
    ]
    done = subprocess.run(
        [sys.executable, "-c", READ],
        cwd=ROOT,
        env=environment(ZHAOJING_MODE="local", ZHAOJING_VAR=str(scratch)),
        input=json.dumps([given for given, _ in in_order]),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    for (given, expected), found in zip(in_order, json.loads(done.stdout), strict=True):
        assert found == expected, given
