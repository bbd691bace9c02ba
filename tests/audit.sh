#!/usr/bin/env bash
# `make audit`: whether a vulnerability is known of what requirements/base.txt installs. It asks the Python package index (or what
# AUDIT_SERVICE names: pypi or osv), so that it is no part of `make test`: what is said there changes by the day, and offline there is
# nobody to ask. Ends with 0 where every package was looked up and none is known to be vulnerable, with 1 where one is, and with 3
# where some could not be looked up: that is no good news.
set -uo pipefail
cd "$(dirname "$0")/.."

place=var/audit
export PIP_DISABLE_PIP_VERSION_CHECK=1
if [ ! -x $place/bin/pip-audit ]; then
    # an environment of its own: what it needs must not change what the locks say
    { "${PYTHON:-.venv/bin/python}" -m venv $place && $place/bin/pip install --quiet pip-audit; } || {
        rm -rf $place
        echo '没有审计：装不上 pip-audit，请检查网络。' >&2
        exit 3
    }
fi
report=$(mktemp)
trap 'rm -f "$report" "$report.said"' EXIT
timeout 120 $place/bin/pip-audit --vulnerability-service "${AUDIT_SERVICE:-pypi}" --requirement requirements/base.txt --require-hashes \
    --disable-pip --no-deps --progress-spinner off --timeout 10 --format json --output "$report" >"$report.said" 2>&1
# what it says itself where it could look nothing up sounds like success
[ -s "$report" ] || tail -n 1 "$report.said" >&2
"${PYTHON:-.venv/bin/python}" tests/audit.py "$report"
