#!/usr/bin/env bash
# Every check of `make test`, each with its time; the tests come last. Ends with 1 if any of them failed.
set -uo pipefail
cd "$(dirname "$0")/.."

bin=.venv/bin
export PYTHON=$bin/python ZHAOJING_MODE=test PYTHONDONTWRITEBYTECODE=1
unset DATABASE_URL REDIS_URL DJANGO_SETTINGS_MODULE
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export ZHAOJING_VAR=$scratch/var
touch "$scratch/failed"

check() {
    local name=$1 begun=$SECONDS output
    shift
    output=$(mktemp -p "$scratch")
    if "$@" >"$output" 2>&1; then
        printf 'ok    %-24s %3d s\n' "$name" $((SECONDS - begun))
    else
        printf 'FAIL  %-24s %3d s\n' "$name" $((SECONDS - begun))
        cat "$output"
        echo "$name" >>"$scratch/failed"
    fi
}

deploy_check() {
    env ZHAOJING_MODE=production SECRET_KEY="$(printf 'Ab3-%.0s' {1..20})xyz0123456789" ALLOWED_HOSTS=zhaojing.example \
        DATABASE_URL="sqlite:///$scratch/deploy.sqlite3" REDIS_URL=redis://127.0.0.1:1/0 \
        $bin/python manage.py check --deploy --fail-level INFO
}

checks_without_servers() {
    check 'ruff check' $bin/ruff check .
    check 'ruff format' $bin/ruff format --check .
    check 'mypy' $bin/mypy
    check 'import-linter' $bin/lint-imports --no-cache
    check 'djlint' $bin/djlint --lint --quiet templates
    check 'migrations' $bin/python manage.py makemigrations --check --dry-run
    check 'deploy settings' deploy_check
}

check 'system packages' bash tests/system-packages.sh
# Beside each other: each keeps one core busy.
checks_without_servers &
check 'PostgreSQL' $bin/python -m tests.postgres $bin/python -m pytest -q -n 2 -m db_sensitive -p no:cacheprovider
wait

if [ -s "$scratch/failed" ]; then
    echo "未通过的检查：$(paste -sd ' ' "$scratch/failed")"
fi
$bin/python -m pytest -q -n "${TEST_PROCESSES:-2}" --dist loadfile --no-loadscope-reorder --cov --cov-report=term:skip-covered "$@"
tests=$?
[ -s "$scratch/failed" ] && exit 1
exit $tests
