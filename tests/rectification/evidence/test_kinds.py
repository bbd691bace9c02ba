"""A file is what is in it, whatever it is called."""

from __future__ import annotations

import pytest

from drafting.rectification.evidence.kinds import KINDS, RefusedFile, ending_of
from tests.rectification.evidence import samples


def test_what_is_taken() -> None:
    contents = (samples.PDF, samples.JPEG, samples.PNG, samples.docx(), samples.xlsx())
    assert [ending_of(one) for one in contents] == ["pdf", "jpg", "png", "docx", "xlsx"]


OTHER = f"不是能收的文件，只收 {KINDS}，请换成其中一种再上传。"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "是空的，请检查是不是选错了文件。"),
        (b"MZ\x90\0\x03", OTHER),
        (b"GIF89a\0\0", OTHER),
        (b"<html><script>alert(1)</script>", OTHER),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", OTHER),
        ("走访记录".encode(), OTHER),
        (samples.archive(a=b"1"), OTHER),
        (
            samples.archive(**{"[Content_Types].xml": b"presentationml.presentation.main+xml"}),
            OTHER,
        ),
        (
            samples.docx()[:900],
            "已损坏，打不开，请用 Word、Excel 或 WPS 打开原件，另存以后再上传。",
        ),
        (samples.with_macros(), "带有宏，请另存为不含宏的 .docx 或 .xlsx 再上传。"),
        (samples.bomb(), "解开后大得反常，不像一份文件，没有接收。"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99,
            "是旧版 Office 文件或者加了密码，请用 Word、Excel 或 WPS 另存为不加密码的 .docx 或 .xlsx 再上传。",
        ),
        (b"%TSD-Header-###%\0", "被单位的加密软件加了密，请解密或另存为普通文件再上传。"),
    ],
)
def test_what_is_not_taken_is_said_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        ending_of(content)
    assert str(refused.value) == sentence
