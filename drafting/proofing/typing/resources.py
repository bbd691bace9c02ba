"""The tables of typing errors, read once in a process, when they are first asked for. [pure]"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from drafting.proofing.typing.characters import Characters
from drafting.proofing.typing.finder import Finder, Suspect
from drafting.proofing.typing.judgement import Grade, Judgement
from drafting.proofing.typing.keystrokes import Keystroke
from drafting.proofing.typing.known_text import KnownText
from drafting.proofing.typing.lexicon import Lexicon
from drafting.proofing.typing.model_file import load_model
from drafting.proofing.typing.right_words import RightWords

FIXTURES: Final = Path(__file__).resolve().parents[3] / "fixtures"
FOLDER: Final = FIXTURES / "proofing"
#: The one file that an installation may lack: it has a licence of its own.
MODEL: Final = FOLDER / "typing.model"
#: More than any score of a suspect.
_BEFORE_SUSPECTS: Final = 100.0


@dataclass(frozen=True, slots=True)
class Graded:
    """A suspect that is worth a word."""

    suspect: Suspect | Keystroke
    score: float
    grade: Grade


class Tables:
    """Finds suspects and judges them."""

    def __init__(self, finder: Finder, judgement: Judgement, right: RightWords) -> None:
        self._finder, self._judgement, self._right = finder, judgement, right
        #: Papers are proofread again after every change, and most sentences are as they were.
        self.graded = lru_cache(maxsize=4_096)(self._graded)

    def _graded(self, sentence: str) -> tuple[Graded, ...]:
        """What is to be said of a sentence; places are counted from its beginning."""
        judged = (
            (one, self._grade(one))
            for one in self._finder.everything(sentence)
            if not self._right.cover(sentence, one.start, one.end)
        )
        return tuple(Graded(one, *found) for one, found in judged if found)

    def _grade(self, one: Suspect | Keystroke) -> tuple[float, Grade] | None:
        """A slip of the keys was looked for with more conditions: it goes before suspects of the
        same place."""
        if isinstance(one, Keystroke):
            return _BEFORE_SUSPECTS + one.gain, "warning"
        return self._judgement.grade(one.numbers)


def present() -> bool:
    """Whether this installation has the model."""
    return MODEL.is_file()


def load_finder() -> Finder:
    """Read all but the weights. Raises UnusableTables."""
    characters = Characters(FOLDER / "characters.json")
    misspelt = json.loads((FOLDER / "misspelt.json").read_text("utf-8"))
    lexicon = Lexicon(load_model(MODEL), characters, misspelt)
    return Finder(lexicon, characters, KnownText.shipped(FIXTURES))


@cache
def load_tables() -> Tables:
    """Read everything: two seconds of CPU and 110 MB. Raises UnusableTables."""
    right = RightWords.from_file(FOLDER / "right-words.json")
    return Tables(load_finder(), Judgement.from_file(FOLDER / "typing.json"), right)
