"""Stage: pieces that stand under the wrong article go back to the one they belong to.

The end of a story is often read after the stories beside it. It shows: it speaks of what another
article speaks of and not of what stands above it, or it follows after that article's signature.
Nothing moves unless another article fits far better, so that a page in order stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from ebook.languages.newspaper import Conventions
from ebook.model import Repair
from ebook.readers.text.chars import squeeze
from ebook.readers.text.clues import marker_of
from ebook.readers.text.items import TITLES, Item, Kind, merged_origin
from ebook.readers.text.kinship import Vocabulary, words_of
from ebook.readers.text.notices import is_notice
from ebook.readers.text.segment import Draft

__all__ = ["restore_displaced"]

_DASHES = frozenset("-―—–")
_SPEAKER = re.compile(r"[-―—–]{1,2}(?=\S)|[^\s：:]{1,8}\s?[：:]")
_MOST_DRAFTS = 60
_MOST_ITEMS = 40
_LONGEST_ARTICLE = 500  # more paragraphs than any newspaper prints: no ends of articles stand in it
_MARGIN = 0.04
_RATIO = 4.5
_FEWEST = 12  # fewer characters share no words
_LONG_TAIL, _LONG_BESIDE = 150, 60
_AT_HOME = 1.5
_BESIDE = 0.006  # what breaks into an article stands right after it, if nothing else tells
_ALIKE = 0.7
_OF_ONE_MATTER = 0.8
_SMALL_MARGIN = 0.018
_GREAT_RATIO = 5.0


class _Page(msgspec.Struct, frozen=True, kw_only=True):
    """The articles of a page with the words of each, which stay what they were when ends move."""

    drafts: list[Draft]
    words: list[frozenset[str]]
    vocabulary: Vocabulary
    conventions: Conventions
    is_disordered: bool


class _Move(msgspec.Struct, frozen=True, kw_only=True):
    start: int
    end: int
    target: int
    gain: float
    code: str


def restore_displaced(
    drafts: Sequence[Draft], conventions: Conventions, *, is_disordered: bool
) -> tuple[list[Draft], list[Repair]]:
    """The articles of a page with displaced ends put back, and a repair for each.

    Args:
        drafts: the page's articles as they stand.
        conventions: those of its language.
        is_disordered: whether the page shows other disorder, which makes this kind likelier.
    """
    if not 1 < len(drafts) <= _MOST_DRAFTS:
        return list(drafts), []
    found = list(drafts)
    repairs: list[Repair] = []
    vocabulary = Vocabulary(words_of(_said(item, conventions)) for draft in drafts for item in draft.items)
    words = [words_of(*(_said(item, conventions) for item in draft.items)) for draft in drafts]
    page = _Page(
        drafts=found, words=words, vocabulary=vocabulary, conventions=conventions, is_disordered=is_disordered
    )
    for at in range(len(found)):
        move = _best_move(at, page)
        if move is None:
            continue
        end = _end(move, at, page)
        tail = found[at].body[move.start : end]
        rest = (*found[at].body[: move.start], *found[at].body[end:])
        found[at] = msgspec.structs.replace(found[at], body=rest)
        found[move.target] = msgspec.structs.replace(
            found[move.target], body=(*found[move.target].body, *tail)
        )
        repairs.append(_repair(tail, found[move.target], move))
    return found, repairs


def _said(item: Item, conventions: Conventions) -> str:
    """What an item says, without who wrote it and where: those words say nothing of its matter."""
    if item.kind in {Kind.BYLINE, Kind.JUMP_TO, Kind.JUMP_FROM}:
        return ""
    text = item.text
    if signature := conventions.within("signatures", text[-120:]):
        text = text[: len(text) - len(signature["people"]) - 1]
    return " ".join((text, *(" ".join(row) for row in item.rows)))


def _repair(tail: Sequence[Item], target: Draft, move: _Move) -> Repair:
    name = next((item.text for item in target.items if item.kind in TITLES), target.items[0].text)
    return Repair(
        kind="moved-block",
        text="\n".join(item.whole for item in tail),
        code=move.code,
        params={"article": name},
        confidence=round(min(0.95, 0.5 + move.gain), 2),
        origin=merged_origin(tuple(tail)),
    )


def _best_move(at: int, page: _Page) -> _Move | None:
    """The end of an article that belongs to another one, and where it goes; None where it all belongs."""
    body = page.drafts[at].body
    if len(body) > _LONGEST_ARTICLE:
        return None
    moves = [
        move
        for start in range(max(1, len(body) - _MOST_ITEMS), len(body))
        if (move := _move(at, start, page)) is not None
    ]
    best = max(moves, key=lambda move: (move.gain, -move.start), default=None)
    if best is None:
        return None
    alike = (move for move in moves if move.target == best.target and move.gain >= best.gain * _ALIKE)
    earliest = min(alike, key=lambda move: move.start)
    return msgspec.structs.replace(earliest, start=_first(earliest, at, page))


def _first(move: _Move, at: int, page: _Page) -> int:
    """Where the displaced end begins: titles before it go with it, a piece that shares more here stays."""
    body, start = page.drafts[at].body, move.start
    while (
        start < len(body) - 1
        and body[start].kind is Kind.PARAGRAPH
        and _is_at_home(start, at, move.target, page)
    ):
        start += 1
    while start > 1 and body[start - 1].kind in {*TITLES, Kind.ASIDE}:
        start -= 1
    return start


def _end(move: _Move, at: int, page: _Page) -> int:
    """Where the displaced run ends: pieces at its end that share no more with the other article stay."""
    body = page.drafts[at].body
    end = move.end
    if _is_over(body[move.start - 1], page.conventions) or end < len(body):
        return end
    rest = (*page.drafts[at].header, *body[: move.start])
    home = words_of(*(_said(item, page.conventions) for item in rest))
    while end > move.start + 1 and body[end - 1].kind is Kind.PARAGRAPH:
        words = words_of(_said(body[end - 1], page.conventions))
        here = page.vocabulary.kinship(words, home)
        if page.vocabulary.kinship(words, page.words[move.target]) > here:
            break
        end -= 1
    return end


def _is_at_home(place: int, at: int, target: int, page: _Page) -> bool:
    """Whether one piece has more in common with what stands before it than with another article."""
    words = words_of(_said(page.drafts[at].body[place], page.conventions))
    before = (*page.drafts[at].header, *page.drafts[at].body[:place])
    here = page.vocabulary.kinship(words, words_of(*(_said(item, page.conventions) for item in before)))
    return here > _AT_HOME * page.vocabulary.kinship(words, page.words[target])


def _move(at: int, start: int, page: _Page) -> _Move | None:
    drafts, conventions = page.drafts, page.conventions
    body = drafts[at].body
    end = _after_signature(body, start, conventions)
    tail, rest = body[start:end], (*drafts[at].header, *body[:start], *body[end:])
    is_over = _is_over(body[start - 1], conventions) or _is_after_list(body, start)
    if not _can_move(tail) or not any(item.kind not in TITLES for item in body[:start]):
        return None
    if (drafts[at].is_briefs or is_notice(drafts[at].header, conventions)) and not is_over:
        return None
    if (target := _counts_on(tail[0], at, drafts)) is not None:
        return _Move(start=start, end=len(body), target=target, gain=0.45, code="list-continues")
    if tail[0].kind is body[start - 1].kind is Kind.LIST or _is_of_talk(tail[0], body[:start]):
        return None
    tail_words = words_of(*(_said(item, conventions) for item in tail))
    here = page.vocabulary.kinship(tail_words, words_of(*(_said(item, conventions) for item in rest)))
    kin, target = _nearest(tail_words, tail[0], at, page)
    rest_words = words_of(*(_said(item, conventions) for item in rest))
    if not is_over and page.vocabulary.kinship(rest_words, page.words[target]) > _OF_ONE_MATTER * kin:
        return None  # a comment on a report speaks of its matter, too
    fewest = _LONG_BESIDE if target == at - 1 else _LONG_TAIL
    is_long = page.is_disordered and sum(len(item.whole) for item in tail) >= fewest
    if not _is_enough(kin, here, is_over=is_over, is_long=is_long):
        return None
    code = "after-another-article" if is_over else "inside-another-article"
    return _Move(start=start, end=end, target=target, gain=kin - here, code=code)


def _is_of_talk(first: Item, before: Sequence[Item]) -> bool:
    """Whether a piece begins with the dash, or the speaker's name, with which lines before it begin: a talk goes on."""
    mark = _SPEAKER.match(first.text)
    if mark is None and before[-1].text[:1] in _DASHES:
        return True  # an answer after its question
    return mark is not None and any(item.text.startswith(mark[0]) for item in before)


def _nearest(words: frozenset[str], first: Item, at: int, page: _Page) -> tuple[float, int]:
    """The open article before a place that shares most with some words, the last of equals, and how much it shares."""
    best = (0.0, at)
    for other in range(at):
        kin = page.vocabulary.kinship(words, page.words[other]) + (_BESIDE if other == at - 1 else 0)
        if (kin, other) > best and _is_open(page.drafts[other], first, page.conventions):
            best = (kin, other)
    return best


def _is_enough(kin: float, here: float, *, is_over: bool, is_long: bool) -> bool:
    """Whether what a tail shares with another article outweighs what it shares with its own."""
    if is_over:
        return kin > here
    if is_long:
        return kin - here > _SMALL_MARGIN and kin > here * _GREAT_RATIO
    return kin - here > _MARGIN and kin > here * _RATIO


def _is_open(draft: Draft, first: Item, conventions: Conventions) -> bool:
    """Whether something can be added to an article: it is not over, and not made of briefs."""
    if (
        draft.is_briefs
        or not draft.body
        or any(conventions.whole("contents_titles", i.text) for i in draft.header)
    ):
        return False
    return first.kind is Kind.ASIDE or not _is_over(draft.body[-1], conventions)


def _can_move(tail: Sequence[Item]) -> bool:
    """Whether a tail is text of an article, and does not begin with what belongs to the piece before it."""
    return (
        tail[0].kind in {Kind.PARAGRAPH, Kind.LIST, Kind.TITLE, Kind.FIGURE, Kind.ASIDE, Kind.COLUMN}
        and sum(len(squeeze(item.text)) for item in tail) >= _FEWEST
    )


def _is_over(item: Item, conventions: Conventions) -> bool:
    if item.jump or item.kind is Kind.JUMP_TO:
        return True
    return item.kind is Kind.PARAGRAPH and bool(conventions.within("signatures", item.text[-120:]))


def _is_after_list(body: Sequence[Item], start: int) -> bool:
    """Whether text stands after an article that is nothing but a list: briefs, or what is on other pages."""
    return body[start].kind is Kind.PARAGRAPH and all(
        item.kind is Kind.LIST or item.kind in {*TITLES, Kind.ASIDE} for item in body[:start]
    )


def _after_signature(body: Sequence[Item], start: int, conventions: Conventions) -> int:
    """Where a run ends that is signed though more text follows: the article went on after another's end."""
    signed = next((at for at in range(start, len(body)) if _is_over(body[at], conventions)), len(body))
    goes_on = any(item.kind is Kind.PARAGRAPH for item in body[signed + 1 :])
    return signed + 1 if goes_on else len(body)


def _counts_on(first: Item, at: int, drafts: Sequence[Draft]) -> int | None:
    """The article whose numbered list goes on with an item, where the piece before the item does not count."""
    if first.kind is not Kind.LIST or (value := _value(first)) is None or value <= 1:
        return None
    for other in reversed(range(at)):
        last = drafts[other].body[-1] if drafts[other].body else None
        if last is not None and last.kind is Kind.LIST and _value(last) == value - 1:
            return other
    return None


def _value(item: Item) -> int | None:
    marker = marker_of(item.text)
    if marker == "circle":
        return ord(item.text[0]) - ord("①") + 1 if "①" <= item.text[0] <= "⑳" else None
    if marker != "number":
        return None
    digits = "".join(char for char in item.text.lstrip("(（")[:2] if char.isdigit())
    return int(digits) if digits else None
