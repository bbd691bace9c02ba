"""The curator pastes a notice, looks, confirms and publishes; a secretary does so for the own
organisation."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document as WordDocument

from accounts.models import Organization, User
from drafting.drafts.services import lifecycle
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import pending_names, spec_of
from drafting.meetings import services as meetings
from tests.annual_notice.notice import AREAS, LIST
from tests.cast import published
from tests.drafts.pages import page

pytestmark = pytest.mark.django_db

PASTE = "/frameworks/paste/"


@pytest.fixture
def desk(client: Client, curator: User) -> Client:
    client.force_login(curator)
    return client


def sent(**changed: Any) -> dict[str, Any]:
    return {
        "text": LIST, "notice": "关于召开2026年度组织生活会的通知（云组通〔2026〕9号）",
        "year": "2026", "base": "2026-zuzhi-prepared", "variant": "七个方面", "audience": "member",
        "name": "", "theme": "学习贯彻党的二十届五中全会精神", "do": "cut",
    } | changed  # fmt: skip


def rows(answer: Any) -> dict[str, Any]:
    """What a browser sends of the lines that a page shows."""
    found: dict[str, Any] = {}
    for at, row in enumerate(answer.context["rows"]):
        found |= {
            f"area-{at}-name": row.name, f"area-{at}-guidance": row.guidance,
            f"area-{at}-place": row.place, f"area-{at}-taxonomy": list(row.taxonomy),
            f"area-{at}-codes": row.codes_said,
        }  # fmt: skip
    return found


def prepared(desk: Client, **changed: Any) -> Framework:
    """A framework saved from the pasted notice."""
    cut = desk.post(PASTE, sent(**changed))
    answer = desk.post(PASTE, sent(do="save", **changed) | rows(cut))
    assert answer.status_code == 302
    return Framework.objects.order_by("-pk")[0]


def test_from_a_pasted_notice_to_a_published_framework(
    desk: Client, base: Framework, taxonomy: None
) -> None:
    cut = desk.post(PASTE, sent())
    assert "没有当作方面的文字：各党支部要组织党员重点从以下七个方面对照检查：" in page(cut)
    proposed = {row.name: row.covers for row in cut.context["rows"] if row.name}
    assert proposed == {
        "学习贯彻党的创新理论": ("理论学习",),
        "加强党性锤炼": ("政治素质", "LL8"),
        "联系服务群众": ("ZF1", "ZF2", "ZF4", "ZF7", "NL7"),
        "发挥先锋模范作用": ("担当作为", "能力本领"),
        "改作风树新风": ("工作作风", "廉洁自律"),
        "树立和践行正确政绩观": ("担当作为",),
        "严守廉洁自律准则": ("廉洁自律",),
    }
    fields = sent(do="save") | rows(cut)
    answer = desk.post(PASTE, fields)
    framework = Framework.objects.get(key="2026-zuzhi")
    url = reverse("annual_notice:look", args=[framework.pk])
    assert answer["Location"] == url
    spec = spec_of(framework)
    assert [area.name for area in spec.areas()] == AREAS
    assert (framework.name, framework.title) == (
        "2026年度组织生活会（七个方面）", "2026年度组织生活会个人对照检查材料",
    )  # fmt: skip
    assert spec.areas()[0].guidance.startswith("通知要求：重点检视是否读原著学原文\n问自己：")
    limits = {area.limits for area in spec_of(Framework.objects.get(key="2025-zuzhi")).areas()}
    assert {area.limits for area in spec.areas()} == limits
    assert pending_names(framework) == [
        "会议主题",
        "2025年度组织生活会问题整改落实情况",
        "树立和践行正确政绩观学习教育整改情况",
        *AREAS,
    ]
    sources = set(framework.sections.exclude(parent=None).values_list("source", flat=True))
    assert sources == {fields["notice"]}
    text = page(desk.get(url))
    assert all(name in text for name in AREAS)
    assert "树立和践行正确政绩观学习教育整改情况" in text
    form = {"shown": desk.get(url).context["shown"], "sure": "1", "notice": fields["notice"]}
    assert desk.post(reverse("annual_notice:publish", args=[framework.pk]), form).status_code == 302
    framework.refresh_from_db()
    assert (framework.state, framework.usual) == ("published", True)
    assert pending_names(framework) == []
    text = page(desk.get(url))
    assert "待核对" not in text.replace("“待核对”", "")
    assert "许文博于" in text
    assert fields["notice"] in text


def test_the_blank_form_has_every_heading(desk: Client, base: Framework) -> None:
    framework = prepared(desk)
    answer = desk.get(reverse("annual_notice:blank", args=[framework.pk]))
    assert "%E7%A9%BA%E7%99%BD%E7%A8%BF.docx" in answer["Content-Disposition"]
    lines = [one.text for one in WordDocument(io.BytesIO(answer.content)).paragraphs]
    for area in spec_of(framework).areas():
        assert any(area.heading in line for line in lines)
    assert sum("（请填写）" in line for line in lines) >= len(AREAS) + 4


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"text": ""}, "请粘贴通知里列出方面的那一段。"),
        ({"year": "明年"}, "年度请写四位数字，如 2026。"),
        ({"base": "no-such"}, "这个框架不能作底稿，请重新选择。"),
        ({"text": "理论学习\n政治素质\n能力本领", "do": "save"}, "现在是 3 个"),
        ({"text": "；".join(f"方面{n}" for n in "甲乙丙丁戊己庚辛壬癸子丑寅")}, "现在是 13 个"),
        ({"text": "一、甲方面\n二、乙方面\n三、甲方面\n四、丁方面"}, "同一个名称写了不止一次。"),
        ({"text": f"一、{'长' * 136}\n二、乙\n三、丙\n四、丁"}, "名称有 136 个字，最多 135 个"),
    ],
)
def test_bad_input_is_said_and_kept(
    desk: Client, base: Framework, changed: dict[str, str], sentence: str
) -> None:
    fields = sent(**changed)
    answer = desk.post(PASTE, fields)
    text = page(answer, answer.status_code)
    assert sentence in text
    assert answer.status_code in (200, 422)
    for name in ("text", "theme"):
        assert answer.context["form"][name].value() == fields[name]
    if answer.context["rows"]:
        again = desk.post(PASTE, sent(do="save") | rows(answer))
        assert sentence in page(again, 422)
        assert [row.name for row in again.context["rows"]] == [
            row.name for row in answer.context["rows"]
        ]
    assert Framework.objects.filter(year=2026).count() == 1


def test_cutting_asks_for_no_name_and_saving_does(desk: Client, base: Framework) -> None:
    """Nobody looks for a number before seeing whether the passage is cut right; a whole notice says
    itself what it is called."""
    cut = desk.post(PASTE, sent(notice=""))
    assert (cut.status_code, len(rows(cut)) // 5) == (200, 8)
    refused = desk.post(PASTE, sent(do="save", notice="") | rows(cut))
    assert "请填写依据的通知。" in page(refused, 422)
    whole = f"云组通〔2026〕 9号\n关于召开2026年度组织生活会的通知\n各党支部：\n{LIST}"
    assert 'value="关于召开2026年度组织生活会的通知（云组通〔2026〕9号）"' in page(
        desk.post(PASTE, sent(notice="", text=whole))
    )
    typed = page(desk.post(PASTE, sent(notice="另一个通知", text=whole)))
    assert 'value="另一个通知"' in typed


def test_a_name_of_135_characters_and_another_order(desk: Client, base: Framework) -> None:
    long = "带头" + "学" * 133
    cut = desk.post(PASTE, sent(text=f"一、{long}\n二、乙方\n三、丙方\n四、丁方"))
    fields = sent(do="save") | rows(cut) | {"area-0-place": "2.5", "area-1-drop": "1"}
    fields |= {"area-4-name": "戊方", "area-4-place": "1"}
    assert "现在是 4 个" not in page(desk.post(PASTE, fields), 302)
    framework = Framework.objects.get(key="2026-zuzhi")
    assert [area.name for area in spec_of(framework).areas()] == ["戊方", long, "丙方", "丁方"]


def test_a_second_one_of_the_same_name_is_refused_with_all_that_was_typed(
    desk: Client, base: Framework
) -> None:
    prepared(desk)
    cut = desk.post(PASTE, sent())
    answer = desk.post(PASTE, sent(do="save") | rows(cut))
    assert "已有一个编制中的“2026年度组织生活会（七个方面）”" in page(answer, 422)
    assert [row.name for row in answer.context["rows"] if row.name] == AREAS


def test_confirming_says_with_what_and_needs_a_notice(desk: Client, curator: User) -> None:
    framework = published("2025-zuzhi")
    url = reverse("annual_notice:confirm", args=[framework.pk])
    assert "请写明核对所依据的通知" in page(desk.post(url, {"notice": " "}), 422)
    long = desk.post(url, {"notice": "长" * 201})
    assert "所依据的通知最多 200 个字。" in page(long, 422)
    assert "待核对 " in page(desk.get("/frameworks/"))
    assert desk.post(url, {"notice": "组通字〔2025〕1号"}).status_code == 302
    framework.refresh_from_db()
    assert (framework.confirmed_by, framework.confirmed_notice) == (curator, "组通字〔2025〕1号")
    text = page(desk.get("/frameworks/"))
    assert "许文博于" in text
    assert "待核对 " not in text


def test_a_secretary_pastes_for_the_own_meeting_alone(
    client: Client, secretary: User, branch: Organization, other_branch: Organization,
    base: Framework, member: User,
) -> None:  # fmt: skip
    client.force_login(secretary)
    assert client.get("/frameworks/").status_code == 404
    assert client.get(f"{PASTE}?organization={other_branch.pk}").status_code == 404
    assert "班子集体" in page(client.get(PASTE))
    framework = prepared(client)
    assert framework.organization == branch
    shown = client.get(reverse("annual_notice:look", args=[framework.pk])).context["shown"]
    client.post(reverse("annual_notice:publish", args=[framework.pk]), {"shown": shown})
    framework.refresh_from_db()
    assert (framework.state, framework.usual) == ("published", False)
    assert "2026" in page(client.get(f"/meetings/new/?framework={framework.key}"))
    meeting = meetings.open_meeting(branch, framework, "支部的会")
    draft = lifecycle.begin_draft(member, framework, meeting=meeting)[0]
    assert len(spec_of(draft.framework).areas()) == 7
    # another secretary neither sees nor uses it, a shared one is not a secretary's to keep
    client.force_login(member)
    for name in ("look", "blank"):
        url = reverse(f"annual_notice:{name}", args=[framework.pk])
        assert client.get(url).status_code == 404
    client.force_login(secretary)
    assert client.get(reverse("annual_notice:look", args=[base.pk])).status_code == 404
