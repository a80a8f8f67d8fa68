"""Which short lines are the lines of a poem."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ebook.readers.text.clues import View, refers_to_page
from ebook.readers.text.items import Kind
from ebook.readers.text.people import looks_like_names

__all__ = ["Scores", "weigh_verse"]

Scores = defaultdict[Kind, float]

_RUNNING = frozenset({Kind.PARAGRAPH, Kind.NOTE})
_VERSE_LINE = 24
_SHORT_POEM = 48
_STANZA = 4
_BARE_NAME = 5
_PEN_NAME, _PEN_NAME_SHARE = 3, 1.6


def weigh_verse(views: Sequence[View | None], scores: Sequence[Scores | None], kinds: Sequence[Kind]) -> None:
    """Many short lines under an author's name, or in a column of poems, are verse.

    The last of them may be the next article's title.
    """
    at = 0
    while at < len(views):
        above = views[at - 1] if at else None
        in_column = above is not None and _is_verse_label(above)
        longest, fewest = (_SHORT_POEM, 2) if in_column else (_VERSE_LINE, _STANZA)
        end = at
        if (first := views[at]) is not None and _is_verse_label(first) and not in_column:
            _weigh_author_above(views, scores, kinds, at)
            at += 1  # the poem begins below
            continue
        while (
            end < len(views)
            and _may_be_verse(kinds[end], views[end], longest, in_column=in_column)
            and not (end > at and _is_over_poem(views[end]))
        ):
            end += 1
        start = _first_verse(views, scores, kinds, at)
        end -= _titles_at(kinds, views, at, end)
        if start is not None and end - start >= fewest:
            for score in scores[start:end]:
                if score is not None:
                    score[Kind.VERSE] += 12
        at = end if end > at and end < len(views) and _is_over_poem(views[end]) else max(end, at) + 1


def _weigh_author_above(
    views: Sequence[View | None], scores: Sequence[Scores | None], kinds: Sequence[Kind], label: int
) -> None:
    """A name right above the label of a poem is its author's, who may stand over label and title."""
    above = views[label - 1] if label else None
    mine = scores[label - 1] if label else None
    if above is None or mine is None or kinds[label - 1] not in {Kind.TITLE, Kind.COLUMN}:
        return
    if len(above.text) <= _BARE_NAME and above.conventions.whole("pen_names", above.text):
        mine[Kind.BYLINE] += 12
        mine[Kind.COLUMN] = 0.0


def _titles_at(kinds: Sequence[Kind], views: Sequence[View | None], at: int, end: int) -> int:
    """How many of the last lines of a run are the next article's: its title, and a label of one word over it."""
    is_signed = kinds[end : end + 1] == [Kind.BYLINE] and kinds[end + 1 : end + 2] == [Kind.PARAGRAPH]
    if end - at < _STANZA or not (is_signed or (end < len(kinds) and kinds[end] in _RUNNING)):
        return int(end < len(kinds) and kinds[end] in _RUNNING)
    label = views[end - 2]
    return 1 + (label is not None and label.size <= 2 and len(label.text) == label.size)  # noqa: PLR2004


def _first_verse(
    views: Sequence[View | None], scores: Sequence[Scores | None], kinds: Sequence[Kind], at: int
) -> int | None:
    """Where verse can begin in a run of titles: under an author's name, or below a poem's title and author."""
    above = views[at - 1] if at else None
    if above is None:
        return None
    if kinds[at - 1] is Kind.BYLINE:
        return at
    if not _is_verse_label(above) or at + 1 >= len(views):
        return None
    if _is_affiliated(views[at]) and at + 2 < len(views):
        _weigh_byline(scores, at)
        return at + 2
    first, author = views[at], views[at + 1]
    if first is not None and first.size > _VERSE_LINE:
        return at  # short poems of one line each have no titles
    mine = scores[at + 1]
    following = [len(view.text) for view in views[at + 2 : at + 2 + _STANZA] if view is not None]
    has_author = at > 1 and _at_byline(scores, at - 2)
    if author and mine is not None and not has_author and _is_author(author, following):
        _weigh_byline(scores, at + 1)
        return at + 2
    return at + 1


def _is_affiliated(view: View | None) -> bool:
    return view is not None and view.conventions.whole("affiliated", view.text) is not None


def _weigh_byline(scores: Sequence[Scores | None], at: int) -> None:
    if (mine := scores[at]) is not None:
        mine[Kind.BYLINE] += 12
        mine[Kind.COLUMN] = 0.0


def _at_byline(scores: Sequence[Scores | None], at: int) -> bool:
    mine = scores[at]
    return mine is not None and max(mine, key=lambda kind: mine[kind]) is Kind.BYLINE


def _is_author(view: View, following: Sequence[int]) -> bool:
    """Whether the line below a poem's title is its author's: a name, or a word that is shorter than its lines."""
    conventions = view.conventions
    if conventions.whole("affiliated", view.text):
        return True
    if len(view.text) > _BARE_NAME:
        return False
    is_pen_name = conventions.whole("pen_names", view.text) is not None and len(view.text) <= _PEN_NAME
    is_short = bool(following) and sum(following) > _PEN_NAME_SHARE * len(view.text) * len(following)
    return looks_like_names(view.text, conventions) or (is_pen_name and is_short)


def _may_be_verse(kind: Kind, view: View | None, longest: int, *, in_column: bool) -> bool:
    """Whether a line can go on with a poem; in a column of poems it may look like a name."""
    is_short = (
        view is not None and len(view.text) <= _BARE_NAME and view.text[0] not in view.conventions.markers
    )
    is_name = in_column and kind is Kind.BYLINE and is_short
    return (kind is Kind.TITLE or is_name) and _is_verse_line(view, longest)


def _is_verse_line(view: View | None, longest: int) -> bool:
    if view is None or view.size > longest or refers_to_page(view):
        return False
    return view.text not in view.conventions.column_names


def _is_over_poem(view: View | None) -> bool:
    return view is not None and _is_verse_label(view)


def _is_verse_label(view: View) -> bool:
    return view.conventions.whole("verse_labels", view.text) is not None
