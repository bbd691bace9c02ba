"""What a page says of a job: one calm sentence for each situation."""

from __future__ import annotations

import datetime
from typing import Final

from drafting.jobs.models import Job

State = Job.State

#: A queue that took a job normally gives it to a worker at once; after this long it is worth a
#: word.
USUAL_WAIT: Final = datetime.timedelta(seconds=8)

AWAY: Final = "生成服务暂时没有响应，您的请求已登记，恢复后会自动生成，不必重复点击。"
BUSY: Final = "生成服务正在忙或正在重新启动，您的请求已登记，轮到后会自动生成，不必重复点击。"
AGAIN: Final = "上一次没有生成完，稍后会自动再试，不必重复点击。"
REGISTERED: Final = "已登记，马上开始生成。"
INTERRUPTED: Final = "生成过程几次被中断，已停止尝试，请稍后点“重新生成”。"
TOO_LONG: Final = "生成用时过长，已停止尝试，请稍后点“重新生成”；仍不成功请联系系统管理员。"
NOT_SAVED: Final = "服务器没能保存生成的文件，请稍后点“重新生成”；仍不成功请联系系统管理员。"
EXPIRED: Final = "已过期，可重新生成。"


def trouble(job: Job) -> str:
    """The sentence for a fault that nobody foresaw; the number lets an administrator find the line
    in the log."""
    return (
        f"生成文件时出错，请稍后点“重新生成”；仍不成功请把编号 {str(job.pk)[:8]} 告诉系统管理员。"
    )


def message_of(job: Job, now: datetime.datetime) -> str:
    """What is happening to a job, in one sentence; empty where the file is there."""
    if job.state == State.QUEUED:
        if job.sent is False:
            return AWAY
        if job.attempts:
            return AGAIN
        return BUSY if now - job.created_at > USUAL_WAIT else REGISTERED
    if job.state == State.RUNNING:
        interrupted = job.lease_until is not None and job.lease_until < now
        return AGAIN if interrupted else f"正在生成，已完成 {job.progress}%。"
    return {State.FAILED: job.error, State.EXPIRED: EXPIRED}.get(State(job.state), "")
