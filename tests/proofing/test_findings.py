"""Whole findings on small texts, and how they are settled, counted and ranked."""

from drafting.document.structure import from_structure
from drafting.proofing.core.context import Context
from drafting.proofing.core.findings import Finding
from drafting.proofing.core.registry import BY_ID
from drafting.proofing.core.runner import proofread
from drafting.proofing.core.tally import counts, most_pressing
from drafting.proofing.printed_text import project

TEXT = "一、存在的问题\n（一)在学习方面。做的不够,与{事项}有关。"


def test_whole_findings() -> None:
    assert proofread(Context(TEXT, complete=False)) == (
        Finding(
            "bracket-mix",
            "error",
            8,
            11,
            "（一)",
            "括号一边是全角、一边是半角。",
            "（一）",
            "（一）",
            None,
        ),
        Finding(
            "missing-example",
            "warning",
            11,
            16,
            "在学习方面",
            "这一方面没有一件具体的事。",
            "写一件自己的事：是什么时候、哪一件、谁看见了或者谁受了影响，自己当时怎么想",
            None,
            None,
        ),
        Finding(
            "de-complement",
            "warning",
            17,
            21,
            "做的不够",
            "“做”后面说的是程度，用“得”。",
            "做得不够",
            "做得不够",
            None,
        ),
        Finding("halfwidth-mark", "warning", 21, 22, ",", "中文里用全角“，”。", "，", "，", None),
        Finding(
            "hole", "error", 23, 27, "{事项}", "“事项”还没有填写。", "换成自己的事实", None, None
        ),
    )


def test_counts_name_every_severity() -> None:
    assert counts(proofread(Context(TEXT, complete=False))) == {
        "error": 2,
        "warning": 3,
        "advice": 0,
    }
    assert counts(()) == {"error": 0, "warning": 0, "advice": 0}


def test_the_most_pressing_are_errors_before_warnings_and_frequent_before_rare() -> None:
    text = "做的不够，抓的不紧，{一}{二}**，"
    pressing = most_pressing(proofread(Context(text, complete=False)))
    assert [(finding.rule, finding.text, number) for finding, number in pressing] == [
        ("hole", "{一}", 2),
        ("placeholder", "**", 1),
        ("de-complement", "做的不够", 2),
    ]


def test_two_corrections_of_the_same_words_leave_the_more_certain_one() -> None:
    found = proofread(Context("坚持踏石流印的劲头。", complete=False))
    assert [(finding.rule, finding.replacement) for finding in found] == [
        ("formulation-misquoted", "踏石留印")
    ]


def test_findings_name_the_node_that_holds_them() -> None:
    document = from_structure(
        {"parts": [{"role": "problems", "heading": "存在的问题", "points": [
            {"id": "first", "claim": "学得少", "body": "读的不够。"}, {"id": "second", "claim": "做的不好"}]}]}
    )  # fmt: skip
    projection = project(document)
    text, spans = projection.text, projection.spans
    found = proofread(
        Context(text, document=document, spans=spans, shape=projection.outline, complete=False),
        (BY_ID["de-complement"],),
    )
    assert [(finding.text, finding.node_id) for finding in found] == [
        ("读的不够", "first"),
        ("做的不好", "second"),
    ]
    assert [text[start:end] for node, start, end in spans if node == "second"] == ["做的不好。"]


def test_a_finding_prints_as_the_contract_says() -> None:
    (finding,) = proofread(Context("做的不够。", complete=False))
    assert finding.as_dict() == {
        "rule": "de-complement", "severity": "warning", "start": 0, "end": 4, "text": "做的不够",
        "message": "“做”后面说的是程度，用“得”。", "suggestion": "做得不够", "replacement": "做得不够",
    }  # fmt: skip


def test_what_is_said_of_a_whole_paragraph_does_not_hide_a_word_in_it() -> None:
    text = "二、原因剖析\n自已放松了学习。平时学得少。\n宗旨树得不牢。平时下得少。"
    found = proofread(
        Context(text, complete=False),
        (BY_ID["numbering-missing"], BY_ID["praise-first"], BY_ID["confused-word"]),
    )
    assert [(finding.rule, finding.text) for finding in found] == [
        ("confused-word", "自已"),
        ("numbering-missing", "自已放松了学习"),
        ("numbering-missing", "宗旨树得不牢"),
    ]
    praise = "一、问题\n虽然自已每天都在窗口值班，但很少问群众。"
    found = proofread(
        Context(praise, complete=False), (BY_ID["praise-first"], BY_ID["confused-word"])
    )
    assert [finding.rule for finding in found] == ["praise-first", "confused-word"]


def test_a_word_cut_out_of_two_others_is_no_word_gone_wrong() -> None:
    text = "处理问题高举轻放，没有讲自己经历的事，学习贯彻不够。"
    assert proofread(Context(text, complete=False), (BY_ID["confused-word"],)) == ()


def test_four_characters_are_recognised_by_sound_at_either_end() -> None:
    text = "落实一岗双则不够，缺少密切联系群中的自觉。"
    found = proofread(Context(text, complete=False), (BY_ID["formulation-misquoted"],))
    assert [(finding.text, finding.replacement) for finding in found] == [
        ("一岗双则", "一岗双责"),
        ("密切联系群中", "密切联系群众"),
    ]
