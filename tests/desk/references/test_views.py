"""参考文本: who keeps them, loading by file and by pasting, removing."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document as open_docx

from accounts.models import Organization, User
from drafting.desk.references import services
from drafting.proofing.alikeness.models import ReferenceText

pytestmark = pytest.mark.django_db
Browsers = Callable[[User], Client]
PAGE = "/meetings/references/"
TEXT = "学习上靠通知推着走，集中学习一结束便把本子合上，很少给自己另列题目，读到哪里、读了多少从不核对。"


def sent(organization: Organization, **fields: object) -> dict[str, object]:
    return {"organization": organization.pk, "name": "网上的范文", **fields}


def word_file(text: str) -> SimpleUploadedFile:
    target = BytesIO()
    word = open_docx()
    word.add_paragraph(text)
    word.save(target)
    return SimpleUploadedFile("范文.docx", target.getvalue())


@pytest.mark.parametrize(
    "way",
    [
        lambda: {"text": TEXT},
        lambda: {"file": word_file(TEXT)},
        lambda: {"file": SimpleUploadedFile("范文.txt", TEXT.encode("gb18030"))},
    ],
    ids=["pasted", "docx", "txt"],
)
def test_a_text_is_loaded_listed_and_removed_after_a_question(
    browser_of: Browsers,
    secretary: User,
    branch: Organization,
    way: Callable[[], dict[str, object]],
) -> None:
    browser = browser_of(secretary)
    assert browser.post(PAGE, sent(branch, **way())).status_code == 302
    (row,) = ReferenceText.objects.all()
    assert (row.organization, row.name, row.text, row.loaded_by) == (
        branch, "网上的范文", TEXT, secretary,
    )  # fmt: skip
    assert "网上的范文" in browser.get(PAGE).content.decode()
    remove = f"{PAGE}{row.pk}/remove/"
    assert "删去“网上的范文”吗" in browser.get(remove).content.decode()
    assert ReferenceText.objects.exists()
    assert browser.post(remove)["Location"] == PAGE
    assert not ReferenceText.objects.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "请选择文件，或者把文字粘贴在下面。"),
        ({"text": "太短了。"}, "文字太少，只有 4 个字，比不出什么。"),
        ({"text": "长" * 50_001}, "一份最多 50,000 个字，这份有 50,001 个字，请分成几份。"),
        ({"text": TEXT, "name": ""}, "请填写名称，以后好认。"),
        ({"file": SimpleUploadedFile("范文.pdf", b"%PDF")}, "只能载入 .docx、.txt 文件"),
        ({"file": SimpleUploadedFile("空.txt", b"")}, "文件是空的"),
        ({"file": SimpleUploadedFile("坏.docx", b"PK broken")}, "文件"),
    ],
    ids=["nothing", "short", "long", "nameless", "pdf", "empty", "broken"],
)
def test_bad_input_gets_one_sentence_and_what_was_pasted_stays(
    browser_of: Browsers,
    secretary: User,
    branch: Organization,
    fields: dict[str, object],
    said: str,
) -> None:
    answer = browser_of(secretary).post(PAGE, sent(branch, **fields))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert str(fields.get("text", "")) in page
    assert not ReferenceText.objects.exists()


def test_the_same_text_twice_and_too_many(
    browser_of: Browsers, secretary: User, branch: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = browser_of(secretary)
    browser.post(PAGE, sent(branch, text=TEXT))
    again = browser.post(PAGE, sent(branch, text=f"{TEXT}\n", name="又一份"))
    assert "这份文字已经载入过，名称是“网上的范文”。" in again.content.decode()
    monkeypatch.setattr(services, "MOST_TEXTS", 1)
    more = browser.post(PAGE, sent(branch, text=f"另一份。{TEXT}"))
    assert "最多载入 1 份" in more.content.decode()


def test_who_keeps_them(
    browser_of: Browsers, secretary: User, member: User, curator: User, administrator: User,
    other_secretary: User, branch: Organization, committee: Organization,
) -> None:  # fmt: skip
    row = services.load(branch, "网上的范文", TEXT, secretary)
    for who in (member, administrator):
        assert browser_of(who).get(PAGE).status_code == 403
        assert browser_of(who).get(f"{PAGE}{row.pk}/remove/").status_code == 404
    assert "网上的范文" not in browser_of(other_secretary).get(PAGE).content.decode()
    assert browser_of(other_secretary).post(f"{PAGE}{row.pk}/remove/").status_code == 404
    refused = browser_of(other_secretary).post(PAGE, sent(branch, text=f"另一份。{TEXT}"))
    assert "不能为这个党组织载入，请重新选择。" in refused.content.decode()
    assert browser_of(curator).get(PAGE).status_code == 200
    assert ReferenceText.objects.count() == 1
