"""The unit's directory: whether a user name and a password are those of one entry (RFC 4511, 4513).

ldap3 speaks the protocol. A name is escaped wherever it stands (RFC 4514, 4515), the entry has to hold the very name that
was typed, and nothing is bound with an empty password, which a directory would take for an anonymous guest (RFC 4513,
5.1.2). The passwords of people go to the directory and nowhere else.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from accounts.outside.identity import NotIdentified
from drafting.common.connections import why_away

if TYPE_CHECKING:
    from ldap3 import Connection

logger = logging.getLogger(__name__)

#: Seconds for a connection, and for one answer.
REACHED_WITHIN: Final = 3
ANSWERED_WITHIN: Final = 10
#: After it was not reached, nobody waits for it in this process for so long (seconds), so that an
#: outage does not hold the threads that others work with.
LEFT_ALONE: Final = 10

#: Answers that say nothing of the password: busy, unavailable, a fault of its own, too long.
_NOT_NOW: Final = frozenset({3, 11, 51, 52, 80})
#: A search that ended well; 4: there were more than were asked for.
_FOUND: Final = frozenset({0, 4})
_ANY: Final = "(objectClass=*)"


class Away(NotIdentified):
    """The directory could not be asked."""


class Misconfigured(Away):
    """It answers, but not as it was set up here: the account for searching, the base, its certificate."""


_away: tuple[float, tuple[Any, ...]] | None = None


@sensitive_variables("password")
def confirms(name: str, password: str) -> bool:
    """Whether the directory has one entry with exactly this user name, and this is its password. Raises Away, with a
    Chinese sentence, where it cannot be asked."""
    if not name or not password or "\0" in name:
        return False
    with _reasons(), _connection() as connection:
        if settings.LDAP_USER_DN:
            return _confirms_itself(connection, name, password)
        _bind_account(connection)
        entry = _entry_of(connection, settings.LDAP_BASE, name)
        return entry is not None and _bind(connection, entry, password)


def examine() -> str:
    """What is wrong with the directory as it is set up, in a sentence; "" where it answers as it should."""
    global _away
    _away = None
    try:
        with _reasons(), _connection() as connection:
            if settings.LDAP_USER_DN:
                return ""
            _bind_account(connection)
            connection.search(settings.LDAP_BASE, settings.LDAP_FILTER or _ANY, size_limit=1)
            _look_at(connection.result)
            if not connection.response:
                return f"在目录的 {settings.LDAP_BASE} 下面一个人也找不到，请核对 LDAP_BASE、LDAP_FILTER 和登录账号的权限。"
    except Misconfigured as error:
        return str(error.__cause__ or error)
    except Away as error:
        cause = error.__cause__
        what = f"（{why_away(cause)}）" if cause is not None else ""
        return f"连不上 {'、'.join(settings.LDAP_HOST)}{what}，请核对 LDAP_HOST、LDAP_PORT、LDAP_TLS 和网络。"
    return ""


def _confirms_itself(connection: Connection, name: str, password: str) -> bool:
    """By the entry that the setting names, which then reads itself: a directory takes names for the same that differ
    in their capitals, and so would be tried more often than is allowed."""
    from ldap3.utils.dn import escape_rdn

    entry = settings.LDAP_USER_DN.replace("{username}", escape_rdn(name))
    return _bind(connection, entry, password) and _entry_of(connection, entry, name) is not None


def _bind_account(connection: Connection) -> None:
    """As the account that may search."""
    if not _bind(connection, settings.LDAP_BIND_DN, settings.LDAP_BIND_PASSWORD):
        raise _SetUp("目录不接受 LDAP_BIND_DN 和 LDAP_BIND_PASSWORD，请核对这个账号和密码。")


def _bind(connection: Connection, entry: str, password: str) -> bool:
    if not password:
        return False
    # bytes: ldap3 prepares a str (RFC 4013), which makes an empty password of some that are not
    bound = connection.rebind(user=entry, password=password.encode(), read_server_info=False)
    if not bound and connection.result["result"] in _NOT_NOW:
        raise ConnectionError(connection.result["description"])
    return bool(bound)


def _look_at(result: dict[str, Any]) -> None:
    """Of a search: that it was one."""
    if result["result"] in _NOT_NOW - _FOUND:
        raise ConnectionError(result["description"])
    if result["result"] not in _FOUND:
        raise _SetUp(
            f"目录不让查人（{result['description']}），请核对 LDAP_BASE、LDAP_FILTER 和登录账号的权限。"
        )


def _entry_of(connection: Connection, base: str, name: str) -> str | None:
    """The entry at ``base`` or below with exactly this user name; None where there is none, or several."""
    from ldap3.utils.conv import escape_filter_chars

    attribute = settings.LDAP_USERNAME_ATTRIBUTE
    wanted = f"({attribute}={escape_filter_chars(name)})"
    wanted = f"(&{wanted}{settings.LDAP_FILTER})" if settings.LDAP_FILTER else wanted
    connection.search(base, wanted, "SUBTREE", attributes=[attribute], size_limit=2)
    _look_at(connection.result)
    rows = [row for row in connection.response or [] if row["type"] == "searchResEntry"]
    if len(rows) != 1:
        return None
    held = {key.lower(): values for key, values in rows[0]["raw_attributes"].items()}
    return str(rows[0]["dn"]) if name.encode() in held.get(attribute.lower(), []) else None


class _SetUp(Exception):
    """What is set up wrongly, in a sentence for the operator."""


@contextmanager
def _connection() -> Iterator[Connection]:
    """A connection to the first of the directory's machines that answers, encrypted as it is set."""
    import ldap3
    from ldap3.core.exceptions import LDAPException

    refused: Exception | None = None
    for host in settings.LDAP_HOST:
        server = ldap3.Server(
            host,
            port=settings.LDAP_PORT,
            use_ssl=settings.LDAP_TLS == "ssl",
            tls=_tls(),
            get_info=ldap3.NONE,
            connect_timeout=REACHED_WITHIN,
        )
        connection = ldap3.Connection(
            server,
            auto_referrals=False,
            check_names=False,
            read_only=True,
            receive_timeout=ANSWERED_WITHIN,
        )
        try:
            connection.open(read_server_info=False)
            if settings.LDAP_TLS == "starttls" and not connection.start_tls(read_server_info=False):
                raise ConnectionError("not encrypted")
        except (LDAPException, OSError) as error:
            wrong = server.tls.wrong
            refused = error if wrong is None else _SetUp(
                f"{host} 的证书没有通过检查（{wrong}），请核对 LDAP_CA_FILE、LDAP_HOST 里的名称和证书的日期。"
            )  # fmt: skip
            connection.strategy.close()
            continue
        try:
            yield connection
        finally:
            connection.strategy.close()
        return
    raise refused or ConnectionError


def _tls() -> Any:
    """How a connection is encrypted: by Python's own rules (ldap3's take no name of the server along, and know
    certificates with numbers for names in part)."""
    import ldap3

    class Tls(ldap3.Tls):
        wrong: str | None = None

        def wrap_socket(self, connection: Any, do_handshake: bool = False) -> None:
            context = ssl.create_default_context(cafile=settings.LDAP_CA_FILE or None)
            try:
                connection.socket = context.wrap_socket(
                    connection.socket, server_hostname=connection.server.host
                )
            except ssl.SSLCertVerificationError as error:
                self.wrong = error.verify_message
                raise

    return Tls()


@contextmanager
def _reasons() -> Iterator[None]:
    """Turn whatever the directory or the network does into a sentence; the log has the kind of the fault, never a name
    or a password."""
    from ldap3.core.exceptions import LDAPException

    global _away
    configured = (settings.LDAP_HOST, settings.LDAP_PORT, settings.LDAP_TLS)
    own = "；有照镜自己的密码的，可以用它登录" if settings.LOCAL_SIGN_IN == "everybody" else ""
    away = f"{settings.LDAP_LABEL}的服务器现在连不上，没有登录。请稍后再试{own}。"
    if _away and _away[1] == configured and monotonic() - _away[0] < LEFT_ALONE:
        raise Away(away)
    try:
        yield
    except _SetUp as error:
        logger.warning("ldap: set up wrongly")
        raise Misconfigured(
            f"{settings.LDAP_LABEL}的服务器暂时不能用，没有登录。请把这句话告诉系统管理员。"
        ) from error
    except (LDAPException, OSError) as error:
        _away = (monotonic(), configured)
        logger.warning("ldap: the directory is away: %s", type(error).__name__)
        raise Away(away) from error
