"""Whose a paper is: what is read of an author's papers, and what stands beside one of them."""

from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.models import Organization, User
from drafting.drafts.models import Draft
from drafting.drafts.selectors import papers_beside, papers_of_author
from drafting.frameworks.models import Framework
from drafting.meetings import services
from drafting.meetings.models import Meeting

#: Every kind of paper, by author; whoever writes a committee's, it is the committee's.
AUTHORS = {
    "member": {"own", "own, at a meeting", "own, of the other branch", "own, archived"},
    "colleague": {"a colleague's"},
    "branch": {"the branch's", "the branch's, by a colleague"},
    "other branch": {"the other branch's"},
    "member, of no committee": {"collective of none"},
    "colleague, of no committee": {"a colleague's collective of none"},
}
#: What nobody reads any more, each of an author with other papers.
GONE = {"own, in the bin": "member", "own, erased": "member", "the branch's, erased": "branch"}


@pytest.fixture
def papers(
    member: User,
    colleague: User,
    branch: Organization,
    other_branch: Organization,
    zuzhi: Framework,
    meeting: Meeting,
) -> dict[str, Draft]:
    second, third = (services.open_meeting(branch, zuzhi, title) for title in ("二", "三"))
    away = services.open_meeting(other_branch, zuzhi, "外")
    now = timezone.now()

    def paper(owner: User, meeting: Meeting | None = None, **more: object) -> Draft:
        fields = {"framework": zuzhi, "document": {}, "updated_at": now, **more}
        return Draft.objects.create(owner=owner, meeting=meeting, **fields)

    return {
        "own": paper(member),
        "own, at a meeting": paper(member, meeting),
        "own, of the other branch": paper(member, away),
        "own, archived": paper(member, archived_at=now),
        "own, in the bin": paper(member, discarded_at=now),
        "own, erased": paper(member, archived_at=now, erased_at=now),
        "a colleague's": paper(colleague, meeting),
        "the branch's": paper(member, meeting, collective=True),
        "the branch's, by a colleague": paper(colleague, second, collective=True),
        "the branch's, erased": paper(
            member, third, collective=True, archived_at=now, erased_at=now
        ),
        "the other branch's": paper(member, away, collective=True),
        "collective of none": paper(member, collective=True),
        "a colleague's collective of none": paper(colleague, collective=True),
    }


def test_of_all_kinds_of_papers_both_say_the_same(papers: dict[str, Draft]) -> None:
    assert set(papers) == set.union(*AUTHORS.values()) | set(GONE)
    names = {paper.pk: name for name, paper in papers.items()}
    for name, paper in papers.items():
        read = {names[one.pk] for one in papers_of_author(paper)}
        beside = set()
        for other in papers.values():
            paper.previous = other
            beside |= {names[one.pk] for one in papers_beside([paper]).values()}
        author = GONE.get(name) or next(who for who, theirs in AUTHORS.items() if name in theirs)
        assert (name, read) == (name, AUTHORS[author])
        assert (name, beside) == (name, AUTHORS[author])
