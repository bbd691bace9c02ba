"""What a meeting asks as people say it. [pure]"""

from __future__ import annotations


def title_for(title: str, document_kind: str) -> str:
    """A framework's title of the material with another kind of document (文种) in it: …个人对照检查材料
    becomes …个人发言提纲.

    A title that does not say 对照检查材料 stays as it is.
    """
    bare = document_kind.removeprefix("个人")
    return title.replace("个人对照检查材料", f"个人{bare}").replace("对照检查材料", document_kind)


def length_asked(least: int, most: int) -> str:
    """The length that is asked of the whole text, in characters: 1500—2500 字; empty where both are
    0, that is, without limit."""
    if least and most:
        return f"{least}—{most} 字"
    if least:
        return f"{least} 字以上"
    return f"{most} 字以内" if most else ""
