"""How large a file may be. A material has 6,000 characters and 30 kB; these are far above any
and keep memory below 300 MB. [pure]"""

from __future__ import annotations

from typing import Final

#: Bytes of the file itself. Photographs in a Word file count too.
MOST_BYTES: Final = 20 * 1024 * 1024
#: Bytes of a plain text file, which has no photographs.
MOST_TEXT_BYTES: Final = 2 * 1024 * 1024
MOST_CHARACTERS: Final = 300_000
MOST_PARAGRAPHS: Final = 10_000

#: Entries of a zip archive; a Word file has about 15, one with many pictures some hundred.
MOST_ENTRIES: Final = 2_000
#: Bytes of all entries unpacked, as the archive declares them.
MOST_UNPACKED: Final = 200 * 1024 * 1024
#: Unpacked bytes per packed byte of one entry, judged above ``RATIO_FROM`` bytes. Word's own XML
#: stays below 40.
MOST_RATIO: Final = 200
RATIO_FROM: Final = 1024 * 1024

#: Bytes of one XML part that is read.
MOST_XML_BYTES: Final = 12 * 1024 * 1024
#: Tags and attributes of one XML part: each costs up to 200 bytes of memory however short it is.
MOST_XML_MARKS: Final = 700_000
#: Elements inside each other. Word nests about 20 deep, tables within tables a few more.
MOST_XML_DEPTH: Final = 100

#: Seconds that LibreOffice may take for one file.
OFFICE_SECONDS: Final = 60
