"""What else the machine has: LibreOffice and fonts."""

from __future__ import annotations

import shutil
import subprocess

from drafting.common import office
from drafting.operation.findings import Verdict, ok, warning
from drafting.rendering.formats.pdf.fonts import substituted

_SECONDS = 15


def libreoffice() -> Verdict:
    program = office.program()
    if program is None:
        return warning(
            "没有安装，不能生成 PDF，也不能导入 .doc 文件；"
            "需要时安装（Debian：apt install libreoffice-writer-nogui；Docker Compose：.env 里设 LIBREOFFICE=1，"
            "运行 docker compose up -d --build），再重启服务。"
        )
    try:
        done = subprocess.run(
            [program, "--version"], capture_output=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return warning(f"{program} 运行不起来，PDF 生成不了，请重新安装 LibreOffice。")
    words = done.stdout.decode("utf-8", "replace").split()
    return ok(" ".join(words[:2]) + "。")


def fonts() -> Verdict:
    if office.program() is None:
        return ok("不生成 PDF，用不到字体。")
    if shutil.which("fc-match") is None:
        return warning(
            "没有 fontconfig，不知道缺哪些字体；请安装（Debian：apt install fontconfig）。"
        )
    missing = substituted()
    if not missing:
        return ok("规定的字体都有。")
    pairs = "、".join(f"{name}（用 {other} 代替）" for name, other in missing)
    return warning(
        f"缺少{pairs}，PDF 的字形和正式的不同，Word 文件不受影响；"
        "要用规定的字体，请安装到服务器上（Docker Compose：放进 fonts 目录），再重启服务。"
    )
