"""5,000 new phrases and 5,000 changed ones through the curator's import of an .xlsx, beside plain
bulk rows.

    .venv/bin/python benchmarks/library_import.py [ROWS]

The dry run and the confirmation, each as the web process does it: the whole middleware, the workbook
read, every row checked, the page of the preview; the confirmation writes rows, revisions, the
search's index and the admin's log. The floor is ``bulk_create`` of the same rows alone, in turns on
the same database, by the time of the process. Goals for 5,000 rows: the dry run and the confirmation
each at most 6 s of CPU; exit 1 where one is missed.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
HOME = tempfile.TemporaryDirectory()
os.environ |= {
    "DATABASE_URL": os.environ.get("DATABASE_URL", f"sqlite:///{HOME.name}/benchmark.sqlite3"),
    "DJANGO_SETTINGS_MODULE": "tests.settings",
    "LOG_LEVEL": "WARNING",
    "PRIVATE_ROOT": f"{HOME.name}/private",
}

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import models, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from openpyxl import Workbook, load_workbook  # noqa: E402

from accounts.codes import Role  # noqa: E402
from drafting.library.models import Phrase, ProblemCategory  # noqa: E402
from tests.factories import OrganizationFactory, person  # noqa: E402
from tests.lists import try_import  # noqa: E402

LIST = "/admin/drafting/phrase/"
SECONDS = 6.0
HEADERS = ("编号", "用于", "分类", "观点句", "表现或正文", "事例", "提示问题", "先给看", "必填空项", "会议类型", "适用框架",
    "适用党员类别", "适用单位类型", "工作条线", "层次", "状态", "停用日期")  # fmt: skip


def new_rows(count: int) -> bytes:
    """A workbook of so many phrases that the library does not have."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADERS)
    for number in range(count):
        sheet.append([
            "", "问题", f"LL{number % 3 + 1}", f"第{number}条理论学习的系统性不够",
            f"遇到{{事项}}时放下了书，第{number}次学习没有做笔记。", "在{时间}的学习中没有发言。",
            "哪一本没有读？\n当时怎么想？", "提示问题", "事项", "", "", "普通党员、学生党员", "医院",
            "", "表现", "待审定", "",
        ])  # fmt: skip
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed_rows(exported: bytes) -> bytes:
    """The workbook of the library with every phrase's text changed."""
    book = load_workbook(io.BytesIO(exported))
    sheet = book["素材"]
    place = HEADERS.index("表现或正文") + 1
    for row in range(2, sheet.max_row + 1):
        cell = sheet.cell(row, place)
        cell.value = f"{cell.value}以后改过。"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def spent(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def floor(count: int) -> float:
    """What the bare rows take in bulk, without revisions, index and checks."""
    category = ProblemCategory.objects.all()[0]
    rows = [
        Phrase(
            key=f"Z{n:06}", part="problems", problem=category, claim=f"第{n}条理论学习的系统性不够",
            elaboration="遇到{事项}时放下了书，没有做笔记。", example="在{时间}的学习中没有发言。",
        )
        for n in range(count)
    ]  # fmt: skip
    with transaction.atomic():
        seconds, _ = spent(lambda: models.QuerySet(Phrase).bulk_create(rows))
        transaction.set_rollback(True)
    return seconds


def imported(browser: Client, content: bytes, expected: tuple[int, int]) -> tuple[float, float]:
    """Seconds of the dry run and of the confirmation of a workbook, with the numbers of new and
    changed phrases that it has to have."""
    dry, tried = spent(lambda: try_import(browser, LIST, content))
    totals = tried.context["result"].totals
    if (totals["new"], totals["update"]) != expected:
        raise SystemExit(f"not what was expected: {totals}")
    data = dict(tried.context["confirm_form"].initial)
    confirmed, answer = spent(lambda: browser.post(f"{LIST}process_import/", data))
    if answer.status_code != 302 or answer["Location"] != LIST:
        raise SystemExit(f"not imported: {answer.status_code} {answer.get('Location')}")
    return dry, confirmed


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    setup_test_environment()
    call_command("migrate", verbosity=0)
    call_command("load_fixtures", verbosity=0, stdout=StringIO())
    curator = person("curator", "许文博", OrganizationFactory(), Role.CURATOR)
    browser = Client()
    browser.force_login(curator)
    shipped = Phrase.objects.count()
    bare = floor(count)
    print(f"{count:,} bare rows in bulk {bare:.2f} s")
    slowest = 0.0
    content = new_rows(count)
    for name in ("new", "changed"):
        if name == "changed":
            Phrase.objects.filter(curated=False).delete()
            content = changed_rows(browser.get(f"{LIST}export/").content)
        expected = (count, 0) if name == "new" else (0, count)
        dry, confirmed = imported(browser, content, expected)
        slowest = max(slowest, dry, confirmed)
        print(
            f"{name}: dry run {dry:.2f} s ({dry / bare:.1f} times), confirmed {confirmed:.2f} s"
            f" ({confirmed / bare:.1f} times; goal at most {SECONDS} s each)"
        )
    written = Phrase.objects.filter(revision=2).count()
    if written != count or shipped == 0:
        raise SystemExit(f"{written} phrases were written and changed")
    goal = SECONDS * count / 5_000
    return int(slowest > goal)


if __name__ == "__main__":
    sys.exit(main())
