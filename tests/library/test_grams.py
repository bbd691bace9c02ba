"""What texts are filed under, and where terms stand in them."""

from drafting.library.search.grams import grams_asked, grams_of, label, places, terms_of


def test_terms_are_parted_by_any_blanks_and_folded() -> None:
    assert terms_of(" 学习　APP 学习\n") == ["学习", "app"]
    assert terms_of("　 ") == []


def test_every_character_of_a_text_begins_a_gram() -> None:
    assert grams_of("学原著，a1。") == {"学原", "原著", "著", "a1", "1"}
    assert grams_of("。") == set()


def test_pairs_are_asked_for_and_what_stands_alone() -> None:
    assert grams_asked(["学原著", "第1次，学"]) == ({"学原", "原著", "第1", "1次"}, {"学"})
    assert grams_asked(["。", "𠮷"]) == (set(), set())


def test_labels_are_longer_than_grams_and_hold_no_mark() -> None:
    assert label("unit", "new_org") == "unit0neworg"
    assert label("role", "") == "role0none"


def test_what_overlaps_or_touches_is_one_place() -> None:
    assert places("学学学习APP", ["学学", "学习", "app"]) == [(0, 7)]
    assert places("学而时习", ["学", "习"]) == [(0, 1), (3, 4)]
    assert places("İ学", ["学"]) == []
