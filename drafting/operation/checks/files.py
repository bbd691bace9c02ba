"""Where files are kept: whether they can be, for how much longer, and whether others can read
them."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection

from drafting.embedded.reasons import reason
from drafting.jobs.storage import StorageAway, private_storage
from drafting.monitoring.health import LEAST_FREE
from drafting.operation.findings import Verdict, fault, gravest, ok, warning

#: Bytes below which one should see to the disk, though all goes on.
LITTLE_FREE: Final = 1024**3
#: Files that a file system must still be able to hold.
FEWEST_FILES: Final = 1000


def storage() -> Verdict:
    """A file is kept, read and deleted again, by the same way as the files that people make."""
    content = secrets.token_bytes(1024)
    kept = private_storage()
    try:
        name = kept.save(f"doctor-{secrets.token_hex(8)}", ContentFile(content))
        try:
            with kept.open(name) as stream:
                whole = stream.read() == content
        finally:
            kept.delete(name)
    except StorageAway as error:
        return fault(f"存放文件的服务连不上，或者不接受（{error}），请检查它的地址、密钥和网络。")
    except OSError as error:
        return fault(
            f"私有文件目录 {settings.PRIVATE_ROOT} 无法写入（{reason(error)}），"
            "请检查权限、剩余空间和 PRIVATE_ROOT。"
        )
    return ok("能写能读。") if whole else fault("存下的文件读出来不一样，请检查磁盘。")


def disk() -> Verdict:
    places = _places()
    left = "，".join(f"{place} 剩余 {_size(_free(place))}" for place in places)
    return gravest([_space(place) for place in places], f"{left}。")


def _places() -> list[Path]:
    """A directory on each file system that matters; one that stands for the others too."""
    wanted = [settings.VAR, settings.PRIVATE_ROOT, Path(tempfile.gettempdir())]
    if connection.vendor == "sqlite" and "memory" not in str(connection.settings_dict["NAME"]):
        wanted.append(Path(connection.settings_dict["NAME"]).parent)
    found: dict[int, Path] = {}
    for place in wanted:
        while not place.exists():
            place = place.parent
        found.setdefault(place.stat().st_dev, place)
    return list(found.values())


def _free(place: Path) -> int:
    return shutil.disk_usage(place).free


def _space(place: Path) -> Verdict:
    free, system = _free(place), os.statvfs(place)
    if free < LEAST_FREE:
        return fault(f"{place} 所在的磁盘只剩 {_size(free)}，请马上腾出空间。")
    if system.f_files and system.f_favail < FEWEST_FILES:
        return fault(f"{place} 所在的磁盘不能再建多少文件了（inode 用完），请删除不用的小文件。")
    if free < LITTLE_FREE and free < shutil.disk_usage(place).total / 5:
        return warning(f"{place} 所在的磁盘只剩 {_size(free)}，请尽快腾出空间。")
    return ok("")


def _size(count: int) -> str:
    return f"{count / 1024**3:.1f} GB" if count >= 1024**3 else f"{count // 1024**2} MB"


def permissions() -> Verdict:
    """Whether other users of the machine can read what is personal or secret."""
    wide = [path for path in _private() if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
    if not wide:
        return ok("别的用户读不到。")
    names = " ".join(map(str, wide))
    return warning(f"这台机器的别的用户能读 {names}，请运行 chmod go-rwx {names}。")


def _private() -> Iterator[Path]:
    """What is there of the files that are for this user alone. Where no one else gets into the
    directory, its files are safe."""
    if settings.VAR.exists() and not settings.VAR.stat().st_mode & stat.S_IXOTH:
        return
    kept = [settings.PRIVATE_ROOT, settings.VAR / "secret_key"]
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        kept += [Path(name + ending) for ending in ("", "-wal")]
    for path in kept:
        if path.exists():
            yield path


def static_files() -> Verdict:
    if not (settings.PRODUCTION or settings.DEMO):
        return ok("开发模式不需要。")
    if (settings.STATIC_ROOT / "staticfiles.json").is_file():
        return ok("齐全。")
    return fault(
        f"目录 {settings.STATIC_ROOT} 里没有页面文件，请运行 python manage.py collectstatic，"
        "或检查环境变量 STATIC_ROOT。"
    )
