"""A paper of the demo that its reviewer returned with twelve comments, made quickly: by the
services, on the app's own database."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tests.processes import App


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on these words of the paper; on the whole of it without words."""

    words: str
    said: str
    kind: str = "advice"
    suggestion: str | None = None


#: Of 何佳怡's paper, in the order of the text.
REMARKS = (
    Remark("", "总的写得实在，原因还可以再深一层。"),
    Remark("轮到我领学才翻书", "想一想为什么要等到轮到自己。", "must"),
    Remark("平时端起手机刷得多、拿起原著读得少", "说得太散。", suggestion="平时刷手机多、读原著少"),
    Remark("让孩子帮忙办", "当时还说了什么？"),
    Remark("只当是闲聊", "这句话轻了。", suggestion="当成闲聊、不当回事"),
    Remark("满足于借还流程熟练", "请写具体一件事。"),
    Remark("隔了两天才报名", "为什么隔了两天？", "must"),
    Remark("有时不耐烦", "删去“有时”更实在。", suggestion="不耐烦"),
    Remark("先后两次", "时间写出来。"),
    Remark("思想上没有紧迫感", "再往深处挖。", "must"),
    Remark("请林静同志批阅", "称呼照公文写法。", suggestion="请支部书记批阅"),
    Remark("年底读者对我本人的满意率达到95%", "拿什么来测评？"),
)

_TELL = """
import json, sys
from accounts.models import User
from drafting.document import codec
from drafting.document.model import nodes
from drafting.drafts.models import Draft
from drafting.review.comments.services import add_comment
from drafting.review.decisions.lifecycle import Action
from drafting.review.decisions.moves import move

told = json.load(sys.stdin)
draft = Draft.objects.get(owner__username=told["author"], state="submitted")
reviewer = User.objects.get(username=told["reviewer"])
round_ = draft.submissions.select_related("revision").latest("number")
document = codec.load(round_.revision.document)

def place(words):
    for node in nodes(document):
        for field in ("claim", "elaboration", "example", "text", "lead"):
            text = getattr(node, field, "")
            if words in text:
                return {"node": node.id, "field": field, "start": text.index(words), "end": text.index(words) + len(words)}
    raise LookupError(words)

for words, said, kind, suggestion in told["remarks"]:
    where = place(words) if words else {}
    add_comment(draft, reviewer, kind=kind, text=said, suggestion=suggestion, **where)
if told["back"]:
    move(draft, Action.RETURN, reviewer, round_read=round_.number, note="请按批注改。")
print(draft.pk)
"""


def return_paper(
    app: App,
    author: str = "hejiayi",
    reviewer: str = "linjing",
    remarks: tuple[Remark, ...] = REMARKS,
    *,
    back: bool = True,
) -> str:
    """Comment on the author's submitted paper and return it; the id of the draft."""
    told = {
        "author": author,
        "reviewer": reviewer,
        "back": back,
        "remarks": [[one.words, one.said, one.kind, one.suggestion] for one in remarks],
    }
    done = app.manage("shell", "--no-imports", "-c", _TELL, stdin=json.dumps(told))
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]
