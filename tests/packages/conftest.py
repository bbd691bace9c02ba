"""The shared cast, the taxonomy, the curator's browser, and packages of another unit."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from drafting.packages import package_file
from drafting.packages.comparison import Standing
from drafting.packages.models import PackageImport
from drafting.packages.package_file import Head, Package, PackageRow
from drafting.packages.preview import plan_of
from drafting.packages.receiving import receive
from drafting.packages.taking import package_of, take
from tests.cast import *  # noqa: F403

SOURCE = uuid.UUID("5b1d1b9e-2f57-4b43-9f0b-0c1c9a1f0001")
WORDS = {"用于": "问题", "分类": "LL1", "观点句": "读书不够", "表现或正文": "遇到{事项}时放下了书。",
         "先给看": "提示问题", "层次": "表现"}  # fmt: skip
FIXED = {"类型": "固定表述", "级别": "疑似", "提法": "为民务实", "依据": "某市委文件"}


@pytest.fixture
def keeper(client: Client, curator: User) -> Client:
    """The curator's browser, without scripts."""
    client.force_login(curator)
    return client


def phrase_row(key: str, shipped: bool = False, **cells: str) -> PackageRow:
    """A phrase of a package."""
    return PackageRow("phrase", key, shipped, {**WORDS, **cells})


def formulation_row(key: str, **cells: str) -> PackageRow:
    """A formulation of a package."""
    return PackageRow("formulation", key, False, {**FIXED, **cells})


def category_row(code: str, name: str, kind: str = "问题", **cells: str) -> PackageRow:
    """A category of a package that the source has made."""
    area = {"领域": "理论学习"} if kind == "问题" else {}
    return PackageRow("category", code, False, {"种类": kind, "名称": name, **area, **cells})


def package(*rows: PackageRow, edition: int = 1, in_use: Sequence[str] | None = None) -> Package:
    """A package of the other unit; ``in_use`` are the keys that it still uses, where those are not
    the keys of the rows."""
    keys = {
        kind: frozenset(
            in_use if in_use is not None else [row.key for row in rows if row.kind == kind]
        )
        for kind in package_file.KINDS
    }
    head = Head(name="样本素材库", edition=edition, organisation="乙单位", source=SOURCE,
                made_on=datetime.date(2026, 11, 30))  # fmt: skip
    return Package(head, rows, keys)


def received(*rows: PackageRow, **other: Any) -> PackageImport:
    """Such a package, uploaded."""
    return receive(package_file.written(package(*rows, **other)))


def standings(one: PackageImport) -> dict[str, Standing]:
    """How its rows stand, by name."""
    return {row.name: row.standing for row in plan_of(package_of(one)).rows}


def taken(
    one: PackageImport, by: User, choices: dict[str, bool] | None = None, approved: bool = True
) -> PackageImport:
    """A package taken over with these choices."""
    PackageImport.objects.filter(pk=one.pk).update(choices=choices or {})
    return take(one, plan_of(package_of(one)).stamp, approved, by)
