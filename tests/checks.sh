#!/usr/bin/env bash
# The checks that need no server: `make check` runs them, and tests/run.sh before the tests. Each prints its time; ends with 1
# if any of them failed, and names those.
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

# Two at a time: each keeps one core busy.
check 'mypy' $bin/mypy &
check 'ruff check' $bin/ruff check .
check 'ruff format' $bin/ruff format --check .
check 'import-linter' $bin/lint-imports --no-cache
check 'djlint' $bin/djlint --lint --quiet templates
check 'migrations' $bin/python manage.py makemigrations --check --dry-run
check 'deploy settings' deploy_check
check 'oxlint' $bin/oxlint --deny-warnings static/js tests/js
wait

if [ -s "$scratch/failed" ]; then
    echo "未通过的检查：$(paste -sd ' ' "$scratch/failed")"
    exit 1
fi
