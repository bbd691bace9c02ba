from drafting.notices.letters import LetterLine, digest

LIST, SETTINGS = (
    "https://zhaojing.example.cn/notices/",
    "https://zhaojing.example.cn/notices/settings/",
)


def test_a_letter() -> None:
    lines = [
        LetterLine(
            "林静退回了您为“组织生活会”写的材料，请按意见修改后再提交。",
            "https://zhaojing.example.cn/drafts/1/",
        ),
        LetterLine("刘洋撤回了“组织生活会”的材料，改好后会再提交。"),
    ]
    letter = digest("刘洋", lines, LIST, SETTINGS)
    assert letter.subject == "照镜：2 条新提醒"
    assert (
        letter.body
        == """刘洋，您好：

您在照镜有 2 条新提醒：

1. 林静退回了您为“组织生活会”写的材料，请按意见修改后再提交。
   https://zhaojing.example.cn/drafts/1/

2. 刘洋撤回了“组织生活会”的材料，改好后会再提交。

全部提醒：
https://zhaojing.example.cn/notices/

本邮件由系统自动发送，请不要回复。不想再收到，请登录后在“提醒设置”中关闭：
https://zhaojing.example.cn/notices/settings/
"""
    )


def test_a_long_letter_says_how_many_more_there_are() -> None:
    body = digest("刘洋", [LetterLine(f"第{n}条") for n in range(1, 33)], LIST, SETTINGS).body
    assert "您在照镜有 32 条新提醒：" in body
    assert "30. 第30条\n\n另有 2 条，请登录后查看。\n\n全部提醒" in body
    assert "第31条" not in body
