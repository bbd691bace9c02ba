"""The command: chooses the faults, runs one after the other, prints the table."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from benchmarks.faults import tally
from benchmarks.faults.run import run
from benchmarks.faults.stack import Template, former_edition
from benchmarks.faults.table import BOTH, FAULTS, Fault
from tests.processes import ROOT


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("make faults", description="照镜 under faults.")
    parser.add_argument("--database", choices=BOTH, default="sqlite")
    parser.add_argument("--only", default="", help="names of faults, with commas between")
    parser.add_argument("--seconds", type=float, default=10.0, help="of saving, at least")
    parser.add_argument("--members", type=int, default=10)
    parser.add_argument("--list", action="store_true", help="print the faults and end")
    asked = parser.parse_args()
    unknown = set(filter(None, asked.only.split(","))) - {one.name for one in FAULTS}
    if unknown:
        parser.error(f"no such fault: {', '.join(sorted(unknown))}")
    return asked


def chosen(asked: argparse.Namespace) -> list[Fault]:
    names = asked.only.split(",")
    return [
        one for one in FAULTS if asked.database in one.on and (not asked.only or one.name in names)
    ]


def main() -> int:
    asked = arguments()
    if asked.list:
        for one in FAULTS:
            print(f"{one.name:27} {one.what} ({', '.join(one.on)})")
        return 0
    place = Path(tempfile.mkdtemp(prefix="zj-faults-"))
    place.chmod(0o755)
    try:
        return measure(asked, place)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def measure(asked: argparse.Namespace, place: Path) -> int:
    """Run what was chosen; 1 where something may not be, 0 otherwise."""
    templates: dict[bool, Template] = {}
    bad, left_out = False, False
    print(f"{asked.database}, {asked.members} members, {asked.seconds:.0f} s at least")
    print(tally.HEAD, flush=True)
    for fault in chosen(asked):
        former = fault.layout.former
        try:
            if former not in templates:
                root = former_edition(place / "0.1.0") if former else ROOT
                name = "former" if former else "template"
                templates[former] = Template.create(
                    asked.database, place / name, asked.members, root
                )
            found = run(templates[former], fault, asked.seconds)
        except (FileNotFoundError, PermissionError) as error:
            print(f"{fault.name:27} left out: {error}", flush=True)
            left_out = True
            continue
        except (AssertionError, RuntimeError) as error:
            print(f"{fault.name:27} did not run: {error}", flush=True)
            bad = True
            continue
        print(*tally.lines(fault.name, found), sep="\n", flush=True)
        bad |= found.bad
    if left_out:
        print("Some were left out, see above.")
    return int(bad)


if __name__ == "__main__":
    # whoever ends it must not leave its processes behind
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    sys.exit(main())
