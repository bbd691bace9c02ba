import uuid

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.document import codec
from drafting.document.bounds import text_size
from drafting.drafts.models import Draft, Revision
from drafting.drafts.services import changes, lifecycle, revisions
from tests.drafts.pages import counted, page, said
from tests.wizard.full import FULL_PAPER, fill_paper


def write(draft: Draft, text: str) -> None:
    document = codec.load(Draft.objects.get(pk=draft.pk).document)
    changes.save_node(draft.pk, document.closing.id, {"text": text}, 1000)


def url(draft: Draft, name: str = "versions", *more: int) -> str:
    return reverse(f"drafts:{name}", args=[draft.pk, *more])


def test_a_version_is_saved_once_for_the_same_content(signed_in: Client, draft: Draft) -> None:
    assert "还没有版本。" in page(signed_in.get(url(draft)))
    write(draft, "第一次写")
    assert said(signed_in.post(url(draft))) == ["已保存为第 1 版。"]
    signed_in.get(url(draft))
    assert said(signed_in.post(url(draft))) == ["内容与第 1 版相同，没有另存。"]
    text = page(signed_in.get(url(draft)))
    assert "与现在相同" in text
    assert "4 字" in text
    assert Revision.objects.count() == 1


def test_a_version_is_shown_as_it_would_be_printed(signed_in: Client, draft: Draft) -> None:
    write(draft, "写了<b>又改")
    signed_in.post(url(draft))
    write(draft, "后来的")
    text = page(signed_in.get(url(draft, "version", 1)))
    assert '<div class="paper" data-paper>' in text
    assert "写了&lt;b&gt;又改" in text
    assert "后来的" not in text


def test_restoring_asks_first_and_keeps_the_present_state(signed_in: Client, draft: Draft) -> None:
    write(draft, "原来的")
    signed_in.post(url(draft))
    write(draft, "现在的")
    text = page(signed_in.get(url(draft, "restore", 1)))
    assert "现在的内容会先自动存为一个版本" in text
    assert codec.load(Draft.objects.get().document).closing.text == "现在的"
    answer = signed_in.post(url(draft, "restore", 1))
    assert said(answer)[-1] == "已恢复到第 1 版，恢复前的内容也已存为一版。"
    assert codec.load(Draft.objects.get().document).closing.text == "原来的"
    kept = Revision.objects.get(number=2)
    assert (kept.reason, codec.load(kept.document).closing.text) == (
        Revision.Reason.RESTORE,
        "现在的",
    )


def test_what_cannot_be_changed_cannot_be_restored(signed_in: Client, draft: Draft) -> None:
    signed_in.post(url(draft))
    signed_in.get(url(draft))
    Draft.objects.update(state=Draft.State.SUBMITTED)
    version = Draft.objects.get().version
    assert "这份材料已提交，现在不能修改。" in page(signed_in.get(url(draft, "restore", 1)))
    assert said(signed_in.post(url(draft, "restore", 1))) == ["这份材料已提交，现在不能修改。"]
    assert Draft.objects.get().version == version


def test_in_the_bin_no_version_is_saved(signed_in: Client, draft: Draft) -> None:
    lifecycle.discard(draft)
    assert said(signed_in.post(url(draft))) == ["这份材料在回收站里，取回后才能修改。"]
    assert not Revision.objects.exists()


@pytest.mark.db_sensitive
def test_queries_do_not_grow_with_the_versions(
    signed_in: Client, member: User, draft: Draft
) -> None:
    def add(count: int) -> None:
        for _ in range(count):
            write(draft, f"第{Revision.objects.count()}稿")
            revisions.freeze(draft, Revision.Reason.SAVE, member)

    add(1)
    few = counted(signed_in, url(draft))
    add(30)
    assert Revision.objects.count() == 31
    assert counted(signed_in, url(draft)) == few


@pytest.mark.parametrize(
    ("name", "more", "method"),
    [
        ("versions", (), "get"),
        ("versions", (), "post"),
        ("version", (1,), "get"),
        ("restore", (1,), "get"),
        ("restore", (1,), "post"),
        ("discard", (), "post"),
        ("take_back", (), "post"),
    ],
)
def test_of_others_nothing_is_there(
    client: Client,
    stranger: User,
    member: User,
    draft: Draft,
    name: str,
    more: tuple[int, ...],
    method: str,
) -> None:
    revisions.freeze(draft, Revision.Reason.SAVE, member)
    client.force_login(stranger)
    page(getattr(client, method)(url(draft, name, *more)), 404)
    page(getattr(client, method)(reverse(f"drafts:{name}", args=[uuid.uuid4(), *more])), 404)
    assert (Revision.objects.count(), Draft.objects.get().discarded_at) == (1, None)


def test_an_unknown_version_is_not_there(signed_in: Client, draft: Draft) -> None:
    page(signed_in.get(url(draft, "version", 7)), 404)
    page(signed_in.post(url(draft, "restore", 7)), 404)


def test_a_version_that_is_too_long_is_not_restored(signed_in: Client, draft: Draft) -> None:
    fill_paper(draft, 60_001)
    signed_in.post(url(draft))
    fill_paper(draft, 1_000)
    (told,) = said(signed_in.post(url(draft, "restore", 1)))[-1:]
    assert told.startswith(f"没有恢复到第 1 版。{FULL_PAPER}")
    assert text_size(codec.load(Draft.objects.get().document)) == 1_000
    assert signed_in.get(url(draft, "version", 1)).status_code == 200
    fill_paper(draft, 60_002)
    assert said(signed_in.post(url(draft, "restore", 1)))[-1] == (
        "已恢复到第 1 版，恢复前的内容也已存为一版。"
    ), "it is shorter than what stands there"
