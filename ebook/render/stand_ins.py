"""What a print's colophon says of the characters that no font has, for which a sign stands on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ebook.edition import Document
from ebook.fonts import STAND_IN, missing
from ebook.languages.words import Words
from ebook.xhtml import XHTML, Element, H, word

__all__ = ["stand_ins"]


class _Place(msgspec.Struct, frozen=True):
    """A part of the print, and how often each character stands in it."""

    href: str
    title: str
    counts: Counter[str]


def stand_ins(documents: Iterable[Document], colophon: Sequence[Element], words: Words) -> list[Element]:
    """A section that lists each such character with its code point and its places; nothing where there is none.

    Args:
        documents: what the print holds; the contents only repeat headlines, and do not count.
        colophon: what else the colophon says, which quotes the source.
        words: the paper's language.
    """
    found = list(_places(documents, colophon, words))
    counted = sum((place.counts for place in found), Counter[str]())
    own = counted.pop(STAND_IN, 0)
    if not counted:
        return []
    said = words.stand_ins
    remark = [H.p(word(said.own.format(own)))] if own else []
    listed = [_entry(character, found, words) for character in counted]
    return [
        H.section(
            {"class": "stand-ins"}, H.h2(word(said.title)), H.p(word(said.intro)), *remark, H.dl(*listed)
        )
    ]


def _places(documents: Iterable[Document], colophon: Sequence[Element], words: Words) -> Iterator[_Place]:
    for document in documents:
        if document.kind not in {"contents", "cover"} and (counts := _count([document.body])):
            yield _Place(document.path.rpartition("/")[2], document.title, counts)
    yield _Place("#colophon", words.colophon, _count(colophon))


def _count(elements: Iterable[Element]) -> Counter[str]:
    """How often each character that no font has stands in a text, in the order of the first time."""
    text = "".join(part for element in elements for part in _texts(element))
    wanted = {*missing(text), STAND_IN}
    return Counter(character for character in text if character in wanted)


def _texts(element: Element) -> Iterator[str]:
    """The texts in an element, without links from page to page."""
    if element.tag != f"{{{XHTML}}}nav":
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def _entry(character: str, places: Iterable[_Place], words: Words) -> Element:
    """U+31350 — the headline 2 times, another headline once."""
    where = H.dd()
    for place in places:
        if times := place.counts[character]:
            count = word(words.bracketed(words.stand_ins.times.format(times)))
            where.append(H.span({"class": "place"}, H.a({"href": place.href}, place.title), count))
    return H.div(H.dt(word(f"U+{ord(character):04X}")), where)
