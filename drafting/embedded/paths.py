"""Where the embedded default keeps its files. Imported by the settings, so nothing of Django's
machinery here."""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from drafting.embedded.reasons import reason

# sockaddr_un.sun_path holds 108 bytes on Linux and 104 on macOS, the final zero included.
LONGEST_SOCKET_PATH = 103


def runtime_directory(var: Path) -> Path:
    """The private directory for sockets and pid files: var/run, or a short one where that path is
    too long.

    The short name is derived from `var`, so that every process of one installation finds the same.
    """
    usual = var / "run"
    if len(os.fsencode(usual / "redis.sock")) <= LONGEST_SOCKET_PATH:
        return usual
    mark = hashlib.sha256(os.fsencode(var.resolve())).hexdigest()[:12]
    base = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    if len(os.fsencode(base)) > 60:
        base = Path("/tmp")  # noqa: S108 - the directory below is made with 0700 and its owner is checked
    return base / f"zhaojing-{os.getuid()}-{mark}"


def redis_socket(var: Path) -> Path:
    """Where the embedded Redis listens."""
    return runtime_directory(var) / "redis.sock"


def counter_directory(var: Path) -> Path:
    """The private directory of the counters of this installation's web server: in memory, so that a
    full disk never meets a process that counts."""
    mark = hashlib.sha256(os.fsencode(var.resolve())).hexdigest()[:12]
    base = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path(tempfile.gettempdir())  # noqa: S108 - a private directory is made in it
    return base / f"zhaojing-counters-{os.getuid()}-{mark}"


def make_private(directory: Path) -> None:
    """Make the directory with mode 0700; raise ImproperlyConfigured where it is somebody else's or
    cannot be made."""
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = directory.lstat()
        if found.st_uid != os.getuid() or not directory.is_dir() or directory.is_symlink():
            raise ImproperlyConfigured(f"目录 {directory} 不属于当前用户，不能用来存放私有数据。")
        directory.chmod(0o700)
    except OSError as error:
        raise ImproperlyConfigured(f"无法创建或写入目录 {directory}：{reason(error)}。") from None


def kept_secret_key(var: Path) -> str:
    """The key of this installation, made once with mode 0600 in var/secret_key."""
    path = var / "secret_key"
    try:
        if not path.exists():
            var.mkdir(parents=True, exist_ok=True)
            _write_once(path, secrets.token_urlsafe(50))
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured(f"无法读写密钥文件 {path}，请检查目录 {var} 的权限。") from None
    if len(key) < 50:
        raise ImproperlyConfigured(f"密钥文件 {path} 内容不完整，请删除后重新启动。")
    return key


def _write_once(path: Path, text: str) -> None:
    """Write a file whole or not at all; of two processes at once the first wins."""
    handle, name = tempfile.mkstemp(dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(text + "\n")
        os.link(name, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(name)
