#!/bin/sh
# Makes what docker-compose.yml needs before the first start: the files of secrets/ and .env.
#
#   sh deploy/prepare.sh zhaojing.example.cn            people come by https://zhaojing.example.cn
#   sh deploy/prepare.sh 10.0.0.8 --plain               people come by http://10.0.0.8 (a trusted intranet)
#
# What is there already is kept, so that it may be run again; secrets that an older .env holds are taken from it.
set -eu
cd "$(dirname "$0")/.."
umask 077

host=${1:-} plain=0
[ "${2:-}" != --plain ] || plain=1
case $host in
    '' | -* | *[!A-Za-z0-9._,:\[\]-]* | http:* | https:*)
        echo '用法：sh deploy/prepare.sh 域名或IP地址 [--plain]。不带 http:// 和端口，几个之间用英文逗号分隔。' >&2
        exit 2
        ;;
esac

# earlier NAME: the value that an .env of before holds.
earlier() {
    [ ! -f .env ] || sed -n "s/^$1=//p" .env | tail -n 1
}

# keep FILE VALUE: a file of secrets/, unless it is there. Readable for the users within the containers; the directory
# around it is closed to those of this machine.
keep() {
    if [ -e "secrets/$1" ]; then
        echo "已有 secrets/$1，没有改动。"
        return
    fi
    printf '%s\n' "$2" >"secrets/$1.new"
    chmod 444 "secrets/$1.new"
    mv "secrets/$1.new" "secrets/$1"
    echo "已生成 secrets/$1。"
}

# random BYTES: as letters, digits, - and _.
random() {
    head -c "$1" /dev/urandom | base64 | tr -d '\n' | tr '+/' '-_'
}

mkdir -p secrets/tls secrets/ca fonts
chmod 700 secrets
chmod 755 secrets/tls secrets/ca fonts
value=$(earlier SECRET_KEY)
keep secret_key "${value:-$(random 48)}"
value=$(earlier POSTGRES_PASSWORD)
keep postgres_password "${value:-$(random 24)}"
value=$(earlier REDIS_PASSWORD)
keep redis_password "${value:-$(random 24)}"
keep mail_password "$(earlier MAIL_PASSWORD)"
keep oidc_client_secret "$(earlier OIDC_CLIENT_SECRET)"
keep ldap_bind_password "$(earlier LDAP_BIND_PASSWORD)"
keep wecom_secret "$(earlier WECOM_SECRET)"
keep metrics_token "$(earlier METRICS_TOKEN)"
keep backup_key "zhaojing-backup-key:$(random 32)"
keep text_keys ""
chmod -R a+rX deploy/nginx

if [ -e .env ]; then
    echo '已有 .env，没有改动（写在命令里的域名和 --plain 没有用上）。'
    if grep -Eq '^(SECRET_KEY|POSTGRES_PASSWORD|REDIS_PASSWORD|MAIL_PASSWORD|METRICS_TOKEN|OIDC_CLIENT_SECRET|LDAP_BIND_PASSWORD|WECOM_SECRET)=.' .env; then
        echo '.env 里的密钥和密码已经抄进 secrets/，不再使用，请从 .env 删去。'
    fi
else
    sed -e "s/^ALLOWED_HOSTS=.*/ALLOWED_HOSTS=$host/" -e "s/^PLAIN_HTTP=.*/PLAIN_HTTP=$plain/" docs/env.example >.env
    echo '已生成 .env。'
fi
echo '请把 secrets/backup_key 抄一份，存到这台服务器以外：没有它，谁也打不开备份。'
if [ "$plain" = 0 ] && { [ ! -s secrets/tls/zhaojing.crt ] || [ ! -s secrets/tls/zhaojing.key ]; }; then
    echo '请把证书和私钥放成 secrets/tls/zhaojing.crt 和 secrets/tls/zhaojing.key（权限 644）。'
fi
echo '然后运行：docker compose up -d --build'
