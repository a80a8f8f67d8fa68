"""Numbers as newspapers print them: Arabic, full-width, and Chinese in both manners."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["NUMERAL", "flat", "is_numbered", "number", "page_key"]

NUMERAL = r"[0-9〇○零元一二两兩三四五六七八九十廿卅百千]"
"""A character class for numbers after `flat()`."""

_DIGITS = {
    digit: value
    for value, row in enumerate(("〇○零", "一元", "二两兩", "三", "四", "五", "六", "七", "八", "九"))
    for digit in row
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TENS = str.maketrans({"廿": "二十", "卅": "三十"})

_FLAT = str.maketrans(
    {chr(0xFF10 + n): str(n) for n in range(10)}
    | dict(zip("（）／．－—–‐‑−：，　", "()/.------:, ", strict=True))
)


def flat(text: str) -> str:
    """The text with full-width digits and marks as ASCII, character for character: places stay."""
    return text.translate(_FLAT)


def number(text: str) -> int | None:
    """The value of a number, None if it is none.

    Reads 28, ２８, 二八 and 二〇二二 digit by digit, and 二十八, 廿八, 一百一十四 by value; 元 is 1, as in 令和元年.
    """
    text = flat(text).strip()
    if text.isascii():
        return int(text) if text.isdigit() else None
    text = text.translate(_TENS)
    if any(char not in _DIGITS and char not in _UNITS for char in text):
        return None
    if not any(char in _UNITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    return _by_value(text)


def _by_value(text: str) -> int:
    total = digit = 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


_LETTERED = (
    r"(?:(?<![A-Za-z])(?P<letters>[A-Z]{1,2}(?=[- ]?\d)|[a-z]{1,2}(?=-?\d))[- ]?)?"
    r"(?P<number>(?<!\d)\d{1,3}|[〇○零一二三四五六七八九十廿卅百]{1,6})"
)
_PAGES = (re.compile(rf"{_LETTERED}\s*[版面頁页쪽면]"), re.compile(_LETTERED))


def page_key(text: str | None) -> tuple[str, int] | None:
    """The key of a page, from a page's number or a jump line; None where it names no page.

    ("", 3) for 03, 3版, （下转第三版） and 3면에 계속; ("A", 2) for Ａ０２版 and A-2.
    """
    plain = unicodedata.normalize("NFKC", text or "")
    match = next((found for pattern in _PAGES if (found := pattern.search(plain))), None)
    value = number(match["number"]) if match else None
    return ((match["letters"] or "").upper(), value) if match and value is not None else None


_ITEM = re.compile(
    r"\s*(?:[\u2460-\u24ff\u2776-\u2793\u3220-\u3243\u3251-\u325f\u3280-\u3289\u32b1-\u32bf]"
    r"|[(（]?[0-9０-９]{1,9}[a-z]?[)）.．、](?![0-9０-９]))"
)


def is_numbered(text: str) -> bool:
    """Whether a list's item begins with a number as printed: 1. 1、 （1） ① ⑴ ㈠."""
    return _ITEM.match(text) is not None
