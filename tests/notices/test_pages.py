import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from drafting.notices.models import Notice, NoticePreference
from drafting.notices.services import inbox
from tests.drafts.pages import counted, page, said

LIST = "/notices/"
Kind = Notice.Kind


def told(user: User, text: str = "林静退回了您的材料。", **fields: Any) -> Notice:
    return Notice.objects.create(
        user=user, **{"kind": Kind.RETURNED, "text": text, "url": "/", **fields}
    )


def listed(html: str) -> list[str]:
    """The days and notices of the page, each as the text that is seen."""
    found = re.findall(r'<h2 id="day.*?</h2>|<li class="told.*?</li>', html, re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", piece)).strip() for piece in found]


def test_nothing_yet(signed_in: Client) -> None:
    html = page(signed_in.get(LIST))
    assert "还没有提醒。" in html
    assert "全部标为已读" not in html


def test_the_newest_first_by_day_with_what_is_unread(
    signed_in: Client, member: User, colleague: User
) -> None:
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    told(member, "较早的。", created_at=noon - timedelta(days=1, hours=2), read_at=noon)
    told(member, "没有链接的。", url="", kind=Kind.CHANGED, created_at=noon - timedelta(days=1))
    told(member, "今天的<b>。", created_at=noon)
    told(colleague, "别人的。")
    html = page(signed_in.get(LIST))
    assert listed(html) == [
        "今天",
        "退回修改 12:00 未读 今天的&lt;b&gt;。",
        "昨天",
        "状态变化 12:00 未读 没有链接的。 知道了：没有链接的。",
        "退回修改 10:00 较早的。",
    ]


def test_a_notice_is_read_by_going_where_it_leads(signed_in: Client, member: User) -> None:
    notice = told(member, url="/drafts/bin/")
    other = told(member)
    answer = signed_in.post(f"{LIST}{notice.pk}/read/")
    assert (answer.status_code, answer["Location"]) == (302, "/drafts/bin/")
    notice.refresh_from_db()
    other.refresh_from_db()
    first = notice.read_at
    assert first is not None
    assert other.read_at is None
    signed_in.post(f"{LIST}{notice.pk}/read/")
    notice.refresh_from_db()
    assert notice.read_at == first
    assert '<a href="/drafts/bin/">林静退回了您的材料。</a>' in page(signed_in.get(LIST))


@pytest.mark.parametrize(
    "url", ["", "https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"]
)
def test_a_notice_never_leads_elsewhere(signed_in: Client, member: User, url: str) -> None:
    notice = told(member, url=url)
    answer = signed_in.post(f"{LIST}{notice.pk}/read/", {"page": "3"})
    assert (answer.status_code, answer["Location"]) == (302, "/notices/?page=3")


@pytest.mark.parametrize("number", ["1", "0", "x", "９", "9" * 30, ""])
def test_an_odd_page_number_is_the_first_page(signed_in: Client, member: User, number: str) -> None:
    notice = told(member, url="")
    assert signed_in.post(f"{LIST}{notice.pk}/read/", {"page": number})["Location"] == "/notices/"


def test_nobody_reads_the_notices_of_others(signed_in: Client, colleague: User) -> None:
    notice = told(colleague)
    page(signed_in.post(f"{LIST}{notice.pk}/read/"), 404)
    page(signed_in.post(f"{LIST}{notice.pk + 1}/read/"), 404)
    page(signed_in.post(f"{LIST}{'9' * 30}/read/"), 404)
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_are_read_with_one_button_and_unread_again_with_another(
    signed_in: Client, member: User, colleague: User
) -> None:
    long_ago = timezone.now() - timedelta(days=3)
    old, one, two = told(member, read_at=long_ago), told(member), told(member)
    others = told(colleague)
    upto = re.findall(r'name="upto" value="(\d+)"', page(signed_in.get(LIST)))
    late = told(member, "刚来的。")
    answer = signed_in.post(f"{LIST}read/", {"upto": upto})
    assert answer["Location"] == LIST

    def unread() -> set[int]:
        return set(Notice.objects.filter(read_at=None).values_list("pk", flat=True))

    assert unread() == {late.pk, others.pk}
    html = page(signed_in.get(LIST))
    assert "2 条提醒已标为已读。" in html
    read_at = re.findall(r'name="read_at" value="([^"]+)"', html)
    assert said(signed_in.post(f"{LIST}unread/", {"read_at": read_at})) == ["已恢复为未读。"]
    assert unread() == {one.pk, two.pk, late.pk, others.pk}
    old.refresh_from_db()
    assert old.read_at == long_ago


@pytest.mark.parametrize(
    "read_at", ["", "yesterday", "2024-13-40T00:00:00Z", "2024-03-05T00:00:00"]
)
def test_nonsense_undoes_nothing(signed_in: Client, member: User, read_at: str) -> None:
    told(member, read_at=timezone.now())
    answer = signed_in.post(f"{LIST}unread/", {"read_at": read_at})
    assert (answer["Location"], said(answer)) == (LIST, [])
    assert said(signed_in.post(f"{LIST}read/", {"upto": read_at})) == []


def test_nobody_undoes_the_reading_of_others(signed_in: Client, colleague: User) -> None:
    notice = told(colleague, read_at=timezone.now())
    assert said(signed_in.post(f"{LIST}unread/", {"read_at": notice.read_at.isoformat()})) == []  # type: ignore[union-attr]
    notice.refresh_from_db()
    assert notice.read_at is not None


@pytest.mark.db_sensitive
def test_thirty_on_a_page_in_the_same_number_of_queries(signed_in: Client, member: User) -> None:
    now = timezone.now()
    told(member, "第0条")
    few = counted(signed_in, LIST)
    for n in range(1, 65):
        told(member, f"第{n}条", created_at=now + timedelta(seconds=n))
    assert counted(signed_in, LIST) == few
    first, last = page(signed_in.get(LIST)), page(signed_in.get(f"{LIST}?page=3"))
    assert [len(re.findall(r'<li class="told', html)) for html in (first, last)] == [30, 5]
    assert "第64条" in first
    assert "第0条" in last
    assert 'href="?page=2" rel="next">较早的提醒' in first
    assert 'href="?page=2" rel="prev">较新的提醒' in last
    assert "第 3 页，共 3 页" in last
    # what stands on newer pages was perhaps not seen
    assert ("全部标为已读" in first, "全部标为已读" in last) == (True, False)
    assert page(signed_in.get(f"{LIST}?page=nonsense")).count("第64条") == first.count("第64条")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", LIST),
        ("post", f"{LIST}1/read/"),
        ("post", f"{LIST}read/"),
        ("get", f"{LIST}settings/"),
    ],
)
def test_who_is_not_signed_in_is_led_to_the_sign_in(
    client: Client, db: None, method: str, path: str
) -> None:
    answer = getattr(client, method)(path)
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/accounts/login/")


@pytest.mark.parametrize(
    "moment",
    [
        "",
        "x",
        "2024-13-01",
        "2024-03-05T09:00:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
def test_an_odd_moment_makes_nothing_unread(signed_in: Client, member: User, moment: str) -> None:
    notice = told(member, read_at=timezone.now())
    answer = signed_in.post(f"{LIST}unread/", {"read_at": moment})
    assert (answer.headers["Location"], said(answer)) == (LIST, [])
    assert Notice.objects.get().read_at == notice.read_at


@pytest.mark.parametrize("path", ["1/read/", "read/", "unread/"])
def test_looking_changes_nothing(signed_in: Client, member: User, path: str) -> None:
    told(member, pk=1)
    page(signed_in.get(LIST + path), 405)
    page(signed_in.get(LIST))
    assert Notice.objects.filter(read_at=None).count() == 1


def test_without_a_mail_server_the_settings_say_so(signed_in: Client) -> None:
    html = page(signed_in.get(f"{LIST}settings/"))
    assert "本单位没有配置邮件服务，提醒只在照镜里显示，不发邮件。" in html
    assert 'name="mail"' not in html


def test_the_digest_is_switched_off_and_on(
    signed_in: Client, people: list[User], mail_settings: Any
) -> None:
    path = f"{LIST}settings/"
    html = page(signed_in.get(path))
    assert "每天8点、14点，" in html
    assert '您的邮箱是 <span class="address">member@example.cn</span>' in html
    assert re.search(r'<input type="checkbox" name="mail"[^>]* checked', html)
    answer = signed_in.post(path, {"csrf": "x"})
    assert (answer["Location"], said(answer)) == (path, ["提醒设置已保存。"])
    assert list(NoticePreference.objects.values_list("user__username", "mail")) == [
        ("member", False)
    ]
    assert not re.search(
        r'<input type="checkbox" name="mail"[^>]* checked', page(signed_in.get(path))
    )
    signed_in.post(path, {"mail": "on"})
    assert list(NoticePreference.objects.values_list("user__username", "mail")) == [
        ("member", True)
    ]


def test_an_empty_form_switches_off_too(
    signed_in: Client, people: list[User], mail_settings: Any
) -> None:
    signed_in.post(f"{LIST}settings/")
    assert list(NoticePreference.objects.values_list("mail", flat=True)) == [False]


def test_who_has_no_address_is_told(signed_in: Client, mail_settings: Any) -> None:
    html = page(signed_in.get(f"{LIST}settings/"))
    assert "您还没有填写邮箱，填写以后才能收到邮件。" in html


@pytest.mark.db_sensitive
def test_what_was_read_half_a_year_ago_is_tidied(member: User) -> None:
    now = timezone.now()
    kept = [
        told(member),
        told(member, created_at=now - timedelta(days=400)),
        told(member, read_at=now - timedelta(days=179)),
    ]
    told(member, read_at=now - timedelta(days=181))
    assert inbox.tidy() == 1
    assert set(Notice.objects.all()) == set(kept)
