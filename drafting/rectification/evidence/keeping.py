"""Keeping the files of a ledger, within its limits. The file is stored before its row is written, and goes
after it: what a kill leaves in between belongs to nobody, and is cleared away."""

from __future__ import annotations

import hashlib
import re
import uuid
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Sum

from drafting.jobs.recovery import delete_orphans
from drafting.jobs.storage import private_storage
from drafting.rectification.evidence.kinds import RefusedFile, ending_of
from drafting.rectification.evidence.limits import (
    MOST_BYTES,
    MOST_FILES,
    MOST_OF_LEDGER,
    megabytes,
)
from drafting.rectification.evidence.models import EvidenceFile
from drafting.rectification.ledger.models import Ledger, LedgerItem
from drafting.rendering.filenames import safe_name

DIRECTORY: Final = "evidence"
TOO_LARGE: Final = f"超过 {megabytes(MOST_BYTES)}，没有接收，请压缩或分成几个文件再上传。"
FULL: Final = f"没有接收：一条措施最多 {MOST_FILES} 个文件，请先删去不要的。"
LEDGER_FULL: Final = (
    f"没有接收：一份台账的文件一共最多 {megabytes(MOST_OF_LEDGER)}，请先删去不要的。"
)
NOT_STORED: Final = "没有保存下来：服务器现在写不进文件，请稍后再传一次。"
NO_ITEM: Final = "没有接收：这一条刚被删去。"
_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def closed(ledger: Ledger) -> bool:
    """Whether the organisation of the ledger's meeting takes no files."""
    return not ledger.meeting.organization.evidence_files


def keep_file(item: LedgerItem, name: str, content: bytes) -> EvidenceFile:
    """Keep a file beside an item, under the name it was sent with; the row that there is where the
    item has the same file already. Raises RefusedFile."""
    if len(content) > MOST_BYTES:
        raise RefusedFile(TOO_LARGE)
    ending = ending_of(content)
    there = EvidenceFile.objects.filter(item=item, sha256=hashlib.sha256(content).hexdigest())
    if (found := there.first()) is not None:
        return found
    _refuse_full(item, len(content))
    row = EvidenceFile(
        id=uuid.uuid4(),
        item=item,
        name=safe_name(_ENDING.sub("", name), ending),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    try:
        row.file = private_storage().save(f"{DIRECTORY}/{row.pk}.{ending}", ContentFile(content))
    except OSError:
        raise RefusedFile(NOT_STORED) from None
    try:
        kept = _write(row)
    except BaseException:
        private_storage().delete(row.file)
        raise
    if kept.pk != row.pk:
        private_storage().delete(row.file)
    return kept


def tidy() -> int:
    """Delete stored files that belong to nobody; returns how many went."""
    return delete_orphans(DIRECTORY, EvidenceFile.objects.values_list("file", flat=True))


def _write(row: EvidenceFile) -> EvidenceFile:
    """The row, written where there is still room; the other window's where that was faster."""
    with transaction.atomic():
        # one after the other for a ledger: its limits are counted
        Ledger.objects.select_for_update().filter(pk=row.item.ledger_id).first()
        if not LedgerItem.objects.filter(pk=row.item_id).exists():
            raise RefusedFile(NO_ITEM)
        there = EvidenceFile.objects.filter(item=row.item_id, sha256=row.sha256).first()
        if there is not None:
            return there
        _refuse_full(row.item, row.size)
        row.save(force_insert=True)
    return row


def _refuse_full(item: LedgerItem, size: int) -> None:
    if EvidenceFile.objects.filter(item=item).count() >= MOST_FILES:
        raise RefusedFile(FULL)
    of_ledger = EvidenceFile.objects.filter(item__ledger=item.ledger_id)
    if (of_ledger.aggregate(Sum("size"))["size__sum"] or 0) + size > MOST_OF_LEDGER:
        raise RefusedFile(LEDGER_FULL)
