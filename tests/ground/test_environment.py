"""Each reader of the environment gives the value or refuses with one sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from drafting import environment as env
from drafting.environment_addresses import is_service

Set = Callable[[str], None]


@pytest.fixture
def value(monkeypatch: pytest.MonkeyPatch) -> Set:
    monkeypatch.delenv("X", raising=False)
    monkeypatch.delenv("X_FILE", raising=False)
    return lambda text: monkeypatch.setenv("X", text)


def refusal(read: Callable[[], object]) -> str:
    with pytest.raises(ImproperlyConfigured) as caught:
        read()
    return str(caught.value)


def test_text(value: Set) -> None:
    assert refusal(lambda: env.text("X")) == "必须设置环境变量 X。"
    assert env.text("X", "other") == "other"
    value("  ")
    assert refusal(lambda: env.text("X")) == "必须设置环境变量 X。"
    value(" 照镜 ")
    assert env.text("X") == "照镜"


def test_secret_from_a_file(value: Set, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret"
    monkeypatch.setenv("X_FILE", str(path))
    assert refusal(lambda: env.secret("X")) == f"X_FILE 指定的文件 {path} 无法读取。"
    path.write_text("\n")
    assert refusal(lambda: env.secret("X")) == f"X_FILE 指定的文件 {path} 是空的。"
    assert env.secret("X", "") == ""
    path.write_text("s3cret\n")
    assert env.secret("X") == "s3cret"
    value("other")
    assert refusal(lambda: env.secret("X")) == "环境变量 X 和 X_FILE 只能设置一个。"


@pytest.mark.parametrize(
    ("text", "flag"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False)]
)
def test_flag(value: Set, text: str, flag: bool) -> None:
    value(text)
    assert env.flag("X") is flag


def test_flag_that_is_none(value: Set) -> None:
    assert env.flag("X", True) is True
    value("maybe")
    assert refusal(lambda: env.flag("X")) == "环境变量 X 只能是 1 或 0，不能是“maybe”。"


def test_integer_by_its_former_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPORT_LEASE_SECONDS", "60")
    assert env.integer("JOB_LEASE_SECONDS", 45, maximum=3600, former="EXPORT_LEASE_SECONDS") == 60
    monkeypatch.setenv("JOB_LEASE_SECONDS", "50")
    assert env.integer("JOB_LEASE_SECONDS", 45, maximum=3600, former="EXPORT_LEASE_SECONDS") == 50
    monkeypatch.setenv("JOB_LEASE_SECONDS", "")
    monkeypatch.setenv("EXPORT_LEASE_SECONDS", "0")
    with pytest.raises(ImproperlyConfigured, match="EXPORT_LEASE_SECONDS"):
        env.integer("JOB_LEASE_SECONDS", 45, minimum=1, maximum=3600, former="EXPORT_LEASE_SECONDS")


def test_integer(value: Set) -> None:
    assert env.integer("X", 7, maximum=9) == 7
    value("9")
    assert env.integer("X", 7, maximum=9) == 9
    for wrong in ("10", "-1", "1.5", "九x"):
        value(wrong)
        said = f"环境变量 X 必须是 0 到 9 之间的整数，不能是“{wrong}”。"
        assert refusal(lambda: env.integer("X", 7, maximum=9)) == said


def test_choice_and_names(value: Set) -> None:
    assert env.choice("X", ("a", "b"), "b") == "b"
    assert env.names("X", ["p", "q"]) == ["p", "q"]
    assert refusal(lambda: env.names("X")) == "必须设置环境变量 X。"
    value(" one, two ,,")
    assert env.names("X") == ["one", "two"]
    assert (
        refusal(lambda: env.choice("X", ("a", "b"), "b"))
        == "环境变量 X 只能是 a、b 之一，不能是“one, two ,,”。"
    )


def test_choices(value: Set) -> None:
    assert env.choices("X", ("a", "b", "c")) == ()
    value("c, a,c")
    assert env.choices("X", ("a", "b", "c")) == ("a", "c")
    value("a,d")
    said = "环境变量 X 只能写 a、b、c，用英文逗号分隔，不能是“d”。"
    assert refusal(lambda: env.choices("X", ("a", "b", "c"))) == said


def test_the_address_of_a_service() -> None:
    good = ("https://sso.example.cn", "http://10.0.0.1:8080/realms/dan-wei/", "https://[::1]/x")
    wrong = (
        "sso.example.cn", "ftp://sso.example.cn", "https://", "https://a/?x=1", "https://a/#x",
        "https://u:p@a/", "https://a b/", "https://[", "https://a:99999", "https://a:0/",
    )  # fmt: skip
    assert [url for url in (*good, *wrong) if is_service(url)] == list(good)


@pytest.mark.parametrize(
    ("url", "engine", "name"),
    [
        ("sqlite:////var/lib/z.sqlite3", "django.db.backends.sqlite3", "/var/lib/z.sqlite3"),
        ("postgres://u:p@h:5433/z", "django.db.backends.postgresql", "z"),
        ("postgresql://u:p%40ss@h/z", "django.db.backends.postgresql", "z"),
    ],
)
def test_database(value: Set, url: str, engine: str, name: str) -> None:
    value(url)
    found = env.database("X")
    assert (found["ENGINE"], found["NAME"]) == (engine, name)


@pytest.mark.parametrize(
    "url", ["mysql://u:hidden@h/z", "hidden", "postgres://u:hidden@h/", "postgres://u:hidden@h:x/z"]
)
def test_database_refused_without_repeating_the_password(value: Set, url: str) -> None:
    value(url)
    said = refusal(lambda: env.database("X"))
    assert said.startswith("X ")
    assert "hidden" not in said


@pytest.mark.parametrize("name", ["X_PASSWORD", "X_PASSWORD_FILE"])
def test_a_password_beside_the_address(
    value: Set, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    odd = "p@ss/w:rd#?%中"
    (tmp_path / "password").write_text(f"{odd}\n", encoding="utf-8")
    monkeypatch.setenv(name, str(tmp_path / "password") if name.endswith("FILE") else odd)
    value("postgres://z@h:5433/z")
    found = env.database("X", beside="X_PASSWORD")
    wanted = {"USER": "z", "PASSWORD": odd, "HOST": "h", "PORT": 5433, "NAME": "z"}
    assert {key: found[key] for key in wanted} == wanted
    value("redis://h:6379/0")
    encoded = "p%40ss%2Fw%3Ard%23%3F%25%E4%B8%AD"
    assert env.redis("X", beside="X_PASSWORD") == f"redis://:{encoded}@h:6379/0"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("redis://:other@h/0", "X 里已经有密码，不能再设 X_PASSWORD。"),
        ("unix:///run/r.sock", "X 指定的服务不用密码，请去掉 X_PASSWORD，或改正 X。"),
    ],
)
def test_a_password_without_a_place(
    value: Set, monkeypatch: pytest.MonkeyPatch, url: str, said: str
) -> None:
    value(url)
    monkeypatch.setenv("X_PASSWORD", "hidden")
    assert refusal(lambda: env.redis("X", beside="X_PASSWORD")) == said


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("redis://h:6379/0", "redis://h:6379/0"),
        ("rediss://:p@h/1", "rediss://:p@h/1"),
        ("unix:///run/r.sock?db=1", "unix:///run/r.sock?db=1"),
        ("redis+socket:///run/r.sock", "unix:///run/r.sock"),
    ],
)
def test_redis(value: Set, url: str, found: str) -> None:
    value(url)
    assert env.redis("X") == found


@pytest.mark.parametrize("url", ["redis://", "unix://", "memory://", "amqp://u:hidden@h"])
def test_redis_refused(value: Set, url: str) -> None:
    value(url)
    assert "hidden" not in refusal(lambda: env.redis("X"))


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://zhaojing.example.cn", "https://zhaojing.example.cn"),
        ("http://10.0.0.8:8000/", "http://10.0.0.8:8000"),
        ("https://[fe80::1]:8443", "https://[fe80::1]:8443"),
    ],
)
def test_site(value: Set, url: str, found: str) -> None:
    assert env.site("X", "") == ""
    assert refusal(lambda: env.site("X")) == "必须设置环境变量 X。"
    value(url)
    assert env.site("X") == found


@pytest.mark.parametrize(
    "url",
    [
        "zhaojing.example.cn",
        "ftp://zhaojing.example.cn",
        "https://",
        "https://h/under",
        "https://h?a=1",
        "https://h#a",
        "https://h:x",
        "https://h:0",
        "https://u:p@h",
        "https://[h",
    ],
)
def test_site_refused(value: Set, url: str) -> None:
    value(url)
    said = f"环境变量 X 必须是访问地址，如 https://zhaojing.example.cn，不能是“{url}”。"
    assert refusal(lambda: env.site("X")) == said


def test_mailbox(value: Set) -> None:
    assert env.mailbox("X", "") == ""
    assert refusal(lambda: env.mailbox("X")) == "必须设置环境变量 X。"
    for good in (
        "zhaojing@example.cn",
        "照镜 <zhaojing@example.cn>",
        '"党支部, 照镜" <z@localhost>',
    ):
        value(good)
        assert env.mailbox("X") == good
    for wrong in ("照镜", "照镜 <zhaojing>", "a@b.cn, c@d.cn <", "照镜 zhaojing@example.cn"):
        value(wrong)
        said = (
            "环境变量 X 必须是邮箱地址，如 zhaojing@example.cn 或 照镜 <zhaojing@example.cn>，"
            f"不能是“{wrong}”。"
        )
        assert refusal(lambda: env.mailbox("X")) == said


def test_hours(value: Set) -> None:
    assert env.hours("X", (8, 14)) == (8, 14)
    value(" 17, 9,9,0 ")
    assert env.hours("X", (8, 14)) == (0, 9, 17)
    for wrong in ("24", "8,", "8;14", "-1", "8:30", "八"):
        value(wrong)
        said = f"环境变量 X 必须是 0 到 23 之间的整数，用逗号分隔，不能是“{wrong}”。"
        assert refusal(lambda: env.hours("X", (8, 14))) == said
