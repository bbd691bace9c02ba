"""The codes that people and organisations carry; the library's tags use the same ones.

The stored codes are permanent (fixtures, exports and other rows hold them); only the Chinese labels
may change.
"""

from collections.abc import Iterable
from typing import Final

from django.db.models import TextChoices


class OrganizationKind(TextChoices):
    """Levels of the Party organisation, highest first."""

    COMMITTEE = "committee", "党委"
    GENERAL_BRANCH = "general_branch", "党总支"
    BRANCH = "branch", "党支部"
    GROUP = "group", "党小组"


#: The kinds of unit (单位类型) that the program brings, by code; an installation may rename them and
#: add its own (unit_kinds.UnitKind).
UNIT_KINDS: Final = (
    ("government", "机关"), ("enterprise", "国企"), ("school", "高校/学校"), ("hospital", "医院"),
    ("village", "农村/乡镇"), ("community", "社区"), ("new_org", "两新组织"), ("window", "窗口单位"),
    ("police", "公安政法"), ("finance", "金融"), ("research", "科研院所"),
)  # fmt: skip


class MemberKind(TextChoices):
    """What a member is within the organisation: decides which phrases fit (plain members do not
    speak of 管党治党)."""

    LEADER = "leader", "党员领导干部"
    COMMITTEE = "committee", "支部委员"
    MEMBER = "member", "普通党员"
    PROBATIONARY = "probationary", "预备党员"
    RETIRED = "retired", "离退休党员"
    MOBILE = "mobile", "流动党员"
    STUDENT = "student", "学生党员"


class Role(TextChoices):
    """What a person may do for an organisation. The first three are held by its members, the last
    two are offices."""

    MEMBER = "member", "党员"
    SECRETARY = "secretary", "书记"
    DEPUTY = "deputy", "副书记"
    CURATOR = "curator", "素材库管理员"
    ADMINISTRATOR = "administrator", "系统管理员"


class TextSize(TextChoices):
    """How large a person has the pages (字号); the styles know each by its code."""

    STANDARD = "standard", "标准"
    LARGE = "large", "大"
    LARGEST = "largest", "特大"


PARTY_ROLES = (Role.MEMBER, Role.SECRETARY, Role.DEPUTY)
OFFICE_ROLES = (Role.CURATOR, Role.ADMINISTRATOR)

#: 预备党员 may not be elected (党章 第七条), and 普通党员 says that somebody is nothing else of an office.
_EXCLUDE = (
    (MemberKind.PROBATIONARY, (MemberKind.LEADER, MemberKind.COMMITTEE, MemberKind.MEMBER)),
    (MemberKind.MEMBER, (MemberKind.LEADER, MemberKind.COMMITTEE)),
)


def kinds_in_order(kinds: Iterable[str]) -> list[str]:
    """Kinds of member (`MemberKind`), each once, the one that says most of somebody's office
    first; others than those are left out."""
    chosen = set(kinds)
    return [str(kind) for kind in MemberKind if kind in chosen]


def kinds_fault(kinds: Iterable[str]) -> str:
    """Why nobody can be all of these kinds of member at once, in a sentence; "" where they can."""
    chosen = set(kinds)
    for kind, others in _EXCLUDE:
        for other in others:
            if kind in chosen and other in chosen:
                return f"不能同时是{kind.label}和{other.label}，请只选一种。"
    return ""


def kinds_label(kinds: Iterable[str]) -> str:
    """Kinds of member as people read them."""
    return "、".join(str(MemberKind(kind).label) for kind in kinds_in_order(kinds))


_RANK = {kind: rank for rank, kind in enumerate(OrganizationKind)}


def may_contain(superior: str | None, kind: str) -> bool:
    """Whether an organisation of `kind` may stand under one of kind `superior` (None: at the top of
    the tree).

    A committee may stand under a committee (县委 over a bureau's 党委); every other kind stands under a
    higher one, and a group (党小组) only ever in a branch. A unit with a single branch has it at the
    top.
    """
    if kind == OrganizationKind.GROUP:
        return superior == OrganizationKind.BRANCH
    if superior is None:
        return True
    if kind == OrganizationKind.COMMITTEE:
        return superior == OrganizationKind.COMMITTEE
    return _RANK[OrganizationKind(superior)] < _RANK[OrganizationKind(kind)]
