#!/bin/sh
# Installs 照镜 from this archive, without network. Run as root in the unpacked archive:
#
#   sh install.sh                  the program into /opt/zhaojing, user, settings and services
#   sh install.sh --check          only say what this machine lacks
#   PREFIX=… sh install.sh --program-only      the program alone, as any user
#
# Installing a newer archive leaves the older one beside it. Ends with 2, and changes nothing, where something is missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
prefix=${PREFIX:-/opt/zhaojing} etc=${SETTINGS:-/etc/zhaojing}
way=${1:-all}

refuse() {
    echo "没有安装：$1" >&2
    exit 2
}

case $way in all | --check | --program-only) ;; *) refuse "不认识 $way，用法见 install.sh 开头的说明。" ;; esac

# --- whether the archive is whole, and this machine fits ---------------------------------------------------------------
[ -f "$here/SHA256SUMS" ] && [ -d "$here/wheels" ] || refuse '这里不是解开的安装包。'
(cd "$here" && sha256sum --quiet -c SHA256SUMS) || refuse '安装包不完整或被改动过，请重新复制、重新解开。'
told() { sed -n "s/^$1=//p" "$here/BUNDLE"; }
version=$(told version) machine=$(told machine) pythons=$(told pythons)
[ "$(uname -s)" = Linux ] || refuse "安装包用于 Linux，这里是 $(uname -s)。"
[ "$(uname -m)" = "$machine" ] || refuse "安装包用于 $machine 的处理器，这里是 $(uname -m)，请另做一份（make bundle MACHINE=$(uname -m)）。"

python=
for wanted in $pythons; do
    for name in "${PYTHON:-}" "python$wanted" python3; do
        [ -n "$name" ] || continue
        found=$("$name" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
        if [ "$found" = "$wanted" ]; then
            python=$(command -v "$name")
            break 2
        fi
    done
done
[ -n "$python" ] || refuse "需要 Python（$pythons 中的一个），这里$(python3 -c 'import platform; print("是 Python", platform.python_version())' 2>/dev/null || echo 没有 Python)。请安装，或按这里的版本另做一份（make bundle PYTHONS=版本）。"
"$python" -c 'import venv, ensurepip' 2>/dev/null || refuse "Python 缺少 venv，请从系统的安装盘安装（Debian、麒麟、统信：python3-venv）。"

# --- what is missing without being needed to install -------------------------------------------------------------------
lacks() {
    command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ] || echo "这台机器没有 $1：$2"
}
lacks redis-server '后台任务要用 Redis，请安装，或用 REDIS_URL 指定别的机器上的。'
lacks psql '数据库要用 PostgreSQL，请安装，或用 DATABASE_URL 指定别的机器上的。'
lacks pg_dump '备份 PostgreSQL 要用它（Debian：postgresql-client）。'
lacks nginx '正式使用前面要有反向代理。'
lacks soffice '不能生成 PDF、不能导入旧的 .doc 文件（Debian：libreoffice-writer-nogui），别的照常。'
lacks fc-list '看不出装了哪些字体（Debian：fontconfig），别的照常。'
if [ "$way" = --check ]; then
    echo "可以安装：照镜 $version，$("$python" --version)（$python）。"
    exit 0
fi

# --- the program -------------------------------------------------------------------------------------------------------
if [ "$way" = all ]; then
    [ "$(id -u)" -eq 0 ] || refuse '请用 root 运行（只安装程序：sh install.sh --program-only）。'
    command -v systemctl >/dev/null || refuse '这台机器没有 systemd，只能用 sh install.sh --program-only 安装程序。'
fi
umask 022
release=$prefix/releases/$version-$(date +%Y%m%d%H%M%S)
mkdir -p "$prefix/releases"
[ ! -e "$release" ] || refuse "$release 已经存在，请再试一次。"
trap 'rm -rf "$release"' EXIT
cp -R "$here/program" "$release"
chmod -R u=rwX,go=rX "$release"
"$python" -m venv "$release/.venv"
PIP_CONFIG_FILE=/dev/null PIP_DISABLE_PIP_VERSION_CHECK=1 "$release/.venv/bin/python" -m pip install --quiet --no-index \
    --find-links "$here/wheels" --no-deps --require-hashes -r "$release/requirements/base.txt" ||
    refuse '安装包里的 Python 软件包装不上，原因在上面几行。请检查磁盘空间；写着“No matching distribution”的，安装包缺少一个软件包，请用新的程序重新做一份（make bundle）。'
"$release/.venv/bin/python" -m compileall -q "$release/drafting" "$release/accounts"
# The demo mode collects with the same hashed names as production; the key lives for this one command only.
(cd "$release" && env -i PATH="$PATH" LANG=C.UTF-8 ZHAOJING_MODE=demo ZHAOJING_VAR="$release/none" STATIC_ROOT="$release/staticfiles" \
    SECRET_KEY=used-while-building-only-and-never-for-signing-anything \
    .venv/bin/python manage.py collectstatic --noinput --verbosity 0)
trap - EXIT
ln -sfn "$release" "$prefix/current.new"
mv -T "$prefix/current.new" "$prefix/current"
echo "已安装照镜 $version：$release"
[ "$way" = all ] || exit 0

# --- user, settings, services; what is there is kept -------------------------------------------------------------------
id zhaojing >/dev/null 2>&1 || useradd --system --user-group --home-dir /var/lib/zhaojing --shell /usr/sbin/nologin zhaojing
install -d -m 750 -o root -g zhaojing "$etc"
# keep FILE VALUE: a secret, read by the services, unless it is there.
keep() {
    [ -e "$etc/$1" ] && return
    (umask 077 && printf '%s\n' "$2" >"$etc/$1")
    chown root:zhaojing "$etc/$1"
    chmod 640 "$etc/$1"
    echo "已生成 $etc/$1。"
}
random() { head -c "$1" /dev/urandom | base64 | tr -d '\n' | tr '+/' '-_'; }
keep secret_key "$(random 48)"
keep backup_key "zhaojing-backup-key:$(random 32)"
first=
if [ ! -e "$etc/zhaojing.env" ]; then
    first=1
    install -m 640 -o root -g zhaojing "$release/deploy/systemd/zhaojing.env" "$etc/zhaojing.env"
fi
install -m 755 "$release/deploy/systemd/zhaojing" /usr/local/bin/zhaojing
install -m 644 "$release"/deploy/systemd/*.service "$release"/deploy/systemd/*.target /etc/systemd/system/
systemctl daemon-reload || echo '没有能通知 systemd，请运行 systemctl daemon-reload。'
if [ -n "$first" ]; then
    echo "接下来：在 $etc/zhaojing.env 里写 ALLOWED_HOSTS，把 $etc/backup_key 抄一份存到别处，再按安装指南“不用容器”的第 3 步往下做。"
else
    echo '接下来：zhaojing migrate && zhaojing load_fixtures && systemctl restart zhaojing.target'
fi
