"""What each line of a generated page is: the labels that the roles of lines are learned from."""

from __future__ import annotations

from collections.abc import Sequence

from ebook.reading.pieces import Line

__all__ = ["labels_of", "page_labels_of"]

_GOES_ON = {"VERSE": "VERSE", "HEAD": "HEAD"}


def labels_of(page, lines: Sequence[Line]) -> list[str]:
    """The label of each line: its role, with `*` where an article begins.

    Args:
        page: a `pages.Page`.
        lines: its logical lines.
    """
    source = page.text.split("\n")
    found: list[tuple[str, object]] = []
    current = None
    for line in lines:
        role, piece = _role(page, source, line, current)
        found.append((role, piece))
        current = piece or current
    articles = _articles(found)
    first: dict[int, object] = {}
    return [_label(at, found, articles, first) for at in range(len(found))]


def page_labels_of(lines: Sequence[Line], pieces: Sequence) -> list[str]:
    """The label of each line of a laid-out issue.

    Args:
        lines: its lines as they were assembled, their `numbers` counting its regions from 1.
        pieces: the piece that each region belongs to, None for a picture.
    """
    found: list[tuple[str, object]] = []
    for line in lines:
        own = [pieces[number - 1] for number in line.numbers]
        piece = next((piece for piece in own if piece is not None), None)
        if piece is None:
            found.append(("PICTURE" if line.picture is not None else "P", None))
            continue
        roles = {other.role for other in own if other is not None}
        role = "KH" if {"KICK", "HEAD"} <= roles else "TAB" if line.rows else piece.role
        goes_on = bool(found) and found[-1][1] is piece
        found.append((_GOES_ON.get(role, "+") if goes_on and not line.rows else role, piece))
    articles = _articles(found)
    first: dict[int, object] = {}
    return [_label(at, found, articles, first) for at in range(len(found))]


def _role(page, source: Sequence[str], line: Line, current):
    number = line.numbers[0] - 1
    marks = page.marks[number]
    if marks:
        column, key = marks[0]
        piece = page.pieces[key]
        before = source[number][:column]
        if source[number].lstrip().startswith("<") or not any(char.isalnum() for char in before):
            roles = [page.pieces[key].role for n in line.numbers for _, key in page.marks[n - 1]]
            if piece.role == "KICK" and "HEAD" in roles:
                return "KH", piece
            return ("P" if piece.role == "DL" else piece.role), piece
        if piece.role == "TAB":
            return "STUB", piece
    if line.picture is not None and not line.text:
        return "PICTURE", None
    return (_GOES_ON.get(current.role, "+") if current else "+"), current


def _articles(found) -> list[int | None]:
    """The article of each line; a column label belongs to the article below it."""
    articles: list[int | None] = [None] * len(found)
    for at in range(len(found) - 1, -1, -1):
        piece = found[at][1]
        if piece is not None and piece.role == "COL":
            below = (articles[near] for near in range(at + 1, min(len(found), at + 3)))
            articles[at] = next((article for article in below if article is not None), None)
        elif piece is not None:
            articles[at] = piece.article
    return articles


def _label(at: int, found, articles, first: dict[int, object]) -> str:
    role, piece = found[at]
    article = articles[at]
    if article is None or role == "+":
        return role
    begins = first.setdefault(article, piece) is piece
    goes_on = at > 0 and articles[at - 1] == article and found[at - 1][1] is piece
    return f"{role}*" if begins and not goes_on else role
