"""A meeting of two members of 林静's branch, the rest of a paper that one has begun, and a disguised copy
of it for the other: made quickly, by the services, on the app's own database."""

from __future__ import annotations

import json
from typing import Any

from tests.processes import App

#: What the author has to say in the areas that the story does not write, and what is to be done.
REST = (
    ("消防检查二楼过期，我没有登记", "想着有物业管，签个字就下楼了，回来也没有问。"),
    ("培训坐了半小时就走", "到现在还不会导数据，每次都把表塞给年轻人。"),
    ("请了两次假没有补课", "总觉得退下来的人少听两讲不要紧，回家也没有问讲了什么。"),
    ("老读者来问路，我指错了楼层", "王大爷白爬了两趟楼梯，我看见了也没有上前赔不是。"),
    (
        "儿媳妇找我开后门借古籍，我替她去说了情",
        "说完才想起那本书不能出库，脸上挂不住，没有当面说清。",
    ),
)
#: What he thought, where a point of the story does not say it.
THOUGHTS = (
    "想着书放在家里就是自己的，早晚会看，翻了几页眼睛一花就放下了。",
    "觉得退下来的人听听就行，别人讲得好，照着念也不丢人。",
)
MEASURES = (
    ("每周三下午来馆里读书", "一次读一小时，记下页码，月底交支部委员翻看，到年底读完其余三本。"),
    (
        "下楼前先看一圈消防器材",
        "过期的当场登记，当天告诉保卫科，每月第一个星期一在支部会上说一次。",
    ),
)

_OPEN = """
import json, sys
from accounts.models import User
from accounts.selectors import memberships_of
from drafting.frameworks.models import Framework
from drafting.meetings.services import open_meeting

told = json.load(sys.stdin)
secretary = User.objects.get(username="linjing")
branch = memberships_of(secretary)[0].organization
framework = Framework.objects.get(key="2023-zuzhi")
invited = User.objects.filter(username__in=told["invited"])
meeting = open_meeting(
    branch, framework, told["title"], by=secretary, invited=invited, document_kind="problem_list"
)
print(meeting.pk)
"""
_FINISH = """
import json, sys
from dataclasses import replace
from drafting.document import codec
from drafting.document.model import Point
from drafting.document.numbering import says_something
from drafting.drafts.models import Draft

told = json.load(sys.stdin)
draft = Draft.objects.get(pk=told["draft"])
document = codec.load(draft.document)
rest, thoughts = iter(told["rest"]), iter(told["thoughts"])

def written(area):
    points = tuple(filter(says_something, area.points))
    if not points:
        claim, said = next(rest)
        points = (Point(id=f"rest-{area.key}", claim=claim, elaboration=said),)
    return replace(area, points=tuple(map(thought, points)))

def thought(point):
    said = point.elaboration or next(thoughts)
    return replace(point, elaboration=said, links=("m0",))

def finished(part):
    if part.role == "measures":
        rows = enumerate(told["measures"])
        said = (Point(id=f"m{n}", claim=claim, elaboration=how) for n, (claim, how) in rows)
        return replace(part, points=tuple(said))
    return replace(part, sections=tuple(map(written, part.sections)))

document = replace(document, parts=tuple(map(finished, document.parts)))
Draft.objects.filter(pk=draft.pk).update(document=codec.dump(document), version=draft.version + 1)
"""
_COPY = """
import json, sys
from accounts.models import User
from drafting.document import codec
from drafting.drafts.models import Draft
from drafting.drafts.services.lifecycle import begin_draft
from tests.proofing.alikeness.disguise import Disguise

told = json.load(sys.stdin)
draft = Draft.objects.get(pk=told["draft"])
text = Disguise().paper(codec.load(draft.document))
copier = User.objects.get(username=told["by"])
print(begin_draft(copier, draft.framework, meeting=draft.meeting, text=text)[0].pk)
"""


_HAND_IN = """
import json, sys
from drafting.drafts.models import Draft
from tests.review.states import submitted

submitted(Draft.objects.get(pk=json.load(sys.stdin)["draft"]))
"""


def meeting_of(app: App, title: str, *invited: str) -> str:
    """Open a meeting that asks for a list of problems and measures; its number."""
    return _done(app, _OPEN, title=title, invited=invited)


def finish(app: App, draft: str) -> None:
    """Write into every area that has nothing yet, and what is to be done about it."""
    _done(app, _FINISH, draft=draft, rest=REST, thoughts=THOUGHTS, measures=MEASURES)


def copy(app: App, draft: str, by: str) -> str:
    """Begin a disguised copy for somebody else; its id."""
    return _done(app, _COPY, draft=draft, by=by)


def hand_in(app: App, draft: str) -> None:
    """Hand in a paper in which something lacks: of what was cut out of a copy."""
    _done(app, _HAND_IN, draft=draft)


def _done(app: App, script: str, **told: Any) -> str:
    done = app.manage("shell", "--no-imports", "-c", script, stdin=json.dumps(told))
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().rpartition("\n")[2]
