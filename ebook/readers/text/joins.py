"""Stage: a sentence that breaks off in one piece and goes on in another becomes whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from ebook.languages.newspaper import Conventions
from ebook.model import Origin, Repair
from ebook.readers.text.chars import ends_sentence, is_balanced, opens_inside
from ebook.readers.text.clues import is_date, marker_of
from ebook.readers.text.items import Item, Kind

__all__ = ["breaks_off", "join_sentences", "overlap", "seamed", "words_on"]

_LONGEST_SEAM = 30
_FRAGMENT = 10
_PAUSES = "：:；;"
_PAUSES_WITHIN = "，。、,.；"
_CLAUSE = 22
_PLACED, _PLACE = "＝", 30  # stands in a caption before the day and the place, and no full stop after them


def join_sentences(items: Sequence[Item], conventions: Conventions) -> tuple[list[Item], list[Repair]]:
    """The items with broken sentences joined, and the repairs."""
    words = words_on([item.text for item in items], conventions)
    found: list[Item] = []
    repairs: list[Repair] = []
    for item in items:
        if found and _is_broken(found[-1], conventions) and _goes_on(item, found[-1]):
            joined, repair = _joined(found[-1], item, words)
            found[-1] = joined
            repairs.append(repair)
        else:
            found.append(item)
    return found, repairs


def words_on(texts: Iterable[str], conventions: Conventions) -> frozenset[str]:
    """The words of some texts, where the language puts spaces between them."""
    return frozenset(word for text in texts for word in text.split()) if conventions.spaced else frozenset()


def _is_broken(item: Item, conventions: Conventions) -> bool:
    """Whether the item's last sentence has no end."""
    return (
        item.kind in {Kind.PARAGRAPH, Kind.NOTE}
        and not item.jump
        and breaks_off(item.text.rstrip(), conventions, is_report=bool(item.dateline))
    )


def breaks_off(text: str, conventions: Conventions, *, is_report: bool = False) -> bool:
    """Whether a paragraph's last sentence has no end; a date, a signature or a sender needs none.

    Args:
        text: the paragraph.
        conventions: those of its language.
        is_report: whether a dateline stands before it: then even a short text is one.
    """
    if len(text) < _FRAGMENT or is_date(text):
        return False
    if not is_report and len(text) < _CLAUSE and not any(mark in text for mark in _PAUSES_WITHIN):
        return False
    if (
        ends_sentence(text)
        or text[-1] in _PAUSES
        or _PLACED in text[-_PLACE:]
        or conventions.within("signatures", text[-120:])
    ):
        return False
    return text[-1] not in "”』」’）)】" or not is_balanced(text)


def _goes_on(item: Item, before: Item) -> bool:
    """Whether an item can be the rest of a sentence."""
    if item.kind is Kind.PARAGRAPH:
        return not item.dateline and marker_of(item.text) is None
    if item.kind is not Kind.TITLE:
        return False
    return opens_inside(item.text) or (not is_balanced(before.text) and not is_balanced(item.text))


def seamed(before: str, after: str, words: frozenset[str]) -> tuple[int, str]:
    """Two halves of a sentence as one: how many characters were read twice, and the text without them."""
    seam = overlap(before, after)
    rest = after[seam:]
    return seam, before + ("" if seam else space_between(before, rest, words)) + rest


def _joined(before: Item, after: Item, words: frozenset[str]) -> tuple[Item, Repair]:
    seam, text = seamed(before.text, after.text, words)
    numbers = (*before.numbers, *after.numbers)
    repair = Repair(
        kind="joined-sentence",
        text=f"{before.whole}\n{after.whole}",
        result=text,
        code="sentence-continues-overlap" if seam else "sentence-continues",
        confidence=0.95 if seam else 0.85,
        origin=Origin(file=before.file, lines=numbers),
    )
    return msgspec.structs.replace(before, text=text, numbers=numbers, jump=after.jump), repair


def overlap(before: str, after: str) -> int:
    """How many characters the end of one text and the start of the other share: they were read twice.

    A single digit or Latin letter is no overlap: a number or word may well have it twice.
    """
    for length in range(min(_LONGEST_SEAM, len(before), len(after)), 0, -1):
        shared = after[:length]
        if before.endswith(shared) and any(char.isalnum() for char in shared):
            return 0 if length == 1 and shared.isascii() else length
    return 0


def space_between(before: str, after: str, words: frozenset[str]) -> str:
    """A space between two pieces where words are spaced, unless they halve a word that stands elsewhere."""
    left, right = (before.split() or [""])[-1], (after.split() or [""])[0]
    if before[-1].isascii() and before[-1].isalpha() and after[:1].isascii() and after[:1].isalpha():
        return " "
    if not words or not right or left + right in words:
        return ""
    return " " if left in words and right in words and len(left) > 1 else ""
