"""What makes a phrase well formed; the form, the .xlsx import and the test of the starter library
ask here. [pure]"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

#: Which parts hang on a category, and which of the three kinds.
CATEGORY_OF: Final[Mapping[str, str]] = {
    "problems": "problem",
    "causes": "cause",
    "measures": "measure",
}

#: Questions of a phrase, and the characters of each.
MOST_QUESTIONS: Final = 6
LONGEST_QUESTION: Final = 80

_HOLE = re.compile(r"\{([\u4e00-\u9fff]{1,8})\}")
_BRACE = re.compile(r"\{[^{}]{0,20}\}?|\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseText:
    """The values of a phrase that the rules look at; ``categories`` names the kinds of category
    that are set."""

    part: str
    claim: str
    elaboration: str
    example: str
    questions: str
    required_holes: Sequence[str]
    categories: Sequence[str]


def hole_names(*texts: str) -> tuple[str, ...]:
    """The names of the well formed holes of the texts in order, each once."""
    return tuple(dict.fromkeys(name for text in texts for name in _HOLE.findall(text)))


def lines_of(text: str) -> list[str]:
    """The lines that say something, without the blanks around them."""
    return [line for line in map(str.strip, text.splitlines()) if line]


def faults(phrase: PhraseText) -> dict[str, str]:
    """What is wrong, one Chinese sentence for each field concerned; empty when nothing is."""
    found: dict[str, str] = {}
    for name, text in (
        ("claim", phrase.claim),
        ("elaboration", phrase.elaboration),
        ("example", phrase.example),
    ):
        if bad := _BRACE.search(_HOLE.sub("", text)):
            found[name] = f"空项须写成 {{名称}}，名称为1至8个汉字，这里是“{bad[0]}”。"
    if reason := _fault_of_questions(lines_of(phrase.questions)):
        found["questions"] = reason
    if phrase.part in CATEGORY_OF:
        _check_point(phrase, found)
    else:
        _check_running_text(phrase, found)
    known = hole_names(phrase.claim, phrase.elaboration, phrase.example)
    if missing := [name for name in phrase.required_holes if name not in known]:
        found["required_holes"] = f"必填空项“{'、'.join(missing)}”没有出现在文字中。"
    return found


def _fault_of_questions(questions: Sequence[str]) -> str:
    if len(questions) > MOST_QUESTIONS:
        return f"提示问题最多{MOST_QUESTIONS}个，这里有{len(questions)}个。"
    for question in questions:
        if len(question) > LONGEST_QUESTION:
            return (
                f"每个提示问题不超过{LONGEST_QUESTION}字，“{question[:10]}…”有{len(question)}字。"
            )
        if "{" in question or "}" in question:
            return f"提示问题里不写空项，请把“{question[:20]}”写成一句问话。"
    if twice := [question for question in questions if questions.count(question) > 1]:
        return f"提示问题“{twice[0][:20]}”写了不止一次。"
    return ""


def _check_point(phrase: PhraseText, found: dict[str, str]) -> None:
    wanted = CATEGORY_OF[phrase.part]
    labels = {"problem": "问题分类", "cause": "原因分类", "measure": "措施分类"}
    if wanted not in phrase.categories:
        found[wanted] = f"请选择{labels[wanted]}。"
    for other in phrase.categories:
        if other != wanted:
            found[other] = f"这条素材的用途与{labels[other]}不符，请清空这一项。"
    if not phrase.claim:
        found["claim"] = "请填写观点句。"
    elif "。" in phrase.claim:
        found.setdefault("claim", "观点句不写句号，排印时会自动加上。")
    if not phrase.elaboration and not lines_of(phrase.questions):
        found.setdefault("elaboration", "请填写表现，或者写几个提示问题。")
    if phrase.example and phrase.part != "problems":
        found["example"] = "只有问题才写事例，请清空这一项。"


def _check_running_text(phrase: PhraseText, found: dict[str, str]) -> None:
    for name in phrase.categories:
        found[name] = "导语、结束语等成段文字不分类，请清空这一项。"
    if phrase.claim:
        found["claim"] = "导语、结束语等成段文字没有观点句，请写在正文里。"
    if phrase.example:
        found["example"] = "导语、结束语等成段文字没有事例，请写在正文里。"
    if not phrase.elaboration:
        found["elaboration"] = "请填写正文。"
