"""Index of the rooms' models, where Django looks for them."""

from drafting.drafts.models import Draft, Meeting, PhraseUse, Revision
from drafting.frameworks.models import Framework, Section
from drafting.importing.models import Import
from drafting.library.models import CauseCategory, MeasureCategory, Phrase, ProblemCategory
from drafting.proofing.models import Dismissal, Formulation
from drafting.rendering.models import ExportJob

__all__ = [
    "CauseCategory",
    "Dismissal",
    "Draft",
    "ExportJob",
    "Formulation",
    "Framework",
    "Import",
    "MeasureCategory",
    "Meeting",
    "Phrase",
    "PhraseUse",
    "ProblemCategory",
    "Revision",
    "Section",
]
