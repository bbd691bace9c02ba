"""The --framework option of the commands that judge a material by a framework."""

from __future__ import annotations

from drafting.frameworks.spec import FrameworkSpec
from drafting.management.structure_file import UnusableFile


def chosen_framework(key: str | None) -> FrameworkSpec | None:
    """The framework with this key, or None where none is asked for (then no database is needed).

    Raises UnusableFile where there is no such framework.
    """
    if key is None:
        return None
    # only here, so that a command runs without a database where no framework is asked for
    from drafting.frameworks.models import Framework
    from drafting.frameworks.selectors import spec_of

    framework = Framework.objects.filter(key=key).first()
    if framework is None:
        keys = "、".join(Framework.objects.order_by("key").values_list("key", flat=True))
        raise UnusableFile(f"没有名为 {key} 的框架，现有的是 {keys or '（数据库里还没有框架）'}。")
    return spec_of(framework)
