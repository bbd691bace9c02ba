#!/usr/bin/env bash
# The system programs of the tests (tests/programs.py is the list), or those named: tests/system-packages.sh REDIS
# Debian as root: installs what is missing. Elsewhere: names it; the tests that need it are skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

listed=$("${PYTHON:-.venv/bin/python}" -m tests.programs "$@")
mapfile -t missing <<<"$listed"
[ -n "$listed" ] || exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "安装需要的系统软件包：${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    if ! { apt-get -qq update && apt-get -qq install --yes --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        echo "安装失败：${missing[*]}" >&2
        exit 1
    fi
    left=$("${PYTHON:-.venv/bin/python}" -m tests.programs "$@")
    [ -z "$left" ] && exit 0
    echo "安装以后仍然找不到：$(paste -sd ' ' <<<"$left")" >&2
    exit 1
fi

echo "缺少系统软件包：${missing[*]}（Debian 或 Ubuntu：sudo apt install ${missing[*]}）" >&2
[ "${ZHAOJING_NO_SKIP:-}" != 1 ]
