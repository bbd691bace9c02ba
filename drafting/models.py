"""Index of the rooms' models, where Django looks for them."""

from drafting.collective.models import CommitteeComment
from drafting.contributions.models import Contribution
from drafting.desk.models import BundleJob
from drafting.drafts.models import Draft, FrameworkChange, PhraseUse, Revision
from drafting.exports.models import ExportJob
from drafting.facts.models import Fact, FactUse
from drafting.frameworks.models import Framework, Section
from drafting.importing.models import Import
from drafting.library.models import (
    CauseCategory,
    MeasureCategory,
    Phrase,
    ProblemCategory,
    SearchedText,
)
from drafting.meetings.models import Invitation, Meeting
from drafting.monitoring.trial_write import Trial
from drafting.notices.models import Notice, NoticePreference
from drafting.opinions.models import Claim, Opinion
from drafting.packages.models import Brought, LibrarySource, PackageExport, PackageImport
from drafting.personal_data.models import Erasure, ErasureRequest, PersonalFile
from drafting.phrases.models import DistinctGroup, DistinctPhrase
from drafting.proofing.alikeness.models import (
    ComparableText,
    PairShare,
    ReferenceText,
    Resemblance,
)
from drafting.proofing.models import Dismissal, FindingNumbers, Formulation, Proofreading
from drafting.rectification.criticism.models import PreparedCriticism
from drafting.rectification.evidence.models import EvidenceFile
from drafting.rectification.ledger.models import Ledger, LedgerEvent, LedgerItem
from drafting.rectification.models import Tick
from drafting.rectification.pdf_files.models import PdfJob
from drafting.retention.models import RetentionRule, RetentionStep
from drafting.review.models import Comment, Reading, Reply, ReviewEvent, Submission
from drafting.sealing.models import Resealing, TextKey

__all__ = [
    "Brought",
    "BundleJob",
    "CauseCategory",
    "Claim",
    "Comment",
    "CommitteeComment",
    "ComparableText",
    "Contribution",
    "Dismissal",
    "DistinctGroup",
    "DistinctPhrase",
    "Draft",
    "Erasure",
    "ErasureRequest",
    "EvidenceFile",
    "ExportJob",
    "Fact",
    "FactUse",
    "FindingNumbers",
    "Formulation",
    "Framework",
    "FrameworkChange",
    "Import",
    "Invitation",
    "Ledger",
    "LedgerEvent",
    "LedgerItem",
    "LibrarySource",
    "MeasureCategory",
    "Meeting",
    "Notice",
    "NoticePreference",
    "Opinion",
    "PackageExport",
    "PackageImport",
    "PairShare",
    "PdfJob",
    "PersonalFile",
    "Phrase",
    "PhraseUse",
    "PreparedCriticism",
    "ProblemCategory",
    "Proofreading",
    "Reading",
    "ReferenceText",
    "Reply",
    "Resealing",
    "Resemblance",
    "RetentionRule",
    "RetentionStep",
    "ReviewEvent",
    "Revision",
    "SearchedText",
    "Section",
    "Submission",
    "TextKey",
    "Tick",
    "Trial",
]
