"""What a character is to a typesetter: its class, and what may happen between two of them.

Classes are those of JLREQ 3.9 and CLREQ 3.1.1 as far as spacing needs them. Whether a character
is set full-width is no property of the character (“ is proportional in Korean) but of its glyph:
who asks about blank halves has to know its width.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from ebook.languages.traits import Typesetting

__all__ = [
    "AUTOSPACE",
    "CLOSING",
    "NOT_FIRST",
    "NOT_LAST",
    "OPENING",
    "STOPS",
    "autospaced",
    "blank_after",
    "blank_before",
    "inseparable",
    "is_cjk",
    "is_full_width",
    "is_hangul",
    "not_cjk",
    "stretches",
]

OPENING = frozenset("（［｛〈《「『【〔〖〘〚〝“‘")
CLOSING = frozenset("）］｝〉》」』】〕〗〙〛〞〟”’")
STOPS = frozenset("、，。．")
MARKS = frozenset("：；！？")
_DASHES = frozenset("—―…⋯⸺")

NOT_FIRST = (
    CLOSING
    | STOPS
    | MARKS
    | frozenset(",.:;!?)]}・·‧…—ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ％%")
)
"""What no line begins with (CLREQ 3.1.3, JLREQ 3.1.7)."""
NOT_LAST = OPENING | frozenset("([{")
"""What no line ends with (CLREQ 3.1.3, JLREQ 3.1.8)."""

AUTOSPACE = 0.25
"""What is between Han characters and Latin letters or digits, in em (CLREQ 3.2.2)."""
_NARROW_SIGNS = frozenset("%‰℃°$€£")


_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
# Radicals, Han with its marks of iteration, kana without the middle dot, compatibility forms.
_CJK_RANGES = (
    "\u2e80-\u2fdf\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_CJK, _NOT_CJK = re.compile(f"[{_CJK_RANGES}]"), re.compile(f"[^{_CJK_RANGES}]")


@functools.cache
def is_hangul(char: str) -> bool:
    """Whether a character is of the Korean alphabet."""
    return _HANGUL.match(char) is not None


@functools.cache
def is_cjk(char: str) -> bool:
    """Whether a character is Han or kana: what stands in a square of its own, punctuation aside."""
    return _CJK.match(char) is not None


def not_cjk(text: str) -> list[int]:
    """Where in a text a character is neither Han nor kana."""
    return [found.start() for found in _NOT_CJK.finditer(text)]


@functools.cache
def _is_latin(char: str) -> bool:
    """Letters and digits of scripts that stand in words (CSS Text 4, text-autospace)."""
    if is_cjk(char) or is_hangul(char):
        return False
    if char in _NARROW_SIGNS:
        return True
    return unicodedata.category(char)[0] in "LN" and unicodedata.east_asian_width(char) not in "WF"


def autospaced(left: str, right: str) -> bool:
    """Whether a quarter-em belongs between two characters (CLREQ 3.2.2, JLREQ 3.2.3)."""
    return (is_cjk(left) and _is_latin(right)) or (_is_latin(left) and is_cjk(right))


def blank_after(char: str, typesetting: Typesetting) -> bool:
    """Whether the second half of a full-width character is blank, and may be taken away.

    Stops stand in the middle of their square in Traditional Chinese (CLREQ 3.1.2), and marks in
    the middle everywhere but in Simplified Chinese.
    """
    if char in CLOSING:
        return True
    if char in STOPS:
        return not typesetting.centred_stops
    return char in MARKS and typesetting.blank_marks


def blank_before(char: str) -> bool:
    """Whether the first half of a full-width character is blank, and may be taken away."""
    return char in OPENING


def is_full_width(char: str, typesetting: Typesetting) -> bool:
    """Whether a character of another text is set full-width: “ is in Chinese and Japanese, and is not in Korean."""
    width = unicodedata.east_asian_width(char)
    return width in "WF" or (width == "A" and typesetting.wide_quotes)


def inseparable(left: str, right: str) -> bool:
    """Whether two characters are one sign (—— ……), never split and never drawn apart."""
    return left == right and left in _DASHES


def stretches(left: str, right: str) -> bool:
    """Whether the gap between two characters may grow when a line is justified (JLREQ 3.8.4).

    Not within a word or a number, not within —— and ……, and not between a bracket and what it
    encloses or a stop and what it closes.
    """
    if left == " " or right == " ":
        return False
    if left in OPENING or right in CLOSING or right in STOPS or right in MARKS:
        return False
    if inseparable(left, right):
        return False
    return _is_square(left) or _is_square(right)


@functools.cache
def _is_square(char: str) -> bool:
    return is_cjk(char) or is_hangul(char) or unicodedata.east_asian_width(char) in "WF" or char in _DASHES
