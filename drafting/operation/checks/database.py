"""Whether the database takes what people write, and has the form that this version needs."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from drafting.embedded import preflight
from drafting.embedded.start_refusals import StartRefused
from drafting.monitoring import schema
from drafting.monitoring.trial_write import Trial, try_to_write
from drafting.operation.findings import Verdict, fault, ok, warning
from drafting.requests.outages import Outage, outage_of

_MIGRATE = "请运行 python manage.py migrate"
_TO_DO = {
    Outage.AWAY: "请检查 DATABASE_URL、数据库服务和网络。",
    Outage.FULL: "请腾出空间，恢复后不用重启照镜。",
    Outage.READ_ONLY: "请改为可写的主库，或改正数据库文件和目录的权限。",
    Outage.BUSY: "请找出并结束长时间占着数据库的程序。",
    Outage.LOCKED: "请看“文字加密”一项。",
    Outage.FILES: "请看“文件存储”一项。",
}


def missing_file() -> str | None:
    """The SQLite file that should be there and is not; connecting would make an empty one."""
    name = str(connection.settings_dict["NAME"])
    absent = connection.vendor == "sqlite" and "memory" not in name and not Path(name).exists()
    return name if absent else None


def require_database() -> None:
    """Raise DatabaseError where reading would make an empty database."""
    if missing_file():
        raise DatabaseError("no database file")


def database() -> Verdict:
    if name := missing_file():
        return fault(f"数据库文件 {name} 不存在，请检查 DATABASE_URL；新安装的{_MIGRATE}。")
    try:
        preflight.check_database(settings.DATABASES["default"])
    except StartRefused as refusal:
        return fault(str(refusal))
    try:
        if Trial._meta.db_table not in connection.introspection.table_names():
            return fault(f"数据库里还没有照镜的表，{_MIGRATE}。")
        try_to_write()
    except (DatabaseError, InterfaceError) as error:
        outage = outage_of(error) or Outage.AWAY
        return fault(f"{outage.sentence}，{_TO_DO[outage]}")
    return ok("能读能写。")


def migrations() -> Verdict:
    require_database()
    if pending := schema.pending():
        return fault(f"有 {len(pending)} 项数据库更新没有执行（从 {pending[0]} 起），{_MIGRATE}。")
    if newer := schema.unknown(schema.applied()):
        return warning(
            f"数据库由更新的版本用过（{newer[-1]}），请换用那个版本，或恢复升级前的备份。"
        )
    return ok("是最新的。")
