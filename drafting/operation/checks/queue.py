"""Whether what is done behind the pages is done: Redis, a worker, beat."""

from __future__ import annotations

import redis
from celery import current_app
from django.conf import settings

from drafting.embedded import preflight
from drafting.embedded.redis import answers, check_admission
from drafting.embedded.start_refusals import StartRefused
from drafting.operation import heartbeat
from drafting.operation.findings import Verdict, fault, ok, warning

_NOT_ASKED = warning("没有检查：Redis 连不上，请先处理“Redis”一项。")
_SECONDS = 3.0  # for a worker's answer


def broker() -> Verdict:
    try:
        check_admission(settings.REDIS_URL)
        preflight.check_redis(settings.REDIS_URL)
    except StartRefused as refusal:
        return fault(f"{refusal}恢复以前照常能写、能保存，Word 文件和材料包要等，恢复后自动继续。")
    return ok("有应答。")


def worker() -> Verdict:
    if not answers(settings.REDIS_URL):
        return _NOT_ASKED
    found = current_app.control.inspect(timeout=_SECONDS).ping() or {}
    if not found:
        return fault(
            "没有一个后台任务进程应答，Word 文件、材料包、校对和邮件都在等，请启动 worker；"
            "刚刚启动的，等一分钟再检查。"
        )
    return ok(f"{len(found)} 个进程有应答。")


def beat() -> Verdict:
    try:
        ago = heartbeat.seconds_since(settings.REDIS_URL)
    except (redis.RedisError, OSError):
        return _NOT_ASKED
    if ago is None:
        return fault(
            f"定时任务进程 {heartbeat.LASTS} 秒没有动静，提醒、邮件、清理和备份都停了，"
            "请启动 beat（刚启动的等一分钟再查）。"
        )
    return ok(f"{ago} 秒前有动静。")
