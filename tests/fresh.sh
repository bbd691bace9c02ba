#!/usr/bin/env bash
# Whether a machine that has never seen this project can set it up: new environments, other pips, both locks.
#
#   tests/fresh.sh          part of `make test`, under a minute by itself: installs both locks for real with the oldest pip
#                           that Debian still brings, tries the lock of the product with the pip that Python brings and with
#                           the newest (the locks differ in packages, not in form, and the other one has 150 MB)
#   tests/fresh.sh --all    installs both locks for real with every pip and every Python that is here, and for each Python
#                           clones the project, starts `make run` in the clone and asks it for its first page
#
# No environment of the project is touched. Ends with 1 where something could not be installed, started or is not consistent.
set -uo pipefail
cd "$(dirname "$0")/.."

OLDEST=22.0.4 DEBIAN=23.0.1 # pip 22 is what README promises; 23.0.1 is Debian 12's
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset PYTHONPATH VIRTUAL_ENV PIP_REQUIRE_VIRTUALENV
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
failed=0

# try WHAT COMMAND …: prints one line; the output of a command that fails stands below it.
try() {
    local what=$1 begun=$SECONDS
    shift
    if "$@" >"$scratch/output" 2>&1; then
        printf 'ok    %-46s %3d s\n' "$what" $((SECONDS - begun))
    else
        printf 'FAIL  %-46s %3d s\n' "$what" $((SECONDS - begun))
        tail -n 25 "$scratch/output"
        failed=1
    fi
}

# environment PYTHON PIP: a new environment with that pip ('own': what Python brings; 'newest'); prints its directory.
environment() {
    local python=$1 pip=$2 place empty
    # made once for each Python: to copy it takes a fiftieth of the time
    empty=$scratch/empty-$("$python" -c 'import sys; print("{}.{}".format(*sys.version_info))') || return 1
    [ -e "$empty" ] || "$python" -m venv "$empty" || return 1
    place=$(mktemp -d -p "$scratch")
    cp -a "$empty/." "$place" || return 1
    case $pip in
        own) ;;
        newest) "$place/bin/python" -m pip install --quiet --upgrade pip >&2 || return 1 ;;
        *) "$place/bin/python" -m pip install --quiet "pip==$pip" >&2 || return 1 ;;
    esac
    echo "$place"
}

# As the Makefile does it (INSTALL there); compiling is left out, since nothing is started from here.
install() {
    local place=$1
    shift
    "$place/bin/python" -m pip install --quiet --no-compile --require-hashes --no-deps "$@"
}

both_locks() {
    local place
    place=$(environment "$1" "$2") || return 1
    install "$place" -r requirements/base.txt || return 1
    "$place/bin/python" -m pip check || return 1
    ZHAOJING_MODE=test ZHAOJING_VAR=$place/var "$place/bin/python" -B manage.py check || return 1
    install "$place" -r requirements/dev.txt || return 1
    "$place/bin/python" -m pip check || return 1
    "$place/bin/python" -c 'import coverage, pytest_cov, xdist, playwright, mypy' || return 1
    rm -rf "$place"
}

tried_only() {
    local place
    place=$(environment "$1" "$2") || return 1
    install "$place" --dry-run -r requirements/base.txt || return 1
    rm -rf "$place"
}

# The whole of README's first command in a clone of what is committed, on a port and in a directory of its own.
first_page() {
    local python=$1 clone port process answer=1
    clone=$(mktemp -d -p "$scratch")
    git clone --quiet . "$clone" || return 1
    port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    env -u DATABASE_URL -u REDIS_URL -u ZHAOJING_VAR -u ZHAOJING_MODE PORT="$port" \
        setsid make --no-print-directory -C "$clone" run PYTHON="$python" >"$clone/log" 2>&1 &
    process=$!
    for _ in $(seq 240); do
        if "$python" -c "import urllib.request as u; assert '照镜' in u.urlopen('http://127.0.0.1:$port/').read().decode()" \
            2>/dev/null; then
            answer=0
            break
        fi
        kill -0 "$process" 2>/dev/null || break
        sleep 0.5
    done
    kill -INT -- "-$process" 2>/dev/null
    wait "$process"
    [ "$answer" -eq 0 ] || cat "$clone/log"
    rm -rf "$clone"
    return "$answer"
}

# One Python of each version from 3.11 on: on PATH, else among pyenv's.
pythons() {
    local version python
    for version in 3.11 3.12 3.13; do
        for python in "python$version" "$HOME"/.pyenv/versions/"$version".*/bin/python; do
            if "$python" -c 'import venv, ensurepip' 2>/dev/null; then
                echo "$python"
                break
            fi
        done
    done
}

own_python=${PYTHON:-python3}
if [ "${1:-}" = --all ]; then
    for python in $(pythons); do
        named=$("$python" -c 'import platform; print("Python", platform.python_version())')
        # These pips need what Python 3.12 no longer has.
        case $named in *" 3.11."*) older=("$OLDEST" "$DEBIAN") ;; *) older=() ;; esac
        for pip in "${older[@]}" own newest; do
            try "$named, pip $pip: both locks" both_locks "$python" "$pip"
        done
        try "$named: make run" first_page "$python"
    done
else
    older=$("$own_python" -c 'import sys; print("yes" if sys.version_info < (3, 12) else "")')
    if [ -n "$older" ]; then
        try "pip $DEBIAN: both locks" both_locks "$own_python" "$DEBIAN"
        brought=$("$own_python" -c 'import ensurepip; print(ensurepip.version())')
        [ "$brought" = "$DEBIAN" ] || try "pip $brought: dry run" tried_only "$own_python" own
    else
        try 'pip of this Python: both locks' both_locks "$own_python" own
    fi
    try 'pip newest: dry run' tried_only "$own_python" newest
fi
exit "$failed"
