"""Frameworks of one year and meeting are told apart wherever one is chosen."""

from __future__ import annotations

from drafting.frameworks.labels import framework_labels
from drafting.frameworks.models import Framework
from drafting.frameworks.services import copies, lifecycle
from tests.cast import published


def texts(*frameworks: Framework) -> list[str]:
    labels = framework_labels(Framework.objects.filter(pk__in=[one.pk for one in frameworks]))
    return [labels[one.pk].text() for one in frameworks]


def test_one_of_its_year_is_called_by_year_and_meeting(db: None) -> None:
    assert texts(published("2023-zuzhi"), published("2023-minzhu")) == [
        "2023年度组织生活会",
        "2023年度民主生活会",
    ]


def test_the_six_are_usual_and_the_four_say_that_they_are_four(db: None) -> None:
    assert texts(published("2023-zuzhi-four"), published("2023-zuzhi")) == [
        "2023年度组织生活会（四个方面）",
        "2023年度组织生活会（六个方面，通常用这个）",
    ]


def test_a_retired_one_says_so_and_is_never_the_usual_one(db: None) -> None:
    six, four = published("2023-zuzhi"), published("2023-zuzhi-four")
    lifecycle.retire(six)
    assert texts(six, four) == [
        "2023年度组织生活会（六个方面，已停用）",
        "2023年度组织生活会（四个方面）",
    ]


def test_as_many_areas_are_told_apart_by_name_or_key(db: None) -> None:
    old = published("2023-zuzhi")
    other = copies.copy_to_year(old, 2023, name="2023年度组织生活会（另一通知）")
    lifecycle.publish(other)
    assert texts(old, other) == [
        "2023年度组织生活会（六个方面，2023年主题教育专题组织生活会，通常用这个）",
        "2023年度组织生活会（六个方面，2023年度组织生活会（另一通知））",
    ]
    same = copies.copy_to_year(old, 2023)
    lifecycle.publish(same)
    assert texts(old, same) == [
        "2023年度组织生活会（六个方面，标识 2023-zuzhi，通常用这个）",
        "2023年度组织生活会（六个方面，标识 2023-zuzhi-3）",
    ]


def test_no_more_queries_for_more_frameworks(db: None, django_assert_num_queries: object) -> None:
    for key in ("2023-zuzhi", "2023-zuzhi-four", "2024-zuzhi"):
        published(key)
    with django_assert_num_queries(2):  # type: ignore[operator]
        framework_labels(Framework.objects.prefetch_related("sections"))
