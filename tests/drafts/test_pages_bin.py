import re

from django.test import Client
from django.urls import reverse

from drafting.document import codec
from drafting.drafts.models import Draft
from drafting.drafts.services import changes, lifecycle
from tests.drafts.pages import page, said


def test_a_draft_goes_to_the_bin_and_the_message_brings_it_back(
    client: Client, draft: Draft
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(draft.owner)
    title = codec.load(draft.document).head
    changes.save_node(draft.pk, title.id, {"title": "<i>标题</i>"}, 1)

    def form(text: str, action: str) -> dict[str, str]:
        found = re.search(
            rf'action="{action}">\s*<input type="hidden" name="csrfmiddlewaretoken" value="(\w+)"',
            text,
        )
        assert found
        return {"csrfmiddlewaretoken": found[1]}

    discard, back = (
        reverse("drafts:discard", args=[draft.pk]),
        reverse("drafts:take_back", args=[draft.pk]),
    )
    answer = client.post(discard, form(page(client.get("/")), discard), follow=True)
    text = page(answer)
    assert "《&lt;i&gt;标题&lt;/i&gt;》已移入回收站。" in text
    assert "回收站（1 份）" in text
    assert Draft.objects.get().discarded_at is not None
    text = page(client.post(back, form(text, back), follow=True))
    assert "已取回《&lt;i&gt;标题&lt;/i&gt;》。" in text
    assert Draft.objects.get().discarded_at is None


def test_the_bin_lists_what_is_in_it(signed_in: Client, draft: Draft) -> None:
    assert "回收站是空的。" in page(signed_in.get(reverse("drafts:bin")))
    lifecycle.discard(draft)
    text = page(signed_in.get(reverse("drafts:bin")))
    assert "刚刚移入" in text
    assert reverse("drafts:take_back", args=[draft.pk]) in text
    home = page(signed_in.get("/"))
    assert reverse("wizard:resume", args=[draft.pk]) not in home
    assert "开始撰写" in home


def test_a_submitted_draft_is_not_thrown_away(signed_in: Client, draft: Draft) -> None:
    Draft.objects.update(state=Draft.State.SUBMITTED)
    answer = signed_in.post(reverse("drafts:discard", args=[draft.pk]))
    assert said(answer) == ["这份材料已提交，现在不能修改。"]
    assert Draft.objects.get().discarded_at is None


def test_a_link_alone_changes_nothing(signed_in: Client, draft: Draft) -> None:
    page(signed_in.get(reverse("drafts:discard", args=[draft.pk])), 405)
    page(signed_in.get(reverse("drafts:take_back", args=[draft.pk])), 405)
