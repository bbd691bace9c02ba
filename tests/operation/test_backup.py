"""``manage.py backup`` and ``restore`` as they are typed, on real databases while somebody writes:
what was acknowledged before is there again, and what cannot be brought back changes nothing."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

from drafting.operation.backup import archive
from drafting.operation.backup.encryption import read_key
from drafting.operation.backup.engines import postgresql as on_postgresql
from drafting.operation.backup.manifest import Manifest
from tests import postgres as clusters
from tests.processes import environment, run_manage, wait_for

# making the first database counts too
pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]
AWAY = "redis://127.0.0.1:1/0"
Write = Callable[[str], Any]


@dataclass
class Place:
    """An installation: its data directory, and a way to ask its database."""

    directory: Path
    connect: Callable[[], Any]
    query: Callable[[str], list[Any]]
    tables: Callable[[], list[str]]
    env: dict[str, str] = field(default_factory=dict)

    def type(self, *words: str) -> tuple[int, str]:
        """Exit code and what was said; nobody is shown a traceback, ever."""
        settings = {"ZHAOJING_MODE": "demo", "ZHAOJING_VAR": str(self.directory), "REDIS_URL": AWAY}
        key = {"BACKUP_KEY_FILE": str(self.directory / "key")}
        done = run_manage(environment(**{**settings, **key, **self.env}), *words)
        said = done.stdout + done.stderr
        assert "Traceback" not in said, said
        return done.returncode, said

    def back_up(self, *words: str) -> Path:
        code, said = self.type("backup", *words)
        assert code == 0, said
        return Path(said.split("已备份到 ")[1].split("（")[0])

    def content(self) -> dict[str, Any]:
        """Every row but those that are being written, and every file."""
        rows: dict[str, Any] = {
            table: sorted(repr(row) for row in self.query(f'SELECT * FROM "{table}"'))
            for table in self.tables()
            if table != "marks"
        }
        files = {
            str(path.relative_to(self.directory)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in (self.directory / "private").rglob("*")
            if path.is_file() and ".before-" not in str(path)
        }
        return rows | files

    def marks(self) -> set[int]:
        return {number for (number,) in self.query("SELECT number FROM marks")}

    def spoil(self) -> None:
        """What happens to data: changed, gone, new."""
        self.query("UPDATE accounts_user SET name = 'somebody'")
        self.query("DELETE FROM accounts_membership")
        self.query("CREATE TABLE later (id integer PRIMARY KEY)")
        private = self.directory / "private"
        (private / "exports" / "one.docx").write_bytes(b"changed")
        (private / "exports" / "two.docx").unlink()
        (private / "new.docx").write_bytes(b"new")


def prepare(place: Place) -> Place:
    place.query("CREATE TABLE marks (number integer)")
    exports = place.directory / "private" / "exports"
    exports.mkdir(parents=True)
    for name in ("one", "two"):
        (exports / f"{name}.docx").write_bytes(name.encode() * 1000)
    assert place.type("backup", "--new-key", str(place.directory / "key"))[0] == 0
    return place


@pytest.fixture
def sqlite(scratch: Path, template: Path) -> Place:
    shutil.copy(template / "zhaojing.sqlite3", scratch)
    path = scratch / "zhaojing.sqlite3"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(path, timeout=20, check_same_thread=False)

    def query(statement: str) -> list[Any]:
        with closing(connect()) as connection, connection:
            return connection.execute(statement).fetchall()

    def tables() -> list[str]:
        return [row[0] for row in query("SELECT name FROM sqlite_master WHERE type = 'table'")]

    place = Place(scratch, connect, query, tables)
    query("PRAGMA journal_mode=WAL")
    return prepare(place)


@pytest.fixture
def postgresql(scratch: Path, postgres_template: Path) -> Iterator[Place]:
    with clusters.running_cluster(postgres_template) as cluster:

        def connect() -> psycopg.Connection[Any]:
            return psycopg.connect(cluster.url)

        def query(statement: str) -> list[Any]:
            with connect() as connection:
                cursor = connection.execute(statement)
                return cursor.fetchall() if cursor.description else []

        def tables() -> list[str]:
            names = query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            return [row[0] for row in names]

        yield prepare(Place(scratch, connect, query, tables, {"DATABASE_URL": cluster.url}))


@contextmanager
def somebody_writes(place: Place) -> Iterator[list[int]]:
    """Numbers are written one by one meanwhile, over a connection that stays open as those of the
    web server do; those that were acknowledged stand in the list."""
    written: list[int] = []
    end = threading.Event()

    def write() -> None:
        with closing(place.connect()) as connection:
            while not end.wait(0.005):
                connection.execute(f"INSERT INTO marks VALUES ({len(written) + 1})")
                connection.commit()
                written.append(len(written) + 1)

    thread = threading.Thread(target=write, daemon=True)
    thread.start()
    try:
        wait_for(lambda: len(written) > 3, what="the first marks")
        yield written
    finally:
        end.set()
        thread.join(30)


def twice_each(place: Place, *words: str) -> list[Path]:
    """Two backups in a row while somebody writes; each is brought back afterwards."""
    before, made = place.content(), []
    assert len(before) > 40
    with somebody_writes(place) as written:
        for _ in range(2):
            acknowledged = set(written)
            made.append((place.back_up(*words), acknowledged))
        latest = len(written)
    assert latest > len(made[1][1]) > len(made[0][1])
    for path, acknowledged in made:
        place.spoil()
        assert place.content() != before
        code, said = place.type("restore", str(path), "--replace")
        assert code == 0, said
        assert place.content() == before
        marks = place.marks()
        assert marks >= acknowledged
        # of one moment: without gaps
        assert marks == set(range(1, len(marks) + 1))
        assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in (place.directory / "backup-work").iterdir()] == ["lock"]
    return [path for path, _ in made]


def test_sqlite(sqlite: Place) -> None:
    one, _two = twice_each(sqlite)
    assert sqlite.query("PRAGMA integrity_check") == [("ok",)]
    assert sqlite.query("PRAGMA journal_mode") == [("wal",)]
    kept = sorted(sqlite.directory.glob("zhaojing.sqlite3.before-*"))
    with closing(sqlite3.connect(kept[0])) as former:
        assert former.execute("SELECT DISTINCT name FROM accounts_user").fetchall() == [
            ("somebody",)
        ]
    files = sorted((sqlite.directory / "private").glob(".before-*"))
    assert (files[0] / "new.docx").read_bytes() == b"new"
    newest = sqlite.back_up("--keep", "1")
    assert [path.name for path in one.parent.iterdir()] == [newest.name]


def test_postgresql(postgresql: Place) -> None:
    twice_each(postgresql, "--verify")
    names = {name for (name,) in postgresql.query("SELECT datname FROM pg_database")}
    others = {name for name in names if not name.startswith("template")} - {"postgres", "zhaojing"}
    assert others
    assert all(name.startswith("zhaojing_before_") for name in others)
    assert postgresql.query("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal")[0][0] > 0
    code, said = postgresql.type("restore", str(postgresql.back_up()))
    assert (code, said[:8]) == (2, "现在的数据库里有")


@pytest.fixture
def ordinary() -> Iterator[psycopg.Connection[Any]]:
    """A server that tidies at once and slowly, and the account that the guide makes there: it may
    make databases, and nothing else."""
    with clusters.running_cluster() as cluster:
        with psycopg.connect(cluster.url, autocommit=True) as owner:
            for setting in ("naptime = '1s'", "vacuum_cost_delay = '100ms'"):
                owner.execute(f"ALTER SYSTEM SET autovacuum_{setting}")
            owner.execute("ALTER SYSTEM SET autovacuum_vacuum_cost_limit = 1")
            owner.execute("CREATE ROLE ordinary LOGIN CREATEDB")
            owner.execute("SELECT pg_reload_conf()")
        url = cluster.url.replace("zhaojing@", "ordinary@").replace("/zhaojing", "/postgres")
        with psycopg.connect(url, autocommit=True) as server:
            yield server


@pytest.mark.parametrize("then", ["drop", "rename"])
def test_an_autovacuum_keeps_nobody_waiting(ordinary: psycopg.Connection[Any], then: str) -> None:
    ordinary.execute("CREATE DATABASE zhaojing_new_1 TEMPLATE template0")
    url = f"host=127.0.0.1 port={ordinary.info.port} user=ordinary dbname=zhaojing_new_1"
    with psycopg.connect(url, autocommit=True) as there:
        there.execute("CREATE TABLE much AS SELECT generate_series(1, 200000) AS number")
        there.execute("DELETE FROM much")
    wait_for(
        lambda: ordinary.execute(
            "SELECT 1 FROM pg_stat_activity WHERE datname = 'zhaojing_new_1' AND usesysid IS NULL"
        ).fetchone(),
        60,
        "an autovacuum",
    )
    if then == "drop":
        on_postgresql._drop(ordinary, "zhaojing_new_1")
    else:
        on_postgresql._end_sessions(ordinary, "zhaojing_new_1")
        on_postgresql._rename(ordinary, "zhaojing_new_1", "zhaojing_before_1")
    left = ordinary.execute("SELECT datname FROM pg_database WHERE datname LIKE 'zhaojing\\_%'")
    assert left.fetchall() == ([] if then == "drop" else [("zhaojing_before_1",)])


def test_what_cannot_be_brought_back_changes_nothing(sqlite: Place, tmp_path: Path) -> None:
    before, made = sqlite.content(), sqlite.back_up(str(tmp_path / "shelf"))
    other, cut, later = tmp_path / "other", tmp_path / "cut", tmp_path / "later"
    assert sqlite.type("backup", "--new-key", str(other))[0] == 0
    cut.write_bytes(made.read_bytes()[:-1000])
    key = read_key(sqlite.directory / "key")
    for path, engine, migrations in (
        (later, "sqlite", ("drafting.9999_later",)),
        (tmp_path / "postgresql", "postgresql", ()),
    ):
        manifest = Manifest("9.0.0", "2030-01-01T00:00:00+08:00", engine, migrations, {}, {})
        archive.write(path, key, [], lambda _sums, manifest=manifest: manifest)
    replace = "--replace"
    for words, sentence in (
        ((made,), "现在的数据库里有 "),
        ((made, replace, "--key", other), "密钥不对，打不开这份备份，"),
        ((made, replace, "--key", tmp_path / "none"), "备份的密钥文件 "),
        ((cut, replace), "备份文件已损坏："),
        ((later, replace), "这份备份来自更新的版本 9.0.0，"),
        ((tmp_path / "postgresql", replace), "这份备份来自 PostgreSQL，现在用的是 SQLite，"),
        ((tmp_path / "none", replace), f"备份文件 {tmp_path / 'none'} 不存在或无法读取。"),
        ((sqlite.directory / "key", replace), f"{sqlite.directory / 'key'} 不是照镜的备份文件"),
    ):
        code, said = sqlite.type("restore", *map(str, words))
        assert (code, said.startswith(sentence), said.count("\n")) == (2, True, 1), said
    assert sqlite.content() == before
    assert list(sqlite.directory.glob("*.before-*")) == []


def test_another_machine(sqlite: Place, tmp_path: Path) -> None:
    """Where there is nothing yet, nothing has to be said twice."""
    before, made = sqlite.content(), sqlite.back_up(str(tmp_path))
    shutil.copy(sqlite.directory / "key", tmp_path)
    for path in sqlite.directory.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    code, said = sqlite.type("restore", str(made), "--key", str(tmp_path / "key"))
    assert code == 0, said
    assert "原来的" not in said
    assert sqlite.content() == before


def test_an_older_version(sqlite: Place) -> None:
    """Its database is brought to the form of this one, with the texts that it held."""
    path = sqlite.directory / "zhaojing.sqlite3"
    assert sqlite.type("migrate", "sessions", "zero", "--verbosity", "0")[0] == 0
    assert "django_session" not in sqlite.tables()
    before, made = sqlite.query("SELECT id, username FROM accounts_user"), sqlite.back_up()
    path.unlink()
    code, said = sqlite.type("restore", str(made))
    assert (code, "备份来自较旧的版本，数据库结构已经更新。" in said) == (0, True), said
    assert sqlite.query("SELECT id, username FROM accounts_user") == before
    assert "django_session" in sqlite.tables()


def test_a_damaged_database_is_put_aside(sqlite: Place) -> None:
    before, made = sqlite.content(), sqlite.back_up()
    path = sqlite.directory / "zhaojing.sqlite3"
    path.write_bytes(b"no database at all" * 1000)
    assert sqlite.type("backup")[0] == 2
    assert sqlite.type("restore", str(made))[0] == 2
    assert sqlite.type("restore", str(made), "--replace")[0] == 0
    assert sqlite.content() == before
    (kept,) = sqlite.directory.glob("zhaojing.sqlite3.before-*")
    assert kept.read_bytes() == b"no database at all" * 1000
