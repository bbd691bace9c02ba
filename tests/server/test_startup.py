"""Every kind of process says a wrong setting in one sentence and ends with 2; none shows a
traceback."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drafting.embedded.redis import server_program
from drafting.environment_names import NAMES, SECRETS, is_near
from tests.processes import CELERY, GUNICORN, ROOT, Process, environment, free_port, run_manage

KEY = "Zq7-long-and-random-0123456789-abcdefghijklmnopqrstuvwxyz-XYZ"
HOSTS = "环境变量 ALLOWED_HOSTS 只能写域名或 IP 地址，不带 http://、端口和 *，用英文逗号分隔，不能是“{}”。"
ORIGINS = "环境变量 CSRF_TRUSTED_ORIGINS 必须是以 https:// 或 http:// 开头、后面没有路径的访问地址，用英文逗号分隔，不能是“{}”。"
ONE_MACHINE = "环境变量 {} 必须是一台机器的名称或 IP 地址，不带 http:// 和端口，不能是“{}”。"
WEAK = (
    "SECRET_KEY 太容易猜到：至少要 50 个字符，其中至少 5 种，"
    "可用 python3 -c 'import secrets; print(secrets.token_urlsafe(50))' 生成。"
)
REDIS_FORM = "REDIS_URL 的格式不正确，应为 redis://:密码@地址:端口/0，密码里的特殊字符要写成 %40 这样的编码。"
DATABASE_FORM = (
    "DATABASE_URL 的格式不正确，应为 postgres://用户名:密码@地址:端口/数据库名，"
    "密码里的特殊字符要写成 %40 这样的编码。"
)
NOT_SERVED = (
    "网页服务不能在开发用的 local 或 test 模式下运行，"
    "请设置环境变量 ZHAOJING_MODE=production（正式使用）或 ZHAOJING_MODE=demo（演示）。"
)


NETWORKS = (
    "环境变量 METRICS_NETWORKS 只能写 IP 地址或网段（如 10.1.2.3、10.1.0.0/16），"
    "用英文逗号分隔，不能是“{}”。"
)


def between(name: str, low: int, high: int, value: str) -> str:
    return f"环境变量 {name} 必须是 {low} 到 {high} 之间的整数，不能是“{value}”。"


def misspelt(given: str, name: str) -> str:
    return f"没有名为 {given} 的设置，是不是 {name}？请改正名称，或者删去它。"


#: The variable, its wrong value ({here} is a directory with a file `file`, {here}/full a
#: directory), what is said about it.
MISTAKES = [
    ("ZHAOJING_MODE", "prod", "环境变量 ZHAOJING_MODE 只能是 local、demo、test、production 之一，不能是“prod”。"),
    ("SECRET_KEY", "", "必须设置环境变量 SECRET_KEY。"),
    ("SECRET_KEY", "abc", WEAK),
    ("SECRET_KEY", "x" * 60, WEAK),
    ("SECRET_KEY_FILE", "{here}/none", "环境变量 SECRET_KEY 和 SECRET_KEY_FILE 只能设置一个。"),
    ("ALLOWED_HOSTS", "", "必须设置环境变量 ALLOWED_HOSTS。"),
    ("ALLOWED_HOSTS", "https://a.example", HOSTS.format("https://a.example")),
    ("ALLOWED_HOSTS", "a.example:8000", HOSTS.format("a.example:8000")),
    ("ALLOWED_HOSTS", "a.example，b.example", HOSTS.format("a.example，b.example")),
    ("ALLOWED_HOSTS", "a.example b.example", HOSTS.format("a.example b.example")),
    ("ALLOWED_HOSTS", "*", HOSTS.format("*")),
    ("ALLOWED_HOSTS", "照镜.example", HOSTS.format("照镜.example")),
    ("CSRF_TRUSTED_ORIGINS", "a.example", ORIGINS.format("a.example")),
    ("CSRF_TRUSTED_ORIGINS", "https://a.example，https://b.example",
    ORIGINS.format("https://a.example，https://b.example")),
    ("DATABASE_URL", "mysql://u:hidden@h/d", "DATABASE_URL 必须以 sqlite:/// 或 postgres:// 开头。"),
    ("DATABASE_URL", "postgres://u:hidden@h:x/z", DATABASE_FORM),
    ("DATABASE_URL", "sqlite:///{here}/full", "DATABASE_URL 必须是数据库文件，不能是“{here}/full”：它是目录。"),
    ("REDIS_URL", "http://u:hidden@h", "REDIS_URL 必须以 redis://、rediss:// 或 unix:// 开头。"),
    ("REDIS_URL", "redis://:hidden@h:99999/0", REDIS_FORM),
    ("REDIS_URL", "redis://:hidden@h/main", REDIS_FORM),
    ("HOST", "http://0.0.0.0", ONE_MACHINE.format("HOST", "http://0.0.0.0")),
    ("PORT", "八千", between("PORT", 1, 65535, "八千")),
    ("WEB_WORKERS", "0", between("WEB_WORKERS", 1, 64, "0")),
    ("WEB_THREADS", "many", between("WEB_THREADS", 1, 64, "many")),
    ("MAIL_HOST", "smtp://mail.example", ONE_MACHINE.format("MAIL_HOST", "smtp://mail.example")),
    ("METRICS_NETWORKS", "10.1.0.0/33", NETWORKS.format("10.1.0.0/33")),
    ("PLAIN_HTTP", "maybe", "环境变量 PLAIN_HTTP 只能是 1 或 0，不能是“maybe”。"),
    ("LOG_LEVEL", "loud", "环境变量 LOG_LEVEL 只能是 DEBUG、INFO、WARNING、ERROR 之一，不能是“loud”。"),
    ("JOB_LEASE_SECONDS", "1", between("JOB_LEASE_SECONDS", 40, 3600, "1")),
    ("ZHAOJING_VAR", "{here}/file", "环境变量 ZHAOJING_VAR 必须是目录，不能是“{here}/file”：它是文件。"),
    (
        "PRIVATE_ROOT",
        "{here}/file/private",
        "环境变量 PRIVATE_ROOT 必须是目录，不能是“{here}/file/private”：其中的 {here}/file 是文件。",
    ),
    ("STATIC_ROOT", "{here}/file", "环境变量 STATIC_ROOT 必须是目录，不能是“{here}/file”：它是文件。"),
    ("BEAT_SCHEDULE_FILE", "{here}/full", "环境变量 BEAT_SCHEDULE_FILE 必须是文件，不能是“{here}/full”：它是目录。"),
    ("ALOWED_HOSTS", "a.example", misspelt("ALOWED_HOSTS", "ALLOWED_HOSTS")),
    ("REDIS_ULR", "redis://h/0", misspelt("REDIS_ULR", "REDIS_URL")),
    ("ZHAOJING_MOD", "production", misspelt("ZHAOJING_MOD", "ZHAOJING_MODE")),
    ("EXPORT_KEEP_DAY", "9", misspelt("EXPORT_KEEP_DAY", "EXPORT_KEEP_DAYS")),
]  # fmt: skip
MANAGE = [sys.executable, "manage.py", "check"]
PROCESSES = {
    "manage": MANAGE,
    "worker": [*CELERY, "worker", "--concurrency", "1"],
    "beat": [*CELERY, "beat", "--pidfile", ""],
    "gunicorn": GUNICORN,
}

Spoilt = Callable[[str, str], dict[str, str]]


@pytest.fixture
def spoilt(scratch: Path) -> Spoilt:
    """A production's environment with one variable spoilt; a misspelt name takes the place of the
    right one."""
    (scratch / "file").write_text("")
    (scratch / "full" / "more").mkdir(parents=True)

    def make(name: str, value: str) -> dict[str, str]:
        good = {
            "ZHAOJING_MODE": "production",
            "SECRET_KEY": KEY,
            "ALLOWED_HOSTS": "zhaojing.example",
            "DATABASE_URL": f"sqlite:///{scratch}/db.sqlite3",
            "REDIS_URL": "redis://127.0.0.1:1/0",
            "ZHAOJING_VAR": str(scratch),
            "PORT": str(free_port()),
        }
        if name not in NAMES:
            good = {right: kept for right, kept in good.items() if not is_near(name, right)}
        return environment(**{**good, name: value.replace("{here}", str(scratch))})

    return make


def ended(command: list[str], env: dict[str, str]) -> tuple[int, list[str]]:
    """The exit code and the lines on standard error."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stderr.splitlines()


@pytest.mark.parametrize(("name", "value", "sentence"), MISTAKES, ids=lambda each: str(each)[:24])
def test_one_sentence(spoilt: Spoilt, scratch: Path, name: str, value: str, sentence: str) -> None:
    said = f"配置错误：{sentence.replace('{here}', str(scratch))}"
    done = run_manage(spoilt(name, value), "check")
    assert (done.returncode, done.stderr.splitlines()) == (2, [said])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("manage", "ALLOWED_HOSTS"),
        ("worker", "JOB_LEASE_SECONDS"),
        ("beat", "REDIS_ULR"),
        ("gunicorn", "PORT"),
    ],
)
def test_one_sentence_in_every_process(spoilt: Spoilt, kind: str, name: str) -> None:
    value, sentence = next((value, sentence) for each, value, sentence in MISTAKES if each == name)
    assert ended(PROCESSES[kind], spoilt(name, value)) == (2, [f"配置错误：{sentence}"])


@pytest.mark.slow
def test_the_containers_command(spoilt: Spoilt) -> None:
    command = ["sh", "-c", "python manage.py migrate --noinput && echo never"]
    env = spoilt("SECRET_KEY", "abc")
    env["PATH"] = f"{Path(sys.executable).parent}:{env['PATH']}"
    assert ended(command, env) == (2, [f"配置错误：{WEAK}"])


@pytest.mark.parametrize("mode", ["", "local", "test"])
def test_no_debug_pages_and_no_public_key_under_a_server(spoilt: Spoilt, mode: str) -> None:
    assert ended(GUNICORN, spoilt("ZHAOJING_MODE", mode)) == (2, [f"配置错误：{NOT_SERVED}"])


def test_another_server_than_ours(spoilt: Spoilt) -> None:
    command = [sys.executable, "-c", "import drafting.wsgi"]
    assert ended(command, spoilt("ZHAOJING_MODE", "")) == (2, [f"配置错误：{NOT_SERVED}"])


def test_no_group_in_the_mode_of_developers(spoilt: Spoilt) -> None:
    env = spoilt("ZHAOJING_MODE", "local")
    assert ended([sys.executable, "manage.py", "run_local"], env) == (
        2,
        [f"配置错误：{NOT_SERVED}"],
    )


def test_the_web_server_without_its_files(spoilt: Spoilt, scratch: Path) -> None:
    sentence = f"目录 {scratch}/static 里没有页面文件，请先运行 manage.py collectstatic，或检查环境变量 STATIC_ROOT。"
    assert ended(GUNICORN, spoilt("LOG_LEVEL", "INFO")) == (2, [f"配置错误：{sentence}"])


@pytest.mark.slow
def test_an_address_that_is_not_ours(spoilt: Spoilt, template: Path) -> None:
    env = {**spoilt("HOST", "192.0.2.1"), "STATIC_ROOT": str(template / "static")}
    code, said = ended(GUNICORN, env)
    assert code == 2
    assert [line for line in said if line.startswith("配置错误：")] == [
        "配置错误：这台机器没有地址 192.0.2.1，请检查环境变量 HOST。"
    ]


NO_DATABASE = "无法连接 DATABASE_URL 指定的数据库，请检查地址、账号和数据库服务。"


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", [[*MANAGE[:2], "migrate"], MANAGE, PROCESSES["worker"]], ids=str
)
def test_a_database_that_nobody_serves(spoilt: Spoilt, command: list[str]) -> None:
    env = spoilt("DATABASE_URL", f"postgres://zhaojing:hidden@127.0.0.1:{free_port()}/zhaojing")
    assert ended(command, env) == (2, [f"配置错误：{NO_DATABASE}"])


@pytest.mark.slow
@pytest.mark.parametrize("wrong", ["database", "user"])
def test_a_database_that_refuses(spoilt: Spoilt, postgres: str, wrong: str) -> None:
    base, _, _ = postgres.rpartition("/")
    url = (
        f"{base}/nowhere"
        if wrong == "database"
        else postgres.replace("//zhaojing@", "//somebody:hidden@")
    )
    assert ended([*MANAGE[:2], "migrate"], spoilt("DATABASE_URL", url)) == (
        2,
        [f"配置错误：{NO_DATABASE}"],
    )


@pytest.mark.parametrize("command", ["migrate", "load_fixtures"])
def test_a_file_that_is_no_database(spoilt: Spoilt, scratch: Path, command: str) -> None:
    path = scratch / "db.sqlite3"
    path.write_bytes(b"no database at all" * 100)
    sentence = f"数据库文件 {path} 已损坏或不是数据库，请用备份恢复，或移走后重新启动。"
    env = spoilt("LOG_LEVEL", "INFO")
    assert ended([*MANAGE[:2], command], env) == (2, [f"配置错误：{sentence}"])


@pytest.fixture
def redis_with_password(scratch: Path) -> Iterator[str]:
    """The URL of a real Redis, with a password that it does not take."""
    port = free_port()
    command = [
        server_program(),
        "--port",
        str(port),
        "--requirepass",
        "right",
        "--save",
        "",
        "--dir",
        str(scratch),
    ]
    process = Process(command, environment(), scratch / "redis.log")
    process.ready = lambda: listens(port)
    process.start()
    yield f"redis://:wrong@127.0.0.1:{port}/0"
    process.stop()


def listens(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["worker", "beat", "gunicorn"])
def test_a_redis_that_does_not_take_the_password(
    spoilt: Spoilt, redis_with_password: str, template: Path, kind: str
) -> None:
    env = {**spoilt("REDIS_URL", redis_with_password), "STATIC_ROOT": str(template / "static")}
    code, said = ended(PROCESSES[kind], env)
    assert code == 2
    assert said[-1] == "配置错误：Redis 不接受 REDIS_URL 里的密码或库号，请改正。"
    assert "Traceback" not in "\n".join(said)


@pytest.mark.slow
def test_beat_cannot_keep_its_times(spoilt: Spoilt, scratch: Path) -> None:
    env = spoilt("BEAT_SCHEDULE_FILE", "{here}/file/beat")
    code, said = ended(PROCESSES["beat"], env)
    assert code == 2
    assert said[-1].startswith(f"配置错误：数据目录 {scratch}/file 无法写入（")
    assert "Traceback" not in "\n".join(said)


def test_redis_away_is_told_by_migrate_and_stops_nothing(spoilt: Spoilt) -> None:
    code, said = ended([*MANAGE, "--database", "default"], spoilt("LOG_LEVEL", "INFO"))
    assert code == 0
    assert (
        "?: (drafting.W001) 无法连接 REDIS_URL 指定的 Redis，请检查地址、密码和 Redis 服务。"
        in said
    )


def test_every_name_that_is_read_is_known() -> None:
    """A name that drafting/environment_names.py does not know could be misspelt unnoticed."""
    parts = [ROOT / "drafting/settings.py", *(ROOT / "drafting/configuration").glob("*.py")]
    source = "\n".join(part.read_text(encoding="utf-8") for part in parts)
    beside = set(re.findall(r'beside="([A-Z_]+)"', source))
    read = {*re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source), *beside}
    secrets = {*re.findall(r'env\.(?:secret|key|database|redis)\(\s*"([A-Z_]+)"', source), *beside}
    assert secrets == set(SECRETS)
    assert read | {f"{name}_FILE" for name in secrets} == set(NAMES)
