"""The four questions of a new point: their answers are kept as they are typed, until a point is
made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from drafting.common.numbers import whole_number
from drafting.document.text import clean
from drafting.drafts.save_requests import Sending
from drafting.facts import services
from drafting.facts.models import Fact
from drafting.facts.wording import Words
from drafting.wizard.selectors import StepPage
from drafting.wizard.step_page.layout import FieldPart

#: Characters of one answer.
LONGEST = 2000
TOO_LONG = f"最多 {LONGEST} 个字，请删减后再保存（已输入的文字都还在）。"
#: What is asked, in order: the field of a fact, the question, and how an answer may begin.
QUESTIONS = (
    ("what", "什么事、什么时候", "例：3月初在借阅台值班，来还书的老人等了二十分钟"),
    ("did", "我做了什么、没做什么", "例：我在看手机，抬头才看见他"),
    ("thought", "当时怎么想", "例：觉得反正闭馆还早，不差这一会儿"),
    ("led_to", "带来什么结果", "例：他说下次不来了"),
)
NAMES = tuple(name for name, _, _ in QUESTIONS)


@dataclass
class QuestionsCard:
    """The questions of a step as its page has them, like a card of a node (``node`` is its name in
    the form). ``theirs`` is what another window saved meanwhile, by label."""

    node: str
    words: Words
    base: int
    theirs: list[tuple[str, str]] = field(default_factory=list)

    @property
    def too_long(self) -> bool:
        """Whether an answer is longer than it may be."""
        return any(len(text) > LONGEST for text in asdict(self.words).values())

    @property
    def answers(self) -> list[FieldPart]:
        """The questions in order, each as a field."""
        texts = asdict(self.words)
        return [
            FieldPart(
                name=f"{self.node}-{name}",
                field=name,
                label=label,
                value=texts[name],
                rows=2,
                most=LONGEST,
                placeholder=hint,
                errors=(TOO_LONG,) if len(texts[name]) > LONGEST else (),
                counted=False,
            )
            for name, label, hint in QUESTIONS
        ]

    @property
    def open(self) -> bool:
        """Whether something is answered."""
        return not self.words.silent


def node_of(key: str) -> str:
    """What the questions of a step are called among the nodes of its page."""
    return f"answers-{key}"


def card_of(page: StepPage) -> QuestionsCard | None:
    """The questions of a step with the answers that are stored; None where it has none."""
    if not page.takes_facts:
        return None
    stored = page.facts_beside.answers
    words, base = (stored.words, stored.version) if stored else (Words(), 0)
    return QuestionsCard(node_of(page.step.key), words, base)


def typed_card(page: StepPage, data: Mapping[str, str]) -> QuestionsCard | None:
    """The questions as they were posted; None where they were not."""
    node = node_of(page.step.key)
    base = whole_number(data.get(f"{node}-base", ""))
    if base is None or not page.takes_facts:
        return None
    return QuestionsCard(node, words_of({n: data.get(f"{node}-{n}", "") for n in NAMES}), base)


def words_of(values: Mapping[str, str]) -> Words:
    """The answers in a request."""
    return Words(**{name: clean(values.get(name, "")) for name in NAMES})


def save_posted_answers(
    page: StepPage, data: Mapping[str, str], sending: Sending | None = None
) -> QuestionsCard | None:
    """Store the answers that were posted with a step; what cannot be stored comes back with what
    was typed."""
    card = typed_card(page, data)
    if card is None or card.too_long:
        return card
    try:
        services.save_answers(page.draft, page.step.key, card.words, card.base, sending)
    except services.FactOvertaken as newer:
        # the next save is a knowing one: the person has both texts before them
        card.base = newer.fact.version
        card.theirs = differences(newer.fact, card.words)
        return card
    return None


def differences(stored: Fact, mine: Words) -> list[tuple[str, str]]:
    """The answers of another window where they differ, as (label, text)."""
    theirs, here = asdict(stored.words), asdict(mine)
    return [
        (label, theirs[name] or "（空）")
        for name, label, _ in QUESTIONS
        if theirs[name] != here[name]
    ]
