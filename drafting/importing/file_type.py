"""What a file is by its first bytes, whatever its name says. [pure]"""

from __future__ import annotations

from typing import Final, Literal

from drafting.importing.source import UnreadableFile

Kind = Literal[
    "zip", "ole", "pdf", "rtf", "picture", "archive", "html", "encrypted", "unknown"
]  # fmt: skip

_SIGNATURES: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
)
#: What programs that encrypt a company's files write at their beginning, whatever the ending says.
_COMPANY_LOCKS: Final = (
    b"%TSD-Header",
    b"E-SafeNet",
    b"ESAFENET",
    b"IP-guard",
    b"<DRM",
    b"DRMONE",
    b"LDSECURE",
    b"HTENC",
)
_LOCK_WITHIN: Final = 48
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MACROS: Final = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "VBA_PROJECT_CUR"))

_RETYPE: Final = "请用 Word 或 WPS 打开，另存为 .docx 再导入。"
_SENTENCES: Final[dict[Kind, str]] = {
    "pdf": "这是 PDF 文件，读不出段落，请找到它的 Word 原稿再导入。",
    "rtf": f"这是 RTF 文件，{_RETYPE}",
    "picture": "这是图片，读不出文字，请导入 Word 或文本文件。",
    "archive": "这是压缩包，请先解压，再导入其中的材料。",
    "encrypted": "这个文件被单位的加密软件加了密，这里读不出来，请在装有加密软件的电脑上打开，解密或另存为普通文件再导入。",
    "html": f"这是网页文件，{_RETYPE}",
}


def kind_of(content: bytes) -> Kind:
    """The kind of a file by its first bytes; ``unknown`` may be text."""
    if any(lock in content[:_LOCK_WITHIN] for lock in _COMPANY_LOCKS):
        return "encrypted"
    for signature, kind in _SIGNATURES:
        # two letters alone prove nothing: text may begin with BM
        if content.startswith(signature) and (kind != "picture" or b"\0" in content[:64]):
            return kind
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if head.startswith((b"<!doctype html", b"<html")) else "unknown"


def refuse_foreign(content: bytes, suffix: str) -> None:
    """Raise UnreadableFile where the content is not what the ending promises, or is locked or
    carries macros."""
    kind = kind_of(content)
    if kind in _SENTENCES and not (kind == "html" and suffix == ".txt"):
        raise UnreadableFile(_SENTENCES[kind])
    if kind == "ole":
        _refuse_ole(content, suffix)
    elif kind == "zip":
        if suffix not in (".docx", ".wps"):
            raise UnreadableFile(
                f"文件内容与 {suffix} 后缀不符，如果是 Word 文件，请把后缀改回 .docx 再导入。"
            )
    elif suffix == ".docx":
        raise UnreadableFile(f"文件内容与 .docx 后缀不符，或已损坏，{_RETYPE}")
    elif suffix in (".doc", ".wps"):
        raise UnreadableFile(f"文件内容与 {suffix} 后缀不符，或已损坏，{_RETYPE}")


def _refuse_ole(content: bytes, suffix: str) -> None:
    if _ENCRYPTED in content:
        raise UnreadableFile("文件加了密码，请先在 Word 或 WPS 中取消密码再导入。")
    if any(name in content for name in _MACROS):
        raise UnreadableFile("文件带有宏，请另存为不含宏的 .docx 再导入。")
    if suffix not in (".doc", ".wps"):
        raise UnreadableFile(
            f"文件内容是旧版 Word 格式，与 {suffix} 后缀不符，请用 Word 或 WPS 另存为 .docx。"
        )
