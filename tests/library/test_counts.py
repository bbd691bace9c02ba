"""No pattern makes all papers alike, and every kind of work finds words in every category."""

from tests.library.counts import (
    FOLDER,
    KINDS,
    LEAST,
    MOST,
    broken,
    coverage,
    report,
    rows_of,
    shares,
    table,
)

ROWS = rows_of(FOLDER.glob("*.json"))


def test_no_pattern_is_in_more_than_a_quarter_of_a_kind_of_text() -> None:
    common = {
        f"{kind} {name}": round(share, 2)
        for kind, patterns in shares(ROWS).items()
        for share, name in patterns
        if share > MOST
    }
    assert common == {}


def test_what_is_for_every_kind_of_work_keeps_to_it_alone() -> None:
    """The phrases beside those of one kind of work, which are few and are seen by everybody."""
    everybody_s = [row for row in ROWS if not row["file"].startswith("work-")]
    common = [
        f"{kind} {name} {share:.2f}"
        for kind, patterns in shares(everybody_s).items()
        for share, name in patterns
        if share > MOST
    ]
    assert common == []


def test_each_category_has_words_for_each_kind_of_work() -> None:
    counts = coverage(ROWS)
    thin = [code for code, row in counts.items() if min(row.values()) < LEAST]
    assert thin == [], table(counts)


def test_what_is_wrong_is_counted() -> None:
    one = {
        "key": "LL1-01", "file": "work.json", "part": "problems", "category": "LL1",
        "claim": "学得少，主动性不够", "elaboration": "没有学。", "example": "比如，{时间}没有读{文件}。",
        "roles": ["student"], "unit_types": ["school"], "required_holes": [], "questions": [],
    }  # fmt: skip
    other = one | {
        "key": "LL1-02",
        "claim": "书发下来没有拆",
        "example": "",
        "questions": ["？"] * 7,
    }
    found = {name: share for share, name in shares([one, other])["问题观点句"]}
    assert (found["“A，B不够”收尾"], found["开头“学得”"], found["结尾“没有拆”"]) == (0.5, 0.5, 0.5)
    assert shares([one, other])["事例"][0][0] == 1.0
    assert broken([one, other, other]) == [
        *["work.json LL1-02 questions：提示问题最多6个，这里有7个。"] * 2,
        "编号 LL1-02 出现 2 次",
    ]
    counts = coverage([one, other])
    assert counts["LL1"] == dict.fromkeys(KINDS, 0) | {"school": 2, "student": 2}
    good, text = report([one])
    assert not good
    assert "1*" in text
