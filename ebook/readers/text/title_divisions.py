"""Where a title line may be divided that holds more than one of kicker, headline and deck."""

from __future__ import annotations

from collections.abc import Iterator

from ebook.languages.newspaper import Conventions
from ebook.readers.text.title_forms import is_statement, size_of

__all__ = ["Division", "divisions"]

Division = tuple[tuple[str, ...], str, tuple[str, ...]]
"""The kicker, the headline and the deck; the first and the last may be missing, but not both."""

_PAIR, _FEWEST, _MOST = 2, 3, 6
_LEADING = 0.6
_SHORTEST = 5.0
_CLAUSES = 2


def divisions(line: str, conventions: Conventions) -> Iterator[Division]:
    """The ways in which a line may be divided.

    Args:
        line: a title line.
        conventions: those of its language.
    """
    return (
        _between_sentences(line, conventions) if conventions.spaced else _between_clauses(line, conventions)
    )


def _between_clauses(line: str, conventions: Conventions) -> Iterator[Division]:
    """At the spaces between clauses.

    Where a line has both narrow and wide spaces, the wide ones were printed. A line of no more clauses than headlines have holds a kicker only if its first clause is long, and no deck.
    """
    is_mixed = " " in line and "\u3000" in line
    parts = line.split(" ") if is_mixed else line.split()
    if not (_PAIR if is_mixed else _FEWEST) <= len(parts) <= _MOST or not all(parts):
        return
    usual, _ = conventions.headline_length
    is_usual = len(parts) <= conventions.clauses and not is_mixed
    if is_usual and size_of(parts[0]) < usual * _LEADING:
        return
    for start in range(2 if is_usual else len(parts)):
        ends = {len(parts)} if is_usual else range(start + 1, min(start + _CLAUSES, len(parts)) + 1)
        for end in sorted({*ends, len(parts)}):
            is_deck = end < len(parts)
            if (start or is_deck) and not (is_deck and size_of("".join(parts[end:])) < _SHORTEST):
                yield _division(parts, start, end)


def _between_sentences(line: str, conventions: Conventions) -> Iterator[Division]:
    """After a word that ends a statement, where words are spaced: what says more stands in the deck."""
    words = line.split()
    for end in range(1, len(words)):
        headline, deck = " ".join(words[:end]), " ".join(words[end:])
        if is_statement(headline, conventions) and min(size_of(headline), size_of(deck)) > _SHORTEST:
            yield (), headline, (deck,)


def _division(parts: list[str], start: int, end: int) -> Division:
    kicker, deck = " ".join(parts[:start]), " ".join(parts[end:])
    return (kicker,) if kicker else (), " ".join(parts[start:end]), (deck,) if deck else ()
