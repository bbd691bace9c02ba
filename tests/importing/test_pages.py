"""The pages of importing as a person without scripts uses them."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Organization, User
from drafting.common.numerals import numeral
from drafting.drafts.models import Draft
from drafting.frameworks.models import Framework
from drafting.importing import services
from drafting.importing.models import Import
from drafting.importing.review_page.state import count
from drafting.importing.selectors import state_of
from drafting.importing.urls import urlpatterns
from drafting.meetings.services import open_meeting
from tests.drafts.pages import counted, page, said
from tests.importing.papers import PAPER
from tests.importing.taken import (
    NAME,
    UPLOAD,
    a_file,
    again,
    do,
    document_of,
    loose,
    nothing_loose,
    plain,
    point,
    taken,
)
from tests.wizard.full import FULL_AREA

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(member: User, framework: Framework) -> Import:
    return taken(member, framework)


def url(row: Import, name: str = "review") -> str:
    return reverse(f"importing:{name}", args=[row.pk])


# the upload


def test_the_way_in_is_on_both_pages(signed_in: Client) -> None:
    for address in ("/", "/drafts/new/"):
        assert f'href="{UPLOAD}"' in page(signed_in.get(address))
    text = page(signed_in.get(UPLOAD))
    assert "可以导入 .docx、.txt、.doc、.wps 文件，不超过 20 MB" in text
    assert 'accept=".docx,.txt,.doc,.wps"' in text


def test_a_file_goes_to_its_review(signed_in: Client, member: User, framework: Framework) -> None:
    answer = signed_in.post(UPLOAD, {"file": a_file(), "framework": framework.key})
    row = Import.objects.get()
    assert answer.headers["Location"] == url(row)
    assert (row.owner, row.framework, row.file_name) == (member, framework, NAME)
    text = page(signed_in.get(UPLOAD))
    assert NAME in text
    assert "到期删除" in text


BAD = {
    "什么.txt": (b"", "文件是空的，请检查是不是选错了文件。"),
    "材料.exe": (b"MZ", "只能导入 .docx、.txt、.doc、.wps 文件，请另存为其中一种。"),
    "没有后缀": ("文字".encode(), "只能导入 .docx、.txt、.doc、.wps 文件，请另存为其中一种。"),
    "扫描.docx": (b"%PDF-1.7 ...", "这是 PDF 文件，读不出段落，请找到它的 Word 原稿再导入。"),
    "损坏.docx": (b"PK\x03\x04 broken", "文件已损坏，打不开，请用 Word 或 WPS 打开原稿，另存为 .docx 再导入。"),
    "改名.docx": ("就是文字".encode(), "文件内容与 .docx 后缀不符，或已损坏，请用 Word 或 WPS 打开，另存为 .docx 再导入。"),
    "空白.txt": (b"\n \n", "文件里没有文字。"),
    "二进制.txt": (b"\0\1\2", "文件里不是文字，请检查是不是选错了文件。"),
    "书.txt": (("一、存在的问题\n" + "某段文字。\n" * 2000).encode(), "文件里的段落太多，不像一份材料，请只留下要导入的那一份。"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_its_sentence_on_the_page(signed_in: Client, name: str) -> None:
    content, sentence = BAD[name]
    text = page(signed_in.post(UPLOAD, {"file": a_file(content, name)}), 422)
    assert f'role="status" data-said>{sentence}</p>' in text
    assert not Import.objects.exists()


def test_no_file_and_a_framework_that_is_none(signed_in: Client) -> None:
    said = "请选择要导入的文件，或者把文字粘贴在下面。"
    assert said in page(signed_in.post(UPLOAD, {}), 422)
    assert said in page(signed_in.post(UPLOAD, {"file": "a text"}), 422)
    answer = signed_in.post(UPLOAD, {"file": a_file(), "framework": "1999-nothing"})
    assert "这个框架不能选用，请重新选择。" in page(answer, 422)
    assert not Import.objects.exists()


# the review


def test_the_source_stands_beside_the_structure(signed_in: Client, row: Import) -> None:
    text = page(signed_in.get(url(row)))
    words = plain(text)
    counts = count(state_of(row))
    assert f"原文{counts.source}字，已归类{counts.placed}字，未归类8字。" in words
    # the whole source, paragraph by paragraph
    shown = re.findall(r'<p class="words">(.*?)</p>', text, re.DOTALL)
    assert [plain(one) for one in shown] == [plain(line) for line in PAPER.split("\n")]
    # each stretch lights up a card that is there, and each link leads to one
    cards = set(re.findall(r'data-card="([^"]+)"', text))
    assert set(re.findall(r'data-of="([^"]+)"', text)) <= cards
    assert set(re.findall(r'href="#([a-z]-[^"]+)"', text)) <= cards | {f"o-{n}" for n in range(30)}
    assert "这个方面的名称在通知要求的方面里找不到，请选择它对应的方面。" in text
    assert "像是页码。" in text
    assert "原文里没有找到：" in text
    assert "到期自动删除" in text


def test_a_piece_moves_with_one_press_and_back(signed_in: Client, row: Import) -> None:
    found = point(row, "学用脱节")
    answer = do(signed_in, row, f"move:p-{found.id}", to="closing")
    closing = document_of(row).closing
    assert answer.headers["Location"] == f"{url(row)}#l-{closing.id}-0"
    assert said(answer) == ["已移动。"]
    assert "撤销上一步" in page(signed_in.get(url(row)))
    answer = do(signed_in, row, "undo")
    assert said(answer)[-1] == "已撤销上一步。"
    assert point(row, "学用脱节") == found
    assert 'value="undo"' not in page(signed_in.get(url(row)))


def test_leaving_out_and_taking_back(signed_in: Client, row: Import) -> None:
    start = loose(row)[0]
    do(signed_in, row, f"leave:u-{start}")
    text = page(signed_in.get(url(row)))
    assert "不带入5字" in plain(text)
    do(signed_in, row, f"take:u-{start}")
    assert start in loose(row)


def test_what_was_looked_at_is_marked_no_more(signed_in: Client, row: Import) -> None:
    node = next(iter(state_of(row).doubts))
    before = page(signed_in.get(url(row))).count("is-unsure")
    answer = do(signed_in, row, f"accept:{node}:s-{node}")
    assert answer.headers["Location"] == f"{url(row)}#s-{node}"
    assert page(signed_in.get(url(row))).count("is-unsure") == before - 1


@pytest.mark.parametrize(
    ("act", "values", "message"),
    [
        ("move:p-none", {"to": "closing"}, "这一处已经不在原来的位置了"),
        ("move:u-1", {"to": "nowhere"}, "这一处已经不在原来的位置了"),
        ("fly", {}, "这一处已经不在原来的位置了"),
        ("leave:u-x", {}, "这一处已经不在原来的位置了"),
        pytest.param(f"leave:u-{'9' * 5_000}", {}, "这一处已经不在原来的位置了", id="leave:u-long"),
        ("move:u-1", {}, "请先选择移到哪里。"),
        ("undo", {"version": "77"}, "这份导入在另一个窗口里动过了"),
        ("undo", {}, "这一处已经不在原来的位置了"),
    ],
)
def test_what_cannot_be_done_is_said(
    signed_in: Client, row: Import, act: str, values: dict[str, str], message: str
) -> None:
    answer = do(signed_in, row, act, **values)
    assert answer.status_code == 302
    assert said(answer)[0].startswith(message)
    assert again(row).version == 1


@pytest.mark.parametrize("version", ["0", "", "x", "²", "9" * 30])
def test_an_old_page_is_told(signed_in: Client, row: Import, version: str) -> None:
    answer = do(signed_in, row, f"leave:u-{loose(row)[0]}", version=version)
    assert said(answer) == ["这份导入在另一个窗口里动过了，下面是最新的样子，请再操作一次。"]
    assert again(row).version == 1


def test_a_script_gets_the_two_sides(signed_in: Client, row: Import) -> None:
    found = point(row, "学用脱节")
    data = {"do": f"move:p-{found.id}", "to": "closing", "version": "1"}
    answer = signed_in.post(url(row), data, headers={"X-Requested-With": "fetch"})
    body = answer.json()
    assert (body["message"], body["failed"]) == ("已移动。", False)
    assert f'id="{body["at"]}"' in body["html"]
    assert 'data-now="2"' in body["html"]
    answer = signed_in.post(url(row), data, headers={"X-Requested-With": "fetch"})
    assert answer.json()["failed"] is True
    signed_in.logout()
    assert signed_in.post(url(row), data, headers={"X-Requested-With": "fetch"}).status_code == 401


def test_text_is_shown_as_text(signed_in: Client, member: User) -> None:
    row = taken(member, text="一、存在的问题\n<script>alert(1)</script>很危险。\n“<b>”与 & 号")
    text = page(signed_in.get(url(row)))
    assert "<script>alert" not in text
    assert "<b>" not in text


# another framework


def test_another_framework_asks_only_where_something_was_moved(
    signed_in: Client, member: User, framework: Framework
) -> None:
    row = taken(member)
    answer = signed_in.post(url(row, "framework"), {"framework": framework.key, "version": 1})
    assert said(answer) == ["已按新选的框架重新识别。"]
    row = again(row)
    assert row.framework == framework
    do(signed_in, row, f"move:p-{point(row, '学用脱节').id}", to="closing")
    text = page(signed_in.post(url(row, "framework"), {"framework": "", "version": 3}))
    assert "您已经调整过 1 处。" in text
    assert again(row).framework == framework
    signed_in.post(url(row, "framework"), {"framework": "", "version": 3, "sure": "1"})
    assert again(row).framework is None
    answer = signed_in.post(url(row, "framework"), {"framework": "nothing", "version": 4})
    assert "这个框架不能选用，请重新选择。" in page(answer, 422)


# beginning


def test_unclassified_text_first(signed_in: Client, row: Import, framework: Framework) -> None:
    data = {"target": "private", "framework": framework.key, "version": 1}
    answer = signed_in.post(url(row, "begin"), data)
    assert "还有没归类的文字，请把它们移到合适的地方，或点“不带入”，再开始撰写。" in page(
        answer, 422
    )
    assert not Draft.objects.exists()


def test_a_draft_for_the_meeting(
    signed_in: Client, row: Import, branch: Organization, framework: Framework
) -> None:
    meeting = open_meeting(branch, framework, "民主生活会")
    row = nothing_loose(row)
    assert f'value="{meeting.pk}" checked' in page(signed_in.get(url(row)))
    answer = signed_in.post(url(row, "begin"), {"target": meeting.pk, "version": row.version})
    draft = Draft.objects.get()
    assert answer.headers["Location"] == reverse("wizard:resume", args=[draft.pk])
    assert said(answer) == [
        f"已用《{NAME}》开始撰写，导入时的样子存为第 1 版。",
        "有 2 条在新的框架里没有完全对应的方面，暂按方面的意思或者次序放置，"
        "请逐条看一看是否放对了地方：履职尽责不够到位；服务不主动。",
    ]
    # a second click begins nothing and leads to the same draft
    again_answer = signed_in.post(url(row, "begin"), {"target": meeting.pk, "version": row.version})
    assert again_answer.headers["Location"] == answer.headers["Location"]
    text = page(signed_in.get(url(row)))
    assert "这份导入已经用来开始撰写，这里只能查看。" in text
    assert "附件：清单" in text
    assert "data-move" not in text
    versions = page(signed_in.get(reverse("drafts:versions", args=[draft.pk])))
    assert f"导入自 {NAME}" in versions
    assert row.sha256 in versions
    assert "导入</span>" in versions


def test_what_is_missing_is_said(signed_in: Client, row: Import) -> None:
    row = nothing_loose(row)
    assert "请选择一次会议，或选择“自己先写”。" in page(signed_in.post(url(row, "begin"), {}), 422)
    assert "请选择年度和会议。" in page(
        signed_in.post(url(row, "begin"), {"target": "private"}), 422
    )


def test_a_second_draft_is_asked_about(
    signed_in: Client, row: Import, draft: Draft, framework: Framework
) -> None:
    row = nothing_loose(row)
    data = {
        "target": "private",
        "framework": framework.key,
        "version": row.version,
        "as_numbered": "1",
    }
    text = page(signed_in.post(url(row, "begin"), data))
    assert "您已有一份同一框架的材料，仍要另写一份吗？" in text
    assert 'id="as-numbered" value="1" checked' in text
    signed_in.post(url(row, "begin"), {**data, "again": "1"})
    assert set(Draft.objects.values_list("style", flat=True)) == {"standard", "given"}


def test_an_old_page_begins_nothing(signed_in: Client, row: Import, framework: Framework) -> None:
    row = nothing_loose(row)
    data = {"target": "private", "framework": framework.key, "version": 1}
    assert "另一个窗口" in said(signed_in.post(url(row, "begin"), data))[0]
    assert not Draft.objects.exists()


def test_giving_up(signed_in: Client, row: Import) -> None:
    answer = signed_in.post(url(row, "drop"))
    assert answer.headers["Location"] == UPLOAD
    assert said(answer) == [f"已放弃导入《{NAME}》，读入的文字一小时内删除。"]
    assert signed_in.get(url(row)).status_code == 404
    page(signed_in.get(UPLOAD))
    assert "还没有确认的导入" not in page(signed_in.get(UPLOAD))


def test_a_confirmed_import_is_not_given_up(
    signed_in: Client, row: Import, framework: Framework
) -> None:
    row = nothing_loose(row)
    services.confirm(row, row.version, framework, None)
    signed_in.post(url(row, "drop"))
    assert again(row).state == "confirmed"


# who may


REQUESTS = [
    ("review", "get"),
    ("review", "post"),
    ("framework", "post"),
    ("begin", "post"),
    ("drop", "post"),
]


def test_every_url_is_swept() -> None:
    assert {pattern.name for pattern in urlpatterns} == {name for name, _ in REQUESTS} | {"upload"}


@pytest.mark.parametrize(
    "who", ["stranger", "colleague", "secretary", "curator", "administrator", "superuser"]
)
def test_nobody_else_learns_that_there_is_an_import(
    client: Client, row: Import, who: str, request: pytest.FixtureRequest
) -> None:
    root = User.objects.create_superuser("root", password="x", name="根")
    client.force_login(root if who == "superuser" else request.getfixturevalue(who))
    for name, method in REQUESTS:
        for pk in (row.pk, uuid.uuid4()):
            answer = getattr(client, method)(
                reverse(f"importing:{name}", args=[pk]), {"do": "undo", "version": 1}
            )
            assert answer.status_code == 404, (name, method)
            assert "刘洋" not in answer.content.decode()
    assert NAME not in page(client.get(UPLOAD))
    assert again(row).version == 1


def test_who_is_not_signed_in_signs_in(client: Client, row: Import) -> None:
    for name, method in [*REQUESTS, ("upload", "get"), ("upload", "post")]:
        address = reverse("importing:upload") if name == "upload" else url(row, name)
        answer = getattr(client, method)(address)
        assert answer.headers["Location"].startswith(reverse("accounts:login"))


def test_other_methods_and_no_token(row: Import, member: User, signed_in: Client) -> None:
    for name in ("framework", "begin", "drop"):
        assert signed_in.get(url(row, name)).status_code == 405
    for address in (UPLOAD, url(row)):
        assert signed_in.put(address).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)
    for name in ("review", "framework", "begin", "drop"):
        assert strict.post(url(row, name), {"do": "undo", "version": 1}).status_code == 403
    assert strict.post(UPLOAD, {"file": a_file()}).status_code == 403


def test_pages_are_kept_in_no_cache(signed_in: Client, row: Import) -> None:
    for address in (UPLOAD, url(row)):
        assert "no-store" in signed_in.get(address).headers["Cache-Control"]


# queries


def test_queries_do_not_grow(
    signed_in: Client, row: Import, member: User, framework: Framework
) -> None:
    first = counted(signed_in, UPLOAD)
    review = counted(signed_in, url(row))
    for _ in range(3):
        taken(member, framework)
    assert counted(signed_in, UPLOAD) == first
    assert first <= 8
    assert review <= 14
    longer = PAPER.replace("三是", "二是").replace(
        "二是回避矛盾", "二是回避矛盾。见难就躲。三是推诿扯皮"
    )
    assert counted(signed_in, url(taken(member, framework, longer))) == review


def test_a_file_that_no_paper_can_hold_is_refused(signed_in: Client) -> None:
    answer = signed_in.post(UPLOAD, {"file": a_file("字" * 60_001, "长.txt"), "framework": ""})
    assert answer.status_code == 422
    assert services.TOO_LONG in page(answer, 422)
    assert not Import.objects.exists()


def test_an_import_with_more_points_than_a_place_takes_stays_to_be_sorted(
    signed_in: Client, member: User, framework: Framework
) -> None:
    points = "".join(f"{numeral(n)}是学习不够深入之{numeral(n)}。读书少。" for n in range(1, 42))
    row = nothing_loose(
        taken(member, framework, f"一、存在的问题\n（一）在理论学习方面。{points}\n")
    )
    data = {"target": "private", "framework": framework.key, "version": row.version}
    answer = signed_in.post(url(row, "begin"), data)
    assert (answer.status_code, Draft.objects.count()) == (422, 0)
    assert FULL_AREA in page(answer, 422)
    assert again(row).state == Import.State.OPEN
