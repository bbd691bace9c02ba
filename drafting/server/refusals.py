"""Answers that the web server gives by itself: to what is no request, and to what the main loop
refuses. No middleware sees them."""

from __future__ import annotations

from typing import Any

from gunicorn import util

#: Answers of the main loop, which knows no pages.
_REFUSALS = {
    408: ("Request Timeout", "请求没有在规定时间内传完，请检查网络后重试。"),
    411: ("Length Required", "请求没有写明长度（Content-Length），没有接收。"),
    431: ("Request Header Fields Too Large", "请求头太长，没有接收。"),
    503: ("Service Unavailable", "正在上传文件的人太多，请过几分钟再试。"),
}
#: Answers that no middleware of ours has seen say by themselves what is said of every answer.
_PAGE = """HTTP/1.1 {status} {reason}\r
Connection: close\r
Content-Type: text/html; charset=utf-8\r
Content-Length: {length}\r
Cache-Control: no-store\r
Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r
Referrer-Policy: same-origin\r
X-Content-Type-Options: nosniff\r
X-Frame-Options: DENY\r
\r
"""
_UNREADABLE = (
    "请求有误：浏览器发来的内容或网址系统读不懂，没有做任何改动。请返回上一页，刷新后再试一次。"
)
_FAILED = "系统出错了，这不是您的操作造成的。已经保存的内容都在，请过一会儿再试。"
_NOT_IMPLEMENTED = 501


def write_error(connection: Any, status: int, reason: str, _message: str) -> None:
    """Answer, in place of ``gunicorn.util.write_error``, what is no request, or what the
    application could not answer.

    An unknown way of sending a body is the sender's fault too, and no failure.
    """
    if status == _NOT_IMPLEMENTED:
        status, reason = 400, "Bad Request"
    sentence = _FAILED if status >= 500 else _UNREADABLE
    util.write_nonblock(connection, _page(status, reason, sentence))


def refusal(status: int) -> bytes:
    """The answer of the main loop, which knows no pages."""
    return _page(status, *_REFUSALS[status])


def _page(status: int, reason: str, sentence: str) -> bytes:
    """An answer that says one sentence."""
    body = f'<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>照镜</title><p>{sentence}</p></html>'.encode()
    return _PAGE.format(status=status, reason=reason, length=len(body)).encode() + body
