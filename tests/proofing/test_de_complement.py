"""的 that makes a thing of a verb, told from 的 that stands for 得."""

import pytest

from drafting.proofing.core.context import Context
from drafting.proofing.core.registry import BY_ID
from drafting.proofing.core.runner import proofread

#: What is a thing: the object of seeing, mending or owning up, the ground of something, what
#: somebody named.
THINGS = """
对照身边的榜样，深感自己思想认识的不足。|我看到了自己学习的不足。|会上指出的不足，会后没有跟进。
同事们指出的不足，我照单全收。|针对学习的不足，我排了一张表。|弥补理论研究的不足。|去年查摆的不足还没有改完。
学习的不足主要表现在三个方面。|学习的不足，说到底是态度问题。|认识的不足和落实的不力。|由于监督的不严，出了差错。
暴露出管理的不规范、执行的不严格。|归根结底在于学习的不够。|正视自己努力的不够。|所指出的不足也没有改。
工作的不足、服务的不足我都记在本子上。|上级反馈的不足逐项整改。|根子是思想认识的不到位。|谈话中谈到的不足我记下了。
既有学习的不足，也有实践的不足。|反映出我谋划的不够。|克服理解的不透、运用的不活。|检查发现的不足。|看到自己做的不足。
除了学习的不足，还有作风的不实。|落实的不足在基层看得最清楚。|我所了解的不多。
"""
#: What says how something was done.
DOING = """
帮扶困难职工做的不够。|工作抓的不紧不实。|对政策研究的还不够深入。|理解的不透彻。|对榜样的事迹认识的不深不透。
由于工作抓的不紧，进度慢了。|因为学的不够，讲不清楚。|看到自己学的不够。|对群众反映的问题解决的不及时。
发现漏洞后整改的不及时。|说明我对政策理解的不透。|责任落实的不到位，事情又拖了。|在联系群众方面做的不足。|情况反映的不够及时。
对同志的缺点指出的不够。|业务学习研究的还不足。|任务部署的不够同时、同步。|调查研究的还不透。|制度执行的不严。|指出的问题整改的不彻底。
发现的疏漏整改的不彻底。|总是落实的不到位。|但是理解的不透。|查找问题分析的不透。|对群众的诉求处理的不及时。|学的不深和用的不活。
"""


def found(text: str) -> list[str]:
    return [
        one.severity for one in proofread(Context(text, complete=False), (BY_ID["de-complement"],))
    ]


@pytest.mark.parametrize("text", THINGS.replace("\n", "|").strip("|").split("|"))
def test_a_thing_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", DOING.replace("\n", "|").strip("|").split("|"))
def test_how_something_was_done_is_still_found(text: str) -> None:
    assert set(found(text)) == {"warning"}


@pytest.mark.parametrize(
    "text", ["笔记做的很少。", "知道的不多。", "平时问的少。", "下村去的较少。"]
)
def test_how_much_may_be_either_and_is_only_asked_about(text: str) -> None:
    (finding,) = proofread(Context(text, complete=False), (BY_ID["de-complement"],))
    assert (finding.severity, finding.message[:5]) == ("advice", "如果说的是")
