"""Publishing, copying, confirming; what is published stays as it is."""

import pytest

from accounts.models import User
from drafting.frameworks.completeness import faults
from drafting.frameworks.models import Confidence, Framework, Section
from drafting.frameworks.selectors import pending_names, published_frameworks, spec_of
from drafting.frameworks.services import copies, edits, lifecycle
from drafting.frameworks.services.errors import FrameworkError, NotPublishable
from tests.cast import published


@pytest.fixture
def fresh(db: None) -> Framework:
    framework = Framework(year=2026, meeting_kind="minzhu", name="2026年度民主生活会")
    edits.begin_framework(framework, ["带头甲", "乙"])
    return framework


def test_a_new_framework_has_the_usual_parts_and_the_given_areas(fresh: Framework) -> None:
    spec = spec_of(fresh)
    assert (spec.key, spec.title) == ("2026-minzhu", "2026年度民主生活会个人对照检查材料")
    assert [part.role for part in spec.parts] == [
        "opening", "previous", "problems", "causes", "measures", "statement", "closing",
    ]  # fmt: skip
    assert [(area.key, area.heading) for area in spec.areas()] == [
        ("area-1", "带头甲方面"),
        ("area-2", "在乙方面"),
    ]


def test_published_once_and_offered(fresh: Framework) -> None:
    assert list(published_frameworks()) == []
    lifecycle.publish(fresh)
    assert list(published_frameworks()) == [fresh]
    with pytest.raises(FrameworkError, match="已经发布过了"):
        lifecycle.publish(fresh)


def test_what_is_missing_is_said_in_one_go(fresh: Framework) -> None:
    fresh.sections.filter(role__in=["causes", "closing"]).delete()
    fresh.sections.exclude(parent=None).delete()
    Section.objects.create(
        framework=fresh, key="x", role="measures", name="更多措施", min_points=3, max_points=2
    )
    with pytest.raises(NotPublishable) as error:
        lifecycle.publish(fresh)
    assert error.value.reasons == (
        "缺少“原因剖析”部分。",
        "缺少“结束语”部分。",
        "“整改措施”部分有 2 个，只能有一个。",
        "“存在的问题”部分还没有方面，请按通知录入。",
        "“更多措施”的最少条数大于最多条数。",
    )
    assert Framework.objects.get().state == "draft"


def test_an_unknown_taxonomy_entry_and_a_name_twice_are_refused(fresh: Framework) -> None:
    fresh.sections.exclude(parent=None).update(name="乙", taxonomy=("理论学习", "作风"))
    assert faults(fresh) == [
        "方面“乙”重复。",
        "“乙”对应的问题领域“作风”既不是领域名称，也不是分类代码。",
        "“乙”对应的问题领域“作风”既不是领域名称，也不是分类代码。",
    ]


def test_nothing_of_a_published_framework_changes(fresh: Framework) -> None:
    stale = Framework.objects.get()
    area = fresh.sections.exclude(parent=None).first()
    lifecycle.publish(fresh)
    before = spec_of(fresh)
    area.framework = stale
    area.name = "另一个名称"
    for attempt in (
        lambda: edits.save_framework(stale),
        lambda: edits.save_section(area),
        lambda: edits.remove_section(area),
        lambda: edits.tidy_sections(stale),
        lambda: edits.save_section(Section(framework=stale, role="other", name="新部分")),
    ):
        with pytest.raises(FrameworkError, match="发布后不能修改"):
            attempt()
    assert spec_of(Framework.objects.get()) == before


def test_what_is_deleted_does_not_come_back(fresh: Framework) -> None:
    stale = Framework.objects.get()
    edits.remove_framework(fresh)
    with pytest.raises(FrameworkError, match="这个框架已经删除。"):
        edits.save_framework(stale)
    assert not Framework.objects.exists()


def test_retiring_keeps_it_but_offers_it_no_longer(fresh: Framework) -> None:
    with pytest.raises(FrameworkError, match="不是已发布的框架"):
        lifecycle.retire(fresh)
    lifecycle.publish(fresh)
    lifecycle.retire(fresh)
    assert list(published_frameworks()) == []
    with pytest.raises(FrameworkError, match="发布后不能修改"):
        edits.save_framework(fresh)


def test_copying_keeps_everything_and_marks_it_to_be_checked(db: None) -> None:
    old = published("2025-minzhu")
    new = copies.copy_to_year(old, 2026)
    assert (new.key, new.name, new.state, new.copied_from) == (
        "2026-minzhu",
        "2026年度民主生活会",
        "draft",
        old,
    )
    was, now = spec_of(old), spec_of(new)
    assert [
        (part.key, part.guidance, part.limits) for part in now.parts if part.role != "previous"
    ] == [(part.key, part.guidance, part.limits) for part in was.parts if part.role != "previous"]
    assert now.areas() == was.areas()
    assert now.part("previous").heading == "2025年度民主生活会整改落实情况"
    assert sorted(pending_names(new)) == sorted(
        [
            "会议主题",
            "2025年度民主生活会整改落实情况",
            "深入贯彻中央八项规定精神学习教育整改整治情况",
            "反面典型案例剖析",
            *(area.name for area in was.areas()),
        ]
    )
    assert new.sections.filter(parent=None, confidence=Confidence.HIGH).count() == 6


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("理论学习", "在理论学习方面"),
        ("理论学习方面", "在理论学习方面"),
        ("在理论学习方面", "在理论学习方面"),
        ("在岗建功", "在在岗建功方面"),
        ("带头固本培元、增强党性", "带头固本培元、增强党性方面"),
        ("对照先进典型方面", "对照先进典型方面"),
    ],
)
def test_a_heading_says_its_area_once(name: str, heading: str) -> None:
    assert copies.area_heading(name) == heading


def test_copying_with_the_new_notice_s_areas(db: None) -> None:
    old = published("2025-minzhu")
    kept = spec_of(old).areas()[1]
    new = copies.copy_to_year(old, 2026, theme="新主题", areas=["带头新的方面", kept.name])
    first, second = spec_of(new).areas()
    assert (new.theme, first.name, first.heading) == ("新主题", "带头新的方面", "带头新的方面")
    assert (first.guidance, first.taxonomy, first.limits) == (
        copies.NEW_AREA_GUIDANCE,
        (),
        kept.limits,
    )
    assert second == kept
    lifecycle.publish(new)


def test_copying_within_a_year_is_how_a_published_one_is_corrected(
    shipped: dict[str, Framework],
) -> None:
    new = copies.copy_to_year(shipped["2022-minzhu"], 2022)
    assert (new.key, new.name) == ("2022-minzhu-2", "2022年度民主生活会")


def test_a_copy_is_titled_as_the_old_one_unless_it_gets_a_name(
    shipped: dict[str, Framework],
) -> None:
    four = shipped["2023-zuzhi-four"]
    titles = [
        copies.copy_to_year(four, 2026, name=name).title for name in ("", "2026年度组织生活会")
    ]
    assert titles == [
        "2026年主题教育专题组织生活会个人对照检查材料",
        "2026年度组织生活会个人对照检查材料",
    ]


def test_confirming_names_the_person_and_the_notice(
    shipped: dict[str, Framework], curator: User
) -> None:
    framework = shipped["2022-minzhu"]
    with pytest.raises(FrameworkError, match="请写明核对所依据的通知"):
        lifecycle.confirm(framework, curator, " ")
    lifecycle.confirm(framework, curator, "关于开好2022年度民主生活会的通知")
    framework.refresh_from_db()
    assert (framework.confirmed_by, framework.confirmed_notice) == (
        curator,
        "关于开好2022年度民主生活会的通知",
    )
    assert pending_names(framework) == []
    lifecycle.withdraw_confirmation(framework)
    assert len(pending_names(framework)) == 7


def test_a_spec_takes_one_query(
    shipped: dict[str, Framework], django_assert_num_queries: object
) -> None:
    for key in ("2024-minzhu", "2025-zuzhi"):
        with django_assert_num_queries(1):
            spec_of(shipped[key])
