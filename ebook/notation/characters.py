"""Characters and marks within a line: what is CJK to a Markdown parser, what is ruby, what is an upright run.

CommonMark's rules were made for Latin script.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

__all__ = ["READING", "RUBY", "hugs", "is_punctuation", "is_ruby", "is_upright", "is_wide", "joins"]

_PIECE = r"(?:\\.|[^\\{}|\n])+"
RUBY = re.compile(rf"\{{(?P<base>{_PIECE})(?P<readings>(?:\|{_PIECE})+)\}}")
"""What may be ruby; see `is_ruby`."""
READING = re.compile(rf"\|({_PIECE})")
"""A reading in the group `readings` of `RUBY`."""

_FORMULA = re.compile("[<>=≤≥≠∈∉∣]")
_CELL = re.compile(r"[0-9０-９A-Za-zＡ-Ｚａ-ｚ.,:/%+-]{1,4}|[!?！？]{2,3}")
_LETTER_ALONE = re.compile(r"\W*[A-Za-zＡ-Ｚａ-ｚ]?\W*")


def is_ruby(base: str, readings: Sequence[str]) -> bool:
    """Whether `{base|reading}` is ruby and not a set or a choice: `{x|x>0}`, `{a|b|c}`.

    Base or reading is in a CJK script, neither is a formula, and the readings are one for the whole base
    or one for each of its characters.
    """
    texts = (base, *readings)
    return (
        any(_is_letter_of_cjk(char) for text in texts for char in text)
        and not any(_FORMULA.search(text) for text in texts)
        and len(readings) in {1, len(base)}
    )


def _is_letter_of_cjk(char: str) -> bool:
    """Han, kana, bopomofo, Hangul."""
    return is_wide(char) and unicodedata.category(char)[0] == "L"


def is_upright(text: str) -> bool:
    """Whether a run may stand upright in one cell of vertical text: short, without Han and without spaces.

    So `12`, `7%` or `!?`. Signs alone and single letters are no such run: `^_^` and `^o^` are faces.
    """
    return bool(_CELL.fullmatch(text)) and (text[0] in "!?！？" or not _LETTER_ALONE.fullmatch(text))


def is_wide(char: str) -> bool:
    """Han, kana, Hangul, and their punctuation and full-width forms (Unicode annex 11: W, F, H)."""
    return unicodedata.east_asian_width(char) in "WFH"


def is_punctuation(char: str) -> bool:
    """Punctuation and symbols, as CommonMark 0.31 section 2.1 counts them."""
    return unicodedata.category(char)[0] in "PS"


def hugs(char: str) -> bool:
    """Whether an emphasis mark may stand on this side of the character, whatever is on the other side.

    CommonMark 0.31 section 6.2 says so of all but spaces and punctuation. Beside Han the punctuation
    of CJK texts must be allowed too, or `**“重点”**后` is not strong: wide marks, and those that are
    wide in CJK fonts though not in Latin ones (annex 11: A).
    """
    if char.isspace():
        return False
    return not is_punctuation(char) or unicodedata.east_asian_width(char) in "WFHA"


def joins(before: str, after: str) -> bool:
    """Whether a line break between two characters is only layout, and no space belongs there.

    So between Han, kana and the punctuation of Chinese and Japanese (CSS Text 4, segment break
    transformation rules), not in Korean, which puts spaces between words.
    """
    return _unspaced(before) and _unspaced(after)


def _unspaced(char: str) -> bool:
    if unicodedata.name(char, "").startswith("HANGUL"):
        return False
    return is_wide(char) or (is_punctuation(char) and unicodedata.east_asian_width(char) == "A")
