"""The PDF beside the Word file: made by LibreOffice in batches, within a time limit, and told of where
there is none."""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path
from time import monotonic

import pytest

from drafting.document.structure import from_structure
from drafting.rendering.formats import FORMATS, docx
from drafting.rendering.formats.pdf import conversion, each_to_pdf, fonts, to_pdf
from drafting.rendering.output_format import NotMade
from tests.programs import LIBREOFFICE
from tests.rendering.documents import SMALL, options

needs_office = pytest.mark.skipif(LIBREOFFICE.find() is None, reason=LIBREOFFICE.missing)


def titled(title: str) -> bytes:
    """A small Word file."""
    document = from_structure({"title": title, "opening": ["正文。"], "parts": [], "closing": []})
    return docx.render(document, options())


def title_of(pdf: bytes) -> str:
    found = re.search(rb"/Title<(\w+)>", pdf)
    assert found is not None
    return bytes.fromhex(found[1].decode()).decode("utf-16")


@pytest.mark.slow
@needs_office
def test_each_file_has_its_pdf_with_one_profile_and_no_text_left_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(conversion, "BATCH", 2)
    titles = ["整改清单", "问题清单", "对照检查材料"]
    made = to_pdf([titled(one) for one in titles])
    assert [title_of(one) for one in made] == titles
    assert {one[:5] for one in made} == {b"%PDF-"}
    home = conversion._homes[os.getpid()]
    assert [one.name for one in home.iterdir() if one.name.startswith("run-")] == []
    assert (home / "profile").is_dir()
    assert FORMATS["pdf"].file(SMALL, options())[:5] == b"%PDF-"
    assert conversion._homes[os.getpid()] == home


def program(directory: Path, name: str, script: str) -> None:
    """A program of that name on the path."""
    (directory / name).write_text(f"#!/bin/sh\n{script}\n")
    (directory / name).chmod(0o755)


def test_what_takes_too_long_is_ended_and_its_profile_given_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(tmp_path, "soffice", "exec /bin/sleep 60")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(conversion, "START_SECONDS", 0.2)
    monkeypatch.setattr(conversion, "_homes", {})
    with pytest.raises(NotMade, match=conversion.TOO_LONG):
        to_pdf([b"word"])
    assert conversion._homes == {}
    program(tmp_path, "soffice", "exit 0")
    with pytest.raises(NotMade, match=conversion.FAILED):
        to_pdf([b"word"])


@pytest.mark.slow
@needs_office
def test_one_that_cannot_be_read_keeps_no_other_back() -> None:
    made = each_to_pdf([titled("整改清单"), b"PK\x03\x04", titled("问题清单")])
    assert [str(one) if isinstance(one, NotMade) else title_of(one) for one in made] == [
        "整改清单", conversion.FAILED, "问题清单",
    ]  # fmt: skip


def test_what_was_made_before_the_time_was_over_is_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # the first file is whole, the second half written
    program(
        tmp_path, "soffice",
        'for f in "$@"; do case "$f" in *0.docx) printf "%%PDF-1.6 %%%%EOF" >"${f%docx}pdf";;'
        ' *1.docx) printf "%%PDF-1.6" >"${f%docx}pdf";; esac; done; exec /bin/sleep 60',
    )  # fmt: skip
    monkeypatch.setenv("PATH", str(tmp_path))
    made = each_to_pdf([b"one", b"two"], seconds=0.5)
    assert [str(one) for one in made] == [str(b"%PDF-1.6 %%EOF"), conversion.TOO_LONG]


def test_who_has_to_wait_too_long_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path, "soffice", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(conversion, "WAIT_SECONDS", 0.05)
    with conversion._turn, pytest.raises(NotMade, match=conversion.BUSY):
        to_pdf([b"word"])


def test_waiting_is_part_of_the_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path, "soffice", "exec /bin/sleep 60")
    monkeypatch.setenv("PATH", str(tmp_path))
    conversion._turn.acquire()
    threading.Timer(2, conversion._turn.release).start()
    begun = monotonic()
    assert [str(one) for one in each_to_pdf([b"word"], seconds=2.5)] == [conversion.TOO_LONG]
    assert monotonic() - begun < 4.4


def test_without_libreoffice_it_is_said_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert FORMATS["pdf"].obstacle() == conversion.NO_OFFICE
    with pytest.raises(NotMade, match=re.escape(conversion.NO_OFFICE)):
        to_pdf([b"word"])


def test_fonts_that_are_others_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path, "soffice", "exit 0")
    program(
        tmp_path, "fc-match",
        'case "$3" in 黑体*) printf 黑体,SimHei;; T*) printf "Times New Roman";; *) printf 某宋;; esac',
    )  # fmt: skip
    monkeypatch.setenv("PATH", str(tmp_path))
    fonts.substituted.cache_clear()
    try:
        assert dict(fonts.substituted()) == dict.fromkeys(
            ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "宋体"), "某宋"
        )
        assert (
            FORMATS["pdf"]
            .remark()
            .startswith(
                "服务器上没有方正小标宋简体、仿宋_GB2312、楷体_GB2312、宋体，PDF 里用别的字体（如 某宋）代替"
            )
        )
    finally:
        fonts.substituted.cache_clear()
