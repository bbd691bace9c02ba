import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from drafting.document import codec
from drafting.document.structure import from_structure
from drafting.drafts.demo import MATERIAL
from drafting.drafts.list_rows import draft_rows
from drafting.drafts.models import Draft
from drafting.drafts.selectors import drafts_of
from drafting.frameworks.selectors import spec_of
from drafting.meetings.models import Meeting
from drafting.progress.gaps import matrix
from drafting.progress.tasklist import tasklist

pytestmark = pytest.mark.django_db


def load() -> str:
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue().strip()


def test_the_demo_is_loaded_once() -> None:
    assert load() == "演示人员 17 名；新发起会议 3 次，新建材料 7 份。"
    before = (
        list(Draft.objects.order_by("pk").values()),
        list(Meeting.objects.order_by("pk").values()),
    )
    assert load() == "演示人员 17 名；新发起会议 0 次，新建材料 0 份。"
    assert (
        list(Draft.objects.order_by("pk").values()),
        list(Meeting.objects.order_by("pk").values()),
    ) == before


def test_the_finished_material_has_nothing_pressing_left_and_every_problem_is_answered() -> None:
    load()
    owner = User.objects.get(username="chenhaoran")
    draft = owner.drafts.get()
    document = codec.load(draft.document)
    tasks = tasklist(spec_of(draft.framework), document)
    assert [remark.text for task in tasks for remark in task.remarks if remark.pressing] == []
    assert all(row.causes and row.measures for row in matrix(document))
    row = draft_rows(owner, drafts_of(owner))[0]
    assert row.done == row.steps
    material = from_structure(json.loads(MATERIAL.read_text(encoding="utf-8")))
    claims = [p.claim for part in material.parts for c in (part, *part.sections) for p in c.points]
    assert [
        p.claim for part in document.parts for c in (part, *part.sections) for p in c.points
    ] == claims


def test_production_refuses(settings: object) -> None:
    settings.PRODUCTION = True  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match=r"^正式环境不能载入演示数据。$"):
        load()
    assert not User.objects.exists()


def test_an_account_of_the_same_name_is_never_touched() -> None:
    User.objects.create_user("linjing", name="真人林静", password="x")
    with pytest.raises(CommandError, match=r"^用户名 linjing 已被正式账号使用，未载入演示数据。$"):
        load()
    assert not Meeting.objects.exists()
