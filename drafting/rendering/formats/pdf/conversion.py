"""Word files -> PDF by LibreOffice: one profile for each process, in batches, within a time limit."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
from atexit import register
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Final

from drafting.common import office
from drafting.rendering.formats.docx.tables import with_high_rows_parted
from drafting.rendering.output_format import NotMade

#: Files that one run converts.
BATCH: Final = 20
#: Seconds for a run: to start, with a profile that may be new, and for each further file.
START_SECONDS: Final = 20
FILE_SECONDS: Final = 1.5
#: Seconds that somebody waits for another's run in the same process.
WAIT_SECONDS: Final = 20

NO_OFFICE: Final = (
    "这台服务器没有安装 LibreOffice，不能直接生成 PDF。请用 Word 或 WPS 打开 Word 文件，另存为 PDF；"
    "或者请系统管理员安装 LibreOffice。"
)
BUSY: Final = "正在转换别的文件，请过一会儿再试。"
TOO_LONG: Final = (
    "转换成 PDF 用的时间太长，没有完成，请过一会儿再试，或者下载 Word 文件另存为 PDF。"
)
FAILED: Final = "这个文件没有能转换成 PDF，请下载 Word 文件另存为 PDF。"

_turn = threading.Lock()
#: The directory with the profile of each process that made one: a fork makes its own.
_homes: dict[int, Path] = {}


def obstacle() -> str:
    """Why this machine makes no PDF and how to get one; empty where it does."""
    return "" if office.program() else NO_OFFICE


def to_pdf(words: Sequence[bytes]) -> list[bytes]:
    """The PDF of each Word file, in their order. Raises NotMade."""
    made = []
    for at in range(0, len(words), BATCH):
        for one in each_to_pdf(words[at : at + BATCH]):
            if isinstance(one, NotMade):
                raise one
            made.append(one)
    return made


def each_to_pdf(words: Sequence[bytes], seconds: float = float("inf")) -> list[bytes | NotMade]:
    """The PDF of each Word file, in their order, or why there is none; in one run, which takes no
    longer than so many seconds, waiting for another's run included."""
    if reason := obstacle():
        return [NotMade(reason)] * len(words)
    end = monotonic() + seconds
    if not _turn.acquire(timeout=min(WAIT_SECONDS, seconds)):
        return [NotMade(BUSY)] * len(words)
    try:
        left = max(0.0, end - monotonic())
        return _converted(words, min(left, START_SECONDS + FILE_SECONDS * (len(words) - 1)))
    finally:
        _turn.release()


def _converted(words: Sequence[bytes], seconds: float) -> list[bytes | NotMade]:
    home = _home()
    reason = FAILED
    with _folder(home) as folder:
        sources = [folder / f"{number}.docx" for number in range(len(words))]
        for source, content in zip(sources, words, strict=True):
            source.write_bytes(with_high_rows_parted(content))
        try:
            office.convert(home, sources, "pdf:writer_pdf_Export", folder, seconds)
        except subprocess.TimeoutExpired:
            reason = TOO_LONG
        made = [_whole(source.with_suffix(".pdf")) for source in sources]
    if not all(made):
        # a run that was killed may leave its profile locked
        _forget(home)
    return [one or NotMade(reason) for one in made]


def _whole(file: Path) -> bytes:
    """What LibreOffice has written; nothing where it was ended on the way."""
    content = file.read_bytes() if file.is_file() else b""
    return content if content.rstrip().endswith(b"%%EOF") else b""


@contextmanager
def _folder(home: Path) -> Iterator[Path]:
    """A directory for one run; the texts in it do not stay."""
    with tempfile.TemporaryDirectory(prefix="run-", dir=home) as folder:
        yield Path(folder)


def _home() -> Path:
    home = _homes.get(os.getpid())
    if home is None or not home.is_dir():
        home = Path(tempfile.mkdtemp(prefix="zhaojing-pdf-"))
        _homes[os.getpid()] = home
    return home


def _forget(home: Path) -> None:
    _homes.pop(os.getpid(), None)
    shutil.rmtree(home, ignore_errors=True)


@register
def _leave_nothing() -> None:
    if home := _homes.get(os.getpid()):
        _forget(home)
