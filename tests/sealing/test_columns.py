"""Every column that can hold words is encrypted, or stands here with the reason why it is not."""

from django.apps import apps
from django.db import models

from drafting.sealing.fields import Sealed

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
