"""The only writers of imports: read a file, move its pieces, begin a draft from it. Each change is
compare-and-swap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from pathlib import PurePath
from typing import Any, Final, Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from drafting.common.overtaken import Overtaken
from drafting.document.bounds import MOST_CHARACTERS
from drafting.document.model import Document, Point
from drafting.document.text import clean
from drafting.drafts.models import Draft, Revision
from drafting.drafts.services.lifecycle import SourceFile, begin_draft
from drafting.drafts.services.revisions import freeze
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import spec_of
from drafting.importing.files import TOO_LARGE, read_bytes
from drafting.importing.limits import MOST_BYTES
from drafting.importing.models import Import
from drafting.importing.raw_text.traditional import SAID as TRADITIONAL
from drafting.importing.raw_text.traditional import simplified
from drafting.importing.review_page import node_changes, point_moves
from drafting.importing.review_page.destinations import slots_of
from drafting.importing.review_page.finished_document import ready
from drafting.importing.review_page.state import Reviewed, dump, reviewed
from drafting.importing.segment import segment
from drafting.importing.selectors import open_imports, spec_for, state_of
from drafting.importing.source import SourceParagraph, SourceText, UnreadableFile
from drafting.meetings.models import Meeting

#: Imports of one person that may wait at a time; each holds a whole text.
MOST_OPEN: Final = 20
#: More stretches than this are no material but a book, and no page could show them.
MOST_PIECES: Final = 1_500
TOO_LONG: Final = (
    f"文件里的文字超过 {MOST_CHARACTERS // 10_000} 万字，一份材料放不下，请只留下要导入的那一份，"
    "或者删减以后再导入。"
)
#: Characters of a file name that are kept.
NAME_LENGTH: Final = 200
SIMPLIFIED: Final = "原文是繁体字，已经转换成简体字；个别字词（如地区用语）请自己核对。"
_STORED: Final = ("document", "places", "uncertain", "unplaced", "framework_id", "moves")

#: A draft, and the points whose area in it is a guess.
Begun = tuple[Draft, tuple[Point, ...]]


class ImportOvertaken(Overtaken):
    """The import was changed in another window, confirmed or dropped since the page was loaded."""


class ImportNotReady(Exception):
    """There is unclassified text that was neither placed nor left out."""


class Upload(Protocol):
    """A file as it comes with a request."""

    name: str | None
    size: int | None

    def read(self) -> bytes:
        """All of it."""


def take_in(owner: User, upload: Upload, framework: Framework | None) -> Import:
    """Read an uploaded file, place its paragraphs with a framework or without, and store the
    result.

    Raises UnreadableFile with one Chinese sentence; then nothing is stored.
    """
    if open_imports(owner).count() >= MOST_OPEN:
        raise UnreadableFile(f"您有 {MOST_OPEN} 份导入还没有确认，请先确认或放弃其中几份。")
    # before it is read: until now it lies in a temporary file
    if (upload.size or 0) > MOST_BYTES:
        raise UnreadableFile(TOO_LARGE)
    content = upload.read()
    source = read_bytes(content, _file_name(upload.name or ""))
    if sum(len(paragraph.text) for paragraph in source.paragraphs) > MOST_CHARACTERS:
        raise UnreadableFile(TOO_LONG)
    imported = segment(source, spec_of(framework) if framework else None)
    state = reviewed(imported)
    if sum(map(len, state.places.values())) + len(state.loose) > MOST_PIECES:
        raise UnreadableFile("文件里的段落太多，不像一份材料，请只留下要导入的那一份。")
    return Import.objects.create(
        owner=owner,
        file_name=source.file_name,
        sha256=source.sha256,
        size=len(content),
        paragraphs=[asdict(paragraph) for paragraph in source.paragraphs],
        notices=list(imported.source.notices),
        framework=framework,
        **dump(state),
    )


def move(row: Import, version: int, key: str, to: str) -> str:
    """Move a piece to a place; gives its key there. Raises KeyError where either does not exist,
    and ImportOvertaken."""
    found, where = point_moves.move(state_of(row), slots_of(spec_for(row)), key, to)
    _change(row, version, found)
    return where


def leave_out(row: Import, version: int, key: str, *, on: bool) -> None:
    """Leave an unclassified paragraph out, or take that back. Raises KeyError and
    ImportOvertaken."""
    _change(row, version, node_changes.leave_out(state_of(row), key, on=on))


def accept(row: Import, version: int, node_id: str) -> None:
    """Note that an uncertain node is right. Raises KeyError and ImportOvertaken."""
    _change(row, version, node_changes.accept(state_of(row), node_id))


def use_framework(row: Import, version: int, framework: Framework | None) -> None:
    """Place the paragraphs anew with another framework; what was moved is as it was read. Raises
    ImportOvertaken."""
    paragraphs = tuple(SourceParagraph(**paragraph) for paragraph in row.paragraphs)
    source = SourceText(paragraphs, tuple(row.notices), row.file_name, row.sha256)
    state = reviewed(segment(source, spec_of(framework) if framework else None))
    _write(row, version, framework=framework, moves=0, before=_now(row), **dump(state))


def use_simplified(row: Import, version: int) -> None:
    """Write the whole import in simplified characters; each stands where its traditional one did,
    so that nothing moves. Raises ImportOvertaken."""

    def written(value: Any) -> Any:
        if isinstance(value, str):
            return simplified(value)
        if isinstance(value, dict):
            return {key: written(inner) for key, inner in value.items()}
        return [written(inner) for inner in value] if isinstance(value, list) else value

    before = {**_now(row), "paragraphs": row.paragraphs, "notices": row.notices}
    notices = [SIMPLIFIED if notice == TRADITIONAL else notice for notice in row.notices]
    _write(
        row,
        version,
        before=before,
        paragraphs=written(row.paragraphs),
        document=written(row.document),
        notices=notices,
    )


def undo(row: Import, version: int) -> None:
    """Go back to before the last change. Raises KeyError where there is nothing to undo, and
    ImportOvertaken."""
    if row.version != version:
        raise ImportOvertaken
    if row.before is None:
        raise KeyError("before")
    _write(row, version, **{**row.before, "before": None})


def drop(row: Import) -> None:
    """Give an import up: no page shows it any more, and the next tidying deletes it."""
    Import.objects.filter(pk=row.pk, state=Import.State.OPEN).update(
        state=Import.State.DROPPED, version=F("version") + 1
    )


def is_ready(row: Import) -> bool:
    """Whether all unclassified text was placed or left out knowingly."""
    return all(one.left_out for one in state_of(row).loose)


def confirm(
    row: Import,
    version: int,
    framework: Framework,
    meeting: Meeting | None,
    *,
    as_numbered: bool = False,
    known: int | None = None,
) -> Begun:
    """Begin a draft from an import as it stands and freeze it as the draft's first version.

    Returns the draft and the points whose area is a guess. Raises ImportNotReady, ImportOvertaken,
    and TooMuch and AlreadyBegun as ``begin_draft`` does; then no draft is begun, and ``row`` has to
    be read again.
    """

    def begin(text: Document, file: SourceFile) -> Begun:
        return begin_draft(row.owner, framework, meeting=meeting, text=text, file=file, known=known)

    return confirm_as(row, version, begin, as_numbered=as_numbered)


def confirm_as(
    row: Import,
    version: int,
    begin: Callable[[Document, SourceFile], Begun],
    *,
    as_numbered: bool = False,
) -> Begun:
    """Confirm an import with the draft that ``begin`` makes of its text and file, and freeze that
    as its first version. Raises ImportNotReady, ImportOvertaken and what ``begin`` does; then the
    import is as it was, and ``row`` has to be read again."""
    if not is_ready(row):
        raise ImportNotReady
    state = state_of(row)
    with transaction.atomic():
        _write(row, version, state=Import.State.CONFIRMED, before=None)
        file = SourceFile(name=row.file_name, sha256=row.sha256, as_numbered=as_numbered)
        draft, guessed = begin(ready(state.document, state.doubts), file)
        freeze(draft, Revision.Reason.IMPORT, row.owner)
        Import.objects.filter(pk=row.pk).update(draft=draft)
    return draft, guessed


def tidy() -> int:
    """Delete what was dropped, and what nobody confirmed within ``IMPORT_KEEP_DAYS``; gives how
    many."""
    old = timezone.now() - timedelta(days=settings.IMPORT_KEEP_DAYS)
    gone = Import.objects.filter(
        Q(state=Import.State.DROPPED) | Q(state=Import.State.OPEN, created_at__lt=old)
    )
    return gone.delete()[0]


def _change(row: Import, version: int, state: Reviewed) -> None:
    values = dump(state)
    if all(getattr(row, name) == value for name, value in values.items()):
        return
    _write(row, version, before=_now(row), moves=row.moves + 1, **values)


def _now(row: Import) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _STORED}


def _write(row: Import, version: int, **values: Any) -> None:
    """Write if nobody wrote since ``version``; ``row`` says the same afterwards."""
    rows = Import.objects.filter(pk=row.pk, version=version, state=Import.State.OPEN)
    if row.version != version or not rows.update(version=version + 1, **values):
        raise ImportOvertaken
    for name, value in {**values, "version": version + 1}.items():
        setattr(row, name, value)


def _file_name(name: str) -> str:
    """A file name as it is kept: no folder, no control characters, not longer than its column, the
    ending whole."""
    bare = clean(PurePath(name.replace("\\", "/")).name).replace("\n", " ").strip()
    suffix = PurePath(bare).suffix[:10]
    return bare if len(bare) <= NAME_LENGTH else bare[: NAME_LENGTH - len(suffix)] + suffix
