"""Passwords that are given beside the address of a service, so that they can stand in a file of
their own and hold any character."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlsplit

from django.core.exceptions import ImproperlyConfigured

#: Addresses in which a password has a place.
_TAKING: Final = frozenset({"postgres", "postgresql", "redis", "rediss"})


def with_password(url: str, password: str, *, url_name: str, password_name: str) -> str:
    """The address with the password in it, encoded; as it was where ``password`` is empty.

    Neither value is repeated in what is raised: ImproperlyConfigured where the address has a
    password already, or no place for one. An address that cannot be understood is given back as it
    is, and refused by whoever reads it.
    """
    if not password:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if parts.scheme not in _TAKING:
        raise ImproperlyConfigured(
            f"{url_name} 指定的服务不用密码，请去掉 {password_name}，或改正 {url_name}。"
        )
    if parts.password is not None:
        raise ImproperlyConfigured(f"{url_name} 里已经有密码，不能再设 {password_name}。")
    user, _, machine = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{user}:{quote(password, safe='')}@{machine}").geturl()
