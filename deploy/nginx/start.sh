#!/bin/sh
# Starts nginx in the way that the settings ask for. Says in one sentence what is missing, with exit code 2.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
certificates=${TLS_DIRECTORY:-/etc/zhaojing-tls}

refuse() {
    echo "配置错误：$1" >&2
    exit 2
}

# on NAME VALUE: whether a switch is on, by the words that the application takes.
on() {
    case $(printf %s "$2" | tr 'A-Z' 'a-z') in
        1 | true | yes | on) return 0 ;;
        '' | 0 | false | no | off) return 1 ;;
        *) refuse "环境变量 $1 只能是 1 或 0，不能是“$2”。" ;;
    esac
}

if on BEHIND_PROXY "${BEHIND_PROXY:-}"; then
    way=outer
elif on PLAIN_HTTP "${PLAIN_HTTP:-}"; then
    way=plain
else
    way=tls
    for name in zhaojing.crt zhaojing.key; do
        [ -s "$certificates/$name" ] || refuse "secrets/tls/$name 不存在、是空的或无法读取。请放入证书 zhaojing.crt 和私钥 zhaojing.key（权限 644），没有证书的内网设 PLAIN_HTTP=1。"
    done
fi
exec nginx -c "$here/$way.conf" -g 'daemon off;'
