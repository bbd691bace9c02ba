"""What is found is exactly what a plain search for substrings finds, and the index follows."""

import random

import pytest

from accounts.models import User
from drafting.library import services
from drafting.library.models import Phrase, ProblemCategory, SearchedText
from drafting.library.search import hits
from drafting.library.search.grams import label, terms_of
from drafting.library.search.hits import RANK, ranked_hits, with_words
from tests.library.conftest import phrase

pytestmark = [pytest.mark.django_db, pytest.mark.db_sensitive]

LETTERS = "学习原著不够深入，。A1𠮷"
CHANCE = random.Random(13)


def texts(row: Phrase) -> str:
    return "\n".join((row.claim, row.elaboration, row.example, row.questions, str(row.problem)))


def plainly(query: str) -> list[str]:
    """Keys of the phrases with every term, by a plain search for each in their texts."""
    rows = Phrase.objects.select_related("problem").order_by(*RANK)
    terms = terms_of(query)
    return [row.key for row in rows if all(term in texts(row).lower() for term in terms)]


def found(query: str, start: int = 0, size: int = 1000) -> list[str]:
    numbers = ranked_hits(Phrase.objects.all(), query, start, size).numbers
    keys = Phrase.objects.in_bulk(numbers)
    return [keys[number].key for number in numbers]


@pytest.fixture
def chance_phrases(taxonomy: None) -> None:
    problem = phrase("LL1-0000", claim="学原著", elaboration="没有读完。").problem
    Phrase.objects.bulk_create(
        Phrase(
            key=f"LL1-{n:04}", part="problems", problem=problem, state="approved",
            claim="".join(CHANCE.choices(LETTERS, k=CHANCE.randint(1, 12))),
            elaboration="".join(CHANCE.choices(LETTERS, k=9)), use_count=CHANCE.randint(0, 3),
        )
        for n in range(1, 120)
    )  # fmt: skip


# 200: the index; 1: a walk down the ranks, whatever is asked for
@pytest.mark.parametrize("few", [200, 1])
def test_the_answers_of_a_plain_search_ranked(
    few: int, chance_phrases: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits, "_FEW", few)
    monkeypatch.setattr(hits, "_PAGE", few - 1)
    asked = ["".join(CHANCE.choices(LETTERS, k=length)) for length in (1, 1, 2, 2, 2, 3, 3, 4)]
    asked += ["学", "。", "𠮷", "学 习", "a1", "原著 不", "读书", "碎片化", "没有读完。", "不存在"]
    for query in asked:
        wanted = plainly(query)
        assert found(query) == wanted, query
        assert found(query, 2, 3) == wanted[2:5], query
        rows = with_words(Phrase.objects.all(), query).order_by(*RANK)
        assert list(rows.values_list("key", flat=True)) == wanted, query


def test_without_a_term_all_are_found_and_counted(chance_phrases: None) -> None:
    page = ranked_hits(Phrase.objects.all(), " ", 0, 20)
    assert (len(page.numbers), page.more, page.total) == (20, True, 120)


def test_labels_narrow_what_the_index_gives(taxonomy: None) -> None:
    phrase("LL1-01", claim="学得浅", roles=("leader",))
    phrase("LL1-02", claim="学得少", state=Phrase.State.DRAFT)
    rows = Phrase.objects.order_by("key")

    def keys(*labels: list[str]) -> list[str]:
        return [row.key for row in with_words(rows, "学得", labels)]

    assert keys() == ["LL1-01", "LL1-02"]
    assert keys([label("state", "draft")]) == ["LL1-02"]
    assert keys([label("role", "leader"), label("role", "member")]) == ["LL1-01"]
    assert keys([label("role", "")], [label("area", "理论学习")]) == ["LL1-02"]


def test_the_index_follows_every_way_of_writing(taxonomy: None, curator: User) -> None:
    one, two = phrase("LL1-01", claim="学得浅"), phrase("LL1-02", claim="学得少")
    assert found("学得") == ["LL1-01", "LL1-02"]
    one.claim = "读得浅"
    services.save_phrase(one, curator)
    assert found("学得") == ["LL1-02"]
    services.retire(Phrase.objects.filter(pk=two.pk), curator)
    retired = with_words(Phrase.objects.all(), "学得", [[label("state", "retired")]])
    assert [row.key for row in retired] == ["LL1-02"]
    Phrase.objects.filter(claim="学得少").update(claim="读得少")
    assert found("读得") == ["LL1-01", "LL1-02"]
    problem = ProblemCategory.objects.get(code="LL1")
    problem.name = "飞船驾驶"
    problem.save()
    assert found("飞船 读得") == ["LL1-01", "LL1-02"]
    two.delete()
    assert found("飞船") == ["LL1-01"]
    assert SearchedText.objects.count() == 1
