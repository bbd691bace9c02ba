"""Whether the mail server takes us in; no letter is sent."""

from __future__ import annotations

from contextlib import suppress
from smtplib import SMTPAuthenticationError, SMTPException
from ssl import SSLError
from typing import Final

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from drafting.common.connections import why_away
from drafting.operation.findings import Verdict, fault, ok

_SECONDS: Final = 5


def mail() -> Verdict:
    if not settings.MAIL_HOST:
        return ok("没有设 MAIL_HOST，不发邮件。")
    server = EmailBackend(timeout=_SECONDS)
    try:
        server.open()
    except SMTPAuthenticationError:
        return fault("邮件服务器不接受 MAIL_USER 和 MAIL_PASSWORD，请改正。")
    except SSLError:
        return fault(
            "和邮件服务器的加密连接建立不了，请检查 MAIL_TLS、MAIL_PORT，"
            "单位自己签发的证书要先让系统信任它。"
        )
    except (SMTPException, OSError) as error:
        return fault(
            f"连不上邮件服务器 {settings.MAIL_HOST}（{why_away(error)}），"
            "请检查 MAIL_HOST、MAIL_PORT、MAIL_TLS 和网络；提醒仍在照镜里看得到。"
        )
    with suppress(SMTPException, OSError):
        server.close()
    return ok("邮件服务器有应答。")
