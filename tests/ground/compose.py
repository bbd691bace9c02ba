"""Reads docker-compose.yml the way Compose does, as far as our file goes."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.processes import ROOT

_VARIABLE = re.compile(r"\$(?:(\$)|\{(\w+)(?::([-?])([^}]*))?\})")
#: What has no default.
GIVEN = {"ALLOWED_HOSTS": "zhaojing.example,localhost"}
APP = ("migrate", "web", "worker", "beat")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


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


def whole() -> dict[str, Any]:
    """The file as it stands, nothing put in for its variables."""
    return yaml.safe_load(read())


def services(given: Mapping[str, str] = GIVEN) -> dict[str, dict[str, Any]]:
    """The services with these variables; raises MissingVariable."""
    return interpolated(whole()["services"], given)


def health_command(service: Mapping[str, Any]) -> list[str]:
    kind, *words = service["healthcheck"]["test"]
    return ["sh", "-c", words[0]] if kind == "CMD-SHELL" else words


def image_environment() -> dict[str, str]:
    """What the Dockerfile's last ENV sets, without PATH."""
    block = re.findall(r"^ENV (.+?[^\\])$", DOCKERFILE, re.M | re.S)[-1]
    pairs = (pair.partition("=") for pair in shlex.split(block.replace("\\\n", " ")))
    return {name: value for name, _, value in pairs if name != "PATH"}


def site(place: Path) -> Path:
    """A directory with what an operator has before the first start: the files that
    deploy/prepare.sh and Compose read."""
    (place / "docs").mkdir(parents=True)
    shutil.copytree(ROOT / "deploy", place / "deploy")
    shutil.copy(ROOT / "docs/env.example", place / "docs")
    return place


def prepare(place: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run deploy/prepare.sh there."""
    return subprocess.run(
        ["sh", "deploy/prepare.sh", *words], cwd=place, capture_output=True, text=True, check=False
    )


def in_containers(value: Any, secrets: Path) -> Any:
    """The words of a command or the values of an environment, with the secrets where they are on
    this machine."""
    if isinstance(value, dict):
        return {key: in_containers(inner, secrets) for key, inner in value.items()}
    if isinstance(value, list):
        return [in_containers(inner, secrets) for inner in value]
    return value.replace("/run/secrets/", f"{secrets}/") if isinstance(value, str) else value
