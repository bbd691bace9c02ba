"""Older Word files (.doc) and WPS files (.wps), by way of LibreOffice where it is installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from drafting.importing.limits import MOST_BYTES, OFFICE_SECONDS
from drafting.importing.readers.docx import DocxReader
from drafting.importing.sniff import kind_of
from drafting.importing.source import Reading, UnreadableFile

_SAVE_AS: Final = "请用 Word 或 WPS 打开，选“文件—另存为”，类型选“Word 文档（*.docx）”，再导入。"
#: No macro runs and nothing is fetched from anywhere, whatever the file asks for.
_SETTINGS: Final = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)
_PROFILE: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    + "</oor:items>\n"
)


class OfficeReader:
    """.doc and .wps files, converted and then read like any .docx."""

    suffixes = (".doc", ".wps")

    def read(self, content: bytes, suffix: str) -> Reading:
        """The paragraphs of the converted file. Raises UnreadableFile where LibreOffice is missing, fails or takes too long."""
        if (
            suffix == ".wps" and kind_of(content) == "zip"
        ):  # newer WPS writes Word's own format under its own name
            return DocxReader().read(content, suffix)
        program = shutil.which("soffice") or shutil.which("libreoffice")
        if program is None:
            raise UnreadableFile(f"这台服务器没有安装 LibreOffice，读不了 {suffix} 文件，{_SAVE_AS}")
        reading = DocxReader().read(_converted(content, suffix, program), ".docx")
        notice = f"{suffix} 文件是转换成 .docx 后读入的，请对照原稿看看序号和表格。"
        return Reading(reading.lines, (notice, *reading.notices))


def _converted(content: bytes, suffix: str, program: str) -> bytes:
    """The file as .docx. Each run has its own profile: two runs that share one lock each other out."""
    with tempfile.TemporaryDirectory(prefix="zhaojing-office-") as folder:
        home = Path(folder)
        source, out = home / f"source{suffix}", home / "out"
        source.write_bytes(content)
        settings = home / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_PROFILE, "utf-8")
        command = [
            program,
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--nofirststartwizard",
        ]
        command += [f"-env:UserInstallation={(home / 'profile').as_uri()}"]
        command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(source)]
        _run(command, home)
        result = out / "source.docx"
        # LibreOffice exits with 0 where it could not read the file
        if not result.is_file() or result.stat().st_size > MOST_BYTES:
            raise UnreadableFile(f"这个 {suffix} 文件转换不了，可能加了密码或已损坏，{_SAVE_AS}")
        return result.read_bytes()


def _run(command: list[str], home: Path) -> None:
    """Run to the end or to the time limit; LibreOffice starts a child of its own, so the whole group ends."""
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(home), "LANG": "C.UTF-8"}
    process = subprocess.Popen(
        command,
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=OFFICE_SECONDS)
    except subprocess.TimeoutExpired:
        raise UnreadableFile(f"转换用了 {OFFICE_SECONDS} 秒还没有完成，{_SAVE_AS}") from None
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
