from django.test import Client
from django.urls import reverse

from accounts.codes import OrganizationKind
from accounts.models import User
from drafting.document import codec
from drafting.document.edits import save_values
from drafting.document.model import Document, points_of_role
from drafting.drafts.models import Draft
from drafting.drafts.services import changes, lifecycle
from drafting.frameworks.models import Framework
from drafting.meetings import services
from drafting.meetings.models import Meeting
from tests.cast import published
from tests.drafts.pages import page, said
from tests.factories import OrganizationFactory, person
from tests.wizard.full import FULL_PAPER, fill_paper

URL = "/drafts/new/"


def test_an_only_meeting_is_chosen_already(signed_in: Client, meeting: Meeting) -> None:
    text = page(signed_in.get(URL))
    assert f'value="{meeting.pk}" checked' in text
    assert "从以前的材料复制" not in text


def test_who_asks_to_write_alone_has_that_chosen_beside_a_meeting(
    signed_in: Client, meeting: Meeting
) -> None:
    link = f"{URL}?framework="
    assert f'href="{link}">自己先写一份' in page(signed_in.get("/"))
    text = page(signed_in.get(link))
    assert 'value="private" checked' in text
    assert f'value="{meeting.pk}" checked' not in text


def test_without_a_meeting_the_private_choice_is_made(signed_in: Client, zuzhi: Framework) -> None:
    text = page(signed_in.get(f"{URL}?framework=2023-zuzhi"))
    assert 'value="private" checked' in text
    assert '<option value="2023-zuzhi" selected>2023年度组织生活会（待核对）</option>' in text


def test_a_meeting_gives_a_draft_with_its_framework_and_ones_own_byline(
    signed_in: Client, member: User, meeting: Meeting
) -> None:
    answer = signed_in.post(URL, {"target": meeting.pk})
    draft = Draft.objects.get()
    assert answer.headers["Location"] == reverse("wizard:resume", args=[draft.pk])
    assert (draft.owner, draft.meeting, draft.framework) == (member, meeting, meeting.framework)
    head = codec.load(draft.document).head
    assert (head.unit, head.position, head.name) == ("县图书馆党支部", "馆员", "刘洋")


def test_the_byline_is_that_of_the_organisation_that_meets(
    client: Client, leader: User, minzhu: Framework
) -> None:
    committee = leader.memberships.get(position="党委委员").organization
    meeting = services.open_meeting(committee, minzhu, "党委民主生活会")
    client.force_login(leader)
    client.post(URL, {"target": meeting.pk})
    head = codec.load(Draft.objects.get().document).head
    assert (head.unit, head.position) == ("云溪县文化和旅游局党委", "党委委员")


def test_a_group_meets_with_its_branch(client: Client, meeting: Meeting) -> None:
    group = OrganizationFactory(
        name="第一党小组", kind=OrganizationKind.GROUP, parent=meeting.organization
    )
    user = person("sunlei", "孙蕾", group, position="馆员")
    assert services.invite(meeting, [user], None) == 1
    client.force_login(user)
    client.post(URL, {"target": meeting.pk})
    assert Draft.objects.get().meeting == meeting


def test_a_framework_is_begun_privately(signed_in: Client, zuzhi: Framework) -> None:
    signed_in.post(URL, {"target": "private", "framework": "2023-zuzhi"})
    draft = Draft.objects.get()
    assert (draft.meeting, draft.framework) == (None, zuzhi)


def test_what_is_missing_is_said_and_nothing_begun(signed_in: Client, meeting: Meeting) -> None:
    assert "请选择一次会议，或选择“自己先写”。" in page(signed_in.post(URL, {}), 422)
    assert "请选择年度和会议。" in page(signed_in.post(URL, {"target": "private"}), 422)
    assert not Draft.objects.exists()


def test_a_draft_framework_or_a_meeting_of_others_cannot_be_chosen(
    signed_in: Client, stranger: User, zuzhi: Framework
) -> None:
    elsewhere = services.open_meeting(
        stranger.memberships.get().organization, zuzhi, "别的支部的会"
    )
    Framework.objects.create(key="2030-zuzhi", year=2030, meeting_kind="zuzhi", name="未发布")
    assert "这次会议已经结束或者没有邀请您，请重新选择。" in page(
        signed_in.post(URL, {"target": elsewhere.pk}), 422
    )
    chosen = {"target": "private", "framework": "2030-zuzhi"}
    assert "这个框架不能选用，请重新选择。" in page(signed_in.post(URL, chosen), 422)
    assert not Draft.objects.exists()


def test_a_second_draft_for_a_meeting_is_asked_about_and_allowed(
    signed_in: Client, draft: Draft, meeting: Meeting
) -> None:
    text = page(signed_in.post(URL, {"target": meeting.pk}))
    assert "您已有一份这次会议的材料，仍要另写一份吗？" in text
    assert reverse("wizard:resume", args=[draft.pk]) in text
    assert Draft.objects.count() == 1
    signed_in.post(URL, {"target": meeting.pk, "again": "1"})
    assert Draft.objects.count() == 2


def test_a_draft_in_the_bin_does_not_ask(signed_in: Client, draft: Draft, meeting: Meeting) -> None:
    lifecycle.discard(draft)
    signed_in.post(URL, {"target": meeting.pk})
    assert Draft.objects.count() == 2


def test_a_private_draft_of_the_same_framework_is_asked_about(
    signed_in: Client, zuzhi: Framework
) -> None:
    chosen = {"target": "private", "framework": "2023-zuzhi"}
    signed_in.post(URL, chosen)
    assert "您已有一份同一框架的材料，仍要另写一份吗？" in page(signed_in.post(URL, chosen))


def write_one_point(draft: Draft) -> None:
    def write(document: Document, version: int) -> Document:
        point = points_of_role(document, "problems")[1]
        return save_values(document, point.id, {"claim": "调查研究不深入"}, version)

    changes.apply(draft.pk, write)


def test_copying_keeps_the_text_and_says_which_places_are_guessed(
    signed_in: Client, draft: Draft, minzhu: Framework
) -> None:
    write_one_point(draft)
    text = page(signed_in.get(f"{URL}?source={draft.pk}"))
    assert f'<option value="{draft.pk}" selected>' in text
    answer = signed_in.post(
        URL, {"target": "private", "framework": "2024-minzhu", "source": draft.pk}
    )
    copy = Draft.objects.get(framework=minzhu)
    assert [p.claim for p in points_of_role(codec.load(copy.document), "problems") if p.claim] == [
        "调查研究不深入"
    ]
    assert copy.copied_from == draft
    assert said(answer) == [
        "有 1 条在新的框架里没有完全对应的方面，暂按方面的意思或者次序放置，请逐条看一看是否放对了地方：调查研究不深入。"
    ]


def test_nobody_copies_the_draft_of_another(
    client: Client, stranger: User, draft: Draft, minzhu: Framework
) -> None:
    client.force_login(stranger)
    answer = client.post(URL, {"target": "private", "framework": "2024-minzhu", "source": draft.pk})
    # without a draft of one's own there is no choice on the page; the sentence is in the form
    assert answer.context["form"].errors["source"] == ["这份材料不能复制，请重新选择。"]
    assert Draft.objects.count() == 1


def test_two_frameworks_of_one_year_are_told_apart(signed_in: Client, zuzhi: Framework) -> None:
    published("2023-zuzhi-four")
    text = page(signed_in.get(f"{URL}?framework=2023-zuzhi-four"))
    usual = '<option value="2023-zuzhi">2023年度组织生活会（六个方面，通常用这个，待核对）</option>'
    other = (
        '<option value="2023-zuzhi-four" selected>2023年度组织生活会（四个方面，待核对）</option>'
    )
    assert text.index(usual) < text.index(other)
    signed_in.post(URL, {"target": "private", "framework": "2023-zuzhi-four"})
    areas = [
        section["area"]
        for part in Draft.objects.get().document["parts"]
        for section in part["sections"]
    ]
    assert areas == [
        "学习贯彻党的创新理论情况",
        "党性修养提高情况",
        "联系服务群众情况",
        "发挥先锋模范作用情况",
    ]


def test_an_earlier_draft_that_is_too_long_is_not_copied(
    signed_in: Client, member: User, meeting: Meeting, draft: Draft
) -> None:
    fill_paper(draft, 60_001)
    number = Draft.objects.count()
    answer = signed_in.post(URL, {"target": meeting.pk, "source": draft.pk, "again": "1"})
    text = page(answer, 422)
    assert answer.status_code == 422
    assert f"这份材料不能整份复制：{FULL_PAPER}" in text
    assert "也可以从空白开始，再从里面复制需要的部分。" in text
    assert Draft.objects.count() == number
