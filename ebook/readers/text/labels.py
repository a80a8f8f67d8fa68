"""How much speaks for the first line over an article being its column label (栏目, 欄名)."""

from __future__ import annotations

from collections.abc import Sequence

from ebook.languages.newspaper import Conventions
from ebook.readers.text.chars import squeeze
from ebook.readers.text.items import Item, Kind
from ebook.readers.text.style import Style
from ebook.readers.text.title_forms import is_statement

__all__ = ["weight_of_label"]

_LONGER = 2.2
_IMPOSSIBLE = -9.0


def weight_of_label(
    names: Sequence[Item], bylines: Sequence[Item], conventions: Conventions, style: Style
) -> float:
    """The weight, on the scale of the readings of titles; a label stands over something.

    Args:
        names: the titles and labels over an article.
        bylines: its bylines; a marked one (□ ◎) is an author's, whose essay stands in a column.
        conventions: those of its language.
        style: what the issue does throughout.
    """
    if len(names) < 2:  # noqa: PLR2004  # alone it is a headline
        return _IMPOSSIBLE
    first, second = names[0], names[1]
    size, below = len(squeeze(first.text)), len(squeeze(second.text))
    if size > conventions.label_length + 2 or any(mark in first.text for mark in "，,。…？?！!"):
        return _IMPOSSIBLE
    weight = (2.5 if first.kind is Kind.COLUMN else -0.3) + style.labelled
    weight += 2.0 if first.text in style.labels else 0.0
    weight += 2.5 if _is_over_list(names, conventions) else 0.0
    weight += 1.0 if size <= 2 and not conventions.spaced else 0.0  # noqa: PLR2004  # shorter than any clause
    weight += 0.5 if size < conventions.label_length - 1 and below >= _LONGER * size else 0.0
    weight -= 2.0 if first.kind is not Kind.COLUMN and is_statement(first.text, conventions) else 0.0
    weight += 2.2 if any(_is_guest(item, conventions) for item in bylines) else 0.0
    is_pair = (
        len(first.text.split()) > 1 and bool(conventions.clauses) and not _is_of_labels(first, conventions)
    )
    weight -= 0.8 if is_pair else 0.0
    weight += 1.5 if " " in first.text and _is_of_labels(first, conventions) else 0.0
    weight -= 1.0 if size > conventions.label_length and first.kind is not Kind.COLUMN else 0.0
    return weight - (0.5 if second.kind is Kind.COLUMN and below < size else 0.0)


def _is_guest(byline: Item, conventions: Conventions) -> bool:
    """Whether a byline is an author's or a reader's, whose piece stands in a column."""
    return byline.text[0] in conventions.markers or conventions.whole("senders", byline.text) is not None


def _is_of_labels(title: Item, conventions: Conventions) -> bool:
    """Whether each word of a line is worded as a label (连载 长篇小说)."""
    return all(word.endswith(conventions.column_words) for word in title.text.split())


def _is_over_list(names: Sequence[Item], conventions: Conventions) -> bool:
    """Whether the last title is worded as those over briefs and contents are: what stands above is their label."""
    return len(names) == 2 and any(  # noqa: PLR2004  # the label and its title
        conventions.whole(field, names[1].text) for field in ("brief_titles", "contents_titles")
    )
