"""Lists of members for a test, and what an import says and does."""

from __future__ import annotations

import io
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from accounts.models import Membership, Organization, User
from accounts.roster.plan_values import Plan
from accounts.roster.sheet import Sheet, SheetRow, read_sheet
from accounts.services import kept_rosters
from accounts.services import roster as accounts_roster

HEADERS = [
    "姓名",
    "用户名",
    "角色",
    "职务",
    "支委分工",
    "党员类型",
    "党小组",
    "联系电话",
    "电子邮箱",
    "起始日期",
]


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def grid(*lines: list[Any]) -> bytes:
    """An .xlsx whose first sheet has these lines."""
    book = Workbook()
    for line in lines:
        book.worksheets[0].append(line)
    return saved(book)


def roster(*people: dict[str, Any]) -> bytes:
    """A list with every column, each person by header."""
    return grid(HEADERS, *([person.get(header) for header in HEADERS] for person in people))


def read(*people: dict[str, Any]) -> Sheet:
    return read_sheet(roster(*people), "名单.xlsx")


def row(number: int, **cells: str) -> SheetRow:
    return SheetRow(number, cells)


def tried(actor: User, organization: Organization, *people: dict[str, Any]) -> Plan:
    return accounts_roster.plan_roster(actor, organization, read(*people))


def said(plan: Plan) -> list[tuple[int, str, tuple[str, ...]]]:
    """Row number, action and faults of each row."""
    return [(row.number, row.action, row.faults) for row in plan.rows]


def kept(
    actor: User, organization: Organization, *people: dict[str, Any]
) -> kept_rosters.KeptRoster:
    session = SessionStore()
    kept_rosters.keep_roster(session, actor, organization, read(*people), "名单.xlsx")
    found = kept_rosters.kept_roster(session, actor, organization)
    assert found is not None
    return found


def take_in(
    actor: User, organization: Organization, *people: dict[str, Any], skip: bool = False
) -> accounts_roster.Imported:
    """Upload and confirm at once."""
    waiting = kept(actor, organization, *people)
    plan = accounts_roster.plan_roster(actor, organization, waiting.sheet)
    return accounts_roster.import_roster(
        actor, organization, waiting, plan.fingerprint, skip_faults=skip
    )


def everybody() -> dict[str, tuple[object, ...]]:
    """Accounts and memberships as they are, to compare before and after."""
    users = User.objects.order_by("pk").values_list(
        "username", "name", "phone", "email", "password", "is_staff"
    )
    posts = Membership.objects.order_by("pk").values_list()
    return {"users": tuple(users), "posts": tuple(posts)}


def upload(
    client: Client, organization: Organization, content: bytes, name: str = "名单.xlsx"
) -> Any:
    """The page after a file was sent."""
    url = f"/accounts/organizations/{organization.pk}/members/import/"
    return client.post(url, {"file": SimpleUploadedFile(name, content)}, follow=True)


def decide(
    client: Client, organization: Organization, page: Any, do: str = "confirm", **more: str
) -> Any:
    """The page after the dry run was answered."""
    url = f"/accounts/organizations/{organization.pk}/members/import/review/"
    sent = {"do": do, "fingerprint": page.context["plan"].fingerprint, **more}
    return client.post(url, sent, follow=True)
