"""Stage: the pages of a file, told apart by their folio lines and by form feeds."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ebook.languages import Language
from ebook.readers.text.folio import Folio, read_folio
from ebook.readers.text.lines import Line

__all__ = ["Page", "split_pages"]

_LONGEST = 120
_CONTENT = 6


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A printed page before its articles are known.

    Attributes:
        number, title: as its folio line says.
        folio, staff: the lines at its edges, as printed.
        lines: what stands between them.
        edges: the folio and staff lines themselves, for their places.
    """

    number: str | None = None
    title: str | None = None
    folio: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    edges: tuple[Line, ...] = ()


class _Open:
    """A page that is being filled."""

    def __init__(self) -> None:
        self.edges: list[tuple[Line, Folio]] = []
        self.lines: list[Line] = []

    @property
    def number(self) -> str | None:
        return next((folio.page for _, folio in self.edges if folio.page), None)

    def closed(self) -> Page:
        return Page(
            number=self.number,
            title=next((folio.title for _, folio in self.edges if folio.title), None),
            folio=tuple(line.text for line, folio in self.edges if folio.has_page or not folio.staff),
            staff=tuple(line.text for line, folio in self.edges if not folio.has_page and folio.staff),
            lines=tuple(self.lines),
            edges=tuple(line for line, _ in self.edges),
        )


def split_pages(
    lines: Sequence[Line], language: Language, breaks: Sequence[int], name: str | None = None
) -> list[Page]:
    """The pages of the lines below the masthead.

    Args:
        lines: logical lines, in order.
        language: their language.
        breaks: numbers of the source lines that a form feed stands before.
        name: the newspaper's name, where it is known.
    """
    folios = _folios(lines, language, name)
    at_foot = _stand_at_foot(lines, folios)
    waiting = sorted(breaks)
    pages = [_Open()]
    for at, line in enumerate(lines):
        is_broken = bool(waiting) and line.numbers[0] >= waiting[0]
        while waiting and line.numbers[0] >= waiting[0]:
            waiting.pop(0)
        if is_broken and pages[-1].lines:
            pages.append(_Open())
        folio = folios.get(at)
        if folio is None:
            pages[-1].lines.append(line)
            continue
        if not at_foot and _opens(folio, pages[-1], is_first=len(pages) == 1):
            pages.append(_Open())
        pages[-1].edges.append((line, folio))
        if at_foot and folio.has_page and pages[-1].lines and at + 1 < len(lines):
            pages.append(_Open())
    return [page.closed() for page in pages if page.lines or page.edges]


def _opens(folio: Folio, page: _Open, *, is_first: bool) -> bool:
    """Whether a folio line begins the next page: it bears another number than the page, which holds something.

    The number of the first page may stand at its foot, where the masthead fills its head.
    """
    if is_first and page.number is None and folio.is_first:
        return False
    return folio.has_page and bool(page.lines or page.number) and folio.page != page.number


def _folios(lines: Sequence[Line], language: Language, name: str | None) -> dict[int, Folio]:
    """The folio and staff lines by their place; a bare number only where no line of contents is likely."""
    found = {
        at: folio
        for at, line in enumerate(lines)
        if len(line.text) <= _LONGEST and (folio := read_folio(line.text, language, name)) is not None
    }
    full = {folio.page for folio in found.values() if folio.has_page and not folio.bare}
    return {
        at: folio for at, folio in found.items() if not folio.bare or _is_believed(at, folio, found, full)
    }


def _is_believed(at: int, folio: Folio, found: dict[int, Folio], full: set[str | None]) -> bool:
    """Whether a number with at most a name is a folio: no page has it yet, and no such line is beside it."""
    beside = [found[near] for near in (at - 1, at + 1) if near in found]
    return folio.page not in full and not any(other.bare for other in beside)


def _stand_at_foot(lines: Sequence[Line], folios: dict[int, Folio]) -> bool:
    """Whether the folio lines close their pages: none stands at the head of the file, one at its end."""
    numbered = [at for at, folio in folios.items() if folio.has_page]
    if not numbered or numbered[0] < _CONTENT:
        return False
    return all(at in folios for at in range(numbered[-1], len(lines)))
