"""What each assembled line of a laid-out issue is, and how well the assembly put the pieces together.

laid = lay_out(issue, design, seed)
assembled = ebook.pages.assembly.assemble(laid.pages)
labels_of(laid, assembled)    a label for each assembled line, as `corpus/labels.py` gives them for texts
quality_of(laid, assembled)   how whole pieces are and how well they are ordered, whatever roles they are given
"""

from __future__ import annotations

from collections.abc import Sequence

from ebook.pages.assembly import Assembled, assemble
from ebook.reading.pieces import Line

from .marks import Piece

_GOES_ON = {"VERSE": "VERSE", "HEAD": "HEAD"}


def assembled_lines(issue: dict, design: str, seed: int) -> tuple[list[Line], list[str]]:
    """The lines of a laid-out issue with their geometry, and the label of each: what roles are learned from."""
    from . import lay_out

    laid = lay_out(issue, design, seed)
    assembled = assemble(laid.pages)
    return assembled.lines, labels_of(laid, assembled)


def pieces_of(laid, assembled: Assembled) -> list[list[tuple[Piece | None, bool]]]:
    """For each assembled line the pieces of its regions, in the order in which they are printed."""
    shown = [
        (label, region)
        for labels, page in zip(laid.labels, laid.pages.pages)
        for label, region in zip(labels, page.regions)
        if region.kind != "rule"
    ]
    return [[shown[number - 1][0] for number in sorted(line.numbers)] for line in assembled.lines]


def labels_of(laid, assembled: Assembled) -> list[str]:
    """The role of each assembled line, with `*` where an article begins; '+' where a line goes on the one before."""
    found: list[tuple[str, Piece | None]] = []
    begun: set[int] = set()
    for pieces in pieces_of(laid, assembled):
        whole = [(piece, first) for piece, first in pieces if piece is not None]
        if not whole:
            found.append(("PICTURE", None))
            continue
        piece = next((p for p, first in whole if first and id(p) not in begun), whole[0][0])
        roles = {p.role for p, _ in whole}
        if id(piece) in begun:
            found.append((_GOES_ON.get(piece.role, "+"), piece))
        elif roles >= {"KICK", "HEAD"}:
            found.append(("KH", piece))
        else:
            found.append(("P" if piece.role == "DL" else piece.role, piece))
        begun |= {id(p) for p, _ in whole}
    return _with_starts(found)


def _with_starts(found: Sequence[tuple[str, Piece | None]]) -> list[str]:
    seen: set[int | None] = {None}
    labels = []
    for role, piece in found:
        article = piece.article if piece is not None else None
        begins = article not in seen and role != "+"
        seen.add(article)
        labels.append(f"{role}*" if begins else role)
    return labels


def quality_of(laid, assembled: Assembled) -> dict[str, float]:
    """The share of pieces that are one line of their own, and the share of steps between pieces that are right.

    Tables are left out. A step is right where a piece follows the one that is printed before it in the gold.
    """
    lines = [
        [p for p, _ in pieces if p is not None and p.role != "TAB"] for pieces in pieces_of(laid, assembled)
    ]
    places: dict[int, list[int]] = {}
    for at, pieces in enumerate(lines):
        for piece in dict.fromkeys(map(id, pieces)):
            places.setdefault(piece, []).append(at)
    alone = [len(set(map(id, pieces))) == 1 for pieces in lines]
    whole = sum(len(where) == 1 and alone[where[0]] for where in places.values())
    articles = [next((p.article for p in pieces if p.article is not None), None) for pieces in lines]
    articles = [article for article in articles if article is not None]
    changes = sum(a != b for a, b in zip(articles, articles[1:]))
    least = len(set(articles)) - 1
    return {
        "whole": whole / max(1, len(places)),
        "apart": least / max(1, changes),
    }
