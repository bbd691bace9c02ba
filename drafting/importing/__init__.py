"""导入: an existing file read into paragraphs (``readers``), and paragraphs placed into the document
model (``segment``).

Reading and segmenting are pure: no Django, no database. Other rooms need no more of them than is
named here.
"""

from drafting.importing.files import read_file
from drafting.importing.segment import Imported, segment
from drafting.importing.source import SourceParagraph, SourceText, UnreadableFile

__all__ = ["Imported", "SourceParagraph", "SourceText", "UnreadableFile", "read_file", "segment"]
