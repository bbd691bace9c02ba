"""What colleagues wrote in the same hole of the same phrase: words that three papers of a meeting
share are as good as none. Of a colleague's paper nothing leaves here but the number of those that
have the author's own words."""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from drafting.document import codec
from drafting.document.fields import texts_of
from drafting.document.model import Document, find
from drafting.document.text import HOLE
from drafting.drafts.models import Draft, PhraseUse
from drafting.library.models import Phrase

#: Papers, the own one included, from which on the same words are told.
MANY: Final = 3
#: Characters that may fill a hole; who writes more has written something of their own.
_FILLER: Final = "([^。！？；\\n]{1,24}?)"
_SENTENCE: Final = re.compile(r"[^。！？；\n]+")
#: Fixed characters of a sentence by which it is known again.
_LEAST: Final = 8

#: Phrase, sentence and hole, and the words in it.
_Filled = tuple[int, str, int, str]


def shared_fillers(draft: Draft, document: Document) -> dict[str, list[tuple[str, int]]]:
    """For each node of a paper the words in its holes that MANY or more papers of the meeting have
    there too, each with the number of these papers. One query where no phrase is used so often,
    three else."""
    if draft.meeting_id is None:
        return {}
    own = PhraseUse.objects.filter(draft=draft).values("phrase")
    uses = PhraseUse.objects.filter(
        draft__meeting=draft.meeting_id, draft__discarded_at=None, phrase__in=own
    ).order_by()
    papers: dict[int, set[uuid.UUID]] = defaultdict(set)
    nodes: dict[uuid.UUID, set[tuple[int, str]]] = defaultdict(set)
    for paper, phrase, node in uses.values_list("draft", "phrase", "node"):
        papers[phrase].add(paper)
        nodes[paper].add((phrase, node))
    often = {phrase for phrase, found in papers.items() if len(found) >= MANY}
    if not often:
        return {}
    patterns = {phrase.pk: _patterns(phrase) for phrase in Phrase.objects.filter(pk__in=often)}
    others = {paper for phrase in often for paper in papers[phrase]} - {draft.pk}
    texts = dict(Draft.objects.filter(pk__in=others).values_list("pk", "document"))
    mine: dict[str, list[_Filled]] = defaultdict(list)
    for phrase, node in sorted(nodes[draft.pk]):
        if phrase in often:
            mine[node] += _filled(document, node, patterns[phrase], phrase)
    counts: dict[_Filled, int] = defaultdict(lambda: 1)
    for paper, stored in texts.items():
        theirs = codec.load(stored)
        for filled in {
            one
            for phrase, node in nodes[paper]
            if phrase in often
            for one in _filled(theirs, node, patterns[phrase], phrase)
        }:
            counts[filled] += 1
    return {
        node: found
        for node, filled in mine.items()
        if (found := [(one[-1], counts[one]) for one in filled if counts[one] >= MANY])
    }


def _patterns(phrase: Phrase) -> Mapping[str, re.Pattern[str]]:
    """The sentences of a phrase that have holes, as expressions that find what fills them."""
    found = {}
    for text in (phrase.claim, phrase.elaboration, phrase.example):
        for sentence in _SENTENCE.findall(text):
            pieces = HOLE.sub("\0", sentence).split("\0")
            if len(pieces) > 1 and sum(map(len, pieces)) >= _LEAST:
                end = "" if pieces[-1] else "(?=[。！？；\\n]|$)"
                found[sentence] = re.compile(_FILLER.join(map(re.escape, pieces)) + end)
    return found


def _filled(
    document: Document, node_id: str, patterns: Mapping[str, re.Pattern[str]], phrase: int
) -> list[_Filled]:
    try:
        node = find(document, node_id)
    except KeyError:
        return []  # it was taken out of the paper
    return list(_fillers("\n".join(texts_of(node).values()), patterns, phrase))


def _fillers(text: str, patterns: Mapping[str, re.Pattern[str]], phrase: int) -> Iterator[_Filled]:
    for sentence, pattern in patterns.items():
        for match in pattern.finditer(text):
            for number, words in enumerate(match.groups()):
                if not HOLE.fullmatch(words):
                    yield phrase, sentence, number, words.strip()
