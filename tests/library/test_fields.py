"""Tags in one column: stored, read back and found alike on SQLite and PostgreSQL."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from drafting.fields import labels, split_tags
from drafting.library.models import Phrase
from tests.library.conftest import phrase

pytestmark = [pytest.mark.django_db, pytest.mark.db_sensitive]


def test_tags_are_stored_between_commas_and_read_as_a_tuple() -> None:
    row = phrase("OP-01", roles=["student", "leader", "leader"], required_holes=["事项", "时间"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT roles, unit_types, required_holes FROM drafting_phrase")
        assert cursor.fetchone() == (",leader,student,", "", ",事项,时间,")
    row.refresh_from_db()
    assert (row.roles, row.unit_types, row.required_holes) == (
        ("leader", "student"),
        (),
        ("事项", "时间"),
    )
    assert labels(row, "roles") == "党员领导干部、学生党员"


def test_a_tag_is_found_whole() -> None:
    phrase("OP-01", roles=("member",), unit_types=("new_org",))
    phrase("OP-02", roles=("committee", "member"), unit_types=())
    phrase("OP-03", roles=("mobile",), unit_types=("government", "window"))

    def found(**lookup: object) -> list[str]:
        return sorted(Phrase.objects.filter(**lookup).values_list("key", flat=True))

    assert found(roles__has="member") == ["OP-01", "OP-02"]
    assert found(roles__has="mem") == []
    assert found(unit_types__has="new_org") == ["OP-01"]
    assert found(unit_types__has="new%") == []
    assert found(unit_types=()) == ["OP-02"]


def test_an_unknown_tag_is_refused() -> None:
    row = phrase("OP-01")
    row.roles = ("boss",)
    with pytest.raises(ValidationError, match="没有“boss”这个选项"):
        row.full_clean()


def test_tags_typed_by_hand() -> None:
    assert split_tags(" 时间、事项，时间 地点;；") == ("时间", "事项", "地点")
