"""What a person noted for themselves, and what was said to them for their eyes."""

from __future__ import annotations

from accounts.models import User
from drafting.contributions.models import Contribution
from drafting.facts.models import Fact
from drafting.importing.models import Import
from drafting.opinions.models import Opinion
from drafting.personal_data.table import Table, row_of
from drafting.rectification.criticism.models import PreparedCriticism
from drafting.rectification.evidence.models import EvidenceFile
from drafting.rectification.ledger.models import LedgerItem
from drafting.rectification.models import Tick


def facts(person: User) -> Table:
    columns = (
        "什么事", "什么时候", "日期", "在哪里", "和谁", "我做了什么、没做什么", "带来什么结果",
        "当时怎么想", "来源", "方面", "记下的时间",
    )  # fmt: skip
    return Table(
        "事实本",
        columns,
        [
            row_of(one.what, one.time, one.day, one.place, one.people, one.did, one.led_to,
                 one.thought, one.get_source_display(), one.area, one.created_at)
            for one in Fact.objects.filter(owner=person).order_by("created_at")
        ],
    )  # fmt: skip


def opinions(person: User) -> Table:
    rows = Opinion.objects.filter(owner=person).select_related("meeting", "entered_by")
    columns = ("会议", "来自", "谁提的", "日期", "说了什么", "我的说明", "记下的人", "记下的时间")
    return Table(
        "意见和谈话",
        columns,
        [
            row_of(one.meeting, one.get_kind_display(), one.speaker, one.day, one.text, one.answer,
                 one.entered_by, one.created_at)
            for one in rows
        ],
    )  # fmt: skip


def ledger(person: User) -> Table:
    rows = LedgerItem.objects.filter(ledger__owner=person).select_related("ledger__meeting")
    columns = (
        "会议", "措施", "问题", "谁提的", "状态", "完成时限", "完成标准", "进展和说明", "佐证", "更新时间",
    )  # fmt: skip
    return Table(
        "整改台账",
        columns,
        [
            row_of(one.ledger.meeting, one.text, one.problem, one.speaker, one.get_state_display(),
                 one.due, one.standard, one.notes, one.evidence, one.updated_at)
            for one in rows.order_by("ledger__opened_at", "order", "pk")
        ],
    )  # fmt: skip


def evidence(person: User) -> Table:
    rows = EvidenceFile.objects.filter(item__ledger__owner=person).order_by("created_at")
    return Table(
        "佐证文件",
        ("名称", "字节数", "上传时间"),
        [row_of(one.name, one.size, one.created_at) for one in rows],
    )


def ticks(person: User) -> Table:
    rows = Tick.objects.filter(draft__owner=person, draft__collective=False)
    return Table(
        "上年度整改",
        ("措施", "落实情况", "说明", "更新时间"),
        [
            row_of(one.text, one.get_progress_display(), one.word, one.updated_at)
            for one in rows.order_by("draft", "order", "pk")
        ],
    )


def criticisms(person: User) -> Table:
    rows = PreparedCriticism.objects.filter(owner=person).exclude(text="")
    return Table(
        "准备的批评意见",
        ("会议", "对谁", "意见", "更新时间"),
        [
            row_of(one.meeting, one.colleague, one.text, one.updated_at)
            for one in rows.select_related("meeting", "colleague").order_by("pk")
        ],
    )


def contributions(person: User) -> Table:
    rows = Contribution.objects.filter(owner=person).order_by("pk")
    return Table(
        "推荐素材",
        ("文字", "署名", "状态", "答复", "推荐时间"),
        [
            row_of(one.text, "是" if one.named else "否", one.get_state_display(), one.reason,
                 one.created_at)
            for one in rows
        ],
    )  # fmt: skip


def imports(person: User) -> Table:
    rows = Import.objects.filter(owner=person).order_by("created_at")
    return Table(
        "导入的文件",
        ("文件名", "状态", "导入时间"),
        [row_of(one.file_name, one.get_state_display(), one.created_at) for one in rows],
    )
