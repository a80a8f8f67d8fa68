"""The text that a print of an edition has to hold, and how it is compared with what a PDF holds."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from unicodedata import bidirectional, normalize

import msgspec
from lxml import etree

from ebook.edition import Document, Edition
from ebook.fonts import is_invisible
from ebook.pdf.reader import text_of
from ebook.problems import Problem
from ebook.rules import output

__all__ = [
    "Piece", "check_text", "comparable", "difference", "first_difference", "has_the_same", "is_not_read", "is_right_to_left", "newspaper_pages",
    "printed_pieces", "reads_like",
]  # fmt: skip

_X = "{http://www.w3.org/1999/xhtml}"
_SILENT = frozenset({f"{_X}{name}" for name in ("script", "style", "template", "rp")})
_NUMBERED_BEFORE = frozenset({f"{_X}li", f"{_X}rt"})
_NUMBERED_AFTER = frozenset({f"{_X}a", f"{_X}li", f"{_X}rt"})
# Markers and numbers of list items; leaders and numbers of pages; the brackets of a reading that
# stands beside its base.
_ADDED = re.compile(r"[0-9.·‧・…•◦▪‣（）]*")
_LIGATURES = re.compile("[\ufb00-\ufdff\ufe70-\ufefe]")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_OF_SUCH_SCRIPTS = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Brackets that face each other, which pdfium mirrors in such texts.
_FACING = str.maketrans("）)]}>»」』】〕〗〙〛〉》≥", "（([{<«「『【〔〖〘〚〈《≤")
_ON_NEWSPAPER_PAGES = frozenset({"masthead", "section", "article"})
_SHOWN = 24  # characters of context in a message


class Piece(msgspec.Struct, frozen=True):
    """A text to be found in a print.

    Attributes:
        text: as `comparable()` leaves it.
        added_before: whether the print may add a number before it.
        may_lack: whether the print may lack it, as it lacks a picture's description beside the picture.
    """

    text: str
    added_before: bool = False
    may_lack: bool = False


def printed_pieces(document: Document) -> Iterator[Piece]:
    """What of a document is printed: everything but links from page to page and what is hidden."""
    yield Piece("", added_before=True)
    yield from _pieces(document.body, document)


def _pieces(element: etree._Element, document: Document) -> Iterator[Piece]:
    if element.tag in _NUMBERED_BEFORE:
        yield Piece("", added_before=True)
    if alternative := comparable(element.get("alt", "")):
        yield Piece(alternative, may_lack=True)
    yield from _piece(element.text)
    for child in element:
        if isinstance(child.tag, str) and not _is_left_out(child, document):
            yield from _pieces(child, document)
        yield from _piece(child.tail)
    if element.tag in _NUMBERED_AFTER:
        yield Piece("", added_before=True)


def _piece(text: str | None) -> Iterator[Piece]:
    if shown := comparable(text or ""):
        yield Piece(shown)


def newspaper_pages(edition: Edition) -> Edition:
    """What of an edition its newspaper pages print: neither contents, which the bookmarks have, nor colophon."""
    printed = tuple(document for document in edition.documents if document.kind in _ON_NEWSPAPER_PAGES)
    return msgspec.structs.replace(edition, documents=printed)


_HYPHEN = "\u2010"


@functools.cache
def _is_compared(char: str) -> bool:
    """Whether a reader gives a character back, and where it stands.

    Not spaces, not what has no shape of its own, and not letters that are
    written from right to left, whose order in a line is a reader's guess. Nor hyphens, which a
    line may end with where the text has none.
    """
    return not (
        char == _HYPHEN or char.isspace() or is_invisible(char) or bidirectional(char) in _RIGHT_TO_LEFT
    )


def is_right_to_left(text: str) -> bool:
    """Whether a text has letters that are written from right to left, around which pdfium puts others in its own order."""
    return _OF_SUCH_SCRIPTS.search(text) is not None


def is_not_read(char: str) -> bool:
    """Whether pdfium drops a character that is in the file: one for private use beyond Unicode's first plane.

    PDF/A asks for its text beside the glyph (/ActualText), where pdfium takes no such character.
    """
    return char >= "\U000f0000"


def comparable(text: str) -> str:
    """The characters of a text that can be compared with those read out of a PDF.

    Ligatures and joined forms of letters (U+FB00 to U+FDFF, U+FE70 to U+FEFF) are taken apart, as
    pdfium does when it reads them.
    """
    parted = _LIGATURES.sub(lambda found: normalize("NFKC", found[0]), text)
    return "".join(filter(_is_compared, parted))


def _is_left_out(element: etree._Element, document: Document) -> bool:
    if element.tag in _SILENT or "hidden" in element.attrib:
        return True
    return element.tag == f"{_X}nav" and document.kind != "contents"


def difference(expected: list[Piece], printed: str, *, may_continue: bool = False) -> str | None:
    """Where a printed text first departs from the expected one, in words; None where it does not.

    Args:
        expected: the pieces in reading order.
        printed: as `comparable()` leaves it.
        may_continue: whether other text may follow.
    """
    states = [_State()]
    for piece in expected:
        reached = dict.fromkeys(after for state in states for after in _steps(piece, printed, state))
        if not reached:
            return _describe(piece.text, printed, max(states, key=lambda state: state.position))
        states = list(reached)
    if may_continue:
        return None
    rests = [_rest(printed, state) for state in states]
    return None if "" in rests else f"after its end the PDF goes on with {min(rests, key=len)[:_SHOWN]!r}"


def has_the_same(expected: Iterable[Piece], printed: str, *, may_continue: bool = False) -> bool:
    """Whether a printed text has all characters of the expected one and no others, in whatever order.

    For texts that a reader turns around; brackets count as those that they face.
    """
    wanted, perhaps = Counter[str](), Counter[str]()
    for piece in expected:
        (perhaps if piece.may_lack else wanted).update(piece.text.translate(_FACING))
    found = Counter(printed.translate(_FACING))
    more = "".join(found - wanted - perhaps).replace("(", "（")  # in turning, pdfium makes them narrow
    return not wanted - found and (may_continue or not _ADDED.sub("", more))


def reads_like(one: str, other: str) -> bool:
    """Whether two readings of a page agree; beside right-to-left letters, each reader has an order of its own."""
    return one == other or (
        is_right_to_left(one) and sorted(one.translate(_FACING)) == sorted(other.translate(_FACING))
    )


class _State(msgspec.Struct, frozen=True):
    """How far a comparison has come; several are followed where a piece may lack.

    Attributes:
        position: in the printed text.
        may_add: whether a number may stand here.
        before: the text of the last piece that was found.
    """

    position: int = 0
    may_add: bool = False
    before: str = ""


def _steps(piece: Piece, printed: str, state: _State) -> Iterator[_State]:
    """What a piece leads to: nothing where it should be there and is not."""
    may_add = state.may_add or piece.added_before
    if not piece.text or piece.may_lack:
        yield msgspec.structs.replace(state, may_add=may_add)
    if piece.text:
        for start in _starts(piece.text, printed, state.position, may_add=may_add):
            yield _State(start + len(piece.text), before=piece.text)


def _rest(printed: str, state: _State) -> str:
    added = _ADDED.match(printed, state.position) if state.may_add else None
    return printed[added.end() if added else state.position :]


def _starts(text: str, printed: str, position: int, *, may_add: bool) -> Iterator[int]:
    """Where a text may begin: several places where it looks like the number that may stand before it."""
    added = _ADDED.match(printed, position) if may_add else None
    for start in range(position, (added.end() if added else position) + 1):
        if printed.startswith(text, start):
            yield start


def _describe(text: str, printed: str, state: _State) -> str:
    added = _ADDED.match(printed, state.position)
    starts = range(state.position, (added.end() if added else state.position) + 1)
    start = max(starts, key=lambda start: _same(text, printed, start))
    same = _same(text, printed, start)
    after = (state.before + text[:same])[-_SHOWN:]
    wanted, got = text[same : same + _SHOWN], printed[start + same : start + same + _SHOWN]
    return f"after {after!r} the issue has {wanted!r}, and the PDF has {got!r}"


def _same(text: str, printed: str, start: int) -> int:
    """How many characters two texts have in common from a place on."""
    pairs = zip(text, printed[start : start + len(text)], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def check_text(
    data: bytes, edition: Edition, *, name: str, missing: frozenset[str] = frozenset()
) -> Problem | None:
    """Whether the text of a PDF is that of the edition's documents, character by character, in reading order.

    White space and characters without a shape are left out of the comparison, and so are running heads and
    folios, which are artifacts. Numbers that the print adds (of list items, of pages in the contents) may
    be where they belong, and nowhere else.

    Args:
        data: the PDF.
        edition: what it was made from.
        name: what messages call the file.
        missing: characters that no font has, which were reported, and which readers may leave out.
    """
    try:
        printed = text_of(data)
    except ValueError as error:
        return output.PDF_UNREADABLE.at(None, f"{name}: {error}")
    expected = [piece for document in edition.documents for piece in printed_pieces(document)]
    wrong = first_difference(expected, printed, missing)
    return output.PDF_TEXT_DIFFERS.at(None, f"{name}: {wrong}") if wrong else None


def first_difference(
    expected: Sequence[Piece],
    printed: str,
    missing: frozenset[str] = frozenset(),
    *,
    may_continue: bool = False,
) -> str | None:
    """Where the text read out of a PDF first departs from the expected pieces, in words; None where it does not.

    Characters that pdfium does not give back are left out, and so are those in `missing`. Where letters
    are written from right to left, whose neighbours pdfium puts in an order of its own, it is enough that
    no character is lost and none is doubled.

    Args:
        expected: the pieces in reading order.
        printed: the text read out of the PDF.
        missing: characters that no font has, which readers may leave out.
        may_continue: whether other text may follow the expected one.
    """
    unread = missing | {char for piece in expected for char in piece.text if is_not_read(char)}
    is_reordered = is_right_to_left(printed)
    if unread:
        expected = [msgspec.structs.replace(piece, text=_without(unread, piece.text)) for piece in expected]
        printed = _without(unread, printed)
    found = comparable(printed)
    wrong = difference(list(expected), found, may_continue=may_continue)
    return (
        None if wrong and is_reordered and has_the_same(expected, found, may_continue=may_continue) else wrong
    )


def _without(unread: frozenset[str], text: str) -> str:
    return "".join(char for char in text if char not in unread)
