"""Private places: the runtime directory, the socket's path, the secret key."""

import os
import stat
import threading
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from drafting.embedded import paths


def test_the_socket_lies_in_var() -> None:
    assert paths.redis_socket(Path("/srv/zhaojing/var")) == Path("/srv/zhaojing/var/run/redis.sock")


def test_a_long_path_gets_a_short_place_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("TMPDIR", "/tmp")
    first = paths.redis_socket(Path("/srv") / ("很长" * 20) / "var")
    second = paths.redis_socket(Path("/srv") / ("很长" * 20) / "other")
    assert first != second
    assert first == paths.redis_socket(Path("/srv") / ("很长" * 20) / "var")
    assert len(os.fsencode(first)) <= paths.LONGEST_SOCKET_PATH


def test_even_with_a_long_temporary_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/" + "x" * 200)
    assert len(os.fsencode(paths.redis_socket(Path("/" + "y" * 200)))) <= paths.LONGEST_SOCKET_PATH


def test_a_private_directory_is_made_and_tightened(tmp_path: Path) -> None:
    place = tmp_path / "a" / "run"
    paths.make_private(place)
    place.chmod(0o755)
    paths.make_private(place)
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_a_link_laid_beforehand_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "run").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ImproperlyConfigured, match="不属于当前用户"):
        paths.make_private(tmp_path / "run")


def test_a_directory_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ImproperlyConfigured, match="上级路径不是目录"):
        paths.make_private(tmp_path / "file" / "run")


def test_the_key_is_made_once_for_many_at_once(tmp_path: Path) -> None:
    keys = []
    threads = [
        threading.Thread(target=lambda: keys.append(paths.kept_secret_key(tmp_path / "var")))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8
    assert len(set(keys)) == 1
    assert len(keys[0]) >= 50
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret_key"]
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600


def test_half_a_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("short\n")
    with pytest.raises(ImproperlyConfigured, match="内容不完整"):
        paths.kept_secret_key(tmp_path)
