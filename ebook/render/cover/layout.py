"""A front page, made up: nameplate, lead, the other titles in two columns, what stands inside.

Places are counted along a line and from line to line, so that one make-up serves level lines,
which follow one another downwards, and vertical ones, which do so leftwards.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

import msgspec

from ebook.fonts import Cut
from ebook.languages import typesetting_of
from ebook.render.cover.breaking import break_lines
from ebook.render.cover.front import Front, Inside, Story
from ebook.render.cover.type import Line, gap_between, set_line

__all__ = ["Page", "Placed", "Rule", "Style", "make_up"]

_LEADS = (168, 148, 130, 114, 100, 88)
_SMALL_LEADS = (76, 64, 54, 44)
_CONTENTS = ((6, 8), (6, 6), (6, 4), (4, 5), (4, 3), (4, 0), (2, 3), (2, 0), (0, 0))
"""How many stories and inside pages are tried, one after the other, until all of it fits."""
_SECOND = 50
_GUTTER = 56
_GAP = 34
_WIDEST_GAP = 200
_NAMES = (176, 140, 110, 84, 64)


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """How a page is set: its measure (a full line's length), its depth, and the direction of lines."""

    measure: float
    depth: float
    lang: str
    vertical: bool


class Placed(msgspec.Struct, frozen=True):
    """A line of type, how far along the measure it begins, and how far down the page."""

    line: Line
    along: float
    down: float


class Rule(msgspec.Struct, frozen=True):
    """A line drawn from line to line or along: where it begins, its length, its weight."""

    along: float
    down: float
    length: float
    weight: float
    across: bool = False


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the page, placed from its own beginning, and what it says."""

    placed: tuple[Placed, ...] = ()
    rules: tuple[Rule, ...] = ()
    depth: float = 0
    says: tuple[str, ...] = ()


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page made up; `says` has its titles in reading order."""

    placed: tuple[Placed, ...]
    rules: tuple[Rule, ...]
    says: tuple[str, ...]


def make_up(front: Front, style: Style) -> Page:
    """The fullest page that holds together: the more titles the better, the lead as large as they allow."""
    plate = _nameplate(front, style)
    for stories, inside in _CONTENTS:
        index = _index(front.inside[:inside], style)
        for size in _LEADS + (_SMALL_LEADS if stories + inside == 0 else ()):
            rows = _rows(front.stories[:stories], max(_SECOND, round(size * 0.44)), style)
            blocks = [plate, *_lead(front.lead, size, style), *rows, *index]
            if _depth(blocks) <= style.depth:
                return _spread(blocks, style)
    return _spread([plate], style)


def _depth(blocks: list[Block]) -> float:
    return sum(block.depth for block in blocks) + _GAP * (len(blocks) - 1)


def _spread(blocks: list[Block], style: Style) -> Page:
    """Put the blocks one after the other, what is left of the page shared out between them."""
    spare = (style.depth - _depth(blocks)) / max(len(blocks) - 1, 1)
    gap = min(_GAP + max(spare, 0), _WIDEST_GAP)
    placed: list[Placed] = []
    rules: list[Rule] = []
    down = 0.0
    for block in blocks:
        placed += (Placed(part.line, part.along, part.down + down) for part in block.placed)
        rules += (msgspec.structs.replace(rule, down=rule.down + down) for rule in block.rules)
        down += block.depth + gap
    return Page(
        placed=tuple(placed), rules=tuple(rules), says=tuple(said for block in blocks for said in block.says)
    )


def _nameplate(front: Front, style: Style) -> Block:
    """The paper's name from edge to edge, and the day between rules."""
    size, lines = _fitted(front.name, "serif bold", style)
    name = _stack(lines, "serif bold", size, style, leading=1.15, centred=True)
    facts, said = _facts(front.facts, style)
    top = name.depth + 26
    rules = (
        Rule(0, top, style.measure, 6),
        Rule(0, top + 10, style.measure, 2),
        *((Rule(0, top + 28 + facts.depth, style.measure, 2),) if said else ()),
    )
    return Block(
        placed=(*name.placed, *_moved(facts.placed, 0, top + 20)),
        rules=rules,
        depth=top + (30 + facts.depth if said else 12),
        says=(front.name, *said),
    )


def _facts(facts: tuple[str, ...], style: Style) -> tuple[Block, tuple[str, ...]]:
    """As many facts as one line holds, the first at its beginning, the last at its end."""
    set_facts = [set_line(fact, "sans", 30, style.lang, vertical=style.vertical) for fact in facts]
    while set_facts and sum(line.length + 30 for line in set_facts) > style.measure:
        set_facts.pop()
    if not set_facts:
        return Block(), ()
    free = style.measure - sum(line.length for line in set_facts)
    gap = free / (len(set_facts) - 1) if len(set_facts) > 1 else 0
    placed, along = [], 0.0
    for line in set_facts:
        placed.append(Placed(line, along, 0))
        along += line.length + gap
    return Block(placed=tuple(placed), depth=30), facts[: len(set_facts)]


def _lead(story: Story | None, size: int, style: Style) -> list[Block]:
    if story is None:
        return []
    heads = _titles(story.headline, "sans bold", size, style.measure, style, most=3)
    # One that is too long stands for a block that no page can hold: a smaller size is tried.
    return [_story(story, heads, size, style.measure, style) if heads else Block(depth=style.depth + 1)]


def _rows(stories: tuple[Story, ...], size: int, style: Style) -> list[Block]:
    """Stories two by two, each pair under a rule and with a rule between."""
    width = (style.measure - _GUTTER) / 2
    cells = []
    for story in stories:
        heads = _titles(story.headline, "sans bold", size, width, style, most=3)
        if heads is not None:
            cells.append(_story(story, heads, size, width, style))
    return [_row(cells[at : at + 2], width, style, first=at == 0) for at in range(0, len(cells), 2)]


def _row(cells: list[Block], width: float, style: Style, *, first: bool) -> Block:
    depth = max(cell.depth for cell in cells)
    top = 26.0
    placed = [
        part
        for number, cell in enumerate(cells)
        for part in _moved(cell.placed, number * (width + _GUTTER), top)
    ]
    rules = [Rule(0, 0, style.measure, 3 if first else 1)]
    if len(cells) > 1:
        rules.append(Rule(width + _GUTTER / 2, top, depth, 1, across=True))
    return Block(
        placed=tuple(placed),
        rules=tuple(rules),
        depth=top + depth,
        says=tuple(said for cell in cells for said in cell.says),
    )


def _story(story: Story, heads: list[str], size: float, width: float, style: Style) -> Block:
    """Kicker, headline and deck below one another; a kicker or deck that is too long is left out."""
    small = max(round(size * 0.36), 30)
    above = _titles(story.kicker, "serif", small, width, style, most=2) or []
    below = _titles(story.deck, "serif", small, width, style, most=3) or []
    parts = (
        (story.kicker, _stack(above, "serif", small, style, leading=1.35)),
        (story.headline, _stack(heads, "sans bold", size, style, leading=1.2)),
        (story.deck, _stack(below, "serif", small, style, leading=1.4)),
    )
    placed: list[Placed] = []
    says: list[str] = []
    depth = 0.0
    for titles, part in parts:
        if part.placed:
            depth += size * 0.16 + 6 if placed else 0
            placed += _moved(part.placed, 0, depth)
            depth += part.depth
            says += titles
    return Block(placed=tuple(placed), depth=depth, says=(" ".join(says),))


def _index(inside: tuple[Inside, ...], style: Style) -> list[Block]:
    """The other pages, each with its first headline."""
    placed: list[Placed] = []
    says: list[str] = []
    size, down = 31, 26.0
    pages = [set_line(entry.page, "sans bold", size, style.lang, vertical=style.vertical) for entry in inside]
    start = max((page.length for page in pages), default=0) + size
    for entry, page in zip(inside, pages, strict=True):
        lines = _titles((entry.headline,), "serif", size, style.measure - start, style, most=2)
        if lines is None or start > style.measure / 2:
            continue
        heads = _stack(lines, "serif", size, style, leading=1.35)
        placed += [Placed(page, 0, down), *_moved(heads.placed, start, down)]
        says.append(f"{entry.page} {entry.headline}")
        down += heads.depth + 20
    if not says:
        return []
    return [
        Block(
            placed=tuple(placed),
            rules=(Rule(0, 0, style.measure, 3),),
            depth=down - 20,
            says=tuple(says),
        )
    ]


def _stack(
    lines: Iterable[str], cut: Cut, size: float, style: Style, *, leading: float, centred: bool = False
) -> Block:
    placed: list[Placed] = []
    for number, text in enumerate(lines):
        line = set_line(text, cut, size, style.lang, vertical=style.vertical)
        along = (style.measure - line.length) / 2 if centred else 0
        placed.append(Placed(line, along, number * size * leading))
    depth = (len(placed) - 1) * size * leading + size if placed else 0
    return Block(placed=tuple(placed), depth=depth)


def _moved(placed: Iterable[Placed], along: float, down: float) -> Iterator[Placed]:
    return (Placed(part.line, part.along + along, part.down + down) for part in placed)


def _titles(
    titles: tuple[str, ...], cut: Cut, size: float, width: float, style: Style, *, most: int
) -> list[str] | None:
    """Printed lines, broken again where they are too long; None where that makes too many of them."""
    out: list[str] = []
    for title in titles:
        out += _broken(title, cut, size, width, style)
    return out if 0 < len(out) <= max(most, len(titles)) else None


# The same titles are tried again and again, with fewer of the others beside them.
@functools.lru_cache(maxsize=1024)
def _broken(text: str, cut: Cut, size: float, width: float, style: Style) -> tuple[str, ...]:
    def measure(char: str) -> float:
        return size * _em(char, cut, style.lang, style.vertical)

    def gap(before: str, after: str) -> float:
        return size * gap_between(before, after, style.lang)

    return tuple(break_lines(text, measure, gap, width, spaced=typesetting_of(style.lang).spaced))


def _fitted(text: str, cut: Cut, style: Style) -> tuple[int, tuple[str, ...]]:
    """The largest size at which a name fits in one line; in several lines at the smallest."""
    for size in _NAMES:
        lines = _broken(text, cut, size, style.measure, style)
        if len(lines) == 1:
            break
    return size, lines


@functools.lru_cache(maxsize=4096)
def _em(char: str, cut: Cut, lang: str, vertical: bool) -> float:  # noqa: FBT001  # a key of the cache
    """How long a character is by itself, in em: never less than within a line, where it may close up."""
    return set_line(char, cut, 1000, lang, vertical=vertical).length / 1000
