"""The form of a rule."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from accounts.field_sentences import FieldSentences
from drafting.retention.models import FEWEST, MOST, RetentionRule

KEEP: Final = ""
_MONTHS: Final = f"请写会后多少个月，{FEWEST} 到 {MOST} 之间的整数，如 24。"
WHATS: Final = (
    (KEEP, "一直保留"),
    (RetentionRule.What.ARCHIVE, "归档"),
    (RetentionRule.What.DELETE, "删除文字"),
)


class RuleForm(FieldSentences, forms.Form):
    """What becomes of papers, after how many months; ``sure`` where texts are to go, ``read`` the
    mark of the rule that the page showed."""

    what = forms.ChoiceField(
        label="到期以后",
        choices=WHATS,
        required=False,
        error_messages={"invalid_choice": "请在三种处理里选一种。"},
    )
    months = forms.IntegerField(
        label="会后月数",
        required=False,
        min_value=FEWEST,
        max_value=MOST,
        error_messages={"invalid": _MONTHS, "min_value": _MONTHS, "max_value": _MONTHS},
    )
    sure = forms.BooleanField(required=False)
    read = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        """Months where something is to be done; a yes where texts are to go."""
        found = super().clean() or {}
        what = found.get("what")
        if what and found.get("months") is None and "months" not in self.errors:
            self.add_error("months", _MONTHS)
        if what == RetentionRule.What.DELETE and not found.get("sure"):
            self.add_error("sure", "删除以后不能恢复，请先勾选“我知道到期以后文字会删除”，再保存。")
        return found
