"""The starter library itself: enough of it, well formed, and in the voice that reviewers accept."""

import re
from collections import Counter
from typing import Any

import pytest

from accounts.codes import UNIT_KINDS, MemberKind
from drafting.frameworks.spec import TAXONOMY_AREAS
from drafting.library.rules import CATEGORY_OF, faults, hole_names
from tests.library.conftest import STARTER, TAXONOMY
from tests.library.counts import as_phrase

PROBLEM_WORDS = (
    "[不未没缺差薄欠少弱松浅轻慢迟偏滞淡空虚粗浮软散窄低糊退怕绕推拖]|短板|走样|打折|敷衍|应付|代替"
)
#: What a reviewer sends back: praise first, excuses, third person, placeholders, outdated or
#: misquoted words.
FORBIDDEN = re.compile(
    r"虽然.{0,15}但|尽管|取得了?.{0,8}成绩|总体较好|总体上?是好的|工作忙|工作太忙|年龄大|年纪大|客观原因|"
    r"班子成员(?:存在|不够|没有)|部分同志|有的党员|有些同志|个别同志|某某|XX|××|\*\*|……|踏石有印|TODO"
)
PRAISE = re.compile(
    r"^(我)?(始终|一直以来|能够)(坚持|做到)?(?!.*(不|未|没|少|缺|以为|认为|觉得|停留))"
)
BY_CATEGORY: dict[str, list[dict[str, Any]]] = {}
for _row in STARTER:
    BY_CATEGORY.setdefault(_row["category"] or _row["part"], []).append(_row)


def texts(row: dict[str, Any]) -> str:
    return row["claim"] + row["elaboration"] + row["example"]


def test_the_taxonomy_is_whole() -> None:
    assert Counter(row["area"] for row in TAXONOMY["problems"]) == dict.fromkeys(TAXONOMY_AREAS, 8)
    assert (len(TAXONOMY["causes"]), len(TAXONOMY["measures"])) == (12, 10)
    causes = {row["code"] for row in TAXONOMY["causes"]}
    measures = {row["code"] for row in TAXONOMY["measures"]}
    for row in TAXONOMY["problems"]:
        assert set(row["causes"]) <= causes
        assert set(row["measures"]) <= measures
        assert row["causes"]
        assert row["measures"]


@pytest.mark.parametrize("code", [row["code"] for row in TAXONOMY["problems"]])
def test_each_problem_has_five_claims_with_elaboration_and_example(code: str) -> None:
    rows = BY_CATEGORY[code]
    assert len({row["claim"] for row in rows}) >= 5
    asked = {row["key"] for row in rows if row.get("questions")}
    framed = [row for row in rows if row["key"] not in asked or row["example"]]
    assert [row["key"] for row in framed if len(hole_names(row["example"])) < 2] == []
    assert [row["key"] for row in rows if not row["elaboration"] and row["key"] not in asked] == []
    assert {row["depth"] for row in rows} > {"behaviour"}
    assert any(row["roles"] for row in rows)
    assert any(row["unit_types"] for row in rows)


@pytest.mark.parametrize(
    "code", [row["code"] for kind in ("causes", "measures") for row in TAXONOMY[kind]]
)
def test_each_cause_and_measure_has_four(code: str) -> None:
    assert len({row["claim"] for row in BY_CATEGORY[code]}) >= 4


@pytest.mark.parametrize("part", ["opening", "closing"])
@pytest.mark.parametrize("meeting", ["minzhu", "zuzhi"])
def test_openings_and_closings_for_both_meetings(part: str, meeting: str) -> None:
    assert len([row for row in BY_CATEGORY[part] if row["meeting"] in (meeting, "any")]) >= 3


def test_nothing_is_there_twice() -> None:
    for field in ("key", "claim", "elaboration", "example"):
        counts = Counter(row[field] for row in STARTER if row[field])
        assert [text for text, count in counts.items() if count > 1] == []


def test_every_phrase_keeps_the_rules_that_curators_keep() -> None:
    broken = {}
    for row in STARTER:
        if found := faults(as_phrase(row)):
            broken[row["key"]] = found
    assert broken == {}


def test_every_problem_claim_names_a_problem_or_is_a_scene_with_questions() -> None:
    claims = [r["claim"] for r in STARTER if r["part"] == "problems" and not r.get("questions")]
    assert [claim for claim in claims if not re.search(PROBLEM_WORDS, claim)] == []


def test_no_praise_no_excuse_no_third_person() -> None:
    found = {row["key"]: hit[0] for row in STARTER if (hit := FORBIDDEN.search(texts(row)))}
    assert found == {}
    praise = [
        row["key"]
        for row in STARTER
        if row["part"] == "problems" and PRAISE.search(row["elaboration"])
    ]
    assert praise == []


def test_every_point_asks_and_no_hole_takes_anything() -> None:
    points = [row for row in STARTER if row["part"] in CATEGORY_OF]
    assert [row["key"] for row in points if not 2 <= len(row.get("questions", ())) <= 4] == []
    hollow = {"表现", "影响", "后果", "问题", "检验标准"}
    assert {
        row["key"]: hollow & set(hole_names(texts(row)))
        for row in STARTER
        if hollow & set(hole_names(texts(row)))
    } == {}


def test_no_measure_has_others_grade_or_leaves_traces() -> None:
    asked = re.compile("打分|签认|备案|张贴|查阅|批阅|逐次评定|评价表|签署意见")
    found = {
        row["key"]: hit[0]
        for row in STARTER
        if row["part"] == "measures" and (hit := asked.search(texts(row)))
    }
    assert found == {}


def test_who_holds_no_post_is_offered_no_words_of_one() -> None:
    posts = re.compile("分管|审批|服务对象|处室|签批|会签|印发|廉政风险排查")
    apart = {MemberKind.STUDENT, MemberKind.RETIRED}
    found = {
        row["key"]: hit[0]
        for row in STARTER
        if row["part"] in CATEGORY_OF
        and not row["unit_types"]
        and (not row["roles"] or apart & set(row["roles"]))
        and (hit := posts.search(texts(row) + "".join(row["questions"])))
    }
    assert found == {}


def test_nothing_leads_to_admitting_a_breach_or_doubting_the_theory() -> None:
    """What a reader of the field struck out, in any wording of the starter library."""
    struck = re.compile(
        "骨子里怀疑|不真信|自请问责|赴宴|收受.{0,12}好处|接受过|经商办企业的|缴纳|缴党费|两新组织"
    )
    assert {row["key"]: hit[0] for row in STARTER if (hit := struck.search(texts(row)))} == {}


def test_punctuation_is_chinese_and_sentences_end() -> None:
    for row in STARTER:
        assert not re.search(r"[,;:?!()\"'\s]", texts(row)), row["key"]
        assert not row["claim"].endswith(("。", "；", "，")), row["key"]
        assert re.search("[。：！？]$|^$", row["elaboration"]), row["key"]
        assert not row["example"] or row["example"].endswith("。"), row["key"]


def test_tags_are_known_and_used() -> None:
    assert {tag for row in STARTER for tag in row["roles"]} == set(MemberKind.values)
    assert {tag for row in STARTER for tag in row["unit_types"]} == {code for code, _ in UNIT_KINDS}
    assert {row["meeting"] for row in STARTER} == {"any", "minzhu", "zuzhi"}


def test_plain_members_are_not_offered_a_leader_s_problems() -> None:
    spoken = [
        row["key"]
        for row in STARTER
        if re.search("管党治党|一岗双责", texts(row))
        and (
            not row["roles"]
            or {"member", "probationary", "student", "retired", "mobile"} & set(row["roles"])
        )
    ]
    assert spoken == []


def test_an_ordinary_member_of_any_unit_finds_enough() -> None:
    leaders_own = {"LJ1", "LJ2", "LJ3", "ZF6", "ZZ6"}
    short = {}
    for row in TAXONOMY["problems"]:
        fits = [
            phrase
            for phrase in BY_CATEGORY[row["code"]]
            if not phrase["unit_types"] and (not phrase["roles"] or "member" in phrase["roles"])
        ]
        if len(fits) < 3 and row["code"] not in leaders_own:
            short[row["code"]] = len(fits)
    assert short == {}
