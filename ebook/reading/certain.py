"""Stage: what a line's wording settles, whatever the model of roles holds it for.

Each rule is of a kind that the model sees too seldom to learn, and is right wherever it applies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from ebook.languages import Language
from ebook.reading.chars import ends_text
from ebook.reading.folio import is_page_line
from ebook.reading.paper_names import is_paper_name
from ebook.reading.pieces import Piece
from ebook.reading.spans import SURNAMES

__all__ = ["settled"]

_TITLES = frozenset(("COL", "KICK", "HEAD", "KH", "DECK", "H", "TCAP", "AT"))
_SHORT = _TITLES | {"BY"}
_TEXTS = frozenset(("P", "AP", "NOTE", "QUOTE", "LIST", "ALIST", "FIG"))
_BEGINNINGS = frozenset(("KICK", "HEAD", "KH"))
_HEADER = frozenset(("COL", "KICK", "HEAD", "KH", "DECK", "BY", "JF"))
_BETWEEN = frozenset(("FIG", "CRED", "PICTURE", "NOTE"))
_CLOSING_WORDS = re.compile(
    r"(?:此致[，,]?|(?:此致)?敬礼[！!。]?|(?:此致)?敬禮[！!。]?|敬[上启啟]|[谨謹][启啟]|敬具|草々|早々|かしこ|이상|끝|Yours (?:sincerely|faithfully|truly),?)"
)
_MEASURED = re.compile(r".{0,24}\d\s?(?:℃|°C|˚C)")
_NAME = r"[\u4e00-\u9fff]{2,3}|[가-힣]{3}"
_NAMES = re.compile(rf"(?:{_NAME})(?:[ \u3000、]+(?:{_NAME}))+")
_DATELINE_ROOM = 60
_LONGEST_FACT, _SEVERAL = 120, 3
_SENTENCES = re.compile(r"[。！？]|[.!?](?=\s|$)")
_TOP, _LARGE = 10, 1.8
"""Among so many first lines stands a nameplate, in characters so many times as large as those of running text."""


def settled(pieces: Sequence[Piece], language: Language) -> list[Piece]:
    """The pieces with what is certain put right, an article beginning wherever titles begin."""
    found = _with_openings([_running(_marked(piece)) for piece in pieces])
    found = _with_pages(_with_nameplate(found, language))
    return _with_beginnings(_with_sentences(found, language))


def _marked(piece: Piece) -> Piece:
    """A table or a picture that a program marked is one."""
    role = (
        "TAB"
        if piece.line.rows
        else "PICTURE"
        if piece.line.picture is not None and not piece.text
        else piece.role
    )
    return piece if role == piece.role else Piece(line=piece.line, role=role)


def _running(piece: Piece) -> Piece:
    """Several sentences are running text, and no folio or fact of a masthead."""
    several = len(piece.text) > _LONGEST_FACT and len(_SENTENCES.findall(piece.text)) >= _SEVERAL
    if piece.role in {"FOLIO", "MAST"} and several and ends_text(piece.text):
        return Piece(line=piece.line, role="P")
    return piece


def _with_openings(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of printed pages, none going on a line that cannot go on: only running text that breaks off can.

    Lines of a page have been put together by their places before; what is left over is seldom torn.
    """
    out: list[Piece] = []
    for piece in pieces:
        before = out[-1] if out else None
        if piece.role == "+" and piece.line.size and (before is None or not _goes_on(before)):
            same = before is not None and before.role in {"MAST", "FOLIO"}
            role = before.role if before is not None and same else piece.other.rstrip("*") or "P"
            out.append(msgspec.structs.replace(piece, role="P" if role == "+" else role, other=""))
        else:
            out.append(piece)
    return out


def _with_nameplate(pieces: Sequence[Piece], language: Language) -> list[Piece]:
    """The pieces of printed pages, a paper's name in large characters above lines of the masthead being part of it.

    What stands between it and those lines, the name in Latin letters for instance, is, too.
    """
    found = list(pieces)
    for at, piece in enumerate(found[:_TOP]):
        ahead = next((k for k in range(at + 1, min(at + 3, len(found))) if found[k].role == "MAST"), None)
        large = piece.line.size > _LARGE and piece.role in _SHORT
        if ahead is not None and large and is_paper_name(piece.text, language.masthead):
            found[at:ahead] = [
                msgspec.structs.replace(part, role="MAST", begins=False, other="") for part in found[at:ahead]
            ]
    return found


def _goes_on(piece: Piece) -> bool:
    return piece.role in _TEXTS | {"VERSE", "+"} and not ends_text(piece.text)


def _with_pages(pieces: Sequence[Piece]) -> list[Piece]:
    """A page's number and name alone are a folio; where several stand together they are a list of contents."""
    found = {at for at, piece in enumerate(pieces) if is_page_line(piece.text)}
    certain = {at for at in found if at - 1 not in found and at + 1 not in found}
    return [
        Piece(line=piece.line, role="FOLIO") if at in certain else piece for at, piece in enumerate(pieces)
    ]


def _with_sentences(pieces: Sequence[Piece], language: Language) -> list[Piece]:
    """No title is a sentence with its full stop among others, the closing words of a letter, or part of a list."""
    out: list[Piece] = []
    for at, piece in enumerate(pieces):
        is_text = piece.role in _SHORT and (
            _CLOSING_WORDS.fullmatch(piece.text)
            or _MEASURED.fullmatch(piece.text)
            or _goes_on_names(piece.text, out)
            or _is_sentence(pieces, at, language)
        )
        out.append(
            msgspec.structs.replace(piece, role="P", begins=False, sure=1.0, other="") if is_text else piece
        )
    return out


def _goes_on_names(text: str, before: Sequence[Piece]) -> bool:
    """Whether a line of names goes on a list that the line above opens with a colon, or goes on itself."""
    if not before or before[-1].role not in _TEXTS or not _is_names(text):
        return False
    return before[-1].text.endswith(("：", ":")) or _is_names(before[-1].text)


def _is_names(text: str) -> bool:
    return _NAMES.fullmatch(text) is not None and all(name[0] in SURNAMES for name in re.findall(_NAME, text))


def _is_sentence(pieces: Sequence[Piece], at: int, language: Language) -> bool:
    """Whether a line is a sentence between paragraphs; before a dateline it may be a headline that ends in a stop."""
    piece = pieces[at]
    if not piece.text.endswith("。") or piece.line.level or piece.line.bold or not 0 < at < len(pieces) - 1:
        return False
    if pieces[at - 1].role not in _TEXTS or pieces[at + 1].role in _HEADER:
        return pieces[at - 1].role in _TEXTS and "，" in piece.text
    return not language.newspaper.at_start("datelines", pieces[at + 1].text[:_DATELINE_ROOM])


def _with_beginnings(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, an article beginning also at a title that follows neither another title nor a beginning."""
    found: list[Piece] = []
    in_header = False
    for piece in pieces:
        begins = piece.begins or (piece.role in _BEGINNINGS and not in_header)
        found.append(msgspec.structs.replace(piece, begins=begins) if begins != piece.begins else piece)
        in_header = begins or (in_header and piece.role in _HEADER | _BETWEEN)
    return found
