"""Reads docker-compose.yml the way Compose does, as far as our file goes."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from tests.processes import ROOT

_VARIABLE = re.compile(r"\$(?:(\$)|\{(\w+)(?::([-?])([^}]*))?\})")


class MissingVariable(Exception):
    pass


def interpolated(value: Any, given: Mapping[str, str]) -> Any:
    """Replace $$, ${NAME}, ${NAME:-default} and ${NAME:?message} in every string."""
    if isinstance(value, dict):
        return {key: interpolated(inner, given) for key, inner in value.items()}
    if isinstance(value, list):
        return [interpolated(inner, given) for inner in value]
    if not isinstance(value, str):
        return value

    def put(match: re.Match[str]) -> str:
        dollar, name, kind, rest = match.groups()
        if dollar:
            return "$"
        if found := given.get(name):
            return found
        if kind == "?":
            raise MissingVariable(name)
        return rest or ""

    return _VARIABLE.sub(put, value)


def read() -> str:
    return (ROOT / "docker-compose.yml").read_text(encoding="utf-8")


def services(given: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """The services with these variables; raises MissingVariable."""
    return interpolated(yaml.safe_load(read())["services"], given)


def health_command(service: Mapping[str, Any]) -> list[str]:
    kind, *words = service["healthcheck"]["test"]
    return ["sh", "-c", words[0]] if kind == "CMD-SHELL" else words
