"""What a table that is imported changes in a cell, marked for the preview."""

from __future__ import annotations

import re
from typing import Final

from diff_match_patch import diff_match_patch
from django.utils.safestring import SafeString, mark_safe

_STYLE: Final = re.compile(r' style="[^"]*"')


def marked(before: object, after: object, new: bool) -> SafeString:
    """The text of a cell as HTML, with what comes in as ``<ins>`` and what goes out as ``<del>``;
    of a ``new`` row nothing goes out."""
    old, text = str(before), str(after)
    if old == text:
        return _whole("span", text)
    if new or not old:
        return _whole("ins", text)
    comparison = diff_match_patch()
    found = comparison.diff_main(old, text)
    comparison.diff_cleanupSemantic(found)
    # safe: the library escapes every text itself. The security policy forbids its styles.
    return mark_safe(_STYLE.sub("", comparison.diff_prettyHtml(found)))  # noqa: S308 - escaped, see above


def _whole(tag: str, text: str) -> SafeString:
    if not text:
        return SafeString("")
    # as the library escapes and writes it
    for sign, html in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\n", "&para;<br>")):
        text = text.replace(sign, html)
    return mark_safe(f"<{tag}>{text}</{tag}>")  # noqa: S308 - escaped, see above
