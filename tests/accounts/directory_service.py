"""A directory (slapd of OpenLDAP) as a process, with people in it, and a certificate of its own for localhost."""

from __future__ import annotations

import shutil
import socket
import subprocess
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from textwrap import dedent
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.processes import Process, environment, free_port

SUFFIX: Final = "dc=example,dc=cn"
READER: Final = f"cn=reader,{SUFFIX}"
READER_PASSWORD: Final = "reads-all"
PEOPLE: Final = f"ou=people,{SUFFIX}"
#: Of each person of the directory.
THEIRS: Final = "their-own 密码"

_SCHEMAS: Final = (Path("/etc/ldap/schema"), Path("/etc/openldap/schema"))
_MODULES: Final = (Path("/usr/lib/ldap"), Path("/usr/lib64/openldap"))


class Directory:
    """slapd on ports of its own. It takes a bind without a password for an anonymous one, as some are set up to do, and lets
    only the reader and people themselves see entries."""

    def __init__(self, program: str, directory: Path) -> None:
        self.port, self.secure_port = free_port(), free_port()
        self.certificate = _certificate(directory)
        # a copy: some systems let the original read nothing but its own places
        slapd = shutil.copy(program, directory / "slapd")
        schemas = next(path for path in _SCHEMAS if path.is_dir())
        modules = next((path for path in _MODULES if path.is_dir()), None)
        load = f"modulepath {modules}\nmoduleload back_mdb" if modules else ""
        (directory / "data").mkdir()
        configuration = directory / "slapd.conf"
        configuration.write_text(
            "\n".join(
                [
                    *(f"include {schemas}/{name}.schema" for name in _INCLUDED),
                    load,
                    f"TLSCertificateFile {self.certificate}",
                    f"TLSCertificateKeyFile {directory / 'key.pem'}",
                    "allow bind_anon_cred",
                    "database mdb",
                    f"suffix {SUFFIX}",
                    f"directory {directory / 'data'}",
                    "access to attrs=userPassword by anonymous auth by * none",
                    f"access to * by dn.exact={READER} read by self read by anonymous auth by * none",
                ]
            )
        )
        entries = directory / "entries.ldif"
        entries.write_text(_entries(), encoding="utf-8")
        command = [slapd, "-T", "add", "-f", str(configuration), "-l", str(entries)]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        heard = f"ldap://127.0.0.1:{self.port} ldaps://127.0.0.1:{self.secure_port}"
        self.process = Process(
            [slapd, "-d", "0", "-h", heard, "-f", str(configuration)],
            environment(),
            directory / "slapd.log",
            ready=lambda: _listens(self.port) and _listens(self.secure_port),
        )


_INCLUDED: Final = ("core", "cosine", "inetorgperson")


def _entries() -> str:
    """People with the user names that the tests need. ``member`` is one of ours, as is ``root``; the two names with
    signs mean something else where they are not escaped."""
    head = f"""
        dn: {SUFFIX}
        objectClass: domain
        dc: example

        dn: {READER}
        objectClass: person
        cn: reader
        sn: reader
        userPassword: {READER_PASSWORD}

        dn: {PEOPLE}
        objectClass: organizationalUnit
        ou: people
        """
    people = [_person("member"), _person("nobody-here"), _person("closed"), _person("root")]
    people += [_person("admin,ou=x", "admin\\2Cou\\3Dx"), _person("(uid=member)")]
    people.append(_person("left", title="left"))
    return "\n\n".join([dedent(head).strip(), *people]) + "\n"


def _person(name: str, rdn: str = "", title: str = "works") -> str:
    return dedent(
        f"""
        dn: uid={rdn or name},{PEOPLE}
        objectClass: inetOrgPerson
        uid: {name}
        cn: {name}
        sn: {name}
        title: {title}
        employeeNumber: no-{name}
        userPassword: {THEIRS}
        """
    ).strip()


def _listens(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def _certificate(directory: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "directory")])
    now = datetime.now(UTC)
    known = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName(known), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (directory / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    path = directory / "certificate.pem"
    path.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    return path
