"""A member with a paper, and the curator."""

from tests.cast import (
    administrator,
    branch,
    committee,
    curator,
    draft,
    framework,
    member,
    other_branch,
    secretary,
    stranger,
    taxonomy,
)

__all__ = [
    "administrator", "branch", "committee", "curator", "draft", "framework", "member",
    "other_branch", "secretary", "stranger", "taxonomy",
]  # fmt: skip
