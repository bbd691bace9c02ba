"""A paper pasted in place of a file."""

from __future__ import annotations

import html

import pytest
from django.test import Client
from django.urls import reverse

from drafting.importing.models import Import
from tests.importing.papers import PAPER
from tests.importing.taken import a_file

pytestmark = pytest.mark.django_db

UPLOAD = reverse("importing:upload")


def test_a_pasted_paper_is_read_like_a_file(signed_in: Client) -> None:
    answer = signed_in.post(UPLOAD, {"text": PAPER.replace("\n", "\r\n")})
    row = Import.objects.get()
    assert answer.headers["Location"] == reverse("importing:review", args=[row.pk])
    assert row.file_name == "粘贴的文字.txt"
    assert "data-pasted" in signed_in.get(answer.headers["Location"]).text
    assert any("学习不系统" in one["text"] for one in row.paragraphs)


def test_the_page_comes_with_a_text_that_was_pasted_elsewhere(signed_in: Client) -> None:
    answer = signed_in.post(UPLOAD, {"text": "一、<问题>\r\n二、原因\0", "show": "1"})
    assert answer.status_code == 200
    assert html.escape("一、<问题>\n二、原因") in answer.text
    assert not Import.objects.exists()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text": " \n"}, "请选择要导入的文件，或者把文字粘贴在下面。"),
        ({"text": "好" * 60_001}, "文件里的文字超过 6 万字"),
    ],
)
def test_what_cannot_be_read_stays_on_the_page(
    signed_in: Client, sent: dict[str, str], sentence: str
) -> None:
    answer = signed_in.post(UPLOAD, sent)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert sent["text"].strip()[:100] in answer.text
    assert not Import.objects.exists()


def test_a_file_and_a_text_at_once_are_asked_about(signed_in: Client) -> None:
    answer = signed_in.post(UPLOAD, {"file": a_file(), "text": "留着的文字"})
    assert answer.status_code == 422
    assert "一次只能导入一样" in answer.text
    assert "留着的文字" in answer.text
