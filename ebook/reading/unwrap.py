"""Stage: physical lines become logical lines, by undoing the breaks of a narrow column.

Where a line does not fill its column, or the next one is indented, a logical line ends. In a run of
lines between such ends any line end may be one too: a title or a last line can be as long as the column
is wide by chance. The best division of the whole run decides.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import msgspec

from ebook.languages import Language
from ebook.reading.chars import ends_sentence, opens_inside
from ebook.reading.lines import SourceLine
from ebook.reading.pieces import Line
from ebook.reading.seams import Forms, Pairs, Piece, pairs_of, seam
from ebook.reading.wrapforms import forms_of
from ebook.reading.wrapping import Wrapping, find_wrapping, starts_sharply

__all__ = ["Forms", "Wrapping", "find_wrapping", "lines_of", "logical_lines"]

_LONGEST_PIECE = 40
_CONTEXT = 2
_CERTAIN = 2.0
_SPACE, _SPACE_OF_SENTENCE = 1.9, 0.7


class _Chances(msgspec.Struct, frozen=True):
    """How likely a line of prose or a title is as long as its column is wide, and prose without indent."""

    prose: float
    title: float
    bare_prose: float

    def at_end(self) -> _Chances:
        """The chances of the last line of a run, whose end is certain."""
        return _Chances(0.0, 0.0, self.bare_prose)


_BY_CHANCE = _Chances(-4.4, -2.1, -2.5)
_AS_USUAL = _Chances(-1.0, -1.0, 0.0)
"""Where every line that is broken is indented, lines without indent are whole, full ones too."""


def lines_of(source: Sequence[SourceLine], name: str, language: Language) -> list[Line]:
    """The logical lines of a source; one in which a program marked titles or pictures is not hard-wrapped.

    Args:
        source: its lines.
        name: its name, for the origins.
        language: its language.
    """
    marked = any(line.level or line.picture is not None for line in source)
    return logical_lines(source, name, None if marked else find_wrapping(source), forms_of(language))


def logical_lines(
    lines: Sequence[SourceLine], name: str, wrapping: Wrapping | None, forms: Forms
) -> list[Line]:
    """The logical lines: those of the file, or, in a wrapped text, those that its columns were broken from.

    Args:
        lines: the physical lines.
        name: the source's name.
        wrapping: how the text is wrapped, None where it is not.
        forms: how lines of the language begin and end that stand for themselves.
    """
    if wrapping is None:
        return [_line([line], name, wrapping) for line in lines]
    pairs = pairs_of(lines)
    return [
        _line(piece, name, wrapping)
        for run in _runs(lines, wrapping)
        for piece in _divided(run, wrapping, pairs, forms)
    ]


def _runs(lines: Sequence[SourceLine], wrapping: Wrapping) -> Iterator[list[SourceLine]]:
    """The lines between two ends that the column's width or indent shows for certain."""
    run: list[SourceLine] = []
    for line in lines:
        if run and not _may_go_on(run[-1], line, wrapping):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _may_go_on(before: SourceLine, line: SourceLine, wrapping: Wrapping) -> bool:
    """Whether a line can go on the one before it, as far as space and signs tell."""
    if starts_sharply(line, before):
        return False
    if wrapping.starts(line):
        is_carried = wrapping.indents_fill and wrapping.is_carried(line)
        return is_carried and wrapping.goes_over(before, line) and not ends_sentence(before.text)
    return opens_inside(line.text) or wrapping.goes_over(before, line)


def _divided(
    run: Sequence[SourceLine], wrapping: Wrapping, pairs: Pairs, forms: Forms
) -> list[Sequence[SourceLine]]:
    """The best division of a run into logical lines, by dynamic programming over the ends of pieces."""
    if len(run) == 1:
        return [run]
    seams = [
        seam(before, after, _joined(run[max(0, at - _CONTEXT) : at + 1], wrapping), pairs, forms)
        - _led(before, after, wrapping)
        for at, (before, after) in enumerate(itertools.pairwise(run))
    ]
    chances = _BY_CHANCE
    if wrapping.run_on and wrapping.has_indents and not wrapping.is_indented(run[0]):
        chances = _AS_USUAL
    best: list[tuple[float, int]] = [(0.0, 0)] + [(-1e9, 0)] * len(run)
    for start, first in enumerate(run):
        if start and seams[start - 1] >= _CERTAIN:
            continue
        piece, odds = Piece(first.text), best[start][0]
        for end in range(start + 1, min(len(run), start + _LONGEST_PIECE) + 1):
            if end > start + 1:
                if end - 2 > start and wrapping.fills_as_first_only(run[end - 2], run[end - 1]):
                    break
                piece.add(_rest(run[end - 2], run[end - 1], wrapping))
                odds += seams[end - 2]
            here = chances if end < len(run) else chances.at_end()
            worth = odds + _worth(piece, first, wrapping, forms, here)
            if worth > best[end][0]:
                best[end] = (worth, start)
    return _pieces(run, best)


def _led(before: SourceLine, line: SourceLine, wrapping: Wrapping) -> float:
    """What a space before a line says against its going on, where paragraphs begin with one.

    Between sentences there is a space anyhow.
    """
    if not wrapping.leads or not line.indent:
        return 0.0
    return _SPACE_OF_SENTENCE if ends_sentence(before.text) else _SPACE


def _worth(piece: Piece, first: SourceLine, wrapping: Wrapping, forms: Forms, chances: _Chances) -> float:
    """How likely the lines of a piece are a logical line, the chance included that it fills its last line."""
    odds = piece.standing(forms)
    odds += chances.prose if piece.is_prose else chances.title
    if not wrapping.has_indents or wrapping.is_indented(first):
        return odds
    if piece.count > 1 and not piece.is_whole(forms):
        odds += wrapping.run_on
    return odds + (chances.bare_prose if piece.is_prose else 0.0)


def _pieces(run: Sequence[SourceLine], best: Sequence[tuple[float, int]]) -> list[Sequence[SourceLine]]:
    found: list[Sequence[SourceLine]] = []
    end = len(run)
    while end:
        start = best[end][1]
        found.append(run[start:end])
        end = start
    return found[::-1]


def _line(group: Sequence[SourceLine], name: str, wrapping: Wrapping | None) -> Line:
    first = group[0]
    last = max(group[-1].last, group[-1].number)
    numbers = (
        tuple(line.number for line in group)
        if last == group[-1].number
        else tuple(range(first.number, last + 1))
    )
    return Line(
        text=_joined(group, wrapping),
        file=name,
        numbers=numbers,
        indent=first.indent,
        blank_before=first.blank_before,
        level=first.level,
        bold=first.bold,
        centred=first.centred,
        quoted=first.quoted,
        bullet=first.bullet,
        picture=first.picture,
        rows=first.rows,
        page_break=first.page_break,
    )


def _joined(group: Sequence[SourceLine], wrapping: Wrapping | None) -> str:
    text = group[0].text
    if wrapping is not None:
        for before, line in itertools.pairwise(group):
            text += _rest(before, line, wrapping)
    return text


def _rest(before: SourceLine, line: SourceLine, wrapping: Wrapping) -> str:
    """A line as it goes on the one before it, with the space between them that was there."""
    if not wrapping.keeps_spaces:
        return _space(before.text, line.text) + line.text
    raw = before.raw
    return raw[len(raw.rstrip()) :] + line.raw.rstrip()


def _space(before: str, after: str) -> str:
    """What stands between two lines that lost the space at their edges: a space where words are spaced."""
    left, right = before[-1], after[0]
    if left.isascii() and right.isascii() and left.isalpha() and right.isalpha():
        return " "
    is_hangul = "\uac00" <= left <= "\ud7a3" and "\uac00" <= right <= "\ud7a3"
    return " " if is_hangul or (left in ",.”’" and "\uac00" <= right <= "\ud7a3") else ""
