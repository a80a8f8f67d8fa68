"""Characters that common devices lack, marked in the text so that a font can be given to them alone.

What a device has is taken from the standard that every device sold for a language meets: GB 2312 for
zh-Hans, Big5 for zh-Hant, JIS X 0208 for ja, KS X 1001 and all syllables for ko, and for each of them
Latin, Greek, Cyrillic, kana and common signs. Most devices have more; those that do not show empty
boxes in the middle of names, which is what rare characters in a newspaper mostly are.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from itertools import groupby

from ebook.charsets import charsets
from ebook.fonts import coverage, has_variation, is_invisible
from ebook.languages import Language
from ebook.xhtml import XHTML, Element, H

__all__ = ["is_marked", "mark_rare"]

_CLASS = "rare"
_EVERYWHERE = (
    range(0x20, 0x250),  # Latin
    range(0x370, 0x530),  # Greek, Cyrillic
    range(0x2000, 0x2070),  # punctuation
    range(0x20A0, 0x2200),  # currencies, letterlike signs, numerals, arrows
    range(0x2460, 0x2500),  # numbers in circles
    range(0x3000, 0x3130),  # punctuation, kana
    range(0xFF00, 0xFFF0),  # forms of full and half width
)
_SELECTORS = frozenset((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))


def is_marked(element: Element) -> bool:
    """Whether an element holds rare characters and nothing else."""
    return element.get("class") == _CLASS and element.tag == f"{{{XHTML}}}span"


def mark_rare(root: Element, language: Language) -> bool:
    """Put runs of rare characters into spans of class `rare`, in place; whether there are any.

    Args:
        root: what to look through.
        language: that of the paper, which decides what devices its readers have.
    """
    found = False
    for element in list(root.iter()):
        parent = element.getparent()
        if element.text and _has_rare(element.text, language):
            element.text, spans = _spans(element.text, language)
            element[:0] = spans
            found = True
        if element.tail and parent is not None and element is not root and _has_rare(element.tail, language):
            element.tail, spans = _spans(element.tail, language)
            after = parent.index(element) + 1
            parent[after:after] = spans
            found = True
    return found


def _spans(text: str, language: Language) -> tuple[str, list[Element]]:
    """The text before the first run, then each run with what follows it as its tail."""
    before, spans = "", list[Element]()
    for rare, piece in _pieces(text, language):
        if rare:
            spans.append(H.span({"class": _CLASS}, piece))
        elif spans:
            spans[-1].tail = piece
        else:
            before = piece
    return before, spans


def _pieces(text: str, language: Language) -> Iterator[tuple[bool, str]]:
    """The text in pieces, each wholly rare or not; a character stays with the selector of its form."""
    flags: list[bool] = []
    for before, char in zip(" " + text, text, strict=False):
        if ord(char) in _SELECTORS and flags:
            flags[-1] = flags[-1] or has_variation(before + char)
            flags.append(flags[-1])
        else:
            flags.append(_is_rare(char, language))
    for rare, group in groupby(zip(flags, text, strict=True), key=lambda pair: pair[0]):
        yield rare, "".join(char for _, char in group)


def _has_rare(text: str, language: Language) -> bool:
    return not text.isascii() and any(rare for rare, _ in _pieces(text, language))


@functools.lru_cache(maxsize=0x10000)
def _is_rare(char: str, language: Language) -> bool:
    """Whether devices lack a character that the fonts have."""
    return char not in _common(language) and char in coverage() and not is_invisible(char)


@functools.cache
def _common(language: Language) -> frozenset[str]:
    tables = charsets()
    standards = (tables[name] for name in language.traits.typesetting.character_sets)
    return frozenset(chr(code) for block in _EVERYWHERE for code in block).union(*standards)
