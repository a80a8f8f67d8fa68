"""Spaces that a reader of a PDF makes up, and spaces that it loses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from ebook.edition import Edition
from ebook.pdf.compare import comparable

__all__ = ["Spaces", "count_spaces", "texts_of"]

_LEAST = 6  # characters; shorter texts may be found in the wrong place
_LONGEST = 400  # characters that are looked for at once; a column or a page may end within more
_SILENT = ("{*}head", "{*}nav", "{*}rt", "{*}rp")


class Spaces(NamedTuple):
    """What became of the spaces of the texts that were found whole: characters looked at, spaces made up and lost."""

    characters: int = 0
    made_up: int = 0
    lost: int = 0


def texts_of(edition: Edition) -> Iterator[str]:
    """The running texts of an edition in reading order, with their spaces."""
    for document in edition.documents:
        if document.kind in {"section", "article"}:
            root = etree.fromstring(document.content)
            etree.strip_elements(root, *_SILENT, with_tail=False)
            for block in root.iter("{*}p", "{*}li", "{*}td", "{*}th", "{*}h1", "{*}h2"):
                yield "".join(block.itertext())


def count_spaces(texts: Iterable[str], read: str) -> Spaces:
    """Compare the spaces within texts with those that a reader gives back; ends of lines may stand for either."""
    printed, gaps = _taken_apart(read)
    place, total = 0, Spaces()
    for text in texts:
        wanted, spaced = _taken_apart(text)
        for start in range(0, len(wanted), _LONGEST):
            piece = wanted[start : start + _LONGEST]
            at = printed.find(piece, place) if len(piece) >= _LEAST else -1
            if at < 0:
                continue
            place = at + len(piece)
            pairs = [(spaced[start + index], gaps[at + index]) for index in range(1, len(piece))]
            total = Spaces(
                total.characters + len(piece),
                total.made_up + sum(bool(gap) and not want and "\n" not in gap for want, gap in pairs),
                total.lost + sum(bool(want) and not gap for want, gap in pairs),
            )
    return total


def _taken_apart(text: str) -> tuple[str, list[str]]:
    """The characters that are compared, and the white space before each."""
    characters: list[str] = []
    gaps: list[str] = []
    gap = ""
    for char in text.replace("\r", "\n").replace("\f", "\n"):
        if char.isspace():
            gap += char
            continue
        for kept in comparable(char):
            characters.append(kept)
            gaps.append(gap)
            gap = ""
    return "".join(characters), gaps
