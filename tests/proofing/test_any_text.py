"""Whatever the text: no exception, and every finding stands where it says."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.proofing.core.context import Context
from drafting.proofing.core.registry import CHECKS
from drafting.proofing.core.runner import proofread
from tests.proofing.planting import clean, names

PIECES = st.sampled_from(
    [example.text for check in CHECKS for example in (*check.good, *check.bad)]
    + [
        "一、存在的问题\n",
        "（一）",
        "二是",
        "\n",
        "，，",
        "（",
        "”",
        "《",
        "{时间}",
        "**",
        "\ud800",
        "\x00",
        "的",
        "得",
        "地",
        "一是",
        "“六个坚持”",
        "　",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=12).map("".join)


def check(text: str) -> None:
    findings = proofread(Context(text))
    for finding in findings:
        assert finding.text == text[finding.start : finding.end]
        assert 0 <= finding.start <= finding.end <= len(text)
        json.dumps(finding.as_dict())


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text(text: str) -> None:
    check(text)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(names()), st.data())
def test_materials_with_anything_cut_or_put_in(name: str, data: st.DataObject) -> None:
    text = clean(name)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 80)))
    check(text[:start] + data.draw(st.one_of(PIECES, st.text(max_size=20))) + text[end:])
