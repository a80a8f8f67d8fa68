"""Lines judged: how far they are from flush, and what the requirements for their script forbid.

A glyph is set full-width where its own advance says so, so that “ is a bracket in Chinese and none in Korean.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from ebook.languages import typesetting_of
from ebook.typography.characters import autospaced, blank_after, blank_before, is_cjk, is_hangul
from tests.typesetting.reading import Glyph, Line, Paragraph, Set, lines_of

__all__ = ["Judgement", "judge"]

# CLREQ 3.1.3, JLREQ 3.1.7 and 3.1.8, KLREQ on line breaking.
_NOT_FIRST = frozenset("，。、．：；！？,.:;!?）］｝〉》」』】〕〗〙〟)]}”’%‰℃·・‧々〻ゝゞヽヾー")
_NOT_LAST = frozenset("（［｛〈《「『【〔〖〘〝([{“‘$￥¥€£")
_DASHES = frozenset("—―…⋯")
_IN_WORD = re.compile(r"[A-Za-z0-9À-ɏ][.,]?[A-Za-z0-9À-ɏ]")
_MAY_FOLLOW = "，。、！？；：”’」』）》…—.!?"
_FACING = frozenset("，。、．：；・·")

_TRIMMED = 0.25  # em; more than this left of a blank half, and it was not trimmed
_NEAR = 0.1  # em; how far a gap may be from a quarter em, besides what justification adds
_WORD_SPACE = 0.2  # em, at least
_EMPTY = 2.0  # em; a line with more room than this is empty at its end
_DRAWN_OUT = 0.03  # em


class Judgement(msgspec.Struct, frozen=True):
    """What was found.

    Attributes:
        paragraphs: how many were found in the PDF.
        unread: the texts of those that were not.
        lines: how many lines they have.
        ragged: of each full line, how far its right edge is from the measure, in em.
        loose: lines before a word that can be broken nowhere and does not fit; they are not full.
        violations: how often each requirement is broken.
        examples: the first line that breaks it.
    """

    paragraphs: int
    unread: tuple[str, ...]
    lines: int
    ragged: tuple[float, ...]
    loose: tuple[str, ...]
    violations: Counter[str]
    examples: dict[str, str]

    @property
    def worst(self) -> float:
        return max(self.ragged, default=0.0)


def judge(paragraphs: Iterable[Paragraph], glyphs: list[Glyph]) -> Judgement:
    """Judge the lines of known paragraphs among the glyphs of a PDF."""
    composed = list(lines_of(paragraphs, glyphs))
    found: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for item in composed:
        for kind, line in _violations(item):
            found[kind] += 1
            examples.setdefault(kind, line)
    edges = list(_raggedness(composed))
    return Judgement(
        paragraphs=sum(bool(item.lines) for item in composed),
        unread=tuple(item.paragraph.text for item in composed if not item.lines),
        lines=sum(len(item.lines) for item in composed),
        ragged=tuple(off for off, _, is_full in edges if is_full),
        loose=tuple(text for _, text, is_full in edges if not is_full),
        violations=found,
        examples=examples,
    )


# --- flush ----------------------------------------------------------------------------------


def _raggedness(composed: list[Set]) -> Iterator[tuple[float, str, bool]]:
    """How far each line that is not its paragraph's last ends from the right edge of its column, and whether it is full."""
    edges: dict[tuple[int, int, int], list[float]] = {}
    full = [
        (line, following, _column(line, item.lines), item.paragraph.lang)
        for item in composed
        for line, following in pairwise(item.lines)
        if "\n" not in line.spaces[-1]
    ]
    for line, _, column, lang in full:
        edges.setdefault(column, []).append(_edge(line.glyphs[-1], lang))
    for line, following, column, lang in full:
        last = line.glyphs[-1]
        off = abs(max(edges[column]) - _edge(last, lang))
        hanging = abs(off - 0.5 * last.em) if _has_blank_end(last, lang) else off
        off = min(off, hanging) / last.em
        yield off, line.text, off < _EMPTY or _WORD_SPACE + _first_word(following) < off


def _first_word(line: Line) -> float:
    """How wide the first word of a line is, in em: up to a space or a square."""
    width = 0.0
    for glyph, space in zip(line.glyphs, line.spaces, strict=True):
        if is_cjk(glyph.char):
            break
        width += glyph.advance
        if space:
            break
    return width


def _column(line: Line, lines: tuple[Line, ...]) -> tuple[int, int, int]:
    """Page, left edge and size: lines with the same have the same measure."""
    page, em = line.glyphs[0].page, line.glyphs[0].em
    middle = line.glyphs[len(line.glyphs) // 2]
    beside = [other for other in lines[1:] if other.glyphs[0].page == page and _overlap(other, line)]
    left = min((_start(other.glyphs[0]) for other in beside), default=_start(line.glyphs[0]))
    return page, round(left / middle.em), round(em * 10)


def _overlap(one: Line, other: Line) -> bool:
    return one.glyphs[0].x < other.glyphs[-1].x and other.glyphs[0].x < one.glyphs[-1].x


def _start(glyph: Glyph) -> float:
    trimmed = glyph.advance > 0.9 and blank_before(glyph.char)
    return glyph.x + (0.5 * glyph.em if trimmed else 0.0)


def _has_blank_end(glyph: Glyph, lang: str) -> bool:
    return glyph.advance > 0.9 and blank_after(glyph.char, typesetting_of(lang))


def _edge(glyph: Glyph, lang: str) -> float:
    """Where a line ends to the eye: a blank half at its end does not count."""
    return glyph.x + (glyph.advance - 0.5 * _has_blank_end(glyph, lang)) * glyph.em


# --- what is forbidden ------------------------------------------------------------------------


def _violations(item: Set) -> Iterator[tuple[str, str]]:
    for line, following in pairwise(item.lines):
        for kind in _at_break(line, following, item.paragraph.lang):
            yield kind, f"{line.text} / {following.text}"
    left = min((_start(line.glyphs[0]) for line in item.lines[1:]), default=0.0)
    for number, line in enumerate(item.lines):
        if number and _is_left_of(item.lines, number, left) and _is_untrimmed(line.glyphs[0], left):
            yield "bracket at line start not trimmed", line.text
        for kind in _within(line, item.paragraph.lang):
            yield kind, line.text
    if len(item.lines) > 1 and _is_one_character(item.lines[-1]):
        yield "one character on the last line", item.lines[-1].text


def _at_break(line: Line, following: Line, lang: str) -> Iterator[str]:
    last, first = line.glyphs[-1].char, following.glyphs[0].char
    if first in _NOT_FIRST:
        yield "forbidden at line start"
    if last in _NOT_LAST and not (last in "$￥¥€£" and not first.isdigit()):
        yield "forbidden at line end"
    if last == first and last in _DASHES:
        yield "dash or ellipsis split"
    if not line.spaces[-1] and (_IN_WORD.fullmatch(last + first) or _parts_number(line, following)):
        yield "word or number split"
    if lang.startswith("ko") and not line.spaces[-1] and is_hangul(last) and is_hangul(first):
        yield "word or number split"


def _parts_number(line: Line, following: Line) -> bool:
    return bool(re.search(r"\d[.,]$", line.text)) and following.text[:1].isdigit()


def _is_left_of(lines: tuple[Line, ...], number: int, left: float) -> bool:
    """Whether a line stands in the column that `left` is of."""
    return abs(_start(lines[number].glyphs[0]) - left) < lines[number].glyphs[0].em


def _is_untrimmed(glyph: Glyph, left: float) -> bool:
    return glyph.advance > 0.9 and blank_before(glyph.char) and glyph.x > left - _TRIMMED * glyph.em


def _within(line: Line, lang: str) -> Iterator[str]:
    gaps = [_gap(left, right) for left, right in pairwise(line.glyphs)]
    plain = [
        gap
        for gap, (left, right) in zip(gaps, pairwise(line.glyphs), strict=True)
        if is_cjk(left.char) and is_cjk(right.char)
    ]
    stretch = max(statistics.median(plain), 0.0) if plain else None
    for gap, space, (left, right) in zip(gaps, line.spaces, pairwise(line.glyphs), strict=False):
        if left.char == right.char and left.char in _DASHES and right.x > left.x and abs(gap) > _DRAWN_OUT:
            yield "dash or ellipsis drawn out"
        if space or left.em != right.em:
            continue
        if _faces(left, right, lang) and gap > -_TRIMMED:
            yield "adjacent punctuation not squeezed"
        if autospaced(left.char, right.char) and stretch is not None and abs(gap - 0.25 - stretch) > _NEAR:
            yield "gap between Han and Latin not a quarter em"


def _gap(left: Glyph, right: Glyph) -> float:
    """What stands between two glyphs besides their own advances, in em."""
    return (right.x - left.x) / left.em - left.advance


def _faces(left: Glyph, right: Glyph, lang: str) -> bool:
    """Whether two full-width marks face each other with a blank half (CLREQ 3.1.6, JLREQ 3.1.4)."""
    if left.advance < 0.9 or right.advance < 0.9:
        return False
    if blank_after(left.char, typesetting_of(lang)):
        return (
            blank_before(right.char) or blank_after(right.char, typesetting_of(lang)) or right.char in _FACING
        )
    return blank_before(left.char) and blank_before(right.char)


def _is_one_character(line: Line) -> bool:
    return len(line.text.rstrip(_MAY_FOLLOW)) == 1 and (is_cjk(line.text[0]) or is_hangul(line.text[0]))
