#!/usr/bin/env bash
# `make test`: the system packages; the tests of PostgreSQL, then all tests; beside them, so that no core waits, the checks that
# need no server, the tests of the scripts and a fresh set-up, which are shown when all have ended. Ends with 1 if any of them failed.
set -uo pipefail
cd "$(dirname "$0")/.."

export PYTHON=.venv/bin/python ZHAOJING_MODE=test
# compiled modules are kept: the tests start hundreds of processes
unset DATABASE_URL REDIS_URL DJANGO_SETTINGS_MODULE PYTHONDONTWRITEBYTECODE
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export ZHAOJING_VAR=$scratch/var
failed=0

# part NAME COMMAND …: what a part says is shown when it ends, so that two beside each other do not mix.
part() {
    local name=$1 begun=$SECONDS output ended
    shift
    output=$(mktemp -p "$scratch")
    "$@" >"$output" 2>&1
    ended=$?
    printf '%s (%d s)\n' "$name" $((SECONDS - begun))
    sed 's/^/  /' "$output"
    return $ended
}

# first, since it stands in for the whole of Chromium
part '较快的浏览器' bash tests/system-packages.sh CHROMIUM_SHELL || true
part '系统软件包' bash tests/system-packages.sh || failed=1
# Four on two cores: many tests wait for a process or a clock.
processes=${TEST_PROCESSES:-4}
# A migrated database for each process, which otherwise migrates one by itself.
databases() {
    DATABASE_URL=sqlite:///$scratch/migrated.sqlite3 $PYTHON manage.py migrate --verbosity 0 || return 1
    for number in $(seq 0 $((processes - 1))); do
        cp "$scratch/migrated.sqlite3" "$scratch/test.sqlite3_gw$number" || return 1
    done
}
part '数据库' databases &
migrated=$!
# Once, and not by each process: pytest writes every assertion anew where a file was never read (16 s of CPU).
$PYTHON -m pytest -q -p no:cacheprovider --collect-only >/dev/null 2>&1 &
read=$!
checked() {
    local ended
    {
        part '静态检查' bash tests/checks.sh && part '脚本的单元测试' bash tests/js.sh && part '全新环境安装' bash tests/fresh.sh
    } >"$scratch/beside" 2>&1
    ended=$?
    cat "$scratch/beside"
    return $ended
}
checked &
beside=$!
# only their files are read: collecting all tests takes as long as running a tenth of them
mapfile -t sensitive < <(grep -rl --include="test_*.py" db_sensitive tests)
part 'PostgreSQL' $PYTHON -m tests.postgres -n 2 bash tests/suite.sh -n 2 --reuse-db -m "db_sensitive and not fault" "${sensitive[@]}" || failed=1
wait "$migrated" || failed=1
wait "$read" # what cannot be read fails below

export ZHAOJING_TEST_DATABASE=$scratch/test.sqlite3
bash tests/suite.sh -n "$processes" --reuse-db --dist loadfile --no-loadscope-reorder -m "not fault" "$@" || failed=1
wait "$beside" || failed=1
exit $failed
