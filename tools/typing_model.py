"""Write fixtures/proofing/typing.model from libime's Chinese language model, once, for developers.

    apt-get download libime-data-language-model && dpkg -x libime-data-language-model_*.deb libime
    python tools/typing_model.py libime/usr/lib/*/libime/zh_CN.lm fixtures/proofing/typing.model

Needs numpy, which the application does not. zh_CN.lm is a quantised trie of KenLM (order 3, eight
bits a probability); drafting/proofing/typing/model_file.py says what is written here.
"""

from __future__ import annotations

import lzma
import struct
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np

#: Probabilities are kept as whole numbers: -log10 p times this.
SCALE = 25
#: More than there are words: a pair of words is first * WIDTH + second.
WIDTH = 1 << 18
MAGIC = b"ZJTM\x01"
#: Where KenLM keeps the numbers of words, pairs and triples, and where its vocabulary begins.
_COUNTS, _VOCABULARY = 0x6C, 0x88


class Trie(NamedTuple):
    """The n-grams of a model. A pair (``first``, ``second``) has a probability and a weight for
    falling back from it; a triple is a word before the pair of number ``pair``."""

    words: list[str]
    word_p: np.ndarray
    word_back: np.ndarray
    first: np.ndarray
    second: np.ndarray
    pair_p: np.ndarray
    pair_back: np.ndarray
    before: np.ndarray
    pair: np.ndarray
    triple_p: np.ndarray


def bit_fields(data: np.ndarray, start: int, total: int, number: int, widths: list[int]):
    """Columns of records of ``total`` bits from byte ``start`` on: fields of these widths."""
    at = np.uint64(start * 8) + np.arange(number, dtype=np.uint64) * np.uint64(total)
    for width in widths:
        byte = (at >> np.uint64(3)).astype(np.int64)
        value = np.zeros(number, dtype=np.uint64)
        for k in range(8):
            value |= data[byte + k].astype(np.uint64) << np.uint64(8 * k)
        yield (value >> (at & np.uint64(7))) & np.uint64((1 << width) - 1)
        at = at + np.uint64(width)


def chopped_bits(most: int, entries: int) -> int:
    """How many high bits of its pointers KenLM keeps apart (Bhiksha arrays): as few bytes in all
    as can be."""
    needed = most.bit_length()
    return min(range(needed + 1), key=lambda chop: (most >> (needed - chop)) * 64 - entries * chop)


def read(path: Path) -> Trie:
    """Decode the file."""
    raw = path.read_bytes()
    data = np.frombuffer(raw + bytes(16), dtype=np.uint8)
    n1, n2, n3 = struct.unpack_from("<3Q", raw, _COUNTS)
    (hashes,) = struct.unpack_from("<Q", raw, _VOCABULARY)
    words = raw[raw.find(b"<unk>\0") :].decode("utf-8").split("\0")[:-1]
    at = _VOCABULARY + 8 + hashes * 8 + 8
    if raw[at : at + 3] != b"\x02\x08\x08":
        raise SystemExit("not a trie of eight-bit probabilities")
    bins = np.frombuffer(raw, dtype="<f4", count=768, offset=at + 8).reshape(3, 256)
    at += 8 + 768 * 4
    one = np.dtype([("p", "<f4"), ("back", "<f4"), ("next", "<u8")])
    unigrams = np.frombuffer(raw, dtype=one, count=n1 + 1, offset=at)
    at += (n1 + 2) * one.itemsize
    chop = chopped_bits(n3, n2 + 1)
    inline = n3.bit_length() - chop
    entries = (n3 >> inline) + 1
    high = np.frombuffer(raw, dtype="<u8", count=entries, offset=(at + 7) // 8 * 8 + 8)
    at += 8 * (1 + entries) + 7
    word_bits = n1.bit_length()
    total = word_bits + 16 + inline
    word, back, p, low = bit_fields(data, at, total, n2 + 1, [word_bits, 8, 8, inline])
    upper = np.searchsorted(high, np.arange(n2 + 1, dtype=np.uint64), side="right") - 1
    children = ((upper.astype(np.uint64) << np.uint64(inline)) | low).astype(np.int64)
    at += ((1 + n2) * total + 7) // 8 + 8
    before, p3 = bit_fields(data, at, word_bits + 8, n3, [word_bits, 8])
    # the trie is read from the last word back: below a word stand those before it
    second = np.repeat(np.arange(n1), np.diff(unigrams["next"].astype(np.int64))[:n1])
    pair = np.repeat(np.arange(n2), np.diff(children)[:n2])
    return Trie(
        words,
        -np.abs(unigrams["p"][:n1]),  # the sign bit says something else
        unigrams["back"][:n1],
        word[:n2].astype(np.int64),
        second,
        bins[0][p[:n2].astype(int)],
        bins[1][back[:n2].astype(int)],
        before.astype(np.int64),
        pair,
        bins[2][p3.astype(int)],
    )


def whole(logarithms: np.ndarray) -> bytes:
    """Logarithms as bytes of the file."""
    return np.clip(np.round(-logarithms * SCALE), 0, 255).astype(np.uint8).tobytes()


def planes(keys: np.ndarray) -> list[bytes]:
    """Rising numbers as differences, one byte string for each byte of the number, low bytes
    first."""
    steps = np.diff(keys, prepend=0).astype("<u8")
    table = steps.view(np.uint8).reshape(-1, 8)
    return [table[:, k].tobytes() for k in range(6)]


def sections(trie: Trie) -> list[bytes]:
    """The parts of the file, with words numbered from 1 on, frequent ones first."""
    known = np.array([not word.startswith("<") for word in trie.words])
    order = np.argsort(np.where(known, -trie.word_p, np.inf), kind="stable")[: known.sum()]
    number = np.zeros(len(trie.words), dtype=np.int64)
    number[order] = np.arange(1, len(order) + 1)
    first, second = number[trie.first], number[trie.second]
    keep = (first > 0) & (second > 0)
    keys = first * WIDTH + second
    rows = np.flatnonzero(keep)[np.argsort(keys[keep], kind="stable")]
    pairs = keys[rows]
    # a triple is looked up by the pair of its first two words, which is stored too
    lead = number[trie.before] * WIDTH + first[trie.pair]
    place = np.minimum(np.searchsorted(pairs, lead), len(pairs) - 1)
    fit = (pairs[place] == lead) & keep[trie.pair] & (number[trie.before] > 0)
    triples = place[fit] * WIDTH + second[trie.pair[fit]]
    turn = np.argsort(triples, kind="stable")
    print(f"{len(order)} words, {len(pairs)} pairs, {fit.sum()} of {len(fit)} triples")
    return [
        "\n".join(trie.words[i] for i in order).encode(),
        whole(trie.word_p[order]),
        whole(trie.word_back[order]),
        *planes(pairs),
        whole(trie.pair_p[rows]),
        whole(trie.pair_back[rows]),
        *planes(triples[turn]),
        whole(trie.triple_p[fit][turn]),
    ]


def write(parts: list[bytes], path: Path) -> None:
    """Each part compressed by itself, after its length."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}]
    with path.open("wb") as file:
        file.write(MAGIC)
        for part in parts:
            packed = lzma.compress(part, lzma.FORMAT_XZ, filters=filters)
            file.write(struct.pack("<I", len(packed)) + packed)


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    write(sections(read(source)), target)
    print(f"{target.stat().st_size:,} bytes")
