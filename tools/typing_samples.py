"""Gather the samples that weights of typing errors are learnt from, for developers.

    python tools/typing_samples.py ROWS OUT

ROWS is a folder of .jsonl files outside the repository, a row being {"text", "right"}; OUT a folder
for one .npz for each file and kind: the numbers of each candidate (drafting/proofing/typing/
features.py), whether it is right (1), wrong (0) or beside the matter (left out), and the sentence
it is of. Beside the rows' own errors, errors are put into right sentences: another word of the same
sound, another character of the same or nearly the same sound, or one that looks alike. Needs numpy.
"""

from __future__ import annotations

import json
import random
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.spelling import kept_aside, usable
from drafting.proofing.typing.characters import NEAR, SYLLABLE
from drafting.proofing.typing.finder import Finder
from drafting.proofing.typing.lattice import Lattice
from drafting.proofing.typing.resources import load_finder

#: Files whose right sentences get errors put in, and how many each gets.
INJECTED: Final = {"acc_xxqg": 2, "news_paper": 1, "ec_odw": 4, "gen_xxqg": 1, "own": 2}
#: The kinds, in turn.
KINDS: Final = ("word", "sound", "word", "shape", "near", "sound")
#: Sentences are learnt from in so many parts, the same right sentence always in the same.
FOLDS: Final = 4
#: Candidates so near an error that they may belong to it are not learnt from.
_BESIDE: Final = 3
_COMMONEST_COST: Final = 5.6
#: What a character costs at most that is put in.
_COSTLIEST: Final = 6.2


class Sample(NamedTuple):
    """A sentence as written and as meant; ``aside`` where it is kept for measuring."""

    text: str
    right: str
    aside: bool


class Errors:
    """Puts errors into right sentences."""

    def __init__(self, finder: Finder, seed: int) -> None:
        self._finder, self._random = finder, random.Random(seed)

    def put(self, kind: str, sentence: str) -> str | None:
        """The sentence with one error; None where none of this kind fits."""
        places = list(self._places(kind, sentence))
        if not places:
            return None
        start, old, new = self._random.choice(places)
        return sentence[:start] + new + sentence[start + len(old) :]

    def _places(self, kind: str, sentence: str) -> Iterator[tuple[int, str, str]]:
        for start, word in self._words(sentence):
            if kind == "word":
                if 2 <= len(word) <= 3 and (other := self._homophone(word)):
                    yield start, word, other
            else:
                place = self._random.randrange(len(word))
                if other := self._character(kind, word[place]):
                    yield start + place, word[place], other

    def _words(self, sentence: str) -> Iterator[tuple[int, str]]:
        for start, run in self._finder.runs(sentence):
            for place, word in Lattice(self._finder.steps, run).words:
                yield start + place, word

    def _homophone(self, word: str) -> str | None:
        """A common word of the same sound, common ones more often."""
        lexicon = self._finder.lexicon
        found = [
            other for other in lexicon.same_sound(word) if lexicon.cost(other) < _COMMONEST_COST
        ]
        weights = [10 ** (-lexicon.cost(other) / 2) for other in found]
        return self._random.choices(found, weights)[0] if found else None

    def _character(self, kind: str, old: str) -> str | None:
        table, lexicon = self._finder.characters, self._finder.lexicon
        if kind == "shape":
            found = table.lookalikes(old, 0.78)
        else:
            wanted = {NEAR} if kind == "near" else {0, SYLLABLE}
            found = [new for new in table.related(old, 1.0) if table.sound(old, new) in wanted]
        found = [new for new in sorted(found) if lexicon.cost(new) < _COSTLIEST]
        weights = [1.0 if kind == "shape" else 10 ** (-lexicon.cost(new) / 3) for new in found]
        return self._random.choices(found, weights)[0] if found else None


def rows(path: Path) -> Iterator[Sample]:
    """The rows of a file that can be learnt from."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if usable(row["text"], row["right"]):
            yield Sample(row["text"], row["right"], kept_aside(row["right"]))


def injected(samples: Iterable[Sample], errors: Errors, times: int) -> Iterator[Sample]:
    """Right sentences with an error each."""
    number = 0
    for sample in samples:
        for _ in range(times):
            number += 1
            text = errors.put(KINDS[number % len(KINDS)], sample.right)
            if text is not None and text != sample.right:
                yield Sample(text, sample.right, sample.aside)


def table(samples: list[Sample], finder: Finder) -> dict[str, np.ndarray]:
    """The numbers of all candidates; sentences are counted from 0."""
    numbers, marks, sentences, hits, said = [], [], [], [], []
    for index, (text, right, _) in enumerate(samples):
        wrong = [k for k, (a, b) in enumerate(zip(text, right, strict=True)) if a != b]
        for one in finder.suspects(text):
            hit = any(one.start <= place < one.end for place in wrong)
            good = hit and right[one.start : one.end] == one.new
            beside = hit or any(abs(one.start - place) <= _BESIDE for place in wrong)
            numbers.append(one.numbers)
            marks.append(1 if good else -1 if beside else 0)
            hits.append(hit)
            around = text[max(0, one.start - 8) : one.start], text[one.end : one.end + 8]
            said.append(f"【{one.old}→{one.new}】".join(around))
            sentences.append(index)
    return {
        "numbers": np.array(numbers, dtype=np.float32),
        "marks": np.array(marks, dtype=np.int8),
        "hits": np.array(hits, dtype=bool),
        "said": np.array(said),
        "sentences": np.array(sentences, dtype=np.int32),
        "wrong": np.array([one.text != one.right for one in samples]),
        "aside": np.array([one.aside for one in samples]),
        "fold": np.array([zlib.crc32(one.right.encode()) // 4 % FOLDS for one in samples]),
    }


def main(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    finder = load_finder()
    for path in sorted(source.glob("*.jsonl")):
        given = list(rows(path))
        rights = list(
            {one.right: Sample(one.right, one.right, one.aside) for one in given}.values()
        )
        sets = {
            "wrong": [one for one in given if one.text != one.right],
            "right": rights,
            "injected": list(injected(rights, Errors(finder, 11), INJECTED.get(path.stem, 0))),
        }
        for kind, samples in sets.items():
            if samples:
                found = table(samples, finder)
                np.savez(target / f"{path.stem}-{kind}.npz", **found)
                print(path.stem, kind, len(samples), len(found["marks"]), flush=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
