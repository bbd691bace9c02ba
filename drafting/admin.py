"""Index of the rooms' admin pages. Drafts, revisions and jobs are registered nowhere: nobody reads
them in the admin."""

from drafting.frameworks import admin as frameworks
from drafting.library import admin as library
from drafting.proofing import admin as proofing

__all__ = ["frameworks", "library", "proofing"]
