"""What the rows tell: files that wait to be made, moments that have not come yet, demo accounts."""

from __future__ import annotations

import datetime
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.models import Max, Model
from django.utils import timezone

from drafting.desk.bundle.work import BUNDLES
from drafting.drafts.models import Draft, Revision
from drafting.exports.work import EXPORTS
from drafting.jobs.models import Job
from drafting.operation.checks.database import require_database
from drafting.operation.findings import Verdict, fault, ok, warning
from drafting.start_guard import DEMO_ACCOUNTS, demo_accounts_exist

#: How old a job may become that nobody has done; the sweep sends it again every 15 seconds.
LONGEST_WAIT: Final = datetime.timedelta(minutes=10)
#: How far back failures are told.
LATELY: Final = datetime.timedelta(days=1)
#: How far clocks may differ.
LEEWAY: Final = datetime.timedelta(minutes=1)
#: Where the newest moments stand, each set by the clock of whoever wrote.
_MOMENTS: Final[tuple[tuple[type[Model], str], ...]] = (
    (Draft, "updated_at"),
    (Revision, "created_at"),
    *((kind.model, "queued_at") for kind in (EXPORTS, BUNDLES)),
)


def jobs() -> Verdict:
    require_database()
    now = timezone.now()
    waiting = stuck = failed = 0
    for kind in (EXPORTS, BUNDLES):
        rows = kind.model._default_manager.all()
        still = rows.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])
        waiting += still.count()
        stuck += still.filter(created_at__lt=now - LONGEST_WAIT).count()
        failed += rows.filter(state=Job.State.FAILED, finished_at__gt=now - LATELY).count()
    if stuck:
        return fault(
            f"{stuck} 个 Word 文件或材料包等了 10 分钟以上还没有生成，"
            "请看“Redis”“后台任务”“定时任务”三项和后台任务的日志。"
        )
    if failed:
        return warning(
            f"最近一天有 {failed} 个 Word 文件或材料包没能生成，原因在后台任务的日志里（搜索 job）。"
        )
    return ok(f"{waiting} 个在等。" if waiting else "没有在等的。")


def clock() -> Verdict:
    require_database()
    now = timezone.now()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            apart = abs(cursor.fetchone()[0] - timezone.now())
        if apart > LEEWAY:
            return fault(
                f"数据库服务器和这台机器的时钟差 {_length(apart)}，请在两边核对时间同步（timedatectl）。"
            )
    found = [
        model._default_manager.aggregate(newest=Max(field))["newest"] for model, field in _MOMENTS
    ]
    newest = max((moment for moment in found if moment), default=now)
    if newest > now + LEEWAY:
        written = timezone.localtime(newest).strftime("%Y-%m-%d %H:%M")
        return warning(
            f"最新的记录写于 {written}，比现在的时钟晚 {_length(newest - now)}："
            "时钟曾经不准，或刚被往回拨了，请核对时间同步（timedatectl）。"
        )
    return ok("没有发现不准。")


def _length(time: datetime.timedelta) -> str:
    minutes = round(time.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} 分钟"
    return f"{minutes // 60} 小时" if minutes < 48 * 60 else f"{minutes // 1440} 天"


def demo_accounts() -> Verdict:
    require_database()
    if not demo_accounts_exist():
        return ok("没有。")
    return fault(DEMO_ACCOUNTS) if settings.PRODUCTION else ok("有，正式环境不能有。")
