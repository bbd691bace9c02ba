"""What a meeting asks of its members, in a few words for the pages."""

from __future__ import annotations

from drafting.drafts.models import Meeting
from drafting.drafts.words import length_asked
from drafting.frameworks.models import Framework

#: How the levels of review are told to those who write.
_REVIEW = {Meeting.Levels.ONE: "由书记审定", Meeting.Levels.TWO: "书记初审后由上级党组织复审"}


def optional_parts(framework: Framework) -> list[tuple[str, str]]:
    """Key and name of the parts that a framework leaves open, in order. No query where its sections were read along."""
    return [
        (row.key, row.name) for row in framework.sections.all() if row.parent_id is None and not row.required
    ]


def asked_of_members(meeting: Meeting) -> list[str]:
    """Kind of document, further parts, length, share and levels of review, each in a few words; what is not limited is left out.

    No query where the sections of the framework were read along.
    """
    parts = [name for key, name in optional_parts(meeting.framework) if key in meeting.asked_parts]
    listing = meeting.document_kind == Meeting.DocumentKind.PROBLEM_LIST
    share = 0 if listing else meeting.min_problem_share
    length = length_asked(meeting.min_characters, meeting.max_characters)
    said = [
        f"写{meeting.get_document_kind_display()}",
        f"要写“{'”“'.join(parts)}”" if parts else "",
        f"全文 {length}" if length else "",
        f"问题和原因不少于 {share}%" if share else "",
        "校对中的错误要改完才能提交" if meeting.errors_block else "",
        _REVIEW[Meeting.Levels(meeting.levels)],
    ]
    return [one for one in said if one]
