"""An administrator enters the year's notice; nobody edits what is published."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.drafts.models import Draft, Revision
from drafting.frameworks.completeness import faults
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import spec_of
from drafting.frameworks.services import edits, lifecycle
from drafting.meetings.models import Meeting

LIST = "/admin/drafting/framework/"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(framework: Framework, name: str = "change") -> str:
    return reverse(f"admin:drafting_framework_{name}", args=[framework.pk])


def form_of(client: Client, framework: Framework) -> dict[str, str]:
    """What a browser would send back if nothing were changed."""
    found = client.get(page(framework)).context
    data = {}
    forms = [found["adminform"].form]
    for inline in found["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is None or value is False:
                continue
            data[bound.html_name] = value
    return data


def test_the_notice_is_entered_from_last_year_s_and_published(
    administrator: User, shipped: dict[str, Framework]
) -> None:
    client = signed_in(administrator)
    year = max(row.year for row in shipped.values()) + 1
    notice = {
        "year": year,
        "name": "",
        "theme": "新的主题",
        "areas": "带头一件事；\n\n带头两件事。\n理论学习",
    }
    response = client.post(page(shipped["2025-minzhu"], "copy"), notice, follow=True)
    new = Framework.objects.get(key=f"{year}-minzhu")
    assert response.redirect_chain[-1][0] == page(new)
    assert f"已复制为“{year}年度民主生活会”" in response.content.decode()
    assert [area.heading for area in spec_of(new).areas()] == [
        "带头一件事方面",
        "带头两件事方面",
        "在理论学习方面",
    ]

    data = form_of(client, new)
    data["sections-0-guidance"] = "写一件具体的事。"
    data["sections-0-taxonomy_areas"] = ["能力本领", "担当作为"]
    data["sections-0-taxonomy_codes"] = "zz7"
    data["sections-1-DELETE"] = "on"
    response = client.post(page(new), data, follow=True)
    assert response.redirect_chain, response.context["errors"]
    first, second = spec_of(new).areas()
    assert (first.guidance, first.taxonomy) == ("写一件具体的事。", ("能力本领", "担当作为", "ZZ7"))
    assert second.name == "理论学习"

    client.post(page(new, "confirm"), {"notice": "关于开好2026年度民主生活会的通知"})
    response = client.post(page(new, "publish"), follow=True)
    assert "已发布，可以用来撰写材料" in response.content.decode()
    new.refresh_from_db()
    assert (new.state, new.confirmed_by) == ("published", administrator)


def test_a_framework_from_nothing(administrator: User) -> None:
    client = signed_in(administrator)
    assert client.get(f"{LIST}add/").status_code == 200
    data = {
        "year": 2027,
        "meeting_kind": "zuzhi",
        "name": "2027年度组织生活会",
        "area_names": "理论学习\n作用发挥",
    }
    response = client.post(f"{LIST}add/", data, follow=True)
    framework = Framework.objects.get()
    assert response.redirect_chain == [(page(framework), 302)]
    assert [area.name for area in spec_of(framework).areas()] == ["理论学习", "作用发挥"]
    assert faults(framework) == []


def test_an_added_area_goes_to_the_problems_in_its_place(administrator: User) -> None:
    framework = Framework(year=2027, meeting_kind="zuzhi", name="某年度组织生活会")
    edits.begin_framework(framework, ["甲", "乙"])
    client = signed_in(administrator)
    data = form_of(client, framework)
    data |= {
        "sections-TOTAL_FORMS": 3,
        "sections-2-framework": framework.pk,
        "sections-2-order": 15,
        "sections-2-name": "丙",
        "sections-2-required": "on",
        "sections-2-confidence": "high",
        **{
            f"sections-2-{kind}_{what}": 0
            for kind in ("min", "max")
            for what in ("points", "characters")
        },
    }
    response = client.post(page(framework), data, follow=True)
    assert response.redirect_chain, response.context["errors"]
    areas = [(area.key, area.name, area.heading) for area in spec_of(framework).areas()]
    assert areas == [
        ("area-1", "甲", "在甲方面"),
        ("area-3", "丙", "在丙方面"),
        ("area-2", "乙", "在乙方面"),
    ]
    orders = framework.sections.exclude(parent=None).values_list("order", flat=True)
    assert list(orders) == [10, 20, 30]


def test_changing_a_name_after_checking_asks_for_another_check(administrator: User) -> None:
    framework = Framework(year=2027, meeting_kind="zuzhi", name="某年度组织生活会")
    edits.begin_framework(framework, ["甲"])
    lifecycle.confirm(framework, administrator, "某通知")
    client = signed_in(administrator)
    data = form_of(client, framework)
    client.post(page(framework), data | {"sections-0-guidance": "另一条提示"})
    framework.refresh_from_db()
    assert framework.confirmed_by == administrator
    response = client.post(page(framework), data | {"sections-0-name": "另一个名称"}, follow=True)
    framework.refresh_from_db()
    assert framework.confirmed_by is None
    assert "原来的核对已作废" in response.content.decode()


def test_a_published_framework_can_only_be_looked_at(
    administrator: User, shipped: dict[str, Framework]
) -> None:
    framework = shipped["2023-minzhu"]
    before = spec_of(framework)
    client = signed_in(administrator)
    text = client.get(page(framework)).content.decode()
    assert "这个框架已发布，不能修改" in text
    assert 'name="name"' not in text
    assert "在理论学习方面" in text
    forged = {
        "name": "改",
        "sections-TOTAL_FORMS": 1,
        "sections-INITIAL_FORMS": 0,
        "sections-0-name": "塞入的方面",
    }
    assert client.post(page(framework), forged).status_code == 403
    assert client.post(f"{LIST}{framework.pk}/delete/", {"post": "yes"}).status_code == 403
    assert spec_of(Framework.objects.get(pk=framework.pk)) == before


def test_what_cannot_be_published_says_why(administrator: User) -> None:
    framework = Framework(year=2027, meeting_kind="zuzhi", name="某年度组织生活会")
    edits.begin_framework(framework, [])
    response = signed_in(administrator).post(page(framework, "publish"))
    assert response.status_code == 200
    assert "“存在的问题”部分还没有方面，请按通知录入。" in response.content.decode()


def test_the_list_counts_what_waits_to_be_checked(
    administrator: User, shipped: dict[str, Framework], curator: User
) -> None:
    lifecycle.confirm(shipped["2021-zuzhi"], curator, "某通知")
    text = signed_in(administrator).get(LIST).content.decode()
    for shown in ("待核对 7 处", "名称均有出处", "已核对"):
        assert shown in text


def test_actions_of_the_list_open_the_page_of_one_framework(
    administrator: User, shipped: dict[str, Framework]
) -> None:
    client = signed_in(administrator)
    one = shipped["2025-zuzhi"]
    response = client.post(LIST, {"action": "copy", "_selected_action": [one.pk]})
    assert response.headers["Location"] == page(one, "copy")
    two = [row.pk for row in shipped.values()][:2]
    response = client.post(LIST, {"action": "confirm", "_selected_action": two}, follow=True)
    assert "请只选择一个框架。" in response.content.decode()


@pytest.mark.parametrize("name", ["change", "copy", "confirm", "publish", "retire"])
def test_a_secretary_gets_nowhere(
    name: str, secretary: User, shipped: dict[str, Framework]
) -> None:
    client = signed_in(secretary)
    for response in (
        client.get(page(shipped["2023-minzhu"], name)),
        client.post(page(shipped["2023-minzhu"], name)),
    ):
        assert response.status_code in (302, 403)
    assert Framework.objects.filter(state="published").count() == len(shipped)


def test_curators_edit_frameworks_too(curator: User, shipped: dict[str, Framework]) -> None:
    assert signed_in(curator).get(page(shipped["2023-minzhu"], "copy")).status_code == 200


def test_nobody_reads_drafts_in_the_admin() -> None:
    assert not {Draft, Revision, Meeting} & set(admin.site._registry)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_more_frameworks(
    count: int, administrator: User, django_assert_max_num_queries: object
) -> None:
    for number in range(count):
        framework = Framework(year=2030 + number, meeting_kind="zuzhi", name=f"第{number}个")
        edits.begin_framework(framework, ["甲", "乙"])
    client = signed_in(administrator)
    client.get(LIST)
    with django_assert_max_num_queries(10):
        client.get(LIST)


@pytest.fixture
def fresh(db: None) -> Framework:
    framework = Framework(year=2027, meeting_kind="zuzhi", name="2027年度组织生活会")
    edits.begin_framework(framework, ["甲", "乙"])
    return framework


@pytest.mark.parametrize("name", ["copy", "confirm", "publish"])
def test_what_is_typed_is_saved_before_anything_else_is_done(
    name: str, administrator: User, fresh: Framework
) -> None:
    client = signed_in(administrator)
    text = client.get(page(fresh)).content.decode()
    # beside a form that is not saved there is no link that would leave it
    assert f'href="../{name}/"' not in text
    assert f'name="_then_{name}" value="保存后' in text
    data = form_of(client, fresh) | {
        "sections-0-guidance": "写一件自己亲历的事。",
        f"_then_{name}": "1",
    }
    answer = client.post(page(fresh), data, follow=True)
    assert answer.redirect_chain == [(page(fresh, name), 302)]
    assert "已保存。" in answer.content.decode()
    assert spec_of(fresh).areas()[0].guidance == "写一件自己亲历的事。"
    if name != "copy":
        assert "写一件自己亲历的事。" in answer.content.decode()


def test_a_form_with_a_mistake_is_not_left(administrator: User, fresh: Framework) -> None:
    client = signed_in(administrator)
    data = form_of(client, fresh) | {
        "name": "", "sections-0-guidance": "写一件自己亲历的事。", "_then_publish": "1",
    }  # fmt: skip
    answer = client.post(page(fresh), data)
    assert answer.status_code == 200
    assert "写一件自己亲历的事。" in answer.content.decode()
    assert Framework.objects.get().state == "draft"


def test_the_page_of_the_publication_shows_all_that_will_be_published(
    administrator: User, fresh: Framework
) -> None:
    fresh.theme = "主题一句"
    edits.save_framework(fresh)
    fresh.sections.filter(name="甲").update(
        guidance="提示一句", min_points=1, max_points=3, taxonomy=("理论学习", "ZZ7")
    )
    text = signed_in(administrator).get(page(fresh, "publish")).content.decode()
    for said in (
        "主题一句",
        "2027年度组织生活会个人对照检查材料",
        "在甲方面",
        "提示一句",
        "1至3条",
        "理论学习、ZZ7",
        "结束语",
    ):
        assert said in text


def test_a_published_framework_keeps_its_links(
    administrator: User, shipped: dict[str, Framework]
) -> None:
    text = signed_in(administrator).get(page(shipped["2023-zuzhi-four"])).content.decode()
    assert [f'href="../{name}/"' in text for name in ("copy", "confirm", "retire", "publish")] == [
        True, True, True, False,
    ]  # fmt: skip
    assert "_then_" not in text
    assert (
        text.index("在学习贯彻党的创新理论情况方面")
        < text.index("在发挥先锋模范作用情况方面")
        < text.index("原因剖析")
    )


def test_whoever_was_editing_what_is_deleted_gets_the_texts_back(
    administrator: User, fresh: Framework
) -> None:
    client = signed_in(administrator)
    data = form_of(client, fresh) | {"sections-0-guidance": "写一件自己亲历的事。"}
    url = page(fresh)
    edits.remove_framework(fresh)
    answer = client.post(url, data)
    assert answer.status_code == 403
    assert "这个框架刚才已经删除，您这次的改动没有保存。" in answer.content.decode()
    assert "写一件自己亲历的事。" in answer.context["texts"]
    assert not Framework.objects.exists()


def test_whoever_was_still_editing_gets_the_texts_back(
    administrator: User, fresh: Framework
) -> None:
    client = signed_in(administrator)
    data = form_of(client, fresh) | {
        "theme": "新的主题\r\n第二行", "sections-0-guidance": "写一件自己亲历的事。",
    }  # fmt: skip
    lifecycle.publish(fresh)
    answer = client.post(page(fresh), data)
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "这个框架刚才已经发布，不能再改，您这次的改动没有保存。" in text
    assert answer.context["texts"] == ["新的主题\n第二行", "写一件自己亲历的事。"]
    assert "写一件自己亲历的事。" in text
