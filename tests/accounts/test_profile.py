from django.test import Client

from accounts.codes import Role
from accounts.models import Organization, User
from tests.factories import MembershipFactory, UserFactory

PROFILE = "/accounts/profile/"


def test_the_own_data(client: Client, member: User, committee: Organization) -> None:
    MembershipFactory(
        user=member,
        organization=committee,
        position="副馆长",
        duty="党委委员",
        member_kind="leader",
    )
    client.force_login(member)
    page = client.get(PROFILE).content.decode()
    for text in (
        "刘洋",
        "member",
        "第一支部",
        "普通党员",
        "局党委",
        "副馆长，党委委员，党员领导干部",
    ):
        assert text in page


def test_contact_data_is_saved_and_nothing_else(client: Client, member: User) -> None:
    client.force_login(member)
    sent = {"phone": "0731-8888 0000", "email": "liu@yunxi.test", "name": "别名", "is_staff": "on"}
    answer = client.post(PROFILE, sent, follow=True)
    assert "联系方式已保存。" in answer.content.decode()
    member.refresh_from_db()
    assert (member.phone, member.email) == ("0731-8888 0000", "liu@yunxi.test")
    assert (member.name, member.is_staff) == ("刘洋", False)


def test_wrong_contact_data_is_refused_in_chinese(client: Client, member: User) -> None:
    client.force_login(member)
    page = client.post(PROFILE, {"phone": "abc", "email": "nobody"}).content.decode()
    assert "联系电话只能由数字、空格和连字符组成。" in page
    assert "输入一个有效的 Email 地址。" in page or "输入有效的电子邮件地址。" in page
    member.refresh_from_db()
    assert (member.phone, member.email) == ("", "")


def test_someone_without_an_organisation_is_told_whom_to_ask(client: Client, db: None) -> None:
    client.force_login(UserFactory())
    assert "还没有登记您所在的党组织" in client.get(PROFILE).content.decode()


def test_queries_do_not_grow_with_the_memberships(
    client: Client,
    member: User,
    committee: Organization,
    other_branch: Organization,
    django_assert_num_queries,
) -> None:
    client.force_login(member)
    client.get(PROFILE)  # the first request of a session notes when it was seen
    # session, person, memberships, own sessions (two);
    # in the head where the navigation leads, and the bell
    with django_assert_num_queries(7):
        client.get(PROFILE)
    MembershipFactory(user=member, organization=committee, member_kind="leader")
    MembershipFactory(user=member, organization=other_branch, role=Role.MEMBER)
    with django_assert_num_queries(7):
        client.get(PROFILE)
