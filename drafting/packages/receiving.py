"""A package that was uploaded, until it is decided on."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Collection
from typing import Final

from django.db import transaction
from django.utils import timezone

from drafting.packages import package_file
from drafting.packages.comparison import Standing
from drafting.packages.models import PackageImport
from drafting.packages.preview import Plan

#: After so many days what nobody has decided on is thrown away.
_DAYS: Final = 30


@transaction.atomic
def receive(content: bytes) -> PackageImport:
    """Keep a file to be looked at; the same file that waits already is that one. Raises
    UnreadablePackage."""
    package = package_file.read(content)
    waiting = PackageImport.objects.filter(state=PackageImport.State.WAITING)
    waiting.filter(received_at__lt=timezone.now() - datetime.timedelta(days=_DAYS)).delete()
    if there := waiting.filter(checksum=package.checksum).first():
        return there
    head = package.head
    return PackageImport.objects.create(
        source=head.source,
        organisation=head.organisation,
        name=head.name,
        edition=head.edition,
        made_on=head.made_on,
        checksum=package.checksum,
        content=zlib.compress(content),
    )


@transaction.atomic
def choose(
    received: PackageImport, plan: Plan, shown: Collection[str], ticked: Collection[str]
) -> None:
    """Note which of the rows that were shown (by name) are to be taken over."""
    known = {row.name for row in plan.rows if row.choosable}
    _note(received, {name: name in ticked for name in shown if name in known})


@transaction.atomic
def choose_all(received: PackageImport, plan: Plan, kind: Standing, taken: bool) -> None:
    """Take over all rows that stand so, or none of them."""
    _note(received, {row.name: taken for row in plan.of(kind) if row.choosable})


def _note(received: PackageImport, choices: dict[str, bool]) -> None:
    rows = PackageImport.objects.select_for_update()
    stored = rows.filter(pk=received.pk, state=PackageImport.State.WAITING).first()
    if stored is None:
        return
    stored.choices = stored.choices | choices
    stored.save(update_fields=["choices"])
    received.choices = stored.choices


def drop(received: PackageImport) -> bool:
    """Throw away what nobody has decided on; False where somebody has."""
    rows = PackageImport.objects.filter(pk=received.pk, state=PackageImport.State.WAITING)
    return bool(rows.delete()[0])
