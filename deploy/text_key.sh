#!/bin/sh
# Puts a new key in front of those that texts are encrypted with (docs/guide/operator.md, “文字加密”).
#
#   sh deploy/text_key.sh                              secrets/text_keys, for docker compose
#   sh deploy/text_key.sh /etc/zhaojing/text_keys      for systemd
#
# The file is replaced whole; who may read it stays as it is, or is as for the key of the backups beside it.
set -eu
umask 077
file=${1:-$(cd "$(dirname "$0")/.." && pwd)/secrets/text_keys}
like=$file
[ -e "$like" ] || like=$(dirname "$file")/backup_key
if [ ! -e "$like" ]; then
    echo "$(dirname "$file") 里没有照镜的密钥，请检查路径。" >&2
    exit 2
fi
before=
[ ! -e "$file" ] || before=$(grep '^zhaojing-text-key:' "$file" || true)
cp -p "$like" "$file.new"
chmod u+w "$file.new"
{
    printf 'zhaojing-text-key:%s\n' "$(head -c 32 /dev/urandom | base64 | tr -d '\n' | tr '+/' '-_')"
    [ -z "$before" ] || printf '%s\n' "$before"
} >"$file.new"
chmod "$(stat -c %a "$like")" "$file.new"
mv "$file.new" "$file"
echo "新的密钥已写在 $file 的最前面。请把这个文件另存一份，不要和备份放在一起：丢了它，谁也读不出加密的文字。"
