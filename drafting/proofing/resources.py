"""Formulations to and from the rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import User
from drafting.library.list_resource import ListResource, column
from drafting.library.list_workbook import ListWorkbook
from drafting.library.widgets import ChoiceCell, DayCell, TagsCell, TextCell
from drafting.proofing import formulation_services
from drafting.proofing.models import DATE, Formulation

_CHECKED = ("confirmed_by", "confirmed_on", "confirmed_from")


class DateCell(TextCell):
    """A date as exactly as it is known; a date of Excel is one, a year that Excel made a number
    too."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        text = value.date().isoformat() if hasattr(value, "date") else super().clean(value)
        text = text.replace("/", "-").replace(".", "-")
        if text:
            try:
                DATE(text)
            except ValidationError:
                raise ValueError(f"“{text}”不是日期，{DATE.message}") from None
        return text


class FormulationResource(ListResource):
    """The columns of the workbook. Who confirmed a row goes out but not in: that is done in the
    admin."""

    key = column("key", "编号", TextCell())
    kind = column("kind", "类型", ChoiceCell(Formulation.Kind.choices))
    level = column(
        "level", "级别", ChoiceCell(Formulation.Level.choices, empty=Formulation.Level.WARNING)
    )
    text = column("text", "提法", TextCell())
    use = column("use", "应改为", TextCell())
    items = column("items", "次序", TagsCell())
    since = column("since", "从何时起", DateCell())
    until = column("until", "到何时止", DateCell())
    source = column("source", "依据", TextCell())
    note = column("note", "说明", TextCell())
    pattern = column("pattern", "识别规则", TextCell())
    state = column(
        "state", "状态", ChoiceCell(Formulation.State.choices, empty=Formulation.State.APPROVED)
    )
    confirmed_by = column("confirmed_by", "核对人", TextCell())
    confirmed_on = column("confirmed_on", "核对日期", DayCell())
    confirmed_from = column("confirmed_from", "核对所依据的文件", TextCell())

    class Meta(ListResource.Meta):
        model = Formulation
        fields = (
            "key", "kind", "level", "text", "use", "items", "since", "until", "source", "note",
            "pattern", "state",
            *_CHECKED,
        )  # fmt: skip
        name = "提法"

    def get_import_fields(self, *args: Any, **kwargs: Any) -> list[Any]:
        fields = super().get_import_fields(*args, **kwargs)
        return [field for field in fields if field.attribute not in _CHECKED]

    def faults(self, instance: Formulation, unreadable: Mapping[str, str]) -> dict[str, str]:
        found = (
            {}
            if "kind" in unreadable
            else formulation_services.formulation_faults(instance, self.wordings)
        )
        return (
            found
            if instance.source
            else found | {"source": "不能为空，请写明出自哪个文件、哪次会议。"}
        )

    @cached_property
    def wordings(self) -> formulation_services.Wordings:
        return formulation_services.Wordings()

    def prefix(self, instance: Formulation) -> str:
        return formulation_services.key_prefix(instance)

    def prepare(self, instance: Formulation) -> None:
        super().prepare(instance)
        # the rows after it are checked beside it
        self.wordings.take(instance)

    def keep_many(self, instances: Sequence[Formulation], by: User) -> None:
        formulation_services.save_formulations(instances, by)


class FormulationWorkbook(ListWorkbook):
    """Formulations out and in."""

    title = "提法"
    widths = {
        "提法": 40,
        "应改为": 30,
        "次序": 30,
        "依据": 48,
        "说明": 30,
        "识别规则": 30,
        "核对所依据的文件": 36,
    }
    choices = {
        "类型": Formulation.Kind.labels,
        "级别": Formulation.Level.labels,
        "状态": Formulation.State.labels,
    }
    help = (
        ("编号", "已有提法的编号不要改；新增的留空，导入时自动编号。"),
        ("类型", "、".join(map(str, Formulation.Kind.labels)) + "。固定表述一字不能错，固定次序各项有先后。"),
        ("级别", "、".join(map(str, Formulation.Level.labels)) + "；留空为疑似。"),
        ("提法", "规范的写法；过时提法、误用提法写原来的或者错误的写法。"),
        ("应改为", "过时提法、误用提法必填，其余留空。"),
        ("次序", "固定次序必填，按规范次序写出各项，用“、”分隔。"),
        ("从何时起", "如 2017、2017-10 或 2017-10-18；过时提法必填。"),
        ("到何时止", "只管到这一年的材料；长期有效的留空。"),
        ("依据", "必填，出自哪个文件、哪次会议。"),
        ("说明", "给管理员自己看的，可以留空。"),
        ("识别规则", "一般留空，按“提法”原文查找；需要看上下文时写正则表达式。"),
        ("状态", "、".join(map(str, Formulation.State.labels)) + "；留空为使用中。"),
        ("核对人", "导出供查看，导入时不读；核对请在列表里勾选后办理。改动过的提法要重新核对。"),
    )  # fmt: skip
