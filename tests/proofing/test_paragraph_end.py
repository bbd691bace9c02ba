"""Which paragraphs need a stop at their end: single sentences of the opening, the leads and the
closing words among them, no salutation, signature, heading or item of a list."""

from __future__ import annotations

import pytest

from drafting.document.structure import from_structure
from drafting.proofing.checks.paragraph_end import CHECK
from drafting.proofing.core.context import Context
from drafting.proofing.printed_text import project

BODY = "一、存在的问题\n（一）学习方面\n1.学得不深。只读标题。\n二、整改措施\n1.每周学。\n"


def found(text: str) -> list[tuple[str, str | None]]:
    context = Context(text)
    lines = [(context.paragraph_at(hit.start), hit.replacement) for hit in CHECK.run(context)]
    return [(line.text, mended) for line, mended in lines if line is not None]


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("以上是我的对照检查，请同志们批评指正", "正。"),
        ("以上是我的对照检查", "查。"),
        ("请同志们批评指正", "正。"),
        ("不妥之处，恳请批评指正，", "。"),
    ],
)
@pytest.mark.parametrize("signature", ["", "张三\n2024年12月30日\n", "县图书馆党支部，张三\n"])
def test_closing_words(line: str, mended: str, signature: str) -> None:
    assert found(f"{BODY}{line}\n{signature}") == [(line, mended)]


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("现将对照检查情况汇报如下", "下："),
        ("根据支部安排，我作了对照检查，现报告如下，", "："),
        ("根据支部安排，我对照五个方面作了检查", "查。"),
    ],
)
@pytest.mark.parametrize("salutation", ["同志们：\n", "各位领导，各位同志：\n"])
def test_the_opening(line: str, mended: str, salutation: str) -> None:
    assert found(f"{salutation}{line}\n{BODY}") == [(line, mended)]


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("对照要求，我在学习上还有差距", "距。"),
        ("主要存在以下三个问题", "题："),
        ("主要问题如下", "下："),
    ],
)
def test_a_lead(line: str, mended: str) -> None:
    text = BODY.replace("（一）学习方面\n", f"（一）学习方面\n{line}\n")
    assert found(text) == [(line, mended)]


@pytest.mark.parametrize(
    "line",
    [
        "各位领导，各位同志",
        "尊敬的各位领导，同志们",
        "张三",
        "县图书馆党支部，张三",
        "检查人：张三",
        "2024年12月30日",
        "二〇二四年十二月",
        "此致",
        "敬礼",
        "（一）学思想不够深入，悟初心不够透彻",
        "1.学得不够深，用得不够活",
        "● 学得不够深，用得不够活",
        "一是学得不够深，用得不够活",
        "请示报告制度执行不严",
        "主动接受群众监督",
    ],
)
def test_what_has_no_stop(line: str) -> None:
    assert found(f"{line}\n{BODY}") == []
    assert found(f"{BODY}{line}\n") == []
    assert found(f"一、存在的问题\n（一）学习方面\n{line}\n1.学得不深。只读标题。\n") == []


def test_a_sentence_in_lines_that_were_broken() -> None:
    assert found(f"{BODY}今后我要学在前面，做在前面，\n把答应的事办好，请同志们监督。\n") == []


def test_the_fields_of_a_paper() -> None:
    document = from_structure(
        {
            "opening": "现将情况汇报如下",
            "parts": [
                {
                    "role": "problems",
                    "heading": "存在的问题",
                    "sections": [
                        {"heading": "学习方面", "lead": "对照要求，我还有差距", "points": [{"claim": "读得少"}]}
                    ],
                }
            ],
            "closing": ["我将以这次会议为起点，把答应的事办好。", "以上是我的对照检查，请批评指正"],
        }
    )  # fmt: skip
    printed = project(document)
    context = Context(printed.text, document=document, spans=printed.spans, shape=printed.outline)
    hits = list(CHECK.run(context))
    assert [hit.replacement for hit in hits] == ["下：", "距。", "正。"]
    fields = [printed.place_of(hit.start, hit.end) for hit in hits]
    assert [field and field.field for field in fields] == ["text", "lead", "text"]
