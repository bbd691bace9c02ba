"""Whether texts are encrypted where they lie, and whether the keys of those that are can be had."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from drafting.operation.checks.database import require_database
from drafting.operation.findings import Verdict, fault, gravest, ok, warning
from drafting.operation.text_keys import counting
from drafting.sealing import keyring, readiness
from drafting.sealing.models import TextKey

#: Where containers have their secrets, readable within them alone.
_SECRETS: Final = Path("/run/secrets")


def text_keys() -> Verdict:
    """Cheap: what was counted is what `manage.py text_keys` found last."""
    path: Path | None = settings.TEXT_KEYS_FILE
    try:
        keys = keyring.keys()
    except ImproperlyConfigured as error:
        return fault(f"{error}没有它，加密的文字谁也读不出来。")
    require_database()
    if missing := readiness.missing_keys():
        return fault(readiness.sentence(missing))
    if path is None or not keys.by_id:
        return ok("没有启用（TEXT_KEYS_FILE），文字和文件按原样存放。")
    remarks = _of_file(path)
    if keys.writing is None:
        if readiness.known_keys():
            remarks.append(
                warning("正在停用加密，还有加密的文字，请运行 manage.py text_keys decrypt。")
            )
        return gravest(remarks, "新写的不加密，已没有加密的文字，可以去掉 TEXT_KEYS_FILE。")
    row = TextKey.objects.filter(id=keys.writing.id).first()
    if row is None or row.completed_at is None or len(readiness.known_keys()) > 1:
        remarks.append(
            warning(
                f"还有文字或文件没有用最新的密钥（{keys.writing.id}）加密，"
                "请运行 manage.py text_keys encrypt。"
            )
        )
    elif plain := counting.plain_lately():
        remarks.append(
            warning(
                f"最近写的里面有没有加密的（{plain}）：有的服务可能没有设 TEXT_KEYS_FILE，"
                "请核对以后重新启动，再运行 manage.py text_keys encrypt。"
            )
        )
    return gravest(remarks, f"都用密钥 {keys.writing.id} 加密，密钥文件里共 {len(keys.by_id)} 把。")


def _of_file(path: Path) -> list[Verdict]:
    remarks = []
    if not path.is_relative_to(_SECRETS) and path.stat().st_mode & stat.S_IRWXO:
        remarks.append(
            warning(f"这台机器的别的用户能读密钥文件 {path}，请运行 chmod o-rwx {path}。")
        )
    for place in (settings.BACKUP_DIR, settings.VAR):
        if path.is_relative_to(place):
            remarks.append(
                warning(
                    f"密钥文件 {path} 和数据放在一起（{place}），一起丢了加密就白做了；"
                    "请移到别处，再改 TEXT_KEYS_FILE。"
                )
            )
            break
    return remarks
