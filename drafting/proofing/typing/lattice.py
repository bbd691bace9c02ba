"""The words of a clause as the model reads it, and what a change in it would gain. [pure]

All ways to cut the clause into words are followed at once, the cheapest few at each place (a beam);
a change is costed anew only around it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from drafting.proofing.typing.lexicon import LONGEST, Lexicon
from drafting.proofing.typing.model_file import SCALE, UNKNOWN

#: Contexts that are followed at each place.
_BEAM: Final = 4
#: Characters after a change that may speak for or against it.
_HORIZON: Final = 6
#: Steps that are remembered; all are forgotten when there are more.
_REMEMBERED: Final = 150_000

#: A context's cost, and where it came from: place, context and word before.
_State = tuple[int, int, int, str]
_Layer = dict[int, _State]


class Steps:
    """Costs of words after contexts, remembered."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._known: dict[int, tuple[int, int]] = {}

    def extend(self, layer: _Layer, place: int, states: _Layer, word: str) -> None:
        """Carry the states of a place over a word that begins there into the layer of its end,
        where they are cheaper than what is known."""
        number, known = self.lexicon.number.get(word, 0), self._known
        for context, state in states.items():
            paid, following = (
                known.get(context << 18 | number) or self._learn(context, number)
                if number
                else (UNKNOWN, 0)
            )
            cost = state[0] + paid
            there = layer.get(following)
            if there is None or cost < there[0]:
                layer[following] = (cost, place, context, word)

    def cheapest(self, states: _Layer, word: str) -> int:
        """The least that a word costs together with what stands before it. A single character
        that is no word costs much."""
        number, known = self.lexicon.number.get(word, 0), self._known
        if not number:
            return UNKNOWN + min([state[0] for state in states.values()])
        return min(
            [
                state[0] + (known.get(context << 18 | number) or self._learn(context, number))[0]
                for context, state in states.items()
            ]
        )

    def _learn(self, context: int, number: int) -> tuple[int, int]:
        """The cost of a word after a context, and the context that follows."""
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        found = self._known[context << 18 | number] = self.lexicon.model.after(context, number)
        return found

    def words_at(self, text: str, start: int) -> list[str]:
        """The character at a place, and all longer words that begin there."""
        found = [text[start]]
        pair = text[start : start + 2]
        longest = self.lexicon.longest.get(pair, 0)
        if longest:
            number = self.lexicon.number
            if pair in number:
                found.append(pair)
            for end in range(start + 3, min(len(text), start + longest) + 1):
                word = text[start:end]
                if word in number:
                    found.append(word)
        return found


@dataclass(frozen=True, slots=True)
class Change:
    """What a change gains (in tenfold likelihoods, as the model has them), and the words around
    it then: those that cover it and where they begin, the one before, the one after (empty at the
    ends)."""

    gain: float
    start: int
    words: tuple[str, ...]
    before: str
    after: str


class Lattice:
    """A clause of Chinese characters read by the model."""

    def __init__(self, steps: Steps, text: str) -> None:
        self._steps, self.text = steps, text
        self.edges = [steps.words_at(text, place) for place in range(len(text))]
        self.layers: list[_Layer] = [{} for _ in range(len(text) + 1)]
        self.layers[0][0] = (0, 0, 0, "")
        for place, words in enumerate(self.edges):
            layer = self.layers[place] = _cheapest(self.layers[place])
            for word in words:
                steps.extend(self.layers[place + len(word)], place, layer, word)
        self.layers[-1] = _cheapest(self.layers[-1])
        self.least = [min(state[0] for state in layer.values()) for layer in self.layers]

    @cached_property
    def words(self) -> list[tuple[int, str]]:
        """The cheapest reading: words with their places."""
        layers, place = self.layers, len(self.text)
        context = min(layers[place], key=lambda one: layers[place][one][0])
        found = []
        while place:
            _, place, context, word = layers[place][context]
            found.append((place, word))
        return found[::-1]

    def promise(self, start: int, word: str, end: int) -> int:
        """How much cheaper the clause is up to ``end`` with a word in the place of what stands from
        ``start`` on; what follows is not looked at."""
        return self.least[end] - self._steps.cheapest(self.layers[start], word)

    def change(self, start: int, end: int, new: str) -> Change | None:
        """What it gains to write ``new``, as many characters, in this place; None where it gains
        nothing."""
        horizon = min(len(self.text), end + _HORIZON)
        layers: dict[int, _Layer] = {}
        self._enter(layers, start, end, new, horizon)
        for place in range(end, horizon):
            if place in layers:
                self._follow(layers, place, self.edges[place], horizon)
        last = layers.get(horizon)
        if not last:
            return None
        best = min(last, key=lambda one: last[one][0])
        gain = self.least[horizon] - last[best][0]
        return self._explained(layers, horizon, best, start, end, gain) if gain > 0 else None

    def rewriting(self, start: int, end: int, new: str) -> float:
        """What it gains to write ``new``, of whatever length, in this place, in tenfold
        likelihoods; below nothing where it costs. What follows is looked at as far as for a
        ``change``."""
        left, horizon = max(0, start - LONGEST + 1), min(len(self.text), end + _HORIZON)
        text = self.text[left:start] + new + self.text[end:horizon]
        layers: list[_Layer] = [{} for _ in range(len(text) + 1)]
        own = start - left
        for place in range(len(text)):
            fresh = place > own
            states = _cheapest(layers[place]) if fresh else self.layers[left + place]
            for word in self._steps.words_at(text, place) if states else ():
                reach = place + len(word)
                if reach > own:
                    self._steps.extend(layers[reach], place, states, word)
        there = layers[-1] if len(text) > own else self.layers[start]
        return (self.least[horizon] - min(state[0] for state in there.values())) / SCALE

    def _enter(
        self, layers: dict[int, _Layer], start: int, end: int, new: str, horizon: int
    ) -> None:
        """The words that cover the change or begin in it, from what stands before it."""
        text = self.text[:start] + new + self.text[end:]
        longest = self._steps.lexicon.longest
        for place in range(max(0, start - LONGEST + 1), end):
            if place < start and longest.get(text[place : place + 2], 0) <= start - place:
                continue
            words = self._steps.words_at(text, place)
            if place <= start:
                for word in words:
                    reach = place + len(word)
                    if start < reach <= horizon:
                        layer = layers.setdefault(reach, {})
                        self._steps.extend(layer, place, self.layers[place], word)
            if place in layers:
                self._follow(layers, place, words, horizon)

    def _follow(
        self, layers: dict[int, _Layer], place: int, words: list[str], horizon: int
    ) -> None:
        """The words that begin at a place, from what the change made of it."""
        fresh = layers[place] = _cheapest(layers[place])
        for word in words:
            reach = place + len(word)
            if reach <= horizon:
                layer = layers.setdefault(reach, {})
                self._steps.extend(layer, place, fresh, word)

    def _explained(
        self,
        layers: dict[int, _Layer],
        place: int,
        context: int,
        start: int,
        end: int,
        gain: int,
    ) -> Change:
        """The change with the words around it, read back from the horizon."""
        path: list[tuple[int, str]] = []
        while place > start:
            _, place, context, word = layers[place][context]
            path.append((place, word))
        path.reverse()
        covering = tuple(word for at, word in path if at < end)
        after = next((word for at, word in path if at >= end), "")
        before = self.layers[place][context][3]
        return Change(gain / SCALE, place, covering, before, after)


def _cheapest(layer: _Layer) -> _Layer:
    if len(layer) <= _BEAM:
        return layer
    best = sorted(layer, key=lambda one: layer[one][0])[:_BEAM]
    return {context: layer[context] for context in best}
