"""Which characters a Markdown parser must treat as CJK: CommonMark's rules were made for Latin script."""

from __future__ import annotations

import unicodedata

__all__ = ["hugs", "is_punctuation", "is_wide", "joins"]


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
