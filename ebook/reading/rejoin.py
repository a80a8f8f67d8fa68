"""Stage: what a page-reading program tore apart is joined: the rest of a paragraph, beside it or elsewhere on the page.

A program that loses its column in the middle of a sentence goes on elsewhere, and comes back some lines later, often
a few characters before the place it left. Those characters, read twice, are the best evidence; a mark that cannot
begin a line, a quotation that one half opens and the other closes, and nearness are others. The rest that is next to
its paragraph is found by the model of roles (`+`); here, what stands farther away.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ebook.languages import Language
from ebook.model import Repair
from ebook.reading.chars import ends_sentence, ends_text, is_balanced, opens_inside, squeeze
from ebook.reading.pieces import Line, Piece, origin_of

__all__ = ["breaks_off", "rejoined"]

_TEXTS = frozenset(("P", "AP", "NOTE", "LIST", "ALIST", "QUOTE"))
_WHOLE = frozenset(("TAB", "CHROME", "PICTURE", "STUB"))
_LONGEST_SEAM = 30
_WINDOW = 20
_BY_SEAM = (0.0, 0.8, 2.0, 3.5, 5.0)
_OPENS_INSIDE, _QUOTED, _ENDS, _STEP = 2.0, 1.5, 0.5, 0.06
_ENOUGH = 1.9
_SHORTEST, _SHORTEST_REST = 22, 4
_PAUSES = "：:；;"


def rejoined(pieces: Sequence[Piece], language: Language) -> tuple[list[Piece], list[Repair]]:
    """The pieces with torn paragraphs joined where they begin, and a repair for each."""
    found, repairs = _with_rests(pieces, language)
    following = _torn(found, language)
    rests = frozenset(following.values())
    out: list[Piece] = []
    for at, piece in enumerate(found):
        if at in rests:
            continue
        start, whole = at, piece
        while start in following:
            rest = found[following[start]]
            whole, repair = _joined(whole, rest, language, is_next=following[start] == start + 1)
            repairs.append(repair)
            start = following[start]
        out.append(whole)
    return out, repairs


def _with_rests(pieces: Sequence[Piece], language: Language) -> tuple[list[Piece], list[Repair]]:
    """The pieces, each that goes on the one before it joined to that."""
    found: list[Piece] = []
    repairs: list[Repair] = []
    for piece in pieces:
        if piece.role != "+":
            found.append(piece)
        elif not found or found[-1].role in _WHOLE or found[-1].line.rows:
            found.append(msgspec.structs.replace(piece, role="P"))
        else:
            found[-1], repair = _joined(found[-1], piece, language, is_next=True)
            repairs.append(repair)
    return found, repairs


def _torn(pieces: Sequence[Piece], language: Language) -> dict[int, int]:
    """The place of the second half for that of each first half, the surest pairs first."""
    scored = [
        (-score, at, rest)
        for at, piece in enumerate(pieces)
        if piece.role in _TEXTS and len(piece.text) >= _SHORTEST and breaks_off(piece.text, language)
        for rest, score in _candidates(pieces, at)
    ]
    following: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, rest in sorted(scored):
        if at not in following and rest not in taken:
            following[at] = rest
            taken.add(rest)
    return following


def _candidates(pieces: Sequence[Piece], at: int) -> list[tuple[int, float]]:
    """What can be the second half of a torn sentence, with how much speaks for it."""
    found = []
    for rest in range(at + 1, min(len(pieces), at + 1 + _WINDOW)):
        piece = pieces[rest]
        if piece.role == "FOLIO":
            break
        if piece.role in _TEXTS and len(piece.text) >= _SHORTEST_REST and piece.decided is None:
            score = _evidence(pieces[at].text.rstrip(), piece.text, rest - at - 1)
            if score >= _ENOUGH:
                found.append((rest, score))
    return found


def _evidence(first: str, second: str, between: int) -> float:
    """How much speaks for two texts being the halves of one sentence."""
    seam = _overlap(first, second)
    twice = len(squeeze(first[-seam:])) if seam else 0
    score = _BY_SEAM[min(twice, len(_BY_SEAM) - 1)]
    if not seam and opens_inside(second) and second[0] != "…":
        score += _OPENS_INSIDE
    if not is_balanced(first):
        score += _QUOTED if is_balanced(first + second[seam:]) else -_QUOTED
    elif not is_balanced(second[seam:]):
        score -= _QUOTED
    return score + _ENDS * ends_text(second) - _STEP * between


def breaks_off(text: str, language: Language) -> bool:
    """Whether a paragraph's last sentence has no end; a signature or what introduces the next line needs none."""
    text = text.rstrip()
    if not text or ends_sentence(text) or text[-1] in _PAUSES:
        return False
    if language.newspaper.within("signatures", text[-120:]):
        return False
    return text[-1] not in "”』」’）)】〕］" or not is_balanced(text)


def _joined(before: Piece, after: Piece, language: Language, *, is_next: bool) -> tuple[Piece, Repair]:
    first, second = before.text, after.text
    seam = _overlap(first, second) if breaks_off(first, language) else 0
    text = first + ("" if seam else _space(first, second, language)) + second[seam:]
    line: Line = msgspec.structs.replace(
        before.line, text=text, numbers=tuple(sorted({*before.line.numbers, *after.line.numbers}))
    )
    code = ("sentence-continues" if is_next else "sentence-continues-later") + ("-overlap" if seam else "")
    repair = Repair(
        kind="joined-sentence",
        text=f"{first}\n{second}",
        result=text,
        code=code,
        confidence=0.9 if seam else min(0.85, after.sure),
        origin=origin_of((before.line, after.line)),
    )
    return msgspec.structs.replace(before, line=line), repair


def _overlap(before: str, after: str) -> int:
    """How many characters the end of one text and the start of the other share: they were read twice.

    A single digit or Latin letter is no overlap: a number or word may well have it twice.
    """
    for length in range(min(_LONGEST_SEAM, len(before), len(after)), 0, -1):
        shared = after[:length]
        if before.endswith(shared) and any(char.isalnum() for char in shared):
            return 0 if length == 1 and shared.isascii() else length
    return 0


def _space(before: str, after: str, language: Language) -> str:
    """A space between two parts where words are spaced or Latin letters meet, unless a mark is between them."""
    left, right = before[-1:], after[:1]
    if left.isascii() and left.isalpha() and right.isascii() and right.isalpha():
        return " "
    return " " if language.newspaper.spaced and left.isalnum() and right.isalnum() and " " in before else ""
