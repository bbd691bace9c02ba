"""One package per output format, with an OutputFormat called FORMAT; whatever lies here is found.
[pure]"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Final

from drafting.rendering.output_format import OutputFormat


def formats_in(places: Iterable[str], package: str) -> dict[str, OutputFormat]:
    """The formats of the packages in these directories, by key; ``package`` is what the directories
    are imported as.

    Raises TypeError where one has no FORMAT or a key that is not its name.
    """
    found = {}
    for module in pkgutil.iter_modules(places):
        declared = getattr(import_module(f"{package}.{module.name}"), "FORMAT", None)
        if not isinstance(declared, OutputFormat) or declared.key != module.name:
            raise TypeError(f"{package}.{module.name} has no FORMAT with the key {module.name!r}")
        found[module.name] = declared
    return found


#: Every format by its key.
FORMATS: Final[Mapping[str, OutputFormat]] = formats_in(__path__, __name__)
#: For what is made without a question, and the first of the choice.
DEFAULT_FORMAT: Final = FORMATS["docx"]
#: What people may ask for a file of, in the order of the choice.
DOWNLOADS: Final[Mapping[str, OutputFormat]] = {
    each.key: each for each in (DEFAULT_FORMAT, *FORMATS.values()) if each.downloadable
}
