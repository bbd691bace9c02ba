"""The Word file of a material, after GB/T 9704-2012 where it speaks and office practice where it does not.

The base file (page, styles, footers, settings) is kept as its XML parts in ``base/``, so that a change to it can be read. Word
reads a style by its English name and shows it in Chinese; every font names its East Asian face; numbers are literal text.
"""

from drafting.rendering.formats.docx.writer import render

__all__ = ["render"]
