"""The author of a draft, and the draft."""

from tests.exports.conftest import author, draft

__all__ = ["author", "draft"]
