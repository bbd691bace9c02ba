"""Single decisions of the segmenter, and what it says of them."""

from __future__ import annotations

from drafting.importing import Imported, segment
from tests.importing.frames import framework
from tests.importing.text import source_of


def read(*lines: str, key: str | None = None) -> Imported:
    return segment(source_of("\n".join(lines)), framework(key), ids=map(str, range(1000)).__next__)


def headings(imported: Imported) -> list[str]:
    return [part.heading for part in imported.document.parts]


def test_without_any_part_the_text_is_nobodys() -> None:
    imported = read("会议记录", "大家都发了言。", "散会。")
    assert imported.document.head.title == "会议记录"
    assert imported.document.opening.text == ""
    assert [one.text for one in imported.unplaced] == ["大家都发了言。", "散会。"]
    assert {one.reason for one in imported.unplaced} == {
        "没有找到“存在的问题”“原因”“措施”这样的标题，不知道归入哪一部分。"
    }


def test_a_day_that_is_written_as_people_say_it_ends_the_byline() -> None:
    imported = read(
        "对照检查材料",
        "中共云溪县图书馆支部委员会　少儿部馆员　秦望舒",
        "（2026年12月31号）",
        "一、存在的问题",
        "问题不少。",
        "二、整改措施",
        "一是学。",
    )
    head = imported.document.head
    assert (head.unit, head.position, head.name, head.date) == (
        "中共云溪县图书馆支部委员会",
        "少儿部馆员",
        "秦望舒",
        "2026年12月31号",
    )


def test_page_numbers_contents_and_attachments_are_nobodys() -> None:
    imported = read(
        *(
            "附件1",
            "对照检查材料",
            "目录",
            "一、存在的问题......1",
            "一、存在的问题",
            "问题不少。",
            "— 2 —",
            "二、整改措施",
        ),
        *("一是学。", "请批评指正。", "附件：问题清单", "第一条。"),
    )
    assert [one.text for one in imported.unplaced] == [
        *("附件1", "目录", "一、存在的问题......1", "— 2 —", "附件：问题清单", "第一条。"),
    ]
    assert imported.document.closing.text == "请批评指正。"


def test_an_unnumbered_last_paragraph_after_bare_measures_is_a_measure() -> None:
    imported = read(
        "一、整改措施",
        "多学一点。每天一小时。",
        "多走一点。每周一天。",
        "今后，我将说到做到。不折不扣。",
    )
    assert [point.claim for point in imported.document.parts[0].points] == [
        "多学一点",
        "多走一点",
        "今后，我将说到做到",
    ]
    assert imported.document.closing.text == ""


def test_a_paragraph_of_its_own_right_behind_a_heading_is_no_closing() -> None:
    imported = read("一、整改措施", "（一）多学", "今后，每天学一小时。")
    assert imported.document.parts[0].sections[0].lead == "今后，每天学一小时。"


def test_a_single_cause_with_a_long_first_sentence_is_running_text() -> None:
    long = "由于平时忙于事务" + "，放松了对自己的要求" * 3
    imported = read("一、原因分析", f"{long}。还有别的。")
    assert (imported.document.parts[0].points, imported.document.parts[0].lead) == (
        (),
        f"{long}。还有别的。",
    )


def test_a_list_inside_a_part_does_not_begin_parts() -> None:
    imported = read(
        "一、存在的问题",
        "有三个。",
        "二、原因分析",
        "一、信念松了",
        "忘了。",
        "二、宗旨淡了",
        "远了。",
        "三、劲头小了",
        "懒了。",
        "三、整改措施",
        "一是学。",
    )
    assert headings(imported) == ["存在的问题", "原因分析", "整改措施"]
    assert [section.number for section in imported.document.parts[1].sections] == ["一", "二", "三"]


def test_a_reference_to_an_area_does_not_begin_one() -> None:
    imported = read("一、存在的问题", "（一）理论学习方面。规定没有学透。（四）这一条我就没有读。")
    assert [section.number for section in imported.document.parts[0].sections] == ["一"]


def test_the_frameworks_heading_decides_over_its_words() -> None:
    imported = read(
        *(
            "一、深入贯彻中央八项规定精神学习教育整改整治情况",
            "退了钱。",
            "二、2024年度民主生活会整改落实情况",
            "改了。",
        ),
        key="2025-minzhu",
    )
    assert [(part.role, part.key) for part in imported.document.parts] == [
        ("other", "eight-rules"),
        ("previous", "previous"),
    ]
    named = read("一、反面典型案例剖析与整改", "学了。", key="2024-minzhu")
    assert (named.document.parts[0].role, named.document.parts[0].key) == ("cases", "cases")


def test_every_guess_is_said() -> None:
    imported = read(
        "一、存在的问题",
        "（一）担当作用方面。一是缩手。怕担责任二是缩脚。怕走路。",
        "二、个人体会",
        "想了很多。",
    )
    reasons = {doubt.node_id: doubt.reason for doubt in imported.doubts}
    section = imported.document.parts[0].sections[0]
    assert reasons == {
        section.id: "标题与“担当作为”不完全一致，按它归类，请核对。",
        section.points[1].id: "“一是、二是”前面缺句号，请核对这里是不是新的一条。",
        imported.document.parts[1].id: "看不出这一部分是写什么的，暂作“其他”，请选择。",
    }


def test_each_node_knows_where_it_came_from() -> None:
    imported = read("  标题材料", "一、存在的问题", "（一）理论学习方面。一是少。看得少。")
    text, spans = imported.source.text, imported.spans
    section = imported.document.parts[0].sections[0]
    assert [text[a:b] for a, b in spans[imported.document.head.id]] == ["标题材料"]
    assert [text[a:b] for a, b in spans[section.id]] == ["（一）", "理论学习方面。"]
    assert [text[a:b] for a, b in spans[section.points[0].id]] == ["一是", "少。", "看得少。"]


def test_half_brackets_below_brackets_are_points() -> None:
    imported = read(
        *("1、存在问题", "(1)政治纪律方面", "1)传达慢。电报压了一天。", "2)落实慢。拖了两周。"),
        *(
            "(2)工作纪律方面",
            "1)添乘少。上车就坐后室。",
            "2、原因",
            "1)弦松了。没人看见。",
            "3、整改",
        ),
        *("1)每天看电报。看完签名。", "2)每周添乘。写记录。"),
    )
    problems = imported.document.parts[0]
    assert [len(section.points) for section in problems.sections] == [2, 1]
    assert [point.claim for point in imported.document.parts[2].points] == [
        "每天看电报",
        "每周添乘",
    ]


def test_plain_words_close_a_paper() -> None:
    for words in (
        "我讲完了，请大家批评。",
        "不当之处，敬请支部批评。",
        "以上请批评。",
        "我就说这些。",
    ):
        imported = read("一、存在的问题", "学得少。", "二、整改措施", "每周读一篇。", words)
        assert imported.document.closing.text == words
