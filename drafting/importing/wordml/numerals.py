"""Numbers as Word writes them in lists (w:numFmt, ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from drafting.common.numerals import counting, digit_by_digit, legal


def _decimal(number: int) -> str:
    return str(number)


def _of(signs: str, *, repeat: bool = False) -> Callable[[int], str]:
    """Numbers from a row of signs; beyond its end digits, or the signs doubled (z, aa, bb)."""

    def write(number: int) -> str:
        if number < 1 or (number > len(signs) and not repeat) or number > 30 * len(signs):
            return str(number)
        round_, place = divmod(number - 1, len(signs))
        return signs[place] * (round_ + 1)

    return write


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    pairs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"))
    written = ""
    for size, sign in (*pairs, (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        written += sign * (number // size)
        number %= size
    return written


def _signs(first: str, count: int) -> str:
    return "".join(chr(ord(first) + n) for n in range(count))


_LETTERS: Final = _signs("A", 26)
_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": _decimal,
    "decimalHalfWidth": _decimal,
    "decimalZero": lambda number: f"{number:02d}",
    "numberInDash": lambda number: f"- {number} -",
    "decimalFullWidth": lambda number: "".join(
        chr(0xFF10 + int(digit)) for digit in str(abs(number))
    ),
    "decimalFullWidth2": lambda number: "".join(
        chr(0xFF10 + int(digit)) for digit in str(abs(number))
    ),
    "decimalEnclosedCircle": _of(_signs("①", 20)),
    "decimalEnclosedCircleChinese": _of(_signs("①", 20)),
    "decimalEnclosedParen": _of(_signs("⑴", 20)),
    "decimalEnclosedFullstop": _of(_signs("⒈", 20)),
    "ideographEnclosedCircle": _of(_signs("㊀", 10)),
    "chineseCounting": counting,
    "chineseCountingThousand": counting,
    "taiwaneseCounting": counting,
    "taiwaneseCountingThousand": counting,
    "japaneseCounting": counting,
    "koreanCounting": counting,
    "ideographDigital": digit_by_digit,
    "japaneseDigitalTenThousand": digit_by_digit,
    "taiwaneseDigital": digit_by_digit,
    "chineseLegalSimplified": legal,
    "ideographLegalTraditional": legal,
    "ideographTraditional": _of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _of("子丑寅卯辰巳午未申酉戌亥"),
    "upperLetter": _of(_LETTERS, repeat=True),
    "lowerLetter": _of(_LETTERS.lower(), repeat=True),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "none": lambda number: "",
    "bullet": lambda number: "",
}


def known(form: str) -> bool:
    """Whether a number form is one that can be written as Word does."""
    return form in _FORMATS


def written(number: int, form: str) -> str:
    """A list number in a form of w:numFmt; in digits where the form is not known."""
    return _FORMATS.get(form, _decimal)(number)
