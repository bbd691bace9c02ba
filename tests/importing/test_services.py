"""What is stored of an import, and that no change is lost."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from itertools import pairwise

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Organization, User
from drafting.document import codec
from drafting.document.model import Document, Section, containers
from drafting.drafts.models import Draft, Revision
from drafting.frameworks.models import Framework
from drafting.importing import services
from drafting.importing.models import Import
from drafting.importing.review_page.point_moves import JOIN
from drafting.importing.review_page.state import count
from drafting.importing.selectors import open_imports, state_of
from drafting.importing.source import UnreadableFile
from drafting.importing.tasks import tidy_imports
from drafting.meetings.services import open_meeting
from tests.cast import published
from tests.importing.papers import PAPER
from tests.importing.taken import (
    NAME,
    a_file,
    again,
    document_of,
    loose,
    nothing_loose,
    point,
    taken,
)

pytestmark = pytest.mark.django_db


def claims(document: Document) -> dict[str, list[str]]:
    return {
        (c.area if isinstance(c, Section) else c.heading): [p.claim for p in c.points if p.claim]
        for c in containers(document)
        if any(p.claim for p in c.points)
    }


def test_a_file_is_stored_with_its_name_and_hash(member: User, framework: Framework) -> None:
    row = taken(member, framework)
    content = PAPER.encode()
    assert (row.file_name, row.size, row.framework, row.state, row.version) == (
        NAME, len(content), framework, "open", 1,
    )  # fmt: skip
    assert row.sha256 == hashlib.sha256(content).hexdigest()
    assert "\n".join(p["text"] for p in row.paragraphs) == PAPER
    assert claims(document_of(row))["理论学习"] == ["学习不系统", "学用脱节"]
    assert [PAPER[start:].split("\n")[0] for start in loose(row)] == ["附件：清单", "第 3 页"]
    assert list(open_imports(member)) == [row]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/去年.txt", "去年.txt"),
        ("C:\\材料\\去年.txt", "去年.txt"),
        ("长" * 300 + ".txt", "长" * 196 + ".txt"),
        ("去\x00年\n的.txt", "去年 的.txt"),
    ],
)
def test_a_name_is_kept_without_folders_and_not_too_long(
    member: User, name: str, kept: str
) -> None:
    upload = a_file()
    # SimpleUploadedFile cleans names itself; other handlers may not
    upload._name = name  # type: ignore[attr-defined]
    assert services.take_in(member, upload, None).file_name == kept


def test_too_large_a_file_is_refused_unread(member: User) -> None:
    class Unread:
        name, size = "大.docx", 21 * 1024 * 1024

        def read(self) -> bytes:
            raise AssertionError("it was read")

    with pytest.raises(UnreadableFile, match="文件超过 20 MB，请去掉其中的图片再导入。"):
        services.take_in(member, Unread(), None)


def test_a_book_and_the_twenty_first_import_are_refused(member: User) -> None:
    with pytest.raises(UnreadableFile, match="文件里的段落太多，不像一份材料"):
        services.take_in(member, a_file("一、存在的问题\n" + "某段文字。\n" * 2000), None)
    assert not Import.objects.exists()
    for _ in range(services.MOST_OPEN):
        taken(member, text="一、存在的问题\n有问题。")
    with pytest.raises(UnreadableFile, match="您有 20 份导入还没有确认，请先确认或放弃其中几份。"):
        services.take_in(member, a_file(), None)


def test_moving_is_stored_and_undone(member: User, framework: Framework) -> None:
    row = taken(member, framework)
    before = state_of(row)
    services.move(row, 1, f"p-{point(row, '学用脱节').id}", "closing")
    row = again(row)
    assert (row.version, row.moves) == (2, 1)
    assert document_of(row).closing.text.startswith("二是学用脱节。")
    services.undo(row, 2)
    row = again(row)
    assert (row.version, row.moves, row.before) == (3, 0, None)
    assert state_of(row) == before
    with pytest.raises(KeyError):
        services.undo(row, 3)
    with pytest.raises(services.ImportOvertaken):
        services.undo(row, 2)


@pytest.mark.db_sensitive
def test_of_two_windows_only_the_first_moves(member: User) -> None:
    first = taken(member)
    second = again(first)
    services.move(first, 1, f"p-{point(first, '学用脱节').id}", "closing")
    with pytest.raises(services.ImportOvertaken):
        services.move(second, 1, f"p-{point(second, '遇事拖拉').id}", "opening")
    with pytest.raises(services.ImportOvertaken):
        services.confirm(nothing_loose(first), 1, published("2023-minzhu"), None)
    assert "遇事拖拉" not in document_of(first).opening.text


def test_what_does_not_exist_changes_nothing(member: User) -> None:
    row = taken(member)
    for key, to in (("p-none", "opening"), ("u-1", JOIN), ("s-none", "opening")):
        with pytest.raises(KeyError):
            services.move(row, 1, key, to)
    with pytest.raises(KeyError):
        services.accept(row, 1, "none")
    with pytest.raises(KeyError):
        services.leave_out(row, 1, "u-3", on=True)
    assert again(row).version == 1


def test_moving_to_where_it_is_writes_nothing(member: User) -> None:
    row = taken(member)
    home = next(c for c in containers(document_of(row)) if point(row, "学用脱节") in c.points)
    services.move(row, 1, f"p-{point(row, '学用脱节').id}", f"n-{home.id}")
    assert again(row).version == 1


def test_another_framework_places_anew_and_can_be_undone(
    member: User, framework: Framework
) -> None:
    row = taken(member)
    services.move(row, 1, f"p-{point(row, '学用脱节').id}", "closing")
    moved = state_of(again(row))
    services.use_framework(row, 2, framework)
    row = again(row)
    assert (row.framework, row.moves) == (framework, 0)
    assert claims(document_of(row))["理论学习"] == ["学习不系统", "学用脱节"]
    assert all(
        section.key for part in document_of(row).parts for section in part.sections if section.area
    )
    services.undo(row, 3)
    row = again(row)
    assert (row.framework, row.moves, state_of(row)) == (None, 1, moved)


def test_unclassified_text_is_dealt_with_first(member: User, framework: Framework) -> None:
    row = taken(member, framework)
    with pytest.raises(services.ImportNotReady):
        services.confirm(row, row.version, framework, None)
    assert not Draft.objects.exists()
    assert again(row).state == "open"


@pytest.mark.db_sensitive
def test_a_draft_is_begun_once_with_file_and_first_version(
    member: User, branch: Organization, framework: Framework
) -> None:
    meeting = open_meeting(branch, framework, "民主生活会")
    row = nothing_loose(taken(member, framework))
    other = again(row)
    draft, guessed = services.confirm(row, row.version, framework, meeting)
    with pytest.raises(services.ImportOvertaken):
        services.confirm(other, other.version, framework, meeting)
    assert Draft.objects.get() == draft
    draft.refresh_from_db()
    assert (draft.owner, draft.meeting, draft.framework, draft.style) == (
        member,
        meeting,
        framework,
        "standard",
    )
    assert (draft.source_name, draft.source_sha256) == (NAME, row.sha256)
    revision = Revision.objects.get()
    assert (revision.draft, revision.reason, revision.number) == (draft, "import", 1)
    assert revision.document == draft.document
    document = codec.load(draft.document)
    # its area is none of the framework's, so its two points are a guess
    assert [point.claim or point.elaboration for point in guessed] == [
        "履职尽责不够到位",
        "服务不主动",
    ]
    assert {point.guess for point in guessed} == {
        "新的框架里没有完全对应的方面，暂按次序放在这里。",
    }
    assert claims(document)["理论学习"] == ["学习不系统", "学用脱节"]
    assert "履职尽责不够到位" in [p.claim for c in containers(document) for p in c.points]
    assert document.head.name == "刘洋"
    assert document.opening.text == "根据通知要求，我认真准备。\n现将对照检查情况报告如下："
    row = again(row)
    assert (row.state, row.draft) == ("confirmed", draft)
    assert count(state_of(row)).left_out == 8


def test_numbers_are_by_position_or_as_written(member: User, framework: Framework) -> None:
    text = PAPER.replace("二是学用脱节", "三是学用脱节")
    automatic, _ = services.confirm(
        *with_version(nothing_loose(taken(member, framework, text))), framework, None
    )
    given, _ = services.confirm(
        *with_version(nothing_loose(taken(member, framework, text))),
        framework,
        None,
        as_numbered=True,
    )
    found = [codec.load(Draft.objects.get(pk=draft.pk).document) for draft in (automatic, given)]
    sections = [
        next(s for p in doc.parts for s in p.sections if s.area == "理论学习") for doc in found
    ]
    assert [[p.marker for p in s.points] for s in sections] == [[None, None], ["一是", "三是"]]
    assert [s.number for s in sections] == [None, "一"]
    assert [next(p for p in doc.parts if p.role == "causes").number for doc in found] == [
        None,
        "二",
    ]
    assert (automatic.style, given.style) == ("standard", "given")


def with_version(row: Import) -> tuple[Import, int]:
    return row, row.version


def test_another_framework_for_this_year_carries_over(member: User, framework: Framework) -> None:
    this_year = published("2024-minzhu")
    row = nothing_loose(taken(member, framework))
    draft, guessed = services.confirm(row, row.version, this_year, None)
    document = codec.load(Draft.objects.get(pk=draft.pk).document)
    texts = {p.claim for c in containers(document) for p in c.points if p.claim}
    assert {"学习不系统", "学用脱节", "遇事拖拉", "回避矛盾", "服务不主动", "加强学习"} <= texts
    assert len(guessed) > 0


def test_what_nobody_confirms_is_deleted_in_time(
    member: User, framework: Framework, client: Client
) -> None:
    old, new, dropped, confirmed = (nothing_loose(taken(member, framework)) for _ in range(4))
    services.confirm(confirmed, confirmed.version, framework, None)
    services.drop(dropped)
    ages = {old.pk: 31, new.pk: 29, confirmed.pk: 400}
    for pk, days in ages.items():
        Import.objects.filter(pk=pk).update(created_at=timezone.now() - timedelta(days=days))
    tidy_imports()
    assert set(Import.objects.values_list("pk", flat=True)) == {new.pk, confirmed.pk}
    assert Draft.objects.count() == 1


def test_how_long_is_a_setting(member: User, settings: object) -> None:
    settings.IMPORT_KEEP_DAYS = 3  # type: ignore[attr-defined]
    row = taken(member)
    Import.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=4))
    assert services.tidy() == 1


def test_nobody_reads_imports_in_the_admin() -> None:
    from django.contrib import admin

    assert Import not in admin.site._registry


def test_every_move_counts_up(member: User) -> None:
    row = taken(member)
    versions = [row.version]
    for start in loose(row):
        row = again(row)
        services.leave_out(row, row.version, f"u-{start}", on=True)
        versions.append(again(row).version)
    assert all(after == before + 1 for before, after in pairwise(versions))
