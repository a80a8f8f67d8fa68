"""Stage: which pieces make one article, and which of its parts each piece is.

A run of titles, labels and bylines stands over every article. Over a part of an article stands a
title alone. So each run is weighed: does an article begin here, or does the one above go on?
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ebook.languages.newspaper import Conventions
from ebook.readers.text.chars import squeeze
from ebook.readers.text.items import TITLES, Item, Kind
from ebook.readers.text.kinship import Vocabulary, words_of
from ebook.readers.text.notices import is_column_text, is_notice
from ebook.readers.text.people import agencies_in, people_in

__all__ = ["Draft", "segment"]

_HEADER = frozenset({Kind.TITLE, Kind.COLUMN, Kind.BYLINE, Kind.JUMP_FROM})
_AHEAD = 60
_ARTICLES = 40
_LABEL_AND_TITLE = 2
_STRANGE, _AKIN = 0.008, 0.05
_TABLES = frozenset({Kind.TABLE, Kind.STUB})


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An article as its items.

    Attributes:
        header: labels, titles and bylines over it, in the order of the source.
        body: what follows, cross-headings and captions as titles.
        is_briefs: whether its titles stand over briefs.
        series: the label over several briefs without a common headline, each of which is an article.
    """

    header: tuple[Item, ...] = ()
    body: tuple[Item, ...] = ()
    is_briefs: bool = False
    series: Item | None = None

    @property
    def items(self) -> tuple[Item, ...]:
        """All its items, in the order of the source."""
        return self.header + self.body


def segment(items: Sequence[Item], conventions: Conventions) -> list[Draft]:
    """The articles of a page, in the order of the source."""
    vocabulary = Vocabulary(words_of(item.whole) for item in items)
    headers: list[list[Item]] = []
    bodies: list[list[Item]] = []
    labels: list[Item | None] = []
    series: Item | None = None
    at = 0
    while at < len(items):
        at += _trailing(items, at, headers, bodies, conventions)
        run_end = _run_end(items, at)
        header_end = _header_end(items, at, run_end, conventions)
        run, after = items[at:header_end], items[header_end : header_end + _AHEAD]
        if headers and run_end == at and _begins_untitled(items[at], bodies[-1], conventions):
            headers.append([])
            bodies.append([])
            labels.append(None)
        elif not headers or _begins_article(
            run, after, _Place(headers, bodies, conventions, vocabulary, series)
        ):
            series = _series(run, series, conventions)
            headers.append(list(run))
            bodies.append([])
            labels.append(series)
        else:
            bodies[-1].extend(run)
        stop = max(run_end, header_end) if run_end > at else at + 1
        bodies[-1].extend(items[max(at, header_end) : stop])
        at = stop
    return [
        Draft(
            header=tuple(header),
            body=tuple(body),
            is_briefs=_is_briefs(header, conventions),
            series=label if label not in header else None,
        )
        for header, body, label in zip(headers, bodies, labels, strict=True)
    ]


def _trailing(
    items: Sequence[Item],
    at: int,
    headers: list[list[Item]],
    bodies: list[list[Item]],
    conventions: Conventions,
) -> int:
    """How many bylines from a place on end the article above; they are added to it.

    A byline at the head of a run can end one article or begin the next. It ends the one above if
    that one names the same people, if it names nobody and is an address alone, or if it bears an
    address, as signatures do, and the one above has named nobody yet.
    """
    if not headers or not bodies[-1] or items[at].kind is not Kind.BYLINE:
        return 0
    above = frozenset(
        name for item in (*headers[-1], *bodies[-1][:_AHEAD]) for name in _names(item, conventions)
    )
    taken = 0
    while at + taken < len(items) - 1 and items[at + taken].kind is Kind.BYLINE:
        byline = items[at + taken]
        is_signature = "@" in byline.text and not above
        named = _names(byline, conventions)
        is_others = not named <= above or not (named or "@" in byline.text)
        if is_others and not is_signature:
            break
        bodies[-1].append(byline)
        taken += 1
    return taken


def _names(item: Item, conventions: Conventions) -> set[str]:
    text = item.text if item.kind is Kind.BYLINE else item.dateline
    people = (*agencies_in(text, conventions), *people_in(text, conventions, "reporter")) if text else ()
    return {person.name for person in people}


class _Place:
    """Where on the page a header stands: after which articles."""

    def __init__(
        self,
        headers: list[list[Item]],
        bodies: list[list[Item]],
        conventions: Conventions,
        vocabulary: Vocabulary,
        series: Item | None,
    ) -> None:
        self._headers, self._bodies = headers, bodies
        self.series = series
        self.conventions, self.vocabulary = conventions, vocabulary

    @property
    def current(self) -> Draft:
        """The article above, as far as its last pieces go: what came long before decides nothing."""
        header = self._headers[-1]
        return Draft(
            header=tuple(header),
            body=tuple(self._bodies[-1][-_AHEAD:]),
            is_briefs=_is_briefs(header, self.conventions),
        )

    def kin_above(self, words: frozenset[str]) -> float:
        """How much some words have in common with the one of the articles further up that shares most."""
        above = list(zip(self._headers[:-1], self._bodies[:-1], strict=True))[-_ARTICLES:]
        return max(
            (
                self.vocabulary.kinship(words, words_of(*(item.text for item in (*h, *b[:_AHEAD]))))
                for h, b in above
            ),
            default=0.0,
        )


def _run_end(items: Sequence[Item], start: int) -> int:
    end = start
    while end < len(items) and items[end].kind in _HEADER:
        end += 1
    return end


def _header_end(items: Sequence[Item], start: int, end: int, conventions: Conventions) -> int:
    """Where the header ends: what goes on from another page, and a title over briefs, have no more titles.

    The title before a table is its caption.
    """
    for at in range(start, end):
        is_from = items[at].kind is Kind.JUMP_FROM and any(item.kind in TITLES for item in items[start:at])
        if is_from or _is_over_briefs(items[at], conventions, is_first=at == start):
            return at + 1
    has_table = end < len(items) and items[end].kind in _TABLES
    if not has_table or end == start or items[end - 1].kind not in TITLES:
        return end
    is_alone = end - start == 1 and (
        _is_label(items[start], conventions) or is_notice([items[start]], conventions)
    )
    return end if is_alone else end - 1


def _is_over_briefs(item: Item, conventions: Conventions, *, is_first: bool) -> bool:
    """Whether a title stands over briefs: it counts them, or it names them under a label."""
    if item.kind not in TITLES:
        return False
    names_them = not is_first and conventions.whole("brief_titles", item.text)
    return bool(names_them or conventions.whole("counted_briefs", item.text))


def _begins_article(run: Sequence[Item], after: Sequence[Item], place: _Place) -> bool:
    kinds = [item.kind for item in run]
    names = [item for item in run if item.kind in TITLES]
    if not run or not names:
        return False
    if Kind.JUMP_FROM in kinds or Kind.COLUMN in kinds or Kind.BYLINE in kinds or len(names) > 1:
        return True
    following = next(
        (item for item in after if item.kind not in _TABLES and item.kind is not Kind.TITLE), None
    )
    if (following is not None and following.dateline) or place.series is not None:
        return True
    return not place.current.is_briefs and _weight_of_title(names[0], after, place) > 0


def _begins_untitled(item: Item, body: Sequence[Item], conventions: Conventions) -> bool:
    """Whether text without a title begins an article: it has a dateline, and the article above is over."""
    return bool(item.dateline and body) and _is_over(Draft(body=tuple(body[-1:])), conventions)


def _weight_of_title(title: Item, after: Sequence[Item], place: _Place) -> float:
    """How much speaks for a lone title being a headline (above 0) and not a cross-heading (below).

    A part of an article further up is a cross-heading, too: it stands in the wrong place.
    """
    usual, _ = place.conventions.headline_length
    current = place.current
    size = len(squeeze(title.text))
    weight = 1.5 if size > usual else (-1.5 if size < usual * 0.8 else 0.0)
    weight += 3 * _is_over(current, place.conventions)
    weight += (
        3.5 if _is_label(title, place.conventions) or _is_contents(title, after, place.conventions) else 0
    )
    weight += (
        5
        if is_notice([title], place.conventions)
        else 3
        if is_notice(current.header, place.conventions)
        else 0
    )
    weight += 4 if after and is_column_text(after[0]) else 0
    weight += 4 if _is_briefs([title], place.conventions) else 0
    weight += 4 * (not any(item.kind is Kind.PARAGRAPH for item in current.body))
    words = words_of(title.text, *(item.text for item in _section(after)))
    kin = place.vocabulary.kinship(words, words_of(*(item.text for item in current.items)))
    weight += 0.5 if kin < _STRANGE else -1.5 if kin > _AKIN else -0.5
    return weight - (2.0 if place.kin_above(words) > max(_AKIN, 3 * kin) else 0.0)


def _section(after: Sequence[Item]) -> list[Item]:
    found: list[Item] = []
    for item in after:
        if item.kind in _HEADER:
            break
        found.append(item)
    return found


def _is_over(draft: Draft, conventions: Conventions) -> bool:
    """Whether the article has come to its end: its last piece bears a jump line or a signature."""
    last = draft.body[-1] if draft.body else None
    if last is None:
        return False
    if last.jump or last.kind is Kind.JUMP_TO:
        return True
    return last.kind is Kind.PARAGRAPH and bool(conventions.within("signatures", last.text[-120:]))


def _series(run: Sequence[Item], current: Item | None, conventions: Conventions) -> Item | None:
    """The label of briefs that an article belongs to: its own, or the one above, until another label comes."""
    names = [item for item in run if item.kind in TITLES]
    if (
        len(names) == _LABEL_AND_TITLE
        and conventions.whole("brief_titles", names[0].text)
        and not _is_briefs(run, conventions)
    ):
        return names[0]
    goes_on = len(names) == len(run) == 1 and names[0].kind is Kind.TITLE
    return current if goes_on and not _is_label(names[0], conventions) else None


def _is_label(title: Item, conventions: Conventions) -> bool:
    """Whether a lone title is worded as labels are (天气 更正 启事): then it stands over an article of its own."""
    if title.text in conventions.column_names or conventions.whole("contents_titles", title.text):
        return True
    is_short = len(title.text) <= conventions.label_length - 1
    return is_short and title.kind is Kind.COLUMN


def _is_contents(title: Item, after: Sequence[Item], conventions: Conventions) -> bool:
    """Whether a title stands over the list of what is inside."""
    has_list = bool(after) and after[0].kind is Kind.LIST
    return has_list and conventions.whole("contents_titles", title.text) is not None


def _is_briefs(run: Sequence[Item], conventions: Conventions) -> bool:
    names = [item for item in run if item.kind in TITLES]
    return bool(names) and any(
        conventions.whole(field, names[-1].text) for field in ("brief_titles", "counted_briefs")
    )
