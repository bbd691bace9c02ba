#!/usr/bin/env bash
# `make unit`: pytest on a copy of a migrated database, which is kept between runs (var/test/, one for each state of the
# migrations), so that a single test does not wait for all migrations.
set -euo pipefail
cd "$(dirname "$0")/.."

export ZHAOJING_MODE=test PYTHONDONTWRITEBYTECODE=1
unset REDIS_URL DJANGO_SETTINGS_MODULE
options=(-q -p no:cacheprovider)

if [ -z "${DATABASE_URL:-}" ]; then
    mkdir -p var/test
    state=$(find accounts/migrations drafting/migrations requirements/base.txt -type f ! -name '*.pyc' -print0 |
        sort -z | xargs -0 sha256sum | sha256sum | cut -c1-12)
    kept=var/test/migrated-$state.sqlite3
    own=$(mktemp -d)
    trap 'rm -rf "$own"' EXIT
    if [ ! -e "$kept" ]; then
        rm -f var/test/migrated-*
        DATABASE_URL=sqlite:///$own/new.sqlite3 .venv/bin/python manage.py migrate --verbosity 0
        mv "$own/new.sqlite3" "$kept"
    fi
    cp "$kept" "$own/test.sqlite3"
    export ZHAOJING_TEST_DATABASE=$own/test.sqlite3
    options+=(--reuse-db)
fi
.venv/bin/python -m pytest "${options[@]}" "$@"
