"""The codes that people and organisations carry; the library's tags use the same ones.

The stored codes are permanent (fixtures, exports and other rows hold them); only the Chinese labels may change.
"""

from django.db.models import TextChoices


class OrganizationKind(TextChoices):
    """Levels of the Party organisation, highest first."""

    COMMITTEE = "committee", "党委"
    GENERAL_BRANCH = "general_branch", "党总支"
    BRANCH = "branch", "党支部"
    GROUP = "group", "党小组"


class UnitType(TextChoices):
    """The kind of unit (单位类型) an organisation belongs to: the same problem is told with other nouns in each."""

    GOVERNMENT = "government", "机关"
    ENTERPRISE = "enterprise", "国企"
    SCHOOL = "school", "高校/学校"
    HOSPITAL = "hospital", "医院"
    VILLAGE = "village", "农村/乡镇"
    COMMUNITY = "community", "社区"
    NEW_ORG = "new_org", "两新组织"
    WINDOW = "window", "窗口单位"


class MemberKind(TextChoices):
    """What a member is within the organisation: decides which phrases fit (plain members do not speak of 管党治党)."""

    LEADER = "leader", "党员领导干部"
    COMMITTEE = "committee", "支部委员"
    MEMBER = "member", "普通党员"
    PROBATIONARY = "probationary", "预备党员"
    RETIRED = "retired", "离退休党员"
    MOBILE = "mobile", "流动党员"
    STUDENT = "student", "学生党员"


class Role(TextChoices):
    """What a person may do for an organisation. The first three are held by its members, the last two are offices."""

    MEMBER = "member", "党员"
    SECRETARY = "secretary", "书记"
    DEPUTY = "deputy", "副书记"
    CURATOR = "curator", "素材库管理员"
    ADMINISTRATOR = "administrator", "系统管理员"


PARTY_ROLES = (Role.MEMBER, Role.SECRETARY, Role.DEPUTY)
OFFICE_ROLES = (Role.CURATOR, Role.ADMINISTRATOR)

_RANK = {kind: rank for rank, kind in enumerate(OrganizationKind)}


def may_contain(superior: str | None, kind: str) -> bool:
    """Whether an organisation of `kind` may stand under one of kind `superior` (None: at the top of the tree).

    A committee may stand under a committee (县委 over a bureau's 党委); every other kind stands under a higher one, and
    a group (党小组) only ever in a branch. A unit with a single branch has it at the top.
    """
    if kind == OrganizationKind.GROUP:
        return superior == OrganizationKind.BRANCH
    if superior is None:
        return True
    if kind == OrganizationKind.COMMITTEE:
        return superior == OrganizationKind.COMMITTEE
    return _RANK[OrganizationKind(superior)] < _RANK[OrganizationKind(kind)]
