"""Corrected frameworks come to an installation that has the old ones; who writes by an old one
keeps it.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from accounts.models import User
from drafting.document import codec
from drafting.document.model import points_of_role
from drafting.drafts.models import Draft
from drafting.drafts.selectors import spec_of_draft
from drafting.drafts.services import changes, lifecycle
from drafting.frameworks.editions import digest_of_stored
from drafting.frameworks.loader import Outcome, load_framework
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import pending_names, published_frameworks, spec_of
from drafting.frameworks.services import copies
from drafting.frameworks.services import lifecycle as frameworks_life
from drafting.frameworks.shipped_frameworks import digest_of
from drafting.library.models import Phrase
from drafting.meetings import services
from tests.cast import shipped
from tests.threads import at_once

#: Those that are prepared for a notice that is not out yet among them.
ALL = sorted((settings.BASE_DIR / "fixtures" / "frameworks").glob("**/*.json"))
CORRECTED = ("2021-zuzhi", "2022-zuzhi", "2025-zuzhi")


def before(key: str) -> Any:
    """A framework as it was shipped before it was corrected."""
    return json.loads((Path(__file__).parent / "before" / f"{key}.json").read_text("utf-8"))


def now(key: str) -> Any:
    return shipped(f"frameworks/{key}.json")


@pytest.fixture
def old(db: None) -> dict[str, Framework]:
    """An installation before the corrections."""
    for key in CORRECTED:
        assert load_framework(before(key)) is Outcome.NEW
    return {row.key: row for row in Framework.objects.all()}


def offered() -> list[str]:
    return sorted(published_frameworks().values_list("key", flat=True))


def test_a_correction_is_published_beside_the_old_one_which_stays_as_it_was(
    old: dict[str, Framework],
) -> None:
    specs = {key: spec_of(row) for key, row in old.items()}
    assert [load_framework(now(key)) for key in CORRECTED] == [Outcome.CORRECTED] * 3
    assert offered() == ["2021-zuzhi-2", "2022-zuzhi-2", "2025-zuzhi-2"]
    assert {key: spec_of(Framework.objects.get(pk=row.pk)) for key, row in old.items()} == specs
    new = Framework.objects.get(key="2025-zuzhi-2")
    assert (new.copied_from, digest_of_stored(new)) == (
        old["2025-zuzhi"],
        digest_of(now("2025-zuzhi")),
    )
    assert [area.name for area in spec_of(new).areas()] == [
        "学习贯彻党的创新理论", "加强党性锤炼", "联系服务群众", "发挥先锋模范作用", "改作风树新风",
    ]  # fmt: skip
    assert [load_framework(now(key)) for key in CORRECTED] == [Outcome.SAME] * 3
    assert Framework.objects.count() == 6


def test_a_draft_in_being_goes_on_with_what_it_was_begun_with(
    old: dict[str, Framework], member: User
) -> None:
    draft, _ = lifecycle.begin_draft(member, old["2025-zuzhi"])
    point = points_of_role(codec.load(draft.document), "problems")[-1]
    changes.save_node(draft.pk, point.id, {"claim": "公私不够分明"}, 1)
    draft.refresh_from_db()
    written, asked = draft.document, spec_of_draft(draft)
    load_framework(now("2025-zuzhi"))
    draft = Draft.objects.get(pk=draft.pk)
    assert (draft.framework, draft.document) == (old["2025-zuzhi"], written)
    assert spec_of_draft(draft) == asked
    assert [area.name for area in asked.areas()][-1] == "廉洁自律"
    changes.save_node(draft.pk, point.id, {"claim": "公私不够分明，写具体"}, 2)
    draft.refresh_from_db()
    follow_up, _ = lifecycle.begin_draft(
        member, Framework.objects.get(key="2025-zuzhi-2"), source=draft
    )
    assert len(spec_of_draft(follow_up).areas()) == 5
    assert "公私不够分明，写具体" in json.dumps(follow_up.document, ensure_ascii=False)


def test_a_meeting_that_is_open_is_still_written_for_by_the_old_one(
    old: dict[str, Framework], member: User, branch: Any
) -> None:
    meeting = services.open_meeting(branch, old["2025-zuzhi"], "支部组织生活会")
    load_framework(now("2025-zuzhi"))
    meeting.refresh_from_db()
    draft, _ = lifecycle.begin_draft(member, meeting.framework, meeting=meeting)
    assert len(spec_of_draft(draft).areas()) == 6


def test_phrases_for_the_old_one_are_offered_for_the_new_one_too(old: dict[str, Framework]) -> None:
    phrase = Phrase.objects.create(key="X-1", part="opening", elaboration="按照支部安排。")
    phrase.frameworks.add(old["2025-zuzhi"])
    load_framework(now("2025-zuzhi"))
    assert sorted(phrase.frameworks.values_list("key", flat=True)) == ["2025-zuzhi", "2025-zuzhi-2"]


def test_what_the_organisation_decided_itself_is_left_alone(
    old: dict[str, Framework], curator: User
) -> None:
    frameworks_life.confirm(old["2021-zuzhi"], curator, "关于召开组织生活会的通知")
    frameworks_life.retire(old["2022-zuzhi"])
    Framework.objects.filter(key="2025-zuzhi").update(name="本单位自己的2025年度组织生活会")
    assert [load_framework(now(key)) for key in CORRECTED] == [
        Outcome.KEPT,
        Outcome.KEPT,
        Outcome.SAME,
    ]
    assert offered() == ["2021-zuzhi", "2025-zuzhi"]


def test_a_key_that_the_organisation_took_is_left_to_it(old: dict[str, Framework]) -> None:
    own = copies.copy_to_year(old["2025-zuzhi"], 2025)
    assert own.key == "2025-zuzhi-2"
    load_framework(now("2025-zuzhi"))
    assert offered() == ["2021-zuzhi", "2022-zuzhi", "2025-zuzhi-3"]
    own.refresh_from_db()
    assert own.state == Framework.State.DRAFT


def test_a_second_correction_replaces_the_first(old: dict[str, Framework]) -> None:
    load_framework(now("2025-zuzhi"))
    first = now("2025-zuzhi")
    second = first | {"theme": "再更正的主题", "replaces": [*first["replaces"], digest_of(first)]}
    assert load_framework(second) is Outcome.CORRECTED
    assert load_framework(second) is Outcome.SAME
    assert offered() == ["2021-zuzhi", "2022-zuzhi", "2025-zuzhi-3"]


def test_the_files_name_what_they_replace() -> None:
    assert {key: now(key)["replaces"] for key in CORRECTED} == {
        key: [digest_of(before(key))] for key in CORRECTED
    }


def test_loading_says_what_it_corrected_and_what_it_kept(
    old: dict[str, Framework], curator: User
) -> None:
    frameworks_life.confirm(old["2021-zuzhi"], curator, "关于召开组织生活会的通知")

    def run() -> list[str]:
        out = io.StringIO()
        call_command("load_fixtures", stdout=out)
        return [line for line in out.getvalue().splitlines() if line.startswith("检查框架")]

    kept = "检查框架：1 个有更正，本单位已核对或停用，保留不动。"
    assert run() == [
        f"检查框架：新增 {len(ALL) - len(CORRECTED)} 个，已有 {len(CORRECTED)} 个。",
        "检查框架：2 个有更正，已另行发布更正后的，原来的停用；已经开始的会议和材料仍用原来的。",
        kept,
    ]
    assert run() == [f"检查框架：新增 0 个，已有 {len(ALL)} 个。", kept]


def test_the_sure_names_of_2022_and_the_theme_of_2021(db: None) -> None:
    for key in CORRECTED:
        load_framework(now(key))
    stored = {row.key: row for row in Framework.objects.all()}
    assert pending_names(stored["2022-zuzhi"]) == ["会议主题", "上年度组织生活会整改情况"]
    assert pending_names(stored["2021-zuzhi"]) == ["会议主题"]
    assert stored["2021-zuzhi"].theme.startswith("学习贯彻党的十九届六中全会精神")


@pytest.mark.db_sensitive
@pytest.mark.django_db(transaction=True)
def test_two_servers_that_start_at_once_load_each_framework_once() -> None:
    load_framework(before("2025-zuzhi"))
    jobs = [
        lambda: load_framework(now("2025-zuzhi")),
        lambda: load_framework(now("2023-zuzhi-four")),
    ]
    answers = at_once(jobs * 3)
    assert sorted(str(answer) for answer in answers) == sorted(
        ["Outcome.CORRECTED", "Outcome.NEW", *["Outcome.SAME"] * 4]
    )
    assert offered() == ["2023-zuzhi-four", "2025-zuzhi-2"]
