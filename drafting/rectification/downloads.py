"""A list or another Word file of ours as an answer: the file under a name that every system takes; a PDF
is asked for by POST, made by a worker, and fetched by GET at the same address."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.http import SignedInRequest, file_answer
from drafting.jobs.storage import private_storage
from drafting.rectification.lists.tables import Table
from drafting.rectification.lists.word import word_file
from drafting.rectification.lists.workbook import workbook
from drafting.rectification.pdf_files.requests import ask_for_pdf, is_there, pdf_of
from drafting.rendering.filenames import safe_name
from drafting.rendering.formats import FORMATS

#: How a PDF is asked for and fetched; for the views.
METHODS: Final = ["GET", "HEAD", "POST"]
NOT_YET: Final = "这份内容还没有转换成 PDF，或者转换以后改过，请再点一次“PDF”。"


def file_of(table: Table, suffix: str, author: str) -> bytes:
    """The file of a list as Word or .xlsx. Raises KeyError for any other format."""
    if suffix not in ("docx", "xlsx"):
        raise KeyError(suffix)
    return word_file(table, timezone.now(), author) if suffix == "docx" else workbook(table)


def answer_with(
    request: SignedInRequest, table: Table, suffix: str, who: str, back: str
) -> HttpResponse:
    """The file of a list, named 姓名-清单; for a PDF that is not there the page where it is being
    made, or the page ``back`` (an address) with the reason. Raises Http404 for a format that there
    is not."""
    stem = f"{who}-{table.title}"
    if suffix == "xlsx":
        return file_answer(file_of(table, suffix, who), safe_name(stem, suffix))
    return answer_with_word(request, file_of(table, "docx", who), suffix, stem, back)


def answer_with_word(
    request: SignedInRequest, word: bytes, suffix: str, stem: str, back: str
) -> HttpResponse:
    """A Word file as it is or as PDF, as ``answer_with`` does."""
    if suffix not in ("docx", "pdf"):
        raise Http404("没有这种文件格式。")
    name = safe_name(stem, suffix)
    if suffix == "docx":
        return file_answer(word, name)
    if request.method == "POST":
        if reason := FORMATS["pdf"].obstacle():
            messages.error(request, reason)
            return redirect(back)
        return redirect(
            "pdf_files:page", ask_for_pdf(word, request.user, request.path, back, name).pk
        )
    job = pdf_of(word, request.user, request.path)
    if job is None or not (job.open or is_there(job)):
        messages.info(request, NOT_YET)
        return redirect(back)
    if job.open:
        return redirect("pdf_files:page", job.pk)
    with private_storage().open(job.file, "rb") as file:
        return file_answer(file.read(), name)
