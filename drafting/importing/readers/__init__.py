"""Source formats. A new one is a module here and a line in this index. [pure]"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from drafting.importing.readers.docx import DocxReader
from drafting.importing.readers.office import OfficeReader
from drafting.importing.readers.txt import TextReader
from drafting.importing.source import Reader

_ALL: Final[tuple[Reader, ...]] = (DocxReader(), TextReader(), OfficeReader())

#: Every reader by the ending that it serves.
READERS: Final[Mapping[str, Reader]] = {
    suffix: reader for reader in _ALL for suffix in reader.suffixes
}
