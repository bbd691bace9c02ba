"""Two curators at the same moment: every key is given once, and whoever was slower is told so."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from drafting.library.models import CauseCategory, Phrase
from drafting.proofing.models import Formulation
from tests.library.conftest import TAXONOMY, phrase
from tests.library.test_admin import LIST, filled
from tests.library.test_xlsx import ROW, table
from tests.lists import client, try_import
from tests.proofing.test_formulations_admin import FORM
from tests.threads import all_post, at_once, field_errors

__all__ = ["client"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db_sensitive]
FORMULATIONS = "/admin/drafting/formulation/"


def statuses(answers: list[Any]) -> list[int]:
    return sorted(answer.status_code for answer in answers)


def test_one_code_of_a_category(curator: User) -> None:
    data = {"code": "C90", "name": "新的原因", "order": 1, "active": "on"}
    answers = all_post(curator, "/admin/drafting/causecategory/add/", [data] * 4)
    assert statuses(answers) == [200, 200, 200, 302]
    for answer in answers:
        if answer.status_code == 200:
            assert field_errors(answer) == ["已经有这个代码，请换一个。"]
    assert CauseCategory.objects.filter(code="C90").count() == 1


def test_new_phrases_get_keys_of_their_own(curator: User, taxonomy: None) -> None:
    assert statuses(all_post(curator, f"{LIST}add/", [filled()] * 4)) == [302] * 4
    assert sorted(Phrase.objects.values_list("key", flat=True)) == [
        f"LL1-B0{n}" for n in range(1, 5)
    ]


def test_a_phrase_approved_by_four_at_once_is_approved_once(curator: User, taxonomy: None) -> None:
    row = phrase("LL1-01", state="draft")
    answers = all_post(curator, LIST, [{"action": "approve", "_selected_action": [row.pk]}] * 4)
    assert statuses(answers) == [302] * 4
    row.refresh_from_db()
    assert (row.state, row.revision, row.history.count()) == ("approved", 2, 2)


def test_one_wording_of_a_formulation(curator: User) -> None:
    answers = all_post(curator, f"{FORMULATIONS}add/", [FORM] * 4)
    assert statuses(answers) == [200, 200, 200, 302]
    key = Formulation.objects.get().key
    for answer in answers:
        if answer.status_code == 200:
            assert field_errors(answer) == [f"已有同类型的“接诉就办”，编号 {key}。"]


def test_a_table_confirmed_twice_is_imported_once(
    client: Client, curator: User, taxonomy: None
) -> None:
    tried = try_import(client, LIST, table(ROW))
    data = dict(tried.context["confirm_form"].initial)
    assert statuses(all_post(curator, f"{LIST}process_import/", [data] * 4)) == [302] * 4
    assert Phrase.objects.count() == 1
    again = client.post(f"{LIST}process_import/", data, follow=True)
    assert again.redirect_chain == [(f"{LIST}import/", 302)]
    assert (
        "这张表格已经导入过了，或者放得太久没有确认；请看看素材库，缺了再导入一次。"
        in again.content.decode()
    )


def test_a_table_that_became_wrong_is_not_said_to_be_imported(
    client: Client, taxonomy: None
) -> None:
    CauseCategory.objects.get(code="C12").problems.clear()
    tried = try_import(client, LIST, table(ROW | {"用于": "原因", "分类": "C12"}))
    CauseCategory.objects.filter(code="C12").delete()
    data = dict(tried.context["confirm_form"].initial)
    answer = client.post(f"{LIST}process_import/", data, follow=True)
    assert "试导入以后素材库又有变动，这张表格没有导入，请再试导入一次。" in answer.content.decode()
    assert not Phrase.objects.exists()


def test_two_servers_load_the_library_at_once() -> None:
    from drafting.library.loader import load_taxonomy

    answers = at_once([lambda: load_taxonomy(TAXONOMY)] * 3)
    assert sorted(answer.new for answer in answers) == [0, 0, 70]  # type: ignore[attr-defined]
