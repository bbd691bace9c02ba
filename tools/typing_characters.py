"""Write fixtures/proofing/characters.json, how characters sound and which look alike, for developers.

    python tools/typing_characters.py fixtures/proofing/typing.model fixtures/proofing/characters.json

Needs numpy, Pillow, pypinyin and the fonts Noto Serif CJK and Noto Sans CJK (OFL; nothing of their
outlines is kept, only how near two glyphs are). Of each character of GB 2312 that the model knows:
its readings that words make use of, by pypinyin (MIT), and up to MOST characters that look like it,
each followed by two digits, the likeness in per cent.
"""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from drafting.proofing.typing.model_file import load_model

FONTS = Path(os.environ.get("FONTS", "/usr/share/fonts/opentype/noto"))
FACES = ("NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc")
#: The simplified Chinese face of these collections.
SIMPLIFIED = 2
MOST, LEAST = 24, 0.62
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}


def plain(reading: str) -> str:
    """zhōng as zhong1, lǜ as lv4; 5 for the neutral tone."""
    letters, tone = "", "5"
    for character in unicodedata.normalize("NFD", reading):
        if character == "\u0308":
            letters = letters[:-1] + "v"
        elif unicodedata.combining(character):
            tone = _TONES.get(character, tone)
        else:
            letters += character
    return letters + tone


def readings(characters: list[str], words: set[str]) -> dict[str, list[str]]:
    """The readings of each character that words of the model use; all it has where too few words
    tell."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    used: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, sounds in PHRASES_DICT.items():
        if phrase in words and len(sounds) == len(phrase):
            for character, sound in zip(phrase, sounds, strict=True):
                used[character][plain(sound[0])] += 1
    found = {}
    for character in characters:
        every = [plain(one) for one in PINYIN_DICT.get(ord(character), "").split(",") if one]
        tally = used[character]
        least = max(2, 0.05 * tally.total())
        often = [one for one in every if tally[one] >= least]
        found[character] = (often or every[:1]) if tally.total() >= 3 else every[:2]
    return found


def glyphs(characters: list[str], font: Path) -> np.ndarray:
    """A blurred picture of each character as a unit vector."""
    face = ImageFont.truetype(str(font), 40, index=SIMPLIFIED)
    rows = []
    for character in characters:
        image = Image.new("L", (48, 48), 0)
        ImageDraw.Draw(image).text((4, -8), character, font=face, fill=255)
        image = image.filter(ImageFilter.GaussianBlur(1.3)).resize((24, 24))
        rows.append(np.asarray(image, dtype=np.float32).ravel())
    table = np.array(rows)
    table -= table.mean(axis=1, keepdims=True)
    return table / np.linalg.norm(table, axis=1, keepdims=True)


def shapes(characters: list[str]) -> dict[str, str]:
    """The characters that look like each, the likest first, with their likeness."""
    likeness = np.zeros((len(characters), len(characters)), dtype=np.float32)
    for name in FACES:
        table = glyphs(characters, FONTS / name)
        likeness += table @ table.T / len(FACES)
    np.fill_diagonal(likeness, 0)
    found = {}
    for row, character in zip(likeness, characters, strict=True):
        near = [i for i in np.argsort(-row)[:MOST] if row[i] >= LEAST]
        found[character] = "".join(f"{characters[i]}{min(99, int(row[i] * 100))}" for i in near)
    return found


def main(model: Path, target: Path) -> None:
    words = set(load_model(model).words())
    level = [
        bytes((a, b)).decode("gb2312", "ignore")
        for a in range(0xB0, 0xF8)
        for b in range(0xA1, 0xFF)
    ]
    characters = [one for one in level if one in words]
    sounds, looks = readings(characters, words), shapes(characters)
    lines = (
        f" {json.dumps(one, ensure_ascii=False)}: "
        f"{json.dumps([' '.join(sounds[one]), looks[one]], ensure_ascii=False)}"
        for one in characters
    )
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
