"""What a meeting asks of its members, in a few words for the pages."""

from __future__ import annotations

from drafting.common.days import full_day
from drafting.frameworks.models import Framework
from drafting.meetings.models import Meeting
from drafting.meetings.words import length_asked

#: How the levels of review are told to those who write.
_REVIEW = {Meeting.Levels.ONE: "由书记审定", Meeting.Levels.TWO: "书记初审后由上级党组织复审"}


def optional_parts(framework: Framework) -> list[tuple[str, str]]:
    """Key and name of the parts that a framework leaves open, in order. No query where its sections
    were read along."""
    return [
        (row.key, row.name)
        for row in framework.sections.all()
        if row.parent_id is None and not row.required
    ]


def asked_of_members(meeting: Meeting) -> list[str]:
    """Kind of document, further parts, length, share and levels of review, each in a few words;
    what is not limited is left out.

    No query where the sections of the framework were read along.
    """
    parts = [name for key, name in optional_parts(meeting.framework) if key in meeting.asked_parts]
    listing = meeting.document_kind == Meeting.DocumentKind.PROBLEM_LIST
    share = 0 if listing else meeting.min_problem_share
    length = length_asked(meeting.min_characters, meeting.max_characters)
    said = [
        f"{full_day(meeting.held_on)}开会" if meeting.held_on else "",
        f"写{meeting.get_document_kind_display()}",
        f"要写“{'”“'.join(parts)}”" if parts else "",
        f"全文 {length}" if length else "",
        f"问题和原因不少于 {share}%" if share else "",
        f"素材原句不超过 {meeting.max_library_share}%" if meeting.max_library_share else "",
        "校对中的错误要改完才能提交" if meeting.errors_block else "",
        _alike_asked(meeting),
        _REVIEW[Meeting.Levels(meeting.levels)],
    ]
    return [one for one in said if one]


def _alike_asked(meeting: Meeting) -> str:
    if not meeting.max_alike_share:
        return ""
    blocks = "，超过的不能提交" if meeting.alike_blocks else ""
    return f"与他人或往年材料相近的不超过 {meeting.max_alike_share}%{blocks}"
