#!/usr/bin/env bash
# The system programs of the tests: Chromium, PostgreSQL's server, a Chinese font, a Redis server.
# Debian as root: installs what is missing. Elsewhere: names it; the tests that need it are skipped.
set -euo pipefail

missing=()
command -v chromium chromium-browser google-chrome >/dev/null || missing+=(chromium)
command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
fc-list ':lang=zh' 2>/dev/null | grep -q . || missing+=(fonts-noto-cjk)
command -v fc-list >/dev/null || missing+=(fontconfig)
"${PYTHON:-python3}" -c 'from drafting.embedded.redis import server_program; server_program()' 2>/dev/null ||
    missing+=(redis-server)

[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "安装测试需要的系统软件包：${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    if ! { apt-get -qq update && apt-get -qq install --yes --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        echo "安装失败：${missing[*]}" >&2
        exit 1
    fi
    exit 0
fi

echo "缺少系统软件包，用到它们的测试会被跳过：${missing[*]}（Debian 或 Ubuntu：sudo apt install ${missing[*]}）" >&2
[ "${ZHAOJING_NO_SKIP:-}" != 1 ]
