"""Make the pictures of README: the wizard, the check step, the first page of a Word file, the
reading page and a meeting's table.

    .venv/bin/python docs/pictures/make.py

Starts 照镜 with its demo data on a free port, takes the pictures with the system's Chromium as a demo
member and a secretary, asks the real worker for the Word file and turns its first page into a
picture with LibreOffice and pdftoppm (Debian: apt install libreoffice-writer-nogui poppler-utils).
Stand-ins for the fonts that the file names but nobody may ship are looked for in FONTS (default:
var/fonts); the Fandol fonts of Debian's texlive-lang-chinese are the best.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

from playwright.sync_api import Page, sync_playwright  # noqa: E402

from tests import programs  # noqa: E402
from tests.browser import FLAGS, sign_in  # noqa: E402
from tests.processes import prepare_template, running_app  # noqa: E402

PDFTOPPM = programs.Program("pdftoppm", ("poppler-utils",), lambda: shutil.which("pdftoppm"))
HERE = Path(__file__).resolve().parent
FONTS = Path(os.environ.get("FONTS", ROOT / "var/fonts"))
#: Whose finished material the demo holds (drafting/drafts/demo.py).
MEMBER = "chenhaoran"
#: Who reviews, and whose paper she returned with comments (drafting/review/demo.py).
SECRETARY, RETURNED = "linjing", "马骏"
STAND_INS = {
    "仿宋_GB2312": "FandolFang R",
    "FangSong_GB2312": "FandolFang R",
    "仿宋": "FandolFang R",
    "FangSong": "FandolFang R",
    "楷体_GB2312": "FandolKai",
    "KaiTi": "FandolKai",
    "楷体": "FandolKai",
    "黑体": "FandolHei",
    "SimHei": "FandolHei",
    "方正小标宋简体": "FandolSong",
    "方正小标宋_GBK": "FandolSong",
    "宋体": "FandolSong",
    "SimSun": "FandolSong",
}


def font_settings(directory: Path) -> dict[str, str]:
    """The environment in which fontconfig knows the stand-ins; the fonts really installed stay
    first."""
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><accept><family>{stand_in}</family></accept></alias>'
        for name, stand_in in STAND_INS.items()
    )
    config = directory / "fonts.conf"
    config.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{FONTS}</dir>'
        f"<cachedir>{directory}/cache</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    return {**os.environ, "FONTCONFIG_FILE": str(config)}


def take(page: Page, target: Path) -> Path:
    """The pictures of the pages; returns the downloaded Word file."""
    sign_in(page, MEMBER)
    page.get_by_role("link", name="继续撰写").first.click()
    base = page.url.split("/steps/")[0]
    page.goto(f"{base}/steps/theory/")
    page.locator("[data-point] textarea[data-field=example]").first.click()
    page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=HERE / "wizard.png")
    page.goto(f"{base}/steps/check/")
    page.screenshot(path=HERE / "check.png")
    page.goto(f"{base}/exports/")
    page.get_by_role("button", name="生成").first.click()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("link", name="下载").first.click(timeout=60_000)
    download.value.save_as(target)
    return target


def take_desk(page: Page) -> None:
    """The pictures of the secretary's pages."""
    sign_in(page, SECRETARY)
    page.goto("/meetings/")
    page.locator("main h3 a").first.click()
    page.screenshot(path=HERE / "table.png")
    page.get_by_role("link", name=RETURNED).click()
    # the first comment and its words come into view together
    page.locator("[data-walk-on]").click()
    page.wait_for_timeout(1000)
    page.screenshot(path=HERE / "reading.png")


def first_page(word: Path, directory: Path, env: dict[str, str]) -> None:
    """The first page of the Word file as word.png."""
    profile = f"-env:UserInstallation=file://{directory}/profile"
    subprocess.run(
        [str(programs.LIBREOFFICE.find()), profile, "--headless", "--convert-to", "pdf", "--outdir",
        str(directory), str(word)],
        check=True, env=env, stdout=subprocess.DEVNULL, timeout=180,
    )  # fmt: skip
    pdf = directory / f"{word.stem}.pdf"
    subprocess.run(
        [
            "pdftoppm",
            "-png",
            "-r",
            "80",
            "-f",
            "1",
            "-l",
            "1",
            "-singlefile",
            str(pdf),
            str(HERE / "word"),
        ],
        check=True,
    )


def main() -> int:
    for needed in (programs.CHROMIUM, programs.CHINESE_FONT, programs.LIBREOFFICE, PDFTOPPM):
        if needed.find() is None:
            sys.exit(needed.missing)
    with tempfile.TemporaryDirectory(prefix="zj-pictures-") as name:
        directory = Path(name)
        env = font_settings(directory)
        (directory / "template").mkdir()
        (directory / "app").mkdir()
        with (
            running_app(prepare_template(directory / "template"), directory / "app") as app,
            sync_playwright() as player,
        ):
            chromium = player.chromium.launch(
                executable_path=programs.CHROMIUM.find(), args=FLAGS, env=env
            )

            def new_page() -> Page:
                size: Any = {"width": 1366, "height": 900}
                context = chromium.new_context(base_url=app.base_url, locale="zh-CN", viewport=size)
                return context.new_page()

            word = take(new_page(), directory / "material.docx")
            take_desk(new_page())
            chromium.close()
        first_page(word, directory, env)
    return 0


if __name__ == "__main__":
    sys.exit(main())
