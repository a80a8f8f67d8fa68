"""Stage: the column label over an article's titles, told from a kicker and from a headline's first line."""

from __future__ import annotations

from collections.abc import Sequence

from ebook.readers.text.chars import squeeze
from ebook.readers.text.conventions import Conventions
from ebook.readers.text.items import Item, Kind

__all__ = ["split_label"]

_ENOUGH = 1.0


def split_label(
    names: Sequence[Item], conventions: Conventions, labels: frozenset[str]
) -> tuple[Item | None, list[Item]]:
    """The label, if there is one, and the titles below it. A label alone is the headline."""
    if len(names) < 2:  # noqa: PLR2004  # a label stands over something
        return None, list(names)
    first, second = names[0], names[1]
    if _weight(first, second, conventions, labels) >= _ENOUGH:
        return first, list(names[1:])
    return None, list(names)


def _weight(first: Item, second: Item, conventions: Conventions, labels: frozenset[str]) -> float:
    size, below = len(squeeze(first.text)), len(squeeze(second.text))
    if size > conventions.label_length + 2 or any(mark in first.text for mark in "，,。…？?！!"):
        return -1.0
    weight = 2.0 if first.kind is Kind.COLUMN else 0.0
    weight += 2.0 if first.text in labels else 0.0
    weight += 1.0 if size <= 2 and not conventions.spaced else 0.0  # noqa: PLR2004  # shorter than any clause
    if size <= conventions.label_length - 2 and conventions.clauses:
        weight += 1.2 if len(second.text.split()) > 1 and " " not in first.text else 0.0
    weight -= 0.5 if second.kind is Kind.COLUMN and below < size else 0.0
    return weight
