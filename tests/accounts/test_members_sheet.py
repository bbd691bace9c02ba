"""Reading a list of members from real .xlsx files, and refusing what is none."""

import datetime
import io
import zipfile

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from accounts.roster.cells import as_day, as_name, as_text
from accounts.roster.sheet import MOST_ROWS, SheetRow, read_sheet
from accounts.roster.usernames import username_for
from accounts.roster.workbook import write_passwords
from drafting.common.workbooks.archive import UnreadableWorkbook
from drafting.common.workbooks.reading import UNSURE
from tests.accounts.rosters import HEADERS, grid, roster, saved
from tests.common.workbooks.hostile import REFUSED, declared_size, row


def refusal(content: bytes, name: str = "名单.xlsx") -> str:
    with pytest.raises(UnreadableWorkbook) as refused:
        read_sheet(content, name)
    return str(refused.value)


def test_a_row_is_read_with_the_number_that_excel_shows() -> None:
    sheet = read_sheet(
        grid(
            HEADERS,
            [],
            ["刘　洋 ", "liuyang", "党员", " 馆员", None, "普通党员", None, 13800001111.0],
        ),
        "a.xlsx",
    )
    cells = {
        "name": "刘 洋",
        "username": "liuyang",
        "role": "党员",
        "position": "馆员",
        "member_kind": "普通党员",
        "phone": "13800001111",
    }
    assert sheet.rows == (SheetRow(3, cells),)
    assert sheet.notices == ()


def test_order_other_names_and_a_title_above_do_not_matter() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["县图书馆党支部党员名册"])
    sheet.merge_cells("A1:D1")
    sheet.append(["序号", "手 机", "用户名", "*姓名（必填）", "籍贯"])
    sheet.append([1, "138 0000 1111", "liuyang", "刘洋", "云溪"])
    read = read_sheet(saved(book), "a.xlsx")
    assert read.rows == (
        SheetRow(3, {"phone": "138 0000 1111", "username": "liuyang", "name": "刘洋"}),
    )
    assert read.notices == (
        "“籍贯”列不认识，没有读入。",
        "表里没有“角色”“职务”“支委分工”“党员类型”“党小组”“电子邮箱”“起始日期”列：已有的人这些内容不变，新增的人按空白处理。",
    )


def test_the_sheet_of_that_name_is_read_and_hidden_ones_are_not() -> None:
    book = Workbook()
    book.worksheets[0].append(["说明"])
    book.create_sheet("党员名单").append(["姓名"])
    book["党员名单"].append(["刘洋"])
    assert read_sheet(saved(book), "a.xlsx").rows == (SheetRow(2, {"name": "刘洋"}),)
    book = Workbook()
    book.worksheets[0].sheet_state = "hidden"
    for line in (["姓名"], ["孙蕾"]):
        book.create_sheet("花名册").append(line) if line == ["姓名"] else book["花名册"].append(
            line
        )
    assert read_sheet(saved(book), "a.xlsx").rows == (SheetRow(2, {"name": "孙蕾"}),)


def test_cells_that_are_no_text_are_faults_of_their_row() -> None:
    day = datetime.datetime(2024, 3, 1)
    content = roster(
        {"姓名": "甲", "职务": "=A1", "起始日期": day},
        {"姓名": "乙", "党小组": day},
        {"姓名": "丙", "支委分工": True, "职务": "字" * 301},
        {"姓名": "丁", "用户名": 110101199001011234},
    )
    assert read_sheet(content, "a.xlsx").rows == (
        SheetRow(
            2,
            {"name": "甲", "active_from": "2024-03-01"},
            ("“职务”是公式，请改成文字（复制后选择性粘贴为值）。",),
        ),
        SheetRow(3, {"name": "乙"}, ("“党小组”变成了日期，请把单元格格式改为文本后重新填写。",)),
        SheetRow(
            4,
            {"name": "丙"},
            (
                "“职务”超过 300 个字，请检查是否填错了列。",
                "“支委分工”不是文字，请把单元格格式改为文本后重新填写。",
            ),
        ),
        SheetRow(5, {"name": "丁"}, (f"“用户名”{UNSURE}",)),
    )


def test_merged_cells_are_refused_with_their_place() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (["姓名", "党小组"], ["甲", "一组"], ["乙", None]):
        sheet.append(line)
    sheet.merge_cells("B2:B3")
    assert refusal(saved(book)) == "表中有合并的单元格（B2:B3），请取消合并，逐行填写后再导入。"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            grid(["用户名"], ["liuyang"]),
            "没有找到表头：工作表的前 10 行里没有“姓名”这一列，请使用下载的空白模板。",
        ),
        (grid(["姓名", "电话", "手机"], ["甲"]), "“联系电话”列出现了两次，请只留一列。"),
        (grid(["姓名"], [" "], [None]), "表头下面没有内容，请逐行填写后再导入。"),
        (
            grid(["姓名"], *([f"党员{n}"] for n in range(MOST_ROWS + 1))),
            "名单超过 2000 行，请分成几个文件导入。",
        ),
    ],
)
def test_a_table_that_is_no_list_is_refused(content: bytes, sentence: str) -> None:
    assert refusal(content) == sentence


def test_the_greatest_list_is_read() -> None:
    assert (
        len(read_sheet(grid(["姓名"], *([f"党员{n}"] for n in range(MOST_ROWS))), "a.xlsx").rows)
        == MOST_ROWS
    )


def word() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
SAVE_AS = "请用 Excel 或 WPS 打开，另存为 .xlsx 再导入。"


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.xlsx", "文件是空的，请检查是不是选错了文件。"),
        (OLE, "a.XLS", f"这是旧版 Excel 文件（.xls），{SAVE_AS}"),
        (OLE, "a.xlsx", f"文件内容是旧版 Excel 格式，与 .xlsx 后缀不符，{SAVE_AS}"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "文件加了密码，请先取消密码再导入。"),
        ("姓名\n".encode(), "a.csv", f"这是 .csv 文本文件，{SAVE_AS}"),
        (word(), "a.docx", "这是 Word 文件，请把名单填进下载的空白模板（.xlsx）再导入。"),
        (word(), "a.xlsx", "文件内容是 Word 文件，请把名单填进下载的空白模板（.xlsx）再导入。"),
        (b"x" * 99, "名单", "只能导入 .xlsx 文件，请用 Excel 或 WPS 另存为 .xlsx 再导入。"),
        (b"x" * 99, "a.xlsx", "文件已损坏，打不开，请用 Excel 或 WPS 打开原表，另存为 .xlsx 再导入。"),
        (roster({"姓名": "甲"})[:-80], "a.xlsx", "文件已损坏，打不开，请用 Excel 或 WPS 打开原表，另存为 .xlsx 再导入。"),
        (b"x" * (5 * 1024 * 1024 + 1), "a.xlsx", "文件超过 5 MB，不像一份名单，请只留下要导入的那张表，另存为 .xlsx 再导入。"),
    ],
)  # fmt: skip
def test_another_kind_of_file_is_refused(content: bytes, name: str, sentence: str) -> None:
    assert refusal(content, name) == sentence


def with_part(name: str, data: bytes) -> bytes:
    """A list whose part of this name is another."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(roster({"姓名": "甲"}))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, data)
    return out.getvalue()


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = "文件解开后大得反常，不像一份名单，没有读入。"
    assert refusal(with_part("xl/worksheets/sheet1.xml", b" " * 10_000_000)) == bomb
    assert refusal(with_part("xl/media/image1.png", bytes(range(256)) * 60_000)) == bomb


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_not_expanded(encoding: str) -> None:
    xml = '<!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>'.encode(encoding)
    assert refusal(with_part("xl/sharedStrings.xml", xml)).startswith("文件已损坏")


@pytest.mark.parametrize("kind", REFUSED)
def test_a_list_that_would_take_all_memory_or_time_is_refused(kind: str) -> None:
    make, sentence = REFUSED[kind]
    assert sentence.format(what="名单") in refusal(make(row(1, "姓名"), row(2, "甲")))


def test_a_list_that_only_says_to_be_immense_is_read() -> None:
    assert read_sheet(declared_size(row(1, "姓名"), row(2, "甲")), "a.xlsx").rows == (
        SheetRow(2, {"name": "甲"}),
    )


def test_a_row_far_below_does_not_keep_the_reader_busy() -> None:
    book = Workbook()
    book.worksheets[0].append(["姓名"])
    book.worksheets[0].cell(1_048_576, 1, "甲")
    assert read_sheet(saved(book), "a.xlsx").rows == (SheetRow(1_048_576, {"name": "甲"}),)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-01", "2024-03-01"),
        ("2024年3月1日", "2024-03-01"),
        ("２０２４．３．１", "2024-03-01"),
        ("20240301", "2024-03-01"),
        ("2024/3/1", "2024-03-01"),
    ],
)
def test_days_as_people_write_them(text: str, day: str) -> None:
    assert as_day(text) == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2024年2月30日", "没有“2024年2月30日”这一天。"),
        ("2024年3月", "“2024年3月”缺少日，请写成 2024-03-01 的样子。"),
        ("去年", "“去年”不是日期，请写成 2024-03-01 的样子。"),
    ],
)
def test_what_is_no_day(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        as_day(text)


def test_texts_and_names_are_made_plain() -> None:
    assert as_text(" 馆\u200b员\n\t主任\ufeff ") == "馆员 主任"
    assert [as_name(text) for text in ("张 伟", "买买提•艾力", "Anna Li")] == [
        "张伟",
        "买买提·艾力",
        "Anna Li",
    ]


def test_usernames_are_pinyin_and_free() -> None:
    taken = {"zhangwei", "zhangwei2"}
    names = ("张伟", "吕布", "单雄信", "尉迟恭", "买买提·艾力", "〇")
    found = [username_for(name, taken) for name in names]
    assert found[:5] == ["zhangwei3", "lvbu", "shanxiongxin", "yuchigong", "maimaitiaili"]
    assert found[5]


def test_the_list_of_passwords_is_a_workbook_of_texts() -> None:
    rows = [("甲", "jia", "abcd-efgh-jkmn")]
    book = load_workbook(
        io.BytesIO(write_passwords(rows, "https://zhaojing.cn/", until="2026-12-14"))
    )
    assert [[cell.value for cell in line] for line in book.worksheets[0].rows] == [
        ["姓名", "用户名", "一次性密码", "有效至", "登录地址"],
        ["甲", "jia", "abcd-efgh-jkmn", "2026-12-14", "https://zhaojing.cn/"],
    ]
