"""How long the certificate of the public address is still good, and whether it is that of the
address."""

from __future__ import annotations

import datetime
import socket
import ssl
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from cryptography import x509
from django.conf import settings
from django.utils import timezone

from drafting.embedded.reasons import reason
from drafting.operation.findings import Verdict, fault, ok, warning

#: Days left below which one should see to it, and see to it at once.
SOON, AT_ONCE = 30, 7
_SECONDS: Final = 5.0
_RENEW: Final = "请换上新证书，再让反向代理重新读取（nginx -s reload）。"


def certificate() -> Verdict:
    """Of TLS_CERTIFICATE_FILE, else what the server of SITE_URL shows. Who signed it is not asked: a
    unit may have an issuer of its own."""
    site = urlsplit(settings.SITE_URL)
    if settings.TLS_CERTIFICATE_FILE is None and site.scheme != "https":
        if settings.PRODUCTION and not settings.PLAIN_HTTP:
            return warning(
                "不知道证书还有几天到期，请设 SITE_URL（大家打开的地址）或 TLS_CERTIFICATE_FILE（证书文件）。"
            )
        return ok("没有用 HTTPS 的地址，不检查。")
    try:
        found = _of_file() if settings.TLS_CERTIFICATE_FILE else _shown(site.hostname, site.port)
    except Unreadable as error:
        return fault(str(error)) if settings.TLS_CERTIFICATE_FILE else warning(str(error))
    if site.hostname and not _is_for(found, site.hostname):
        return fault(f"证书不是 {site.hostname} 的，浏览器会拒绝打开，请换上写着这个名称的证书。")
    return _by_time(found)


class Unreadable(Exception):
    """One sentence on why there is no certificate to look at."""


def _of_file() -> x509.Certificate:
    path = Path(settings.TLS_CERTIFICATE_FILE or "")
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())[0]
    except OSError as error:
        raise Unreadable(
            f"证书文件 {path} 读不出来（{reason(error)}），请检查 TLS_CERTIFICATE_FILE 和权限。"
        ) from None
    except (ValueError, IndexError):
        raise Unreadable(
            f"{path} 不是 PEM 格式的证书，请检查 TLS_CERTIFICATE_FILE（要证书，不要私钥）。"
        ) from None


def _shown(host: str | None, port: int | None) -> x509.Certificate:
    context = ssl.create_default_context()
    # looked at here, not trusted: nothing is sent
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with (
            socket.create_connection((host or "", port or 443), timeout=_SECONDS) as plain,
            context.wrap_socket(plain, server_hostname=host) as encrypted,
        ):
            shown = encrypted.getpeercert(binary_form=True)
    except OSError:
        raise Unreadable(
            f"从这台机器连不上 {settings.SITE_URL}，没有查证书；"
            "服务器自己访问不了这个地址的，请用 TLS_CERTIFICATE_FILE 指定证书文件。"
        ) from None
    return x509.load_der_x509_certificate(shown or b"")


def _is_for(found: x509.Certificate, host: str) -> bool:
    try:
        names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return False
    try:
        return ip_address(host) in names.get_values_for_type(x509.IPAddress)
    except ValueError:
        known = {name.lower() for name in names.get_values_for_type(x509.DNSName)}
        # a star stands for one part of a name
        return bool(known & {host.lower(), f"*.{host.lower().partition('.')[2]}"})


def _by_time(found: x509.Certificate) -> Verdict:
    now = timezone.now()
    day = timezone.localtime(found.not_valid_after_utc).strftime("%Y-%m-%d")
    left = (found.not_valid_after_utc - now) // datetime.timedelta(days=1)
    if found.not_valid_before_utc > now:
        begin = timezone.localtime(found.not_valid_before_utc).strftime("%Y-%m-%d")
        return fault(f"证书从 {begin} 起才有效，浏览器现在会拒绝打开，请核对时钟和证书。")
    if found.not_valid_after_utc <= now:
        return fault(f"证书已在 {day} 到期，浏览器会拒绝打开，{_RENEW}")
    told = f"证书 {day} 到期，还有 {left} 天"
    if left < AT_ONCE:
        return fault(f"{told}，{_RENEW}")
    return warning(f"{told}，{_RENEW}") if left < SOON else ok(f"{told}。")
