#!/usr/bin/env bash
# pytest with the options given. When few tests failed, each of them gets a second look, by itself on a machine that has
# nothing else to do any more (docs/decisions/0029): what passes then is named, and does not fail the whole.
set -uo pipefail
cd "$(dirname "$0")/.."

most=5
cache=$(mktemp -d)
trap 'rm -rf "$cache"' EXIT

tests() {
    "${PYTHON:-.venv/bin/python}" -m pytest -q -o cache_dir="$cache" "$@"
}

# unsteady: the names of the tests that have failed so far, a line each
unsteady() {
    "${PYTHON:-.venv/bin/python}" -c 'import json, sys; print(*json.load(open(sys.argv[1])), sep="\n")' "$cache/v/cache/lastfailed"
}

tests "$@"
ended=$?
[ $ended -eq 1 ] && names=$(unsteady 2>/dev/null) || exit $ended
[ "$(wc -l <<<"$names")" -le $most ] || exit $ended
printf '\n再单独跑一次刚才没有通过的：\n%s\n' "$names"
tests "$@" -n 0 --lf --lfnf none || exit $?
printf '\n一起跑时没有通过、单独跑时通过（请当作缺陷查明原因）：\n%s\n' "$names"
