"""The texts of an issue, each with its place, and how to find the one that a decision is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from ebook.corrections.decisions import Anchor
from ebook.model import (
    Article,
    Aside,
    Block,
    Figure,
    Issue,
    Origin,
    plain,
    titles,
)
from ebook.reading.chars import visible
from ebook.tree import block_texts

__all__ = ["TITLES", "Place", "Text", "anchor_of", "find", "texts"]

TITLES = ("column", "kicker", "headline", "deck")
_LONG, _SHOWN = 64, 40
_ENOUGH = 12


class Place(NamedTuple):
    """Where a text is in an issue.

    `field` is `masthead`, `folio`, `staff`, a field of an article, or `block`; `line` counts the lines of a field.
    """

    section: int
    article: int
    field: str
    line: int = 0
    block: tuple[int, ...] = ()


class Text(msgspec.Struct, frozen=True):
    """A text of an issue."""

    place: Place
    text: str
    origin: Origin | None


def texts(issue: Issue) -> list[Text]:
    """All texts of an issue that a decision can be about, in order."""
    return [text for text in _texts(issue) if visible(text.text)]


def _texts(issue: Issue) -> Iterator[Text]:
    masthead = issue.masthead
    for at, line in enumerate(masthead.printed):
        yield Text(Place(-1, -1, "masthead", at), line, masthead.origin)
    for s, section in enumerate(issue.sections):
        for at, line in enumerate(section.folio):
            yield Text(Place(s, -1, "folio", at), line, section.origin)
        for at, line in enumerate(section.staff):
            yield Text(Place(s, -1, "staff", at), line, section.origin)
        for a, article in enumerate(section.articles):
            yield from _of_article(article, s, a)


def _of_article(article: Article, s: int, a: int) -> Iterator[Text]:
    origin = article.origin
    for field in TITLES:
        for at, title in enumerate(titles(getattr(article, field))):
            yield Text(Place(s, a, field, at), plain(title), origin)
    for field in ("byline_text", "continued_from", "dateline"):
        yield Text(Place(s, a, field), getattr(article, field) or "", origin)
    yield from _of_blocks(article.body, s, a, ())
    yield Text(Place(s, a, "continued_to"), article.continued_to or "", origin)


def _of_blocks(body: Sequence[Block], s: int, a: int, above: tuple[int, ...]) -> Iterator[Text]:
    for at, block in enumerate(body):
        path = (*above, at)
        text = "\n".join(filter(None, map(plain, block_texts(block))))
        if not text and isinstance(block, Figure):
            text = block.src or ""
        yield Text(Place(s, a, "block", block=path), text, block.origin)
        if isinstance(block, Aside):
            yield from _of_blocks(block.body, s, a, path)


def anchor_of(text: Text, among: Iterable[Text]) -> Anchor:
    """What a decision about a text of an issue calls it.

    Args:
        text: the text.
        among: all texts of the issue.
    """
    whole = visible(text.text)
    nth = sum(visible(other.text) == whole for other in among if other.place <= text.place)
    line = text.origin.lines[0] if text.origin and text.origin.lines else None
    if len(whole) <= _LONG:
        return Anchor(text=text.text, nth=nth, line=line)
    return Anchor(text=text.text[:_SHOWN], length=len(whole), nth=nth, line=line)


def find(issue: Issue, anchor: Anchor) -> Text | None:
    """The text that an anchor names, None where there is none, or none that is certain.

    A text that a newer reader joined with another, or divided, is found by its beginning, if nothing else has that.
    """
    wanted = visible(anchor.text)
    found = [(text, visible(text.text)) for text in texts(issue)]
    same = [text for text, whole in found if _is_same(whole, wanted, anchor.length)]
    if same:
        if anchor.nth <= len(same):
            return same[anchor.nth - 1]
        return same[0] if len(same) == 1 else None
    if len(wanted) < _ENOUGH:
        return None
    near = [text for text, whole in found if whole.startswith(wanted)] or [
        text
        for text, whole in found
        if wanted in whole or (len(whole) >= _ENOUGH and wanted.startswith(whole))
    ]
    return near[0] if len(near) == 1 else None


def _is_same(whole: str, wanted: str, length: int | None) -> bool:
    return whole == wanted if length is None else len(whole) == length and whole.startswith(wanted)
