"""How concrete a text is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.progress.concreteness import concreteness, is_no_example
from tests.progress.ranking import RANKED, agreement

FACTS = (
    "去年3月领的四本书只翻完一本。",
    "老党员提的意见我记在本子上，没有回复。",
    "6月12日窗口来了一位办医保的老人，我让他跑了两趟。",
)
PHRASES = (
    "学习不够深入。",
    "有时标准不高，",
    "比如，有关同志反映有关工作，",
    "对工作研究不透，",
    "",
)


def test_it_agrees_with_a_persons_ranking() -> None:
    assert [level for level, _ in RANKED] == [0] * 20 + [1] * 20 + [2] * 20
    assert agreement() >= 0.8


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("拖了半年", True),
        ("只翻了前两章", True),
        ("灭火器过期却没有登记", True),
        ("分管的六处泵房，我漏登了两处。", True),
        ("夜里来了急诊，我让实习生先看。", True),
        ("同新来的两名同事没有谈过一次话。", True),
        ("比如，5月的专题学习我只听了一半。", True),
        ("比如，有时学习不够主动", False),
        ("比如，2024年5月有关同志布置有关工作，我直到近期才打开。", False),
        ("学习不够深入，理论功底不扎实。", False),
        ("2024年5月", False),
        ("比如，", False),
        ("", False),
        # figures of which every report speaks
        ("今年以来参加集中学习5次，撰写心得体会2篇，自学仍然偏少。", False),
        ("对照检查发现问题3条，已整改2条，正在整改1条。", False),
        ("全年走访群众10户，收集意见建议6条，办结5条。", False),
        ("年内共参加支部大会4次、党小组会12次、党课4次。", False),
        ("先后3次参加上级组织的培训，累计完成40个学时。", False),
        ("全年只参加了六次集中学习。", True),
        ("有三次支部学习我请假没有补课。", True),
        ("走访群众10户，老周家我只在门口站了站。", True),
        # a word that comes twice names one thing
        ("同群众打交道的办法不多，对群众反映的困难想得不够。", False),
        # plain words
        ("科里抽人去门诊支援，我说孩子小，让给了别人。", True),
        ("有人在群里编排公司，我跟着发了个拍手的表情。", True),
        ("学校要人带晚间托管，我说嗓子不好。", True),
        ("会上局长问有没有困难，我说“总体可行”。", True),
        ("10月那回念文件我打呼噜，叫人推醒的。", True),
        ("门诊电脑死机，病人排到了楼梯口，我先给自己倒了杯水。", True),
        ("发票丢了，我找人开了张办公用品的顶上。", True),
        ("新同事叫错我名字，我一个月没搭理她。", True),
        ("灶上跑了火，师傅喊我关阀门，我愣在那儿，是他自己烫着手关的。", True),
        ("我遇事先想自己，患得患失，放不开手脚。", False),
        ("我满足于现状，闯劲少了，干劲弱了。", False),
        ("我读书浮光掠影，蜻蜓点水，没有真正入脑入心。", False),
        ("群里让报名献血，我装没看见。", True),
        ("老李来问补贴，我嫌他脏，三句话打发了。", True),
        ("今年以来处理群众来信来访12件，办结率100%。", False),
        ("3月换的新机器，我到7月还只会开关。", True),
        ("从2024年3月到5月，学习不够深入。", False),
        ("从去年到今年，我对学习抓得时紧时松。", False),
        ("我说空话套话多，落实少。", False),
        ("我放松了对自己的要求，淡化了宗旨意识。", False),
    ],
)
def test_what_tells_a_case(text: str, tells: bool) -> None:
    assert concreteness(text).tells_a_case is tells


@pytest.mark.parametrize(
    ("text", "tallies"),
    [
        ("参加志愿服务3次，帮助困难党员1名。", True),
        ("起草材料30余份，修改次数偏多。", True),
        ("总想把每一个问题都弄懂，反复查阅资料。", False),
        ("参加集中学习5次，有两次我在后排刷手机。", False),
        ("学习不够深入。", False),
    ],
)
def test_what_only_counts(text: str, tallies: bool) -> None:
    assert concreteness(text).tallies is tallies


def test_hollow_words_are_named_with_their_places() -> None:
    text = "某次会议上有关同志谈体会。"
    assert [one.of(text) for one in concreteness(text).hollow] == ["某次会议", "有关同志"]


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("有时学习不够主动。", True),
        ("向有关同志了解有关情况。", True),
        ("去年3月只去了一次。", False),
        ("那天的话说重了。", False),  # in words that are not known here: it is left alone
    ],
)
def test_what_is_certainly_no_example(text: str, none: bool) -> None:
    assert is_no_example(text) is none


@given(
    st.lists(st.sampled_from(PHRASES + FACTS), max_size=5), st.sampled_from(FACTS), st.integers()
)
def test_it_never_falls_when_a_fact_is_added(pieces: list[str], fact: str, place: int) -> None:
    before = concreteness("".join(f"{piece}。" for piece in pieces))
    pieces.insert(place % (len(pieces) + 1), fact)
    after = concreteness("".join(f"{piece}。" for piece in pieces))
    assert after.level >= before.level
    assert set(after.kinds) >= set(before.kinds)
    assert after.tells_a_case


@given(
    st.lists(st.sampled_from(PHRASES), max_size=5), st.sampled_from(["3", "12", "比如，", "2023"])
)
def test_a_bare_figure_or_for_example_alone_raises_nothing(pieces: list[str], bare: str) -> None:
    text = "".join(pieces)
    assert concreteness(f"{text}{bare}").level == concreteness(text).level == 0


@given(st.text("我你3月只了没有《》“”，。有关同志近期却结果", max_size=80))
def test_any_text_has_a_level(text: str) -> None:
    found = concreteness(text)
    assert found.level in (0, 1, 2)
    assert (found.level > 0) is found.tells_a_case
