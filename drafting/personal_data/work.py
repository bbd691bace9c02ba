"""What a worker does with a person's own data: claim the job, put everything into one zip, keep it, say so.
Every step may be the last one before a kill."""

from __future__ import annotations

import datetime
import json
import logging
import uuid
from typing import Final

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from drafting.common.workbooks.writing import (
    BODY,
    HEADING,
    fit_to_width,
    new_workbook,
    saved,
    set_widths,
    write_row,
)
from drafting.desk.bundle.files import zipped
from drafting.document import codec
from drafting.drafts.list_rows import title_of
from drafting.drafts.models import Draft
from drafting.jobs import lifecycle, recovery
from drafting.jobs.storage import private_storage
from drafting.personal_data.models import PersonalFile
from drafting.personal_data.table import Table, own_papers
from drafting.personal_data.tables import tables_of
from drafting.rectification.evidence.models import EvidenceFile
from drafting.rendering.filenames import safe_name
from drafting.rendering.formats import DEFAULT_FORMAT
from drafting.rendering.options import RenderOptions
from drafting.rendering.styles import style_of

logger = logging.getLogger(__name__)

TASK: Final = "drafting.personal_data.tasks.make_personal_file"
FILES: Final = lifecycle.JobKind(
    PersonalFile, TASK, "personal", "PERSONAL_FILE_KEEP_DAYS", ("requested_by",)
)
#: Bytes of all evidence files in one zip; the rest is named, and can be fetched in the ledger.
MOST_EVIDENCE: Final = 60 * 1024 * 1024
_WIDTH: Final = 24
EXPLANATION: Final = """照镜 个人数据导出

{name}，{when} 生成。

材料\\             您的每份材料：一个 Word 文件，一个同名的 .json（正文和留下的各个版本，供程序读取）
个人数据.xlsx      账号、任职、登录、事实本、意见和谈话、批注、审核记录、整改台账等，每类一张表
个人数据.json      和上面的表一样的内容，供程序读取
佐证文件\\         整改台账里您上传的文件

别人的话，只有您在页面上本来就看得到的（对您的材料的批注、审核意见、征求到的意见）；
您审核别人材料时提的批注只有您自己写的部分。班子材料是集体的，不在里面。
这个文件里的内容很私密，请妥善保存，不用了及时删除。服务器上的这一份过几天自动删除。
"""


def carry_out(job_id: uuid.UUID, token: str) -> None:
    """Make the file if it is to be made (see ``jobs.carry_out``)."""
    lifecycle.carry_out(FILES, job_id, token, _make)


def _make(job: PersonalFile) -> None:
    person, missing = job.requested_by, list[str]()
    files: dict[str, bytes] = {}
    papers = own_papers(person)
    for number, draft in enumerate(papers, 1):
        _paper(files, draft, number, missing)
        lifecycle.advance(job, 10 + 60 * number // len(papers))
    tables = tables_of(person)
    files["个人数据.xlsx"] = _workbook(tables)
    files["个人数据.json"] = _json({table.name: table.as_json() for table in tables})
    _evidence(files, person, missing)
    files["说明.txt"] = _explanation(person, missing)
    lifecycle.advance(job, 90)
    content = zipped(files, timezone.localtime())
    lifecycle.finish(FILES, job, content, missing=missing)


def tidy() -> None:
    """Delete the files that are too old, and those that belong to nobody."""
    recovery.tidy(FILES)
    limit = timezone.now() - datetime.timedelta(days=settings.PERSONAL_FILE_KEEP_DAYS)
    over = (PersonalFile.State.EXPIRED, PersonalFile.State.FAILED)
    PersonalFile.objects.filter(state__in=over, created_at__lt=limit).delete()


def _paper(files: dict[str, bytes], draft: Draft, number: int, missing: list[str]) -> None:
    """A paper as Word and as JSON; where it cannot be set, as JSON alone."""
    stem = f"{number:02} {title_of(draft)[:60]}"
    document = codec.load(draft.document)
    options = RenderOptions(
        style=style_of(draft.style),
        draft_copy=draft.state != Draft.State.APPROVED,
        author=draft.author_name,
        created=draft.created_at,
        modified=draft.updated_at,
        reference=codec.content_hash(document),
    )
    try:
        files[f"材料/{safe_name(stem, DEFAULT_FORMAT.suffix)}"] = DEFAULT_FORMAT.file(
            document, options
        )
    except Exception as error:
        # who asked gets everything else, and this paper as JSON
        logger.error("personal file: one paper failed: %s", lifecycle.fault(error))
        missing.append(f"{stem} 的 Word 文件")
    files[f"材料/{safe_name(stem, 'json')}"] = _json(
        {
            "标题": title_of(draft),
            "会议": str(draft.meeting or ""),
            "检查框架": draft.framework.name,
            "状态": draft.get_state_display(),
            "正文": draft.document,
            "版本": [
                {
                    "序号": one.number,
                    "缘由": one.get_reason_display(),
                    "时间": timezone.localtime(one.created_at).isoformat(),
                    "正文": one.document,
                }
                for one in draft.revisions.order_by("number")
            ],
        }
    )


def _evidence(files: dict[str, bytes], person: User, missing: list[str]) -> None:
    """The evidence files of the person's ledgers, as far as there is room."""
    room, taken = MOST_EVIDENCE, set[str]()
    rows = EvidenceFile.objects.filter(item__ledger__owner=person).order_by("created_at", "pk")
    for row in rows:
        if row.size > room or not private_storage().exists(row.file):
            missing.append(f"佐证文件 {row.name}")
            continue
        room -= row.size
        name = row.name if row.name not in taken else f"{str(row.pk)[:8]} {row.name}"
        taken.add(name)
        with private_storage().open(row.file, "rb") as stored:
            files[f"佐证文件/{name}"] = stored.read()


def _workbook(tables: list[Table]) -> bytes:
    book, sheet = new_workbook(tables[0].name)
    for table in tables:
        here = sheet if table is tables[0] else book.create_sheet(table.name)
        set_widths(here, [_WIDTH] * len(table.columns))
        write_row(here, 1, table.columns, HEADING)
        for number, row in enumerate(table.rows, 2):
            write_row(here, number, row, BODY)
        here.freeze_panes = "A2"
        fit_to_width(here, "1:1")
    return saved(book)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _explanation(person: User, missing: list[str]) -> bytes:
    """Windows' editor knows UTF-8 by its first three bytes, and lines by CR LF."""
    when = timezone.localtime().strftime("%Y年%m月%d日 %H:%M")
    text = EXPLANATION.format(name=person.name, when=when)
    if missing:
        text += "\n没有能够放进来的（可以在页面上单独下载）：\n" + "\n".join(missing) + "\n"
    return ("\ufeff" + text.replace("\n", "\r\n")).encode()
