"""Stage: the printed pages of an issue, told apart by their folio lines and by page breaks."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import msgspec

from ebook.languages import Language
from ebook.model import Origin
from ebook.reading.folio import Folio, page_of
from ebook.reading.pieces import Line, Piece, origin_of

__all__ = ["Page", "pages_of"]

_FAR_FROM_HEAD = 6


class Page(msgspec.Struct, kw_only=True):
    """A printed page before its articles are known.

    Attributes:
        number, title: as its folio line says.
        folio, staff: the lines at its edges, as printed.
        pieces: what stands between them.
        edges: the folio and staff lines themselves.
    """

    number: str | None = None
    title: str | None = None
    folio: list[str] = []
    staff: list[str] = []
    pieces: list[Piece] = []
    edges: list[Line] = []

    @property
    def lines(self) -> list[Line]:
        """All its lines."""
        return [*self.edges, *(piece.line for piece in self.pieces)]

    @property
    def origin(self) -> Origin | None:
        """Where its lines stand."""
        return origin_of(self.lines)

    def add_edge(self, line: Line, folio: Folio | None) -> None:
        """Take a folio or staff line."""
        self.edges.append(line)
        if folio is not None and folio.staff and not folio.has_page:
            self.staff.append(line.text)
        else:
            self.folio.append(line.text)
        if folio is not None:
            self.number = self.number or folio.page
            self.title = self.title or folio.title


def pages_of(pieces: Sequence[Piece], language: Language, name: str | None) -> list[Page]:
    """The pages of the pieces below the masthead.

    Args:
        pieces: lines with their roles, in order.
        language: the issue's language.
        name: the newspaper's name, where it is known.
    """
    pieces = _without_strays(pieces, language, name)
    folios = [page_of(p.text, language, name) if p.role == "FOLIO" else None for p in pieces]
    at_foot = _stand_at_foot(pieces, folios)
    pages = [Page()]
    closes = False
    for piece, folio in zip(pieces, folios, strict=True):
        page = pages[-1]
        is_edge = piece.role == "FOLIO"
        opens = (
            is_edge and folio is not None and not at_foot and _opens(folio, page, is_first=len(pages) == 1)
        )
        if opens or (piece.line.page_break and page.pieces) or (closes and at_foot and not is_edge):
            page = Page()
            pages.append(page)
        closes = is_edge and (closes or (folio is not None and folio.has_page))
        if is_edge:
            page.add_edge(piece.line, folio)
        else:
            page.pieces.append(piece)
    return [page for page in pages if page.pieces or page.edges]


def _without_strays(pieces: Sequence[Piece], language: Language, name: str | None) -> list[Piece]:
    """The pieces; lines in the midst of articles that say nothing of a page are text of theirs."""
    out: list[Piece] = []
    for is_edge, group in itertools.groupby(pieces, key=lambda piece: piece.role == "FOLIO"):
        run = list(group)
        inside = is_edge and out and len(out) + len(run) < len(pieces)
        if inside and not any(piece.decided or _says_where(piece, language, name) for piece in run):
            run = [msgspec.structs.replace(piece, role="P", begins=False) for piece in run]
        out += run
    return out


def _says_where(piece: Piece, language: Language, name: str | None) -> bool:
    folio = page_of(piece.text, language, name)
    return bool(folio.page or folio.staff or folio.paper)


def _opens(folio: Folio, page: Page, *, is_first: bool) -> bool:
    """Whether a folio line begins the next page: it bears another number than the page, which holds something.

    The number of the first page may stand at its foot, where the masthead fills its head.
    """
    if is_first and page.number is None and folio.is_first:
        return False
    return folio.has_page and bool(page.pieces or page.number) and folio.page != page.number


def _stand_at_foot(pieces: Sequence[Piece], folios: Sequence[Folio | None]) -> bool:
    """Whether the folio lines close their pages: none stands at the head of the file, one at its end."""
    numbered = [at for at, folio in enumerate(folios) if folio is not None and folio.has_page]
    if not numbered or numbered[0] < _FAR_FROM_HEAD:
        return False
    return all(piece.role == "FOLIO" for piece in pieces[numbered[-1] :])
