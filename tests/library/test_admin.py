"""The curator's desk in the Django admin."""

from typing import Any

import pytest
from django.test import Client

from accounts.codes import Role
from accounts.models import Organization, User
from drafting.library import services
from drafting.library.models import Phrase, ProblemCategory
from drafting.library.selectors import fitting_phrases
from tests.factories import person
from tests.library.conftest import phrase
from tests.lists import client

__all__ = ["client"]

LIST = "/admin/drafting/phrase/"


def filled(**changes: Any) -> dict[str, Any]:
    return {
        "part": "problems",
        "category": "LL1",
        "claim": "读书不够",
        "elaboration": "遇到{事项}时放下了书。",
        "example": "比如，{时间}只读了{数量}。",
        "questions": "哪一本？\r\n\r\n 读到哪里？ ",
        "help": "questions",
        "required_holes": "时间、数量",
        "depth": "behaviour",
        "state": "approved",
        "roles": ["member", "student"],
    } | changes


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context["adminform"].form.errors)


def test_a_new_phrase_is_offered_at_once(client: Client, taxonomy: None, curator: User) -> None:
    response = client.post(f"{LIST}add/", filled())
    assert response.status_code == 302, errors(response)
    row = fitting_phrases("problems", category="LL1", member_kinds=["student"])[0]
    assert (row.key, row.roles, row.required_holes) == (
        "LL1-B01",
        ("member", "student"),
        ("时间", "数量"),
    )
    assert row.question_list == ["哪一本？", "读到哪里？"]
    assert (row.author, row.reviewer, row.updated_by) == ("许文博", "许文博", curator)


def test_an_edit_is_offered_at_once_and_counts_as_a_revision(
    client: Client, taxonomy: None
) -> None:
    row = phrase("LL1-01")
    assert client.get(f"{LIST}{row.pk}/change/").status_code == 200
    response = client.post(
        f"{LIST}{row.pk}/change/", filled(claim="换一句不够", expires_on="2099-12-31")
    )
    assert response.status_code == 302, errors(response)
    found = fitting_phrases("problems", query="换一句")
    assert [(each.key, each.revision) for each in found] == [("LL1-01", 2)]


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"claim": "读书不够。"}, "claim", "观点句不写句号，排印时会自动加上。"),
        ({"elaboration": "", "questions": ""}, "elaboration",
        "请填写表现，或者写几个提示问题。"),
        ({"questions": "{时间}呢？"}, "questions",
        "提示问题里不写空项，请把“{时间}呢？”写成一句问话。"),
        ({"elaboration": "遇到{something}。"}, "elaboration",
        "空项须写成 {名称}，名称为1至8个汉字，这里是“{something}”。"),
        ({"required_holes": "地点"}, "required_holes", "必填空项“地点”没有出现在文字中。"),
        ({"category": "C01"}, "category", "这条素材的用途与原因分类不符，请清空这一项。"),
        ({"category": ""}, "category", "请选择问题分类。"),
        ({"part": "opening", "category": "", "example": "", "required_holes": ""}, "claim",
         "导语、结束语等成段文字没有观点句，请写在正文里。"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(
    changes: dict[str, Any], field: str, message: str, client: Client, taxonomy: None
) -> None:
    response = client.post(f"{LIST}add/", filled(**changes))
    assert errors(response)[field] == [message]
    assert not Phrase.objects.exists()


def test_bulk_approve_retire_restore(client: Client, taxonomy: None) -> None:
    rows = [phrase(f"LL1-0{n}", state="draft") for n in (1, 2)]
    chosen = {"_selected_action": [row.pk for row in rows]}
    text = client.post(LIST, {"action": "approve", **chosen}, follow=True).content.decode()
    assert "已审定 2 条素材" in text
    assert fitting_phrases("problems").count() == 2
    client.post(LIST, {"action": "retire", **chosen})
    assert not fitting_phrases("problems").exists()
    text = client.post(LIST, {"action": "retire", **chosen}, follow=True).content.decode()
    assert "未作改动" in text
    client.post(LIST, {"action": "restore", **chosen})
    assert fitting_phrases("problems").count() == 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=读书 不够", ["LL1-01"]),
        ("part__exact=causes", ["C01-01"]),
        ("area=廉洁自律", ["LJ1-01"]),
        ("category=LJ1", ["LJ1-01"]),
        ("role=leader", ["LJ1-01"]),
        ("role=-", ["C01-01", "LL1-01"]),
        ("unit=hospital", ["LL1-01"]),
        ("state__exact=draft", ["C01-01"]),
        ("depth__exact=thought", ["LL1-01"]),
        ("expiry=past", ["C01-01"]),
        ("expiry=30", []),
        ("expiry=none", ["LJ1-01", "LL1-01"]),
    ],
)
def test_search_and_filters(
    query: str, expected: list[str], client: Client, taxonomy: None
) -> None:
    phrase("LL1-01", claim="读书不够", unit_types=("hospital",), depth="thought")
    phrase("LJ1-01", roles=("leader",))
    phrase("C01-01", state="draft", expires_on="2020-01-01")
    found = client.get(f"{LIST}?{query}").context["cl"].queryset
    assert sorted(row.key for row in found) == expected


def test_the_history_shows_what_was_changed_in_words(
    client: Client, taxonomy: None, curator: User
) -> None:
    row = phrase("LL1-01", claim="原来的不够")
    row.claim, row.roles = "后来的不够", ("leader", "student")
    services.save_phrase(row, curator)
    services.retire(Phrase.objects.all(), curator)
    text = client.get(f"{LIST}{row.pk}/history/").content.decode()
    for shown in (
        "原来的不够",
        "后来的不够",
        "党员领导干部、学生党员",
        "已审定",
        "已停用",
        "许文博",
    ):
        assert shown in text
    first = row.history.earliest()
    old = f"{LIST}{row.pk}/history/{first.pk}/"
    assert "原来的不够" in client.get(old).content.decode()
    client.post(old, filled(claim="原来的不够"))
    row.refresh_from_db()
    assert (row.claim, row.revision) == ("原来的不够", 4)


def test_nothing_is_deleted(client: Client, taxonomy: None) -> None:
    row = phrase("LL1-01")
    assert client.post(f"{LIST}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    problem = ProblemCategory.objects.first()
    assert client.post(f"/admin/drafting/problemcategory/{problem.pk}/delete/").status_code == 403
    assert "delete_selected" not in client.get(LIST).content.decode()


def test_a_category_keeps_its_code(client: Client, taxonomy: None) -> None:
    row = ProblemCategory.objects.get(code="LL1")
    data = {
        "area": "理论学习",
        "name": "学习不自觉",
        "gist": "",
        "order": 10,
        "active": "on",
        "code": "XX1",
    }
    cause, measure = row.causes.get(code="C02"), row.measures.get(code="M01")
    data |= {"causes": [cause.pk], "measures": [measure.pk]}
    response = client.post(f"/admin/drafting/problemcategory/{row.pk}/change/", data)
    assert response.status_code == 302, errors(response)
    row.refresh_from_db()
    assert (row.code, row.name, list(row.causes.all())) == ("LL1", "学习不自觉", [cause])


def test_only_curators_see_the_library(
    administrator: User, committee: Organization, taxonomy: None
) -> None:
    secretary = person("secretary", "周致远", committee, Role.SECRETARY)
    for user, allowed in ((administrator, False), (secretary, False)):
        browser = Client()
        browser.force_login(user)
        for path in ("", "add/", "import/", "export/", "template/"):
            assert (browser.get(LIST + path).status_code == 200) is allowed, path


def test_curators_see_the_library_and_the_frameworks_only(client: Client) -> None:
    models = [
        (app["app_label"], model["object_name"])
        for app in client.get("/admin/").context["app_list"]
        for model in app["models"]
    ]
    assert sorted(models) == [
        ("drafting", "CauseCategory"),
        ("drafting", "Formulation"),
        ("drafting", "Framework"),
        ("drafting", "MeasureCategory"),
        ("drafting", "Phrase"),
        ("drafting", "ProblemCategory"),
    ]


@pytest.mark.parametrize("count", [10, 1000])
def test_the_list_takes_as_many_queries_for_a_thousand(
    count: int, client: Client, taxonomy: None, django_assert_num_queries: Any
) -> None:
    problem = ProblemCategory.objects.get(code="LL1")
    Phrase.objects.bulk_create(
        Phrase(
            key=f"LL1-{n:04}",
            part="problems",
            problem=problem,
            claim=f"第{n}条不够",
            elaboration="没有。",
        )
        for n in range(count)
    )
    client.get(LIST)
    with django_assert_num_queries(LIST_QUERIES):
        client.get(f"{LIST}?area=理论学习")


# session, person, two for the permissions, two for the offices, three counts and pages, the
# categories and the kinds of unit of the filters
LIST_QUERIES = 11
