"""Every column that can hold words is encrypted, or stands here with the reason why it is not."""

import re

from django.apps import apps
from django.contrib import admin
from django.db import models

from drafting.sealing.fields import Sealed
from tests.processes import ROOT

#: Rooms whose words are the unit's own or for everybody: notices, frameworks, library, packages.
PUBLIC = {
    "Framework", "Section", "HistoricalFramework", "HistoricalSection",
    "ProblemCategory", "CauseCategory", "MeasureCategory", "HistoricalProblemCategory",
    "HistoricalCauseCategory", "HistoricalMeasureCategory", "Phrase", "HistoricalPhrase",
    "SearchedText", "Formulation", "HistoricalFormulation", "LibrarySource", "PackageExport",
    "PackageImport", "Brought", "DistinctPhrase", "Meeting", "RetentionRule", "RetentionStep",
    "Trial", "TextKey",
}  # fmt: skip
#: Keys, numbers, names of nodes, of files on the disk and of requests: no words of anybody.
NO_WORDS = {
    "claim", "file", "sha256", "source_sha256", "content_hash", "key", "node", "step", "field",
    "measure", "sending", "sendings", "rule", "fingerprint", "lesson", "mark", "style", "format",
    "edition", "source_hash", "address", "back", "url", "category", "categories", "area", "counts",
    "by_step", "places", "found",
}  # fmt: skip
#: Sentences of ours, and names of people, meetings and papers; docs/guide/operator.md says so.
NAMES = {
    "ExportJob.filename", "ExportJob.error", "BundleJob.filename", "BundleJob.error",
    "BundleJob.names", "BundleJob.failures", "PdfJob.filename", "PdfJob.error",
    "PersonalFile.filename", "PersonalFile.error", "Notice.text", "Revision.approval",
    "ReferenceText.name", "FrameworkChange.unplaced", "Erasure.reason", "ReviewEvent.reasons",
}  # fmt: skip
KINDS = (models.TextField, models.CharField, models.JSONField, models.BinaryField)


def test_no_column_with_words_is_forgotten() -> None:
    open_ = {
        f"{model.__name__}.{one.name}"
        for model in apps.get_app_config("drafting").get_models()
        for one in model._meta.local_concrete_fields
        if isinstance(one, KINDS)
        and not isinstance(one, Sealed)
        and not one.choices
        and model.__name__ not in PUBLIC
        and (one.name not in NO_WORDS)
    }
    assert open_ - {"ReviewEvent.state_before", "ReviewEvent.state_after"} == NAMES


#: What looks into a column past the look-ups that it refuses (drafting/sealing/fields.py).
PAST_THEM = re.compile(r"\bKey(Text)?Transform\b|\bRawSQL\b|\.extra\(|\.raw\(")


def test_nothing_looks_into_them_past_the_refusal() -> None:
    """Neither SQL of our own, nor the order of rows, nor the admin's search; cursors are opened by
    rooms alone that have no such column."""
    code = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for room in ("drafting", "accounts")
        for path in (ROOT / room).rglob("*.py")
        if "migrations" not in path.parts
    }
    assert [name for name, text in code.items() if PAST_THEM.search(text)] == []
    assert {name.rpartition("/")[0] for name, text in code.items() if ".cursor(" in text} == {
        "accounts", "drafting/library/search", "drafting/management/commands",
        "drafting/operation/checks",
        "drafting/operation/database_move", "drafting/operation/text_keys",
        "drafting/postgresql",
    }  # fmt: skip
    ordered = {
        f"{model.__name__}.{name}"
        for model in apps.get_app_config("drafting").get_models()
        for name in (str(one).removeprefix("-") for one in model._meta.ordering)
        if name != "pk" and isinstance(model._meta.get_field(name), Sealed)
    }
    searched = {
        f"{model.__name__}.{path}"
        for model, page in admin.site._registry.items()
        for path in page.search_fields
        if isinstance(_last(model, path), Sealed)
    }
    assert (ordered, searched) == (set(), set())


def _last(model: type[models.Model], path: str) -> object:
    for name in path.strip("^=@").split("__"):
        found = model._meta.get_field(name)
        model = found.related_model or model  # type: ignore[assignment]
    return found
