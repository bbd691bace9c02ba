"""What can be done to a whole framework: who may, where it is offered, what will happen, and what is
said of it when it is done. The pages and the admin ask here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django import forms

from drafting.frameworks import selectors
from drafting.frameworks.forms import ConfirmForm, CopyForm
from drafting.frameworks.models import Framework
from drafting.frameworks.services import copies, lifecycle


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """``perform(framework, person, form data)`` gives the framework to show next and the message to
    show there.

    ``shows``: the page shows what the framework says, and the form data has it as ``shown``
    (editions.state_of_stored), so that nothing else is published or confirmed than what the person
    saw.
    """

    label: str
    permission: str
    explain: Callable[[Framework], str]
    offered: Callable[[Framework], bool]
    perform: Callable[[Framework, Any, dict[str, Any]], tuple[Framework, str]]
    form: type[forms.Form] = forms.Form
    initial: Callable[[Framework], dict[str, Any]] = lambda _framework: {}
    shows: bool = False


def _copy(framework: Framework, _person: Any, data: dict[str, Any]) -> tuple[Framework, str]:
    new = copies.copy_to_year(
        framework, data["year"], name=data["name"], theme=data["theme"], areas=data["areas"]
    )
    return new, f"已复制为“{new.name}”，请对照通知修改，核对后发布。"


def _confirm(framework: Framework, person: Any, data: dict[str, Any]) -> tuple[Framework, str]:
    lifecycle.confirm(framework, person, data["notice"], data["shown"])
    return framework, f"已记录：{person}依据“{framework.confirmed_notice}”核对了全部名称。"


def _publish(framework: Framework, _person: Any, data: dict[str, Any]) -> tuple[Framework, str]:
    lifecycle.publish(framework, data["shown"])
    return framework, f"“{framework.name}”已发布，可以用来撰写材料。"


def _make_usual(framework: Framework, _person: Any, _data: dict[str, Any]) -> tuple[Framework, str]:
    lifecycle.make_usual(framework)
    return framework, f"以后先推荐“{framework.name}”。"


def _retire(framework: Framework, _person: Any, _data: dict[str, Any]) -> tuple[Framework, str]:
    heir = lifecycle.retire(framework)
    usual = f"“通常用这个”改为“{heir.name}”。" if heir else ""
    return framework, f"“{framework.name}”已停用，新材料不再使用；已有材料不受影响。{usual}"


def _explain_retire(framework: Framework) -> str:
    heir = lifecycle.heir_of(framework)
    usual = f"“通常用这个”改为“{heir.name}”。" if heir else ""
    return (
        f"“{framework.name}”停用后新材料不能再选用它；已用它开始的材料和会议不受影响。{usual}"
        "停用以后不能恢复，要再用，把它复制一份。"
    )


def _explain_publish(framework: Framework) -> str:
    if selectors.corrected(framework) is not None:
        return lifecycle.PUBLISHED_IN_EDITOR
    pending = selectors.pending_names(framework)
    warning = f"还有 {len(pending)} 处待核对：{'；'.join(pending)}。" if pending else ""
    return f"将要发布的内容列在下面。发布后任何人都不能再修改；要改只能另出更正版。{warning}"


OPERATIONS = {
    "copy": Operation(
        label="复制到下一年度",
        permission="drafting.add_framework",
        explain=lambda framework: (
            f"以“{framework.name}”为底稿新建一个框架，各部分、撰写提示和限额照搬，全部标为待核对。"
        ),
        offered=lambda _framework: True,
        perform=_copy,
        form=CopyForm,
        initial=lambda framework: {"year": framework.year + 1},
    ),
    "confirm": Operation(
        label="核对",
        permission="drafting.change_framework",
        explain=lambda framework: (
            (
                f"待核对的有：{'；'.join(names)}。"
                if (names := selectors.pending_names(framework))
                else "没有标为待核对的名称；可以再次核对，记录以最后一次为准。"
            )
            + "请对照通知逐字核对主题和各方面名称，确认无误后填写。名称不符的，已发布的请先出更正版。"
        ),
        offered=lambda _framework: True,
        perform=_confirm,
        form=ConfirmForm,
        initial=lambda framework: {"notice": framework.confirmed_notice},
        shows=True,
    ),
    "publish": Operation(
        label="发布",
        permission="drafting.change_framework",
        explain=_explain_publish,
        offered=lambda framework: framework.state == Framework.State.DRAFT,
        perform=_publish,
        shows=True,
    ),
    "usual": Operation(
        label="设为通常用的",
        permission="drafting.change_framework",
        explain=lambda framework: (
            f"发起会议时，{framework.year}年度{framework.get_meeting_kind_display()}写给"
            f"{framework.get_audience_display()}用的几套方面里，以后先推荐这一套。已有的会议和材料不受影响。"
        ),
        offered=lambda framework: (
            framework.state == Framework.State.PUBLISHED
            and not framework.usual
            and framework.organization_id is None
        ),
        perform=_make_usual,
    ),
    "retire": Operation(
        label="停用",
        permission="drafting.change_framework",
        explain=_explain_retire,
        offered=lambda framework: framework.state == Framework.State.PUBLISHED,
        perform=_retire,
    ),
}

#: What the pages of the product have a page for; their look at a framework has forms for the rest.
ON_PAGES: Final = ("copy", "usual", "retire")


def offered_on_pages(framework: Framework) -> list[tuple[str, str]]:
    """What can be done to a framework there now, each by its name and what it is called."""
    return [
        (name, OPERATIONS[name].label) for name in ON_PAGES if OPERATIONS[name].offered(framework)
    ]
