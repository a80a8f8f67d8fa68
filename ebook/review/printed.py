"""The printed pages of a reading, on which every line that became something is an area."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence

import msgspec
from lxml.builder import ElementMaker
from lxml.etree import _Element as Element

from ebook.facsimile import BUDGETS, Facsimile
from ebook.languages.words import Words
from ebook.model import Issue, Origin, Place
from ebook.picture_files import Refused
from ebook.problems import Problem
from ebook.tree import find_all, replace_all
from ebook.xhtml import clean

__all__ = ["Fate", "PrintedText", "printed_pages"]

_H = ElementMaker()
_BYTES = 12_000_000
"""Of all pictures: a review is one file, which a browser opens as a whole."""
_LABEL = 40
"""Characters of a line that its accessible name gives."""


class Fate(msgspec.Struct, frozen=True):
    """What became of a line of the source.

    Attributes:
        role: of the first piece that it is in, or `dropped`, or `nowhere`.
        label: the roles in the paper's language.
        pieces: the ids of the pieces.
    """

    role: str
    label: str
    pieces: tuple[str, ...]

    def target(self, line: int) -> str:
        """The id of what a line with this number leads to."""
        if self.pieces:
            return self.pieces[0]
        return f"R{line}" if self.role == "dropped" else f"L{line}"


class PrintedText:
    """The lines of printed pages, counted through like those of a text.

    Attributes:
        facsimiles: the pages.
        lines: the characters of each line, '' where only its place is known.
        places: the place of each line.
    """

    def __init__(self, issue: Issue, facsimiles: Sequence[Facsimile]) -> None:
        self.facsimiles = facsimiles
        self.lines: list[str] = []
        self.places: list[Place] = []
        self._numbers: dict[Place, int] = {}
        for facsimile in facsimiles:
            for line in facsimile.lines:
                self._add(Place(page=facsimile.number, box=line.place), line.text)
        for place in find_all(issue, Place):
            self._add(place, "")

    def _add(self, place: Place, text: str) -> None:
        if place in self._numbers:
            self.lines[self._numbers[place] - 1] += text
            return
        self.lines.append(text)
        self.places.append(place)
        self._numbers[place] = len(self.places)

    def counted(self, issue: Issue) -> Issue:
        """An issue whose origins have the numbers of these lines."""

        def counted(origin: Origin) -> Origin:
            return msgspec.structs.replace(
                origin, lines=tuple(sorted(self._numbers[place] for place in origin.places))
            )

        return replace_all(issue, Origin, counted)

    def line_of(self, problem: Problem) -> int | None:
        """The number of the line that a problem is about, None where it names no place."""
        return self._numbers.get(problem.place) if problem.place is not None else None

    def label(self, lines: Sequence[int]) -> str:
        """The number of the page that lines stand on."""
        page = self.places[lines[0] - 1].page
        return next((one.label for one in self.facsimiles if one.number == page and one.label), str(page))


def printed_pages(text: PrintedText, fate_of: Callable[[int], Fate], words: Words) -> Element:
    """The pages, one below the other.

    Args:
        text: their lines.
        fate_of: says what became of each line.
        words: of the issue's language.
    """
    most = min(BUDGETS["small"].size, _BYTES // len(text.facsimiles))
    pages = [_page(facsimile, text, most, fate_of, words) for facsimile in text.facsimiles]
    return _H.section(
        _H.h2(words.facsimiles), *pages, {"class": "source printed", "aria-label": words.facsimiles}
    )


def _page(
    facsimile: Facsimile, text: PrintedText, most: int, fate_of: Callable[[int], Fate], words: Words
) -> Element:
    title = words.page(facsimile.label or str(facsimile.number))
    parts: list[Element] = []
    failed: list[Element] = []
    width, height = 1000, round(1000 * facsimile.height / facsimile.width)
    try:
        picture = facsimile.picture("small", most)
    except Refused as refused:
        failed.append(_H.p(clean(f"{facsimile.image.file}: {refused.detail}"), {"lang": "en"}))
    else:
        width, height = picture.width, picture.height
        address = f"data:{picture.media_type};base64,{base64.b64encode(picture.content).decode()}"
        parts.append(_H.image({"href": address, "width": str(width), "height": str(height)}))
    for number, place in enumerate(text.places, 1):
        if place.page == facsimile.number:
            parts.append(
                _line(number, text.lines[number - 1], fate_of(number), _rectangle(place, width, height))
            )
    drawn = _H.svg(*parts, {"viewBox": f"0 0 {width} {height}", "role": "group", "aria-label": title})
    return _H.figure(_H.figcaption(title), *failed, drawn)


def _line(number: int, text: str, fate: Fate, rectangle: Element) -> Element:
    return _H.a(
        rectangle,
        {
            "id": f"L{number}",
            "href": f"#{fate.target(number)}",
            "class": fate.role,
            "aria-label": clean(f"{fate.label}: {text[:_LABEL]}"),
            "data-for": " ".join(fate.pieces),
        },
    )


def _rectangle(place: Place, width: int, height: int) -> Element:
    left, top, right, bottom = place.box
    return _H.rect(
        {
            "x": f"{left * width:.0f}",
            "y": f"{top * height:.0f}",
            "width": f"{(right - left) * width:.0f}",
            "height": f"{(bottom - top) * height:.0f}",
        }
    )
