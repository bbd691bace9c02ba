"""导入: an existing file read into paragraphs (``readers``), and paragraphs placed into the document model (``segment``).

Pure: no Django, no database. ``read_file`` and ``segment`` are all that other rooms need.
"""

from drafting.importing.reading import read_file
from drafting.importing.segment import Imported, segment
from drafting.importing.source import SourceParagraph, SourceText, UnreadableFile

__all__ = ["Imported", "SourceParagraph", "SourceText", "UnreadableFile", "read_file", "segment"]
