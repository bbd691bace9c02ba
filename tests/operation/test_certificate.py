"""The check of the certificate, on certificates made here and on a server that shows them."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from drafting.operation.checks.certificate import certificate
from drafting.operation.findings import ok, warning
from tests.processes import free_port

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes a certificate with its key in one file; times in days from now."""

    def made(
        until: float, since: float = -1, names: tuple[str, ...] = ("zhaojing.example",)
    ) -> Path:
        key = ec.generate_private_key(ec.SECP256R1())
        name, now = x509.Name([]), datetime.now(UTC)
        known = [x509.DNSName(one) for one in names] + [x509.IPAddress(ip_address("127.0.0.1"))]
        signed = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(now + timedelta(days=since))
            .not_valid_after(now + timedelta(days=until))
            .add_extension(x509.SubjectAlternativeName(known), critical=False)
            .sign(key, hashes.SHA256())
        )
        pem = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        path = tmp_path / "certificate.pem"
        path.write_bytes(signed.public_bytes(serialization.Encoding.PEM) + pem)
        return path

    return made


@pytest.fixture(autouse=True)
def production(settings: Any) -> None:
    settings.PRODUCTION, settings.PLAIN_HTTP = True, False
    settings.SITE_URL, settings.TLS_CERTIFICATE_FILE = "", None


@contextmanager
def shown(path: Path) -> Iterator[str]:
    """A server that shows the certificate to whoever comes, and its address."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with suppress(OSError), context.wrap_socket(listener.accept()[0], server_side=True):
                pass

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"
        thread.join(10)


def test_by_time(make: Make, settings: Any) -> None:
    for until, since, state, words in (
        (90.5, -1, "ok", "还有 90 天。"),
        (29.5, -1, "warning", "还有 29 天，请换上新证书"),
        (6.5, -1, "fault", "还有 6 天，请换上新证书"),
        (-0.5, -9, "fault", "到期，浏览器会拒绝打开"),
        (90.5, 2, "fault", "起才有效，浏览器现在会拒绝打开"),
    ):
        settings.TLS_CERTIFICATE_FILE = make(until, since)
        found = certificate()
        assert (found.state, words in found.sentence) == (state, True), found


def test_by_name(make: Make, settings: Any) -> None:
    settings.TLS_CERTIFICATE_FILE = make(90, names=("a.example", "*.b.example"))
    for host, state in (
        ("a.example", "ok"),
        ("x.b.example", "ok"),
        ("y.x.b.example", "fault"),
        ("other.example", "fault"),
        ("127.0.0.1", "ok"),
        ("127.0.0.2", "fault"),
    ):
        settings.SITE_URL = f"https://{host}"
        assert certificate().state == state, host


def test_what_the_public_address_shows(make: Make, settings: Any) -> None:
    with shown(make(3.5)) as settings.SITE_URL:
        found = certificate()
    assert (found.state, "还有 3 天" in found.sentence) == ("fault", True)
    settings.SITE_URL = f"https://127.0.0.1:{free_port()}"
    assert certificate().sentence.startswith(f"从这台机器连不上 {settings.SITE_URL}，没有查证书")


def test_no_certificate(settings: Any, tmp_path: Path) -> None:
    assert certificate() == warning(
        "不知道证书还有几天到期，请设 SITE_URL（大家打开的地址）或 TLS_CERTIFICATE_FILE（证书文件）。"
    )
    settings.PLAIN_HTTP = True
    assert certificate() == ok("没有用 HTTPS 的地址，不检查。")
    settings.TLS_CERTIFICATE_FILE = tmp_path / "absent"
    assert certificate().state == "fault"
    (tmp_path / "absent").write_text("no certificate")
    assert "不是 PEM 格式的证书" in certificate().sentence
