"""What the rows of the curated lists have in common."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from django.conf import settings
from django.db import models

from accounts.prepared import PreparedValues

#: What a row says of its own keeping; the history says the same in its own way.
KEEPING: Final = ("revision", "curated", "updated_at", "updated_by")


class CuratedRow(models.Model):
    """A row of a list that is shipped with the program and kept by a curator (curated_rows.py),
    travelling under its key."""

    key = models.CharField("编号", max_length=20, unique=True)
    revision = models.PositiveIntegerField("版次", default=1, editable=False)
    # loading the shipped list again must not undo a person's work, even after that person's account
    # is gone
    curated = models.BooleanField("由管理员编写或修改过", default=False, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False,
        related_name="+",
        verbose_name="更新人",
    )  # fmt: skip

    class Meta:
        abstract = True

    @classmethod
    def stand(cls) -> dict[str, Any]:
        """Changes with the rows. The sum of revisions tells what the time alone does not: a change
        that was begun earlier and committed later than another."""
        (found,) = _stand_of(cls).all()
        return dict(zip(("rows", "revisions", "updated"), found, strict=True))


@cache
def _stand_of(model: type[CuratedRow]) -> PreparedValues:
    # by a constant, so that all rows are one group
    every = model._default_manager.order_by().annotate(every=models.Value(1)).values("every")
    told = every.annotate(
        rows=models.Count("pk"), revisions=models.Sum("revision"), updated=models.Max("updated_at")
    )
    return PreparedValues(lambda: told.values_list("rows", "revisions", "updated"))
