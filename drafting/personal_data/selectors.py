"""What administrators read of requests to be erased and of the record."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from accounts.selectors import people_administered_by
from drafting.personal_data.models import Erasure, ErasureRequest

#: Lines of the record on the page.
MOST = 200
COUNTED = {
    "papers": "份材料",
    "facts": "条事实",
    "opinions": "条意见",
    "measures": "条整改事项",
    "evidence": "个佐证文件",
    "files": "个生成的文件",
}


@dataclass(frozen=True, slots=True)
class ErasureRow:
    """A line of the record with its numbers in words."""

    erasure: Erasure
    numbers: str


def waiting_for(user: User) -> QuerySet[ErasureRequest]:
    """The open requests of the people whose accounts somebody keeps, the oldest first."""
    rows = ErasureRequest.objects.filter(
        state=ErasureRequest.State.OPEN, person__in=people_administered_by(user)
    )
    return rows.select_related("person").order_by("asked_at")


def record_for(user: User) -> list[ErasureRow]:
    """Who of the people that somebody keeps was erased, the newest first."""
    rows = Erasure.objects.filter(person__in=people_administered_by(user))
    related = rows.select_related("person", "by")[:MOST]
    return [ErasureRow(row, _numbers(row)) for row in related]


def _numbers(row: Erasure) -> str:
    said = [f"{row.counts[key]} {what}" for key, what in COUNTED.items() if row.counts.get(key)]
    return "删去 " + "、".join(said) if said else "没有要删去的材料"
