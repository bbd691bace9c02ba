"""Index of the rooms' models, where Django looks for them."""

from drafting.desk.models import BundleJob
from drafting.drafts.models import Draft, Invitation, Meeting, PhraseUse, Revision
from drafting.frameworks.models import Framework, Section
from drafting.importing.models import Import
from drafting.library.models import CauseCategory, MeasureCategory, Phrase, ProblemCategory
from drafting.notices.models import Notice, NoticePreference
from drafting.proofing.models import Dismissal, Formulation
from drafting.rendering.models import ExportJob
from drafting.review.models import Comment, Reading, Reply, ReviewEvent, Submission

__all__ = [
    "BundleJob",
    "CauseCategory",
    "Comment",
    "Dismissal",
    "Draft",
    "ExportJob",
    "Formulation",
    "Framework",
    "Import",
    "Invitation",
    "MeasureCategory",
    "Meeting",
    "Notice",
    "NoticePreference",
    "Phrase",
    "PhraseUse",
    "ProblemCategory",
    "Reading",
    "Reply",
    "ReviewEvent",
    "Revision",
    "Section",
    "Submission",
]
