import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from drafting.document import codec
from drafting.document.structure import from_structure
from drafting.drafts.demo import MATERIAL
from drafting.drafts.models import Draft, Meeting
from drafting.drafts.overview import draft_rows
from drafting.drafts.selectors import drafts_of, open_meetings_for
from drafting.frameworks.selectors import spec_of
from drafting.progress.tasklist import matrix, tasklist

pytestmark = pytest.mark.django_db


def load() -> str:
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue().strip()


def test_the_demo_is_loaded_once() -> None:
    assert load() == "演示人员 17 名；新发起会议 3 次，新建材料 7 份。"
    before = list(Draft.objects.order_by("pk").values()), list(Meeting.objects.order_by("pk").values())
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
    assert [p.claim for part in document.parts for c in (part, *part.sections) for p in c.points] == claims


def test_members_meet_where_they_belong() -> None:
    load()

    def titles(username: str) -> list[str]:
        return [meeting.title for meeting in open_meetings_for(User.objects.get(username=username))]

    assert titles("liuyang") == ["县图书馆党支部2023年主题教育专题组织生活会"]
    assert titles("tanglu") == ["文旅公司党支部2023年主题教育专题组织生活会"]
    assert titles("linjing") == [
        "县图书馆党支部2023年主题教育专题组织生活会",
        "局党委班子2023年主题教育专题民主生活会",
    ]
    assert titles("luomin") == []


def test_a_deadline_that_has_passed_is_moved_ahead() -> None:
    load()
    Meeting.objects.update(deadline=timezone.localdate() - timedelta(days=400))
    load()
    ahead = [(day - timezone.localdate()).days for day in Meeting.objects.values_list("deadline", flat=True)]
    assert sorted(ahead) == [9, 12, 20]


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
