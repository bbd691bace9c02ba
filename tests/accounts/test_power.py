"""Nobody gains power over a superuser or over another organisation's people: every page that
changes an account, an office or an organisation, asked by everybody who keeps something."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.codes import OrganizationKind, Role
from accounts.models import Membership, Organization, User
from accounts.permissions import may_change_office, may_keep_person, may_reset_password
from accounts.selectors import people_administered_by
from tests.factories import MembershipFactory, OrganizationFactory, UserFactory, person

pytestmark = pytest.mark.django_db

ACTORS = ("administrator", "branch_administrator", "curator", "secretary")


@pytest.fixture
def elsewhere(db: None) -> Organization:
    """A branch of another tree."""
    county = OrganizationFactory(name="邻县党委", kind=OrganizationKind.COMMITTEE)
    return OrganizationFactory(name="邻县支部", parent=county)


@pytest.fixture
def actors(
    administrator: User, curator: User, secretary: User, branch: Organization
) -> dict[str, User]:
    return {
        "administrator": administrator, "curator": curator, "secretary": secretary,
        "branch_administrator": person("chenjing", "陈静", branch, Role.ADMINISTRATOR),
    }  # fmt: skip


@pytest.fixture
def targets(
    elsewhere: Organization, branch: Organization, committee: Organization
) -> dict[str, User]:
    """Whom none of the actors has power over."""
    root = User.objects.create_superuser("root", password="x", name="根")
    MembershipFactory(user=root, organization=branch)
    both = person("both", "两处", elsewhere)
    MembershipFactory(user=both, organization=branch)
    coming = person("coming", "将去", branch)
    later = timezone.localdate() + timedelta(days=9)
    MembershipFactory(user=coming, organization=elsewhere, active_from=later)
    gone = person("gone", "已离", elsewhere, active_from="2020-01-01", active_to="2021-01-01")
    keeper = person("keeper", "邻县管理员", elsewhere, Role.ADMINISTRATOR)
    return {
        "superuser": root, "stranger": person("faraway", "远人", elsewhere), "both": both,
        "coming": coming, "gone": gone, "keeper": keeper,
    }  # fmt: skip


def rows() -> dict[str, Any]:
    """All that an actor might change."""
    people = User.objects.exclude(username__in=ACTORS).exclude(username="chenjing")
    return {
        "people": list(people.order_by("pk").values(
            "pk", "name", "username", "phone", "email", "password", "is_active", "is_superuser",
            "is_staff", "must_change_password",
        )),
        "memberships": list(Membership.objects.order_by("pk").values()),
    }  # fmt: skip


def account_posts(target: User, place: Organization) -> list[tuple[str, dict[str, Any]]]:
    """Every address that changes an account or adds to what somebody is, with a form that would."""
    today = timezone.localdate().isoformat()
    office = {
        "organization": place.pk, "role": "member", "kinds": ["member"], "since": today,
        "do": "save",
    }  # fmt: skip
    typed = {"name": "改名", "username": "changed", "phone": "", "email": "evil@example.cn"}
    return [
        (reverse("accounts:person_account", args=[target.pk]), typed),
        (reverse("accounts:person_active", args=[target.pk]), {}),
        (reverse("accounts:person_password", args=[target.pk]), {}),
        (reverse("accounts:office_new", args=[target.pk]), office),
        (f"/admin/accounts/user/{target.pk}/change/", typed),
        (f"/admin/accounts/user/{target.pk}/delete/", {"post": "yes"}),
        (
            "/admin/accounts/user/",
            {"action": "reset_passwords", "_selected_action": [target.pk], "index": "0"},
        ),
    ]


@pytest.mark.parametrize("name", ["superuser", "stranger", "both", "coming", "gone", "keeper"])
@pytest.mark.parametrize("actor", ACTORS)
def test_no_account_is_opened(
    actors: dict[str, User], targets: dict[str, User], branch: Organization, actor: str, name: str
) -> None:
    client, target = Client(), targets[name]
    client.force_login(actors[actor])
    before = rows()
    answers = [client.post(url, data) for url, data in account_posts(target, branch)]
    assert rows() == before
    assert {one.status_code for one in answers} <= {302, 403, 404}
    assert not any("password" in (one.context or {}) for one in answers)
    assert not may_keep_person(actors[actor], target)
    assert not may_reset_password(actors[actor], target)


@pytest.mark.parametrize("name", ["superuser", "stranger", "both", "coming", "keeper"])
@pytest.mark.parametrize("actor", ACTORS)
def test_no_office_elsewhere_or_of_a_superuser_is_changed(
    actors: dict[str, User],
    targets: dict[str, User],
    branch: Organization,
    elsewhere: Organization,
    actor: str,
    name: str,
) -> None:
    client, target = Client(), targets[name]
    client.force_login(actors[actor])
    today = timezone.localdate().isoformat()
    posts = target.memberships.all()
    if name != "superuser":
        posts = posts.filter(organization=elsewhere)
    before = rows()
    for row in posts:
        office = {"role": "member", "kinds": ["member"], "since": today, "do": "save"}
        answers = [
            client.post(reverse("accounts:office", args=[row.pk]), office),
            client.post(reverse("accounts:office_move", args=[row.pk]),
                        office | {"organization": branch.pk}),
            client.post(reverse("accounts:office_end", args=[row.pk]), {"when": "now"}),
        ]  # fmt: skip
        assert [one.status_code for one in answers] == [404, 404, 404]
        assert not may_change_office(actors[actor], row)
    assert rows() == before


@pytest.mark.parametrize("actor", ACTORS)
def test_no_organisation_elsewhere_is_opened(
    actors: dict[str, User], elsewhere: Organization, other_branch: Organization, actor: str
) -> None:
    """Its list, its words, its name and place; nor, for whoever keeps a branch, the one beside it."""
    client = Client()
    client.force_login(actors[actor])
    places = [elsewhere] if actor == "administrator" else [elsewhere, other_branch]
    for place in places:
        addresses = [
            reverse(f"accounts:{name}", args=[place.pk])
            for name in (
                "organization", "organization_remove", "members", "own_words", "evidence_files",
                "members_template",
                "members_export", "members_import", "members_review", "members_passwords",
                "members_add",
            )
        ]  # fmt: skip
        # a curator has no business in the admin of organisations at all
        addresses.append(f"/admin/accounts/organization/{place.pk}/change/")
        found = {url: client.get(url).status_code for url in addresses}
        assert set(found.values()) <= {302, 403, 404}, found
        assert [found[url] for url in addresses[:-1]] == [404] * 11
        assert Organization.objects.get(pk=place.pk).name == place.name


@pytest.mark.parametrize("actor", ["administrator", "branch_administrator"])
def test_nobody_is_put_where_the_administrator_keeps_nothing(
    actors: dict[str, User], member: User, elsewhere: Organization, actor: str
) -> None:
    client = Client()
    client.force_login(actors[actor])
    today = timezone.localdate().isoformat()
    row = member.memberships.get()
    sent = {"organization": elsewhere.pk, "role": "secretary", "kinds": ["member"],
            "since": today}  # fmt: skip
    for url in (
        reverse("accounts:office_new", args=[member.pk]),
        reverse("accounts:office_move", args=[row.pk]),
    ):
        page = client.post(url, sent)
        assert page.status_code == 422
        assert page.context["form"].errors["organization"] == ["没有这个党组织，请重新选择。"]
        places = page.context["form"].fields["organization"].queryset
        assert elsewhere not in places
    url = f"/admin/accounts/user/{member.pk}/change/"
    form = {
        "name": member.name, "username": member.username, "is_active": "on",
        "memberships-TOTAL_FORMS": "1", "memberships-INITIAL_FORMS": "0",
        "memberships-0-organization": elsewhere.pk, "memberships-0-role": "secretary",
        "memberships-0-member_kind": "member", "memberships-0-active_from": today,
    }  # fmt: skip
    assert client.post(url, form).status_code == 200
    assert not elsewhere.memberships.exists()


def test_a_list_takes_in_nobody_who_belongs_elsewhere(
    administrator: User, branch: Organization, targets: dict[str, User]
) -> None:
    client = Client()
    client.force_login(administrator)
    before = rows()
    for name in targets:
        typed = {
            "name": targets[name].name, "username": targets[name].username, "role": "member",
            "kinds": ["member"], "member_kind": ["member"], "phone": "0731-8888", "do": "add",
        }  # fmt: skip
        page = client.post(reverse("accounts:members_add", args=[branch.pk]), typed)
        assert page.status_code in (200, 422), (name, page.status_code)
    assert rows() == before


def test_what_somebody_was_elsewhere_is_not_revived_in_the_admin(
    administrator: User, member: User, elsewhere: Organization
) -> None:
    MembershipFactory(
        user=member, organization=elsewhere, active_from="2020-01-01", active_to="2021-01-01"
    )
    client = Client()
    client.force_login(administrator)
    page = client.get(f"/admin/accounts/user/{member.pk}/change/")
    formset = page.context["inline_admin_formsets"][0].formset
    assert [form.instance.organization.name for form in formset.initial_forms] == ["第一支部"]


def test_a_search_names_nobody_elsewhere(
    actors: dict[str, User], targets: dict[str, User], member: User, elsewhere: Organization
) -> None:
    nowhere = UserFactory(username="nowhere", name="无处")
    for actor, found in (
        ("administrator", {"两处", "将去", "刘洋", "无处"}),
        ("branch_administrator", {"两处", "将去", "刘洋", "无处"}),
    ):
        client = Client()
        client.force_login(actors[actor])
        names: set[str] = set()
        for word in ("两", "将", "远", "已离", "根", "邻", "刘", "无"):
            page = client.get(reverse("accounts:organizations"), {"q": word})
            names |= {user.name for user, _ in page.context["found"]}
        assert names == found
        page = client.get(reverse("accounts:organizations"))
        assert elsewhere not in [one.organization for one in page.context["places"]]
    assert nowhere in people_administered_by(actors["administrator"])


def _keeps(actor: User, person: User) -> bool:
    return bool(may_keep_person(actor, person))


def test_who_keeps_what_of_whom(
    actors: dict[str, User], member: User, superior: User, targets: dict[str, User]
) -> None:
    """What is left: the own people, whoever has left or was never anywhere, and all for a
    superuser."""
    left = person("left", "离开", member.memberships.get().organization,
                  active_from="2020-01-01", active_to="2021-01-01")  # fmt: skip
    new = UserFactory(username="new", name="新人")
    kept = {name: partial(_keeps, actor) for name, actor in actors.items()}
    assert [kept["administrator"](user) for user in (member, superior, left, new)] == [True] * 4
    assert [kept["branch_administrator"](user) for user in (member, superior, left, new)] == [
        True, False, True, True,
    ]  # fmt: skip
    assert [kept["secretary"](user) for user in (member, superior, left, new)] == [False] * 4
    assert [kept["curator"](user) for user in (member, superior, left, new)] == [False] * 4
    assert all(may_keep_person(targets["superuser"], user) for user in targets.values())
    assert not kept["branch_administrator"](actors["administrator"])
