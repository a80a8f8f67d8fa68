"""Which short lines are the lines of a list: those of one make that follow one another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ebook.readers.text.clues import View, marker_of, refers_to_page
from ebook.readers.text.items import Kind
from ebook.readers.text.verse import Scores

__all__ = ["weigh_boxes", "weigh_lists"]

_TABLES = frozenset({Kind.TABLE, Kind.STUB})
_DATED = re.compile(
    r"(?:(?:次日|翌日|明日|明晚|今晚|当日|當日)[\d０-９]|[\d０-９]{1,2}[/／.][\d０-９]{1,2}\s?[（(][一二三四五六日月火水木金土월화수목금토일][)）]|[\d０-９]{2,4}年|[\d０-９]{1,2}[月日時時시월일点點]|同年|同月|同日|翌年|翌日|午前|午後|上午|下午|[\d０-９]{1,2}[:：][\d０-９]{2})"
    r"[^\s。，、]{0,10}[ \u3000]\S"
)
_COUNTED = re.compile(r"[\d０-９][\d０-９,.]{0,5}[^\d０-９\s。，、,.]{1,3}(?=[ \u3000])")
_DIGITS = re.compile(r"[\d０-９,.]+")
_BOXED = re.compile(r"[【〔\[][^】〕\]\s]{1,6}[】〕\]](?=\S)")
_BOOK = re.compile(r"[《『][^》』]{1,24}[》』][ \u3000]")
_LETTERS = re.compile(r"[^\W\d_]+")
_LIST_ITEM = 70
_QUESTION = 28
_SHAPED = 60
_TELLING = 3


def weigh_lists(views: Sequence[View | None], scores: Sequence[Scores | None]) -> None:
    """Lines of one make that follow one another are a list: all keyed, or all with the same kind of mark."""
    at = 0
    while at < len(views):
        end = at
        while (
            end < len(views)
            and (view := views[end]) is not None
            and _make(view) == _make(views[at]) is not None
        ):
            end += 1
        if end - at >= 2 and _is_list([view for view in views[at:end] if view]):  # noqa: PLR2004
            for score in scores[at:end]:
                if score is not None:
                    score[Kind.LIST] += 12
        at = max(end, at + 1)


def weigh_boxes(views: Sequence[View | None], scores: Sequence[Scores | None], kinds: Sequence[Kind]) -> None:
    """Short lines right below the title of a box or notice, which has no other text, are what it lists.

    The last of them is the title of the text below them, where a text follows.
    """
    for at, view in enumerate(views):
        if view is None or not (
            kinds[at] is Kind.ASIDE or view.conventions.whole("notice_titles", view.text)
        ):
            continue
        end = at + 1
        while end < len(kinds) and kinds[end] is Kind.TITLE:
            end += 1
        end -= end < len(kinds) and kinds[end] in {Kind.PARAGRAPH, Kind.BYLINE, Kind.NOTE, *_TABLES}
        lines = [line for line in views[at + 1 : end] if line is not None]
        if len(lines) > 1 and (kinds[at] is Kind.ASIDE or all(line.key for line in lines)):
            for score in scores[at + 1 : end]:
                if score is not None:
                    score[Kind.LIST] += 8


def _make(view: View | None) -> str | None:
    if view is None:
        return None
    if marker := marker_of(view.text):
        return marker
    if view.size > _LIST_ITEM:
        return None
    if refers_to_page(view):
        return "paged"
    if _DATED.match(view.text) and not view.stops and not view.has_dateline:
        return "dated"
    if view.text[-1] in "？?" and view.size <= _QUESTION and not view.stops:
        return "asked"
    if not view.stops and not view.has_dateline and (counted := _COUNTED.match(view.text)):
        return _DIGITS.sub("0", counted[0])
    if not view.has_dateline and view.size <= _SHAPED and (_BOXED.match(view.text) or _BOOK.match(view.text)):
        return "boxed" if view.text[0] in "【〔[" else "book"
    if view.key and not view.has_dateline:
        return "keyed"
    return _shape(view)


def _shape(view: View) -> str | None:
    """What is left of a line without its words: lines of a list have it in common, and it says more than a comma."""
    if view.ends or view.size > _LIST_ITEM or view.has_dateline:
        return None
    shape = _DIGITS.sub("0", _LETTERS.sub("", view.text.replace(" ", "")))
    return f"={shape}" if len(shape) >= _TELLING and any(char in "0（(：:" for char in shape) else None


def _is_list(views: Sequence[View]) -> bool:
    """Whether lines of one make are a list: those with keys need different ones, or they are a dialogue."""
    if refers_to_page(views[0]) or _make(views[0]) in {"boxed", "book"}:
        return True
    if (made := _make(views[0])) in {"asked", "dated"} or (made or "").startswith(("0", "=")):
        return len(views) > 2  # noqa: PLR2004  # two questions are a headline in two lines
    if sum(view.size for view in views) > _LIST_ITEM * len(views):
        return False
    keys = [view.key for view in views if view.key]
    is_keyed = all(marker_of(view.text) is None for view in views)
    return not is_keyed or (len(set(keys)) == len(keys) and len(keys) > 2)  # noqa: PLR2004
