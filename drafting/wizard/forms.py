"""Forms of the wizard: each carries the values of one node to ``drafts.services``; none decides
anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.template import Context
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe

from accounts.field_sentences import FieldSentences
from drafting.document.edits import values_of
from drafting.document.model import Head, Node, Part, Point, Prose
from drafting.document.text import clean
from drafting.wizard.step_page.layout import LeanField

Choices = Iterable[tuple[str, str]]


class TextField(forms.CharField):
    """A text as it is typed: blanks at the ends stay, control characters go, line breaks are
    ``\\n``.

    ``kept`` is the text that is stored: one that came longer than is allowed (imported, carried
    over) may stay or get shorter, or nothing else on its page could be saved.
    """

    kept = ""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, required=False, **kwargs)
        limit = self.max_length
        self.error_messages["max_length"] = (
            f"最多 {limit} 个字符，请删减后再保存（已输入的文字都还在）。"
        )

    def to_python(self, value: Any) -> str:
        """The cleaned text."""
        return clean(str(value)) if value is not None else ""

    def run_validators(self, value: Any) -> None:
        """The limit, for what is new."""
        if len(value) > len(self.kept):
            super().run_validators(value)


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class NodeForm(FieldSentences, forms.Form):
    """Base of the forms: field names are the node's own, the prefix is the node's id; without a
    prefix the form has the fields alone that are in the data (an autosave sends what was changed).
    """

    def __init__(
        self, node: Node, data: Mapping[str, Any] | None = None, *, prefixed: bool = True
    ) -> None:
        if data is not None and not prefixed:
            # Django copies each of them for each form
            self.base_fields = {
                name: field for name, field in self.base_fields.items() if name in data
            }
        super().__init__(data, prefix=node.id if prefixed else None, initial=values_of(node))
        self.node = node
        for name, field in self.fields.items():
            if isinstance(field, TextField):
                field.kept = str(self.initial[name])

    @cached_property
    def helper(self) -> FormHelper:
        """What crispy is to do with the form."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = self.layout()
        return helper

    def layout(self) -> Layout:
        """The order and the look of the fields."""
        raise NotImplementedError

    def laid_out(self) -> SafeString:
        """The fields as crispy's layout has them, and before them what is wrong with the whole:
        what crispy's own tag gives, but for the copies of the page's context that it makes for each
        form."""
        problems = self.non_field_errors() if self.is_bound else ()
        said = render_to_string("bootstrap5/errors.html", {"form": self}) if problems else ""
        fields = self.helper.render_layout(self, Context())
        return mark_safe(f"{said}{fields}")  # noqa: S308 (each part is HTML already)

    def error_sentence(self) -> str:
        """The first error with the field it belongs to, as one sentence."""
        for name, errors in self.errors.items():
            return f"{self.fields[name].label}：{errors[0]}"
        return ""


class HeadForm(NodeForm):
    """题头: title and byline."""

    title = TextField(label="标题", max_length=120)
    unit = TextField(label="单位", max_length=100)
    position = TextField(label="职务", max_length=60)
    name = TextField(label="姓名", max_length=30)
    date = TextField(label="日期", max_length=30, help_text="如“2024年1月12日”，可以不填。")

    def layout(self) -> Layout:
        names = ("title", "unit", "position", "name", "date")
        return Layout(*(LeanField(name, counted=False) for name in names))


class ProseForm(NodeForm):
    """导语 or 结束语."""

    text = TextField(label="正文", max_length=8000, widget=_lines(8))

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label and "text" in self.fields:
            self.fields["text"].label = label

    def layout(self) -> Layout:
        return Layout(LeanField("text", rows=8))


class PartLeadForm(NodeForm):
    """The running text of a part without points (上年度整改情况, 典型案例剖析 …)."""

    lead = TextField(label="正文", max_length=8000, widget=_lines(10))

    def layout(self) -> Layout:
        return Layout(LeanField("lead", rows=10))


class LeadForm(NodeForm):
    """The lead sentence (引语) of an area or part before its first point."""

    lead = TextField(
        label="引语",
        max_length=3000,
        widget=_lines(2),
        help_text="写在第一条之前的话，没有可以不写。",
    )

    def layout(self) -> Layout:
        return Layout(LeanField("lead", rows=2))


class PointForm(NodeForm):
    """One point of an area, or a cause or measure (which have no example).

    ``categories`` are the choices of its category, ``answers`` those of its links; codes and ids
    that are not among them are kept where the point has them already.
    """

    category = forms.ChoiceField(
        label="分类", required=False, error_messages={"invalid_choice": "没有这一类，请重新选择。"}
    )
    claim = TextField(label="观点句", max_length=200, widget=_lines(1))
    elaboration = TextField(label="具体表现", max_length=5000, widget=_lines(4))
    example = TextField(label="事例", max_length=5000, widget=_lines(2))
    links = forms.MultipleChoiceField(
        label="对应的原因和措施",
        required=False,
        error_messages={"invalid_choice": "所选的有的已经不在了，请重新选择。"},
    )

    def __init__(
        self,
        node: Point,
        data: Mapping[str, Any] | None = None,
        *,
        role: str = "problems",
        categories: Choices = (),
        answers: Choices = (),
        prefixed: bool = True,
    ) -> None:
        self.role = role
        # a page that was made while the point had one still shows the field when it is empty, and
        # takes typing in it
        sent = data is not None and (f"{node.id}-example" if prefixed else "example") in data
        self.with_example = role == "problems" or bool(node.example) or sent
        super().__init__(node, data, prefixed=prefixed)
        if role != "problems":
            self.fields.pop("links", None)
            if "elaboration" in self.fields:
                label = "展开剖析" if role == "causes" else "具体措施"
                self.fields["elaboration"].label = label
        if not self.with_example:
            self.fields.pop("example", None)
        if "category" in self.fields:
            self._choose("category", categories, [node.category])
        if "links" in self.fields:
            self._choose("links", answers, node.links)

    def _choose(self, name: str, choices: Choices, kept: Iterable[str]) -> None:
        listed = [*choices]
        known = {value for value, _ in listed}
        listed += [(value, value) for value in kept if value and value not in known]
        offered = listed if name == "links" else [("", "请选择"), *listed]
        # Django looks at each choice of a list at once; a page shows no more than the categories
        field = cast("forms.ChoiceField", self.fields[name])
        field.choices = offered if self.is_bound else lambda: offered

    def layout(self) -> Layout:
        hints = {
            "problems": (
                "用一句话说出自己的问题，例：学用结合不紧密",
                "这个问题在自己身上怎样表现，思想上差在哪里",
            ),
            "causes": ("用一句话点出思想根源", "往深处想：为什么会这样，与自己的言行有什么联系"),
            "measures": ("用一句话说出要做什么", "做什么、什么时候完成、怎样看得出做到了"),
        }
        claim, elaboration = hints.get(self.role, ("", ""))
        rows = [
            LeanField("claim", placeholder=claim),
            LeanField("elaboration", rows=4, placeholder=elaboration),
        ]
        if self.with_example:
            rows.append(
                LeanField(
                    "example", rows=2, placeholder="例：何时、在哪件事上、自己怎么做的、结果怎样"
                )
            )
        return Layout(LeanField("category", counted=False), *rows)


def form_for(
    node: Node,
    data: Mapping[str, Any] | None = None,
    *,
    prefixed: bool = True,
    running_text: bool = False,
    label: str = "",
    **options: Any,
) -> NodeForm:
    """The form of a node; ``options`` are those of ``PointForm``, for a point.

    A part that takes points has a lead form like an area's; ``running_text`` asks for the part's
    running text. ``label`` is what a 导语 or 结束语 is called.
    """
    if isinstance(node, Point):
        return PointForm(node, data, prefixed=prefixed, **options)
    if isinstance(node, Head):
        return HeadForm(node, data, prefixed=prefixed)
    if isinstance(node, Prose):
        return ProseForm(node, data, prefixed=prefixed, label=label)
    if running_text and isinstance(node, Part):
        return PartLeadForm(node, data, prefixed=prefixed)
    return LeadForm(node, data, prefixed=prefixed)


def as_form_data(values: Mapping[str, Any]) -> MultiValueDict[str, Any]:
    """A JSON object of values as form data: lists as several values, everything else as one."""
    return MultiValueDict(
        {key: value if isinstance(value, list) else [value] for key, value in values.items()}
    )
