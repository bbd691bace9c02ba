"""What the check finds, what it leaves alone, and what it says where it cannot know."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.proofing.checks.typing_error import CHECK
from drafting.proofing.core.context import Context
from drafting.proofing.core.findings import Finding
from drafting.proofing.core.runner import proofread
from drafting.proofing.typing import resources

WRONG = "把上级的部署要求落时到每一项具体工作中。"
RIGHT = WRONG.replace("落时", "落实")


def found(text: str, **given: object) -> list[Finding]:
    context = Context(text, complete=False, **given)  # type: ignore[arg-type]
    return list(proofread(context, (CHECK,), seconds=60))


def test_one_click_mends_it() -> None:
    (finding,) = found(f"会前学习了三天。\n{WRONG}")
    assert (finding.text, finding.replacement, finding.severity) == ("落时", "落实", "warning")
    text = f"会前学习了三天。\n{WRONG}"
    assert text[: finding.start] + "落实" + text[finding.end :] == f"会前学习了三天。\n{RIGHT}"


@pytest.mark.parametrize(
    "text",
    [
        RIGHT,
        "一是学得不深，二是用得不活，三是抓得不紧。",
        "加强法治宣传教育，坚持以点带面，为乡村振兴作出更大贡献。",
        "抗疫期间下沉社区，做好防控和保供，帮助企业纾困。",
        "他向来执著，她做作业很认真，的确不容易。",
        "",
        "。，！",
        "字",
        "\ud800落" * 20,
    ],
)
def test_right_text_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("given", ["people", "own_names", "own_words", "foreign_names"])
def test_names_are_right_as_they_stand(given: str) -> None:
    assert found(WRONG, **{given: ("落时",)}) == []


@pytest.mark.parametrize("text", [f"读了《{WRONG[:-1]}》一书。"])
def test_titles_are_quoted_as_they_are(text: str) -> None:
    assert found(text) == []


def test_what_is_written_so_again_and_again_is_one_advice() -> None:
    findings = found("\n".join([WRONG] * 3))
    assert [(one.start, one.severity) for one in findings] == [(WRONG.index("落时"), "advice")]
    assert "全文 3 处都是这样写的" in findings[0].message
    assert [one.severity for one in found("\n".join([WRONG] * 2))] == ["warning"] * 2


def test_it_is_never_an_error() -> None:
    assert {
        one.severity for one in found("研就问题，听取意建，调察研究，服务大局的意使不强。")
    } <= {
        "warning",
        "advice",
    }


def test_where_time_is_over_it_is_named_as_unfinished() -> None:
    listed = proofread(Context(WRONG, complete=False), (CHECK,), seconds=-1)
    assert (list(listed), listed.unfinished, listed.missing) == ([], (CHECK.id,), ())


@pytest.mark.parametrize("broken", [False, True], ids=["missing", "broken"])
def test_without_the_model_it_is_named_as_missing(
    broken: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "typing.model"
    if broken:
        path.write_bytes(b"ZJTM\x01....")
    monkeypatch.setattr(resources, "MODEL", path)
    resources.load_tables.cache_clear()
    listed = proofread(Context(WRONG, complete=False), (CHECK,))
    assert (list(listed), listed.unfinished, listed.missing) == ([], (), (CHECK.id,))


def test_a_sentence_is_judged_once() -> None:
    tables = resources.load_tables()
    found(WRONG)
    before = tables.graded.cache_info()
    found(WRONG)
    after = tables.graded.cache_info()
    assert (after.misses, after.hits) == (before.misses, before.hits + 1)
