"""The locks say what is installed, and leave it to each machine where that comes from."""

import json

from tests.processes import ROOT


def test_the_lock_of_npm_holds_no_address() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text, "make lock takes addresses out"
    packages = json.loads(text)["packages"]
    installed = {path: entry for path, entry in packages.items() if path}
    assert {path for path, entry in installed.items() if "resolved" in entry} == set()
    assert {path for path, entry in installed.items() if "integrity" not in entry} == set()


def test_the_locks_of_pip_name_no_index() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in lock.read_text(encoding="utf-8"), lock.name
