"""Which characters the fonts carry.

The sets come from Python's own codecs, so that nobody has to keep lists; the one list that no
codec knows, 通用规范汉字表, lies beside the fonts.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "fonts"

IDEOGRAPHS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x40000))
URO = range(0x4E00, 0xA000)
VARIATION_SELECTORS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
CODECS = ("gbk", "big5", "cp950", "big5hkscs", "cp932", "euc_jis_2004", "euc_kr")


def is_ideograph(codepoint: int) -> bool:
    """Whether a code point is a Han ideograph, unified or for compatibility."""
    return any(codepoint in block for block in IDEOGRAPHS)


@cache
def encodable(codec: str) -> frozenset[int]:
    """The code points that a codec of Python can encode."""
    planes = (range(0x20, 0xD800), range(0xF900, 0x10000), range(0x20000, 0x30000))
    return frozenset(code for plane in planes for code in plane if _encodes(codec, code))


def _encodes(codec: str, codepoint: int) -> bool:
    try:
        chr(codepoint).encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def tgh() -> frozenset[int]:
    """The 8,105 characters of 通用规范汉字表 (2013)."""
    text = (FONTS / "tgh-2013.txt").read_text(encoding="utf-8")
    return frozenset(ord(character) for character in text if not character.isspace())


def repertoire(available: Iterable[int]) -> set[int]:
    """What to keep of what a font has: every sign, all Hangul, the ideographs of the standards."""
    wanted = set(URO).union(tgh(), *(encodable(codec) for codec in CODECS))
    kept = {code for code in available if code in wanted or not is_ideograph(code)}
    return kept.union(VARIATION_SELECTORS)
