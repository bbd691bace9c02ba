"""The PDF beside each Word file of a bundle, many in one run of LibreOffice, as long as there is time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from time import monotonic
from typing import Final

from drafting.rendering.formats.pdf import each_to_pdf
from drafting.rendering.output_format import NotMade

#: Files of one run: to start LibreOffice takes as long as to convert a dozen.
BATCH: Final = 30
#: Seconds from the beginning of the task until the last run is over: the task has to end before
#: its own limit (CELERY_TASK_SOFT_TIME_LIMIT). With less than LEAST left no further run is begun.
SECONDS: Final = 46
LEAST: Final = 4
#: Seconds for one run: shorter than the shortest lease, which is renewed between two runs.
RUN: Final = 35
NO_TIME: Final = "材料太多，没有来得及转换成 PDF，请分几次打包，或者打开 Word 文件另存为 PDF。"


def pdfs_beside(
    files: Mapping[str, bytes], begun: float
) -> Iterator[list[tuple[str, bytes | NotMade]]]:
    """The name and the PDF of each Word file, or why there is none, run by run in their order;
    ``begun`` is when the task did (``monotonic``)."""
    names = [name for name in files if name.endswith(".docx")]
    end = begun + SECONDS
    for at in range(0, len(names), BATCH):
        batch = names[at : at + BATCH]
        left = end - monotonic()
        made: list[bytes | NotMade] = (
            each_to_pdf([files[name] for name in batch], min(left, RUN))
            if left > LEAST
            else [NotMade(NO_TIME)] * len(batch)
        )
        yield list(zip(map(pdf_name, batch), made, strict=True))


def pdf_name(name: str) -> str:
    """The name of the PDF beside a Word file."""
    return f"{name.removesuffix('.docx')}.pdf"
