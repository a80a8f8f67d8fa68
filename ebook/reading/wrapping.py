"""How a text is broken into the lines of a narrow column: its width, its indents, what it keeps together.

A page-reading program that follows the printed column breaks every paragraph after 10 to 30
characters. Such a text gives itself away: most lines have the same length, and hardly any is
longer. A line is full when what begins the next one would not have fitted on it any more.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from ebook.reading.chars import columns, ends_sentence, opens_inside
from ebook.reading.lines import SourceLine

__all__ = ["Wrapping", "find_wrapping", "is_row", "is_spaced_row", "starts_sharply"]

NARROWEST, WIDEST = 8, 45
_FULL_SHARE = 0.3
_LONGER_SHARE = 0.12
_OPEN_SHARE = 0.45
_ENOUGH_LINES = 12
_HALF = 0.5
_OVERHANG = 2
_LOST = (2.0, 1.0)
_MOST_SHORT = 2.5
_SIGNS = frozenset("▷▶▽▼△▲◆◇■□●○★☆◎☞※")
_MOST_SLACK = 2
_GAIN = 1.08
_RUN_ON, _HARDLY = 0.14, 0.02
_FEW_STARTS = 6
_FEW_CELLS = 2
_GAP = re.compile(r"[^\S\n]{2,}")
_LONGEST_UNIT = 12
_OPENERS = "“‘「『（(《〈【〔［\\["
_CLOSERS = "，。、；：？！）》〉」』”’】〕…％%,.;:?!)}\\]々ーっゃゅょァィゥェォッャュョ"
_UNITS = {
    "characters": re.compile(rf"[{_OPENERS}]*.[{_CLOSERS}]*"),
    "numbers": re.compile(rf"[{_OPENERS}]*(?:[A-Za-z0-9.,@/:-]+|.)[{_CLOSERS}]*"),
    "words": re.compile(rf"[{_OPENERS}]*(?:[A-Za-z0-9가-힣.,@/:-]+|.)[{_CLOSERS}]*"),
}


class Wrapping(msgspec.Struct, frozen=True, kw_only=True):
    """How a text is hard-wrapped.

    Attributes:
        width: the length of a full line.
        slack: by how much a full line may fall short (line-breaking rules push characters over).
        in_columns: whether lengths count full-width cells instead of characters.
        indent: the least indent that begins a paragraph; None where paragraphs are not indented.
        keeps_spaces: whether a space at a line's edge was kept, so that edges without one join directly.
        indents_fill: whether only lines that fill the column or end a sentence are indented, so that another's
            must be a space that the break carried over.
        indent_room: by how much an indented line falls short of the width and is full all the same.
        keeps: what is not broken at a line end: single characters with their punctuation, numbers, words.
        run_on: how likely a line without indent goes on in the next line where paragraphs have one, as a
            logarithm of odds: in some texts every line that is broken is indented.
        leads: whether paragraphs begin with a single half-width space.
        lost: by how much the first line of a paragraph falls short because its indent was not kept.
    """

    width: float
    slack: float
    in_columns: bool
    indent: float | None
    keeps_spaces: bool
    indents_fill: bool = False
    indent_room: float = 0.0
    keeps: str = "characters"
    run_on: float = 0.0
    leads: bool = False
    lost: float = 0.0

    @property
    def has_indents(self) -> bool:
        """Whether paragraphs are set off by space before them, or were before it was lost."""
        return self.indent is not None or self.leads or self.lost > 0

    def is_indented(self, line: SourceLine) -> bool:
        """Whether there is such space before a line, or there was room for it."""
        if self.lost:
            return self.length(line) <= self.width - self.lost
        return self.starts(line) or (self.leads and line.indent > 0)

    def may_fill_as_first(self, line: SourceLine) -> bool:
        """Whether a line is full if it is the first of its paragraph, whose indent was lost."""
        return self.lost > 0 and self.width - self.lost - _HALF <= self.length(line) <= self.width - self.lost

    def fills_as_first_only(self, line: SourceLine, after: SourceLine) -> bool:
        """Whether a line that the next one goes on can only be the first of its paragraph."""
        return self.may_fill_as_first(line) and not self._overflows(line, after)

    def measure(self, text: str) -> float:
        """The length of a text in this wrapping's measure."""
        return columns(text) if self.in_columns else len(text)

    def length(self, line: SourceLine) -> float:
        """The length of a line in this wrapping's measure, its trailing spaces included."""
        text = line.raw.lstrip() if self.starts(line) else line.raw
        return self.measure(text) + (self.indent_room if self.starts(line) else 0)

    def is_full(self, line: SourceLine) -> bool:
        """Whether the line fills the column, so that its text may go on in the next line.

        One that is longer than the column is wide was never broken.
        """
        return self.width - self.slack <= self.length(line) <= self.width + _OVERHANG

    def goes_over(self, line: SourceLine, after: SourceLine) -> bool:
        """Whether the line is full because what begins the next one did not fit on it."""
        return self._overflows(line, after) or self.may_fill_as_first(line)

    def _overflows(self, line: SourceLine, after: SourceLine) -> bool:
        if self.is_full(line):
            return True
        unit = _UNITS[self.keeps].match(after.text[:_LONGEST_UNIT])
        room = self.width - self.length(line)
        if room < -_OVERHANG:
            return False
        if not self.keeps_spaces:
            room -= _HALF if self.in_columns else 1
        return unit is not None and self.measure(unit[0]) > room

    def starts(self, line: SourceLine) -> bool:
        """Whether the line's indent says that a paragraph begins."""
        return self.indent is not None and line.indent >= self.indent

    def is_carried(self, line: SourceLine) -> bool:
        """Whether what looks like an indent is a wide space of the text at which the column broke."""
        return (
            self.keeps_spaces
            and self.starts(line)
            and not self.is_full(line)
            and not ends_sentence(line.text)
        )


def find_wrapping(lines: Sequence[SourceLine]) -> Wrapping | None:
    """How the lines are hard-wrapped, or None where each line is whole."""
    running = [line for line in lines if not line.rows and not is_row(line.raw)]
    if len(running) < _ENOUGH_LINES:
        return None
    indent = _paragraph_indent(running)
    keeps = any(_keeps_edge_space(line, indent) for line in running)
    found = [
        w
        for in_columns in (False, True)
        if (w := _measure(running, indent, in_columns=in_columns, keeps=keeps))
    ]
    return _refined(max(found, key=lambda pair: pair[0])[1], running) if found else None


def is_row(text: str) -> bool:
    """Whether a line holds cells divided by bars or tabs. Cells divided by spaces do not show in one line."""
    stripped = text.strip()
    return stripped.startswith("|") or "\t" in stripped


def is_spaced_row(text: str) -> bool:
    """Whether wide spaces divide a line into three cells or more, as a table's row, or a masthead's facts."""
    return len(_GAP.findall(text)) > 1


def starts_sharply(line: SourceLine, before: SourceLine) -> bool:
    """Whether the line cannot go on the one before it: a blank line, a table or row, or the sign of an item."""
    if line.blank_before or line.rows or before.rows or is_row(line.raw) or is_row(before.raw):
        return True
    if line.text[0] in _SIGNS:
        return True
    if _cells(line.text, before.text):
        return True
    return line.text.startswith(("――", "——")) and ends_sentence(before.text)


def _cells(some: str, others: str) -> bool:
    """Whether two lines are rows of a table whose cells wide spaces divide, or single ones where most are figures."""
    if is_spaced_row(some) and is_spaced_row(others):
        return True
    cells, more = some.split(), others.split()
    return len(cells) == len(more) > _FEW_CELLS and all(
        sum(1 for cell in row if cell[0].isdigit() or cell[0] in "-−▲+") > len(row) / 2
        for row in (cells, more)
    )


def _paragraph_indent(lines: Sequence[SourceLine]) -> float | None:
    """The usual indent, where a reasonable share of lines has it; a lone half-width space is no indent."""
    counts = Counter(line.indent for line in lines if line.indent >= 1)
    if not counts:
        return None
    indent, times = counts.most_common(1)[0]
    return min(indent, 1.0) if times >= max(3, len(lines) * 0.02) else None


def _keeps_edge_space(line: SourceLine, indent: float | None) -> bool:
    is_lead = line.indent == _HALF and not (indent is not None and line.indent >= indent)
    return is_lead or (line.raw != line.raw.rstrip() and not line.raw.endswith("  "))


def _measure(
    lines: Sequence[SourceLine], indent: float | None, *, in_columns: bool, keeps: bool
) -> tuple[float, Wrapping] | None:
    """The wrapping in one measure, with how well it explains the text, or None."""
    probe = Wrapping(width=0, slack=0, in_columns=in_columns, indent=indent, keeps_spaces=keeps)
    lengths = [probe.length(line) for line in lines]
    counts = Counter(math.ceil(length) for length in lengths if NARROWEST <= length <= WIDEST)
    if not counts:
        return None
    width = max(counts, key=lambda n: (counts[n] + counts[n - 1] * 0.5 + counts[n + 1] * 0.5, n))
    total = len(lengths)
    full = sum(1 for n in lengths if abs(n - width) <= 1)
    longer = sum(1 for n in lengths if n > width + 2)
    if full < total * _FULL_SHARE or longer > total * _LONGER_SHARE:
        return None
    near = [line for line, n in zip(lines, lengths, strict=True) if abs(n - width) <= 1]
    if sum(1 for line in near if not ends_sentence(line.text)) < len(near) * _OPEN_SHARE:
        return None
    exact = sum(1 for n in lengths if width - 1 < n <= width)
    return (full + exact) / total, msgspec.structs.replace(probe, width=width)


def _refined(wrapping: Wrapping, lines: Sequence[SourceLine]) -> Wrapping:
    """The wrapping with what its indents, its words and its titles do."""
    indented = [line for line in lines if wrapping.starts(line)]
    replace = msgspec.structs.replace
    wrapping = replace(wrapping, indent_room=_indent_room(wrapping, indented))
    lengths = [wrapping.length(line) for line in indented]
    full = sum(
        1
        for line, n in zip(indented, lengths, strict=True)
        if n >= wrapping.width - _HALF or ends_sentence(line.text)
    )
    wrapping = replace(wrapping, indents_fill=full > len(indented) * 0.9)
    wrapping = replace(wrapping, keeps=_unit_kept(wrapping, lines))
    wrapping = replace(wrapping, slack=_slack(wrapping, lines))
    wrapping = replace(wrapping, leads=wrapping.indent is None and _leads(wrapping, lines))
    if not wrapping.has_indents:
        wrapping = replace(wrapping, lost=_lost_indent(wrapping, lines))
    return replace(wrapping, run_on=_run_on(wrapping, lines))


def _lost_indent(wrapping: Wrapping, lines: Sequence[SourceLine]) -> float:
    """By how much first lines fall short: far more lines that break off inside a sentence do so than by chance."""
    pairs = [line for line, after in _open_pairs(wrapping, lines) if not wrapping.goes_over(line, after)]
    short = Counter(wrapping.width - wrapping.length(line) for line in pairs)
    for lost in _LOST:
        others = sorted(short[lost + step] for step in (1.0, 2.0, 3.0, 4.0, 5.0))
        if short[lost] > max(2.5 * others[len(others) // 2], 0.02 * len(lines), 3):
            return lost
    return 0.0


def _indent_room(wrapping: Wrapping, indented: Sequence[SourceLine]) -> float:
    """By how much indented lines are shorter than others, as far as they fill the column: usually by their indent."""
    missing = sorted(
        wrapping.width - n
        for line in indented
        if (n := wrapping.length(line)) >= wrapping.width - line.indent - _MOST_SHORT
        and not ends_sentence(line.text)
    )
    return max(0.0, missing[len(missing) // 2]) if missing else 0.0


def _open_pairs(wrapping: Wrapping, lines: Sequence[SourceLine]) -> Iterator[tuple[SourceLine, SourceLine]]:
    """Each line that ends inside a sentence, with the next one, which goes on as far as its indent tells."""
    for line, after in itertools.pairwise(lines):
        is_start = wrapping.starts(after) or starts_sharply(after, line)
        if not is_start and not ends_sentence(line.text) and wrapping.length(line) > wrapping.width / 2:
            yield line, after


def _unit_kept(wrapping: Wrapping, lines: Sequence[SourceLine]) -> str:
    """The smallest unit that explains where the lines break; a greater one has to explain far more."""
    pairs = list(_open_pairs(wrapping, lines))
    best, most = "characters", 0.0
    for unit in _UNITS:
        probe = msgspec.structs.replace(wrapping, keeps=unit)
        explained = sum(1 for line, after in pairs if probe.goes_over(line, after))
        if explained > most * _GAIN:
            best, most = unit, explained
    return best


def _slack(wrapping: Wrapping, lines: Sequence[SourceLine]) -> float:
    """How far full lines fall short for no reason that shows: while far more do so than by chance."""
    pairs = list(_open_pairs(wrapping, lines))
    short = Counter(
        math.ceil(wrapping.length(line)) for line, after in pairs if not wrapping.goes_over(line, after)
    )
    usual = sorted(short[n] for n in range(int(wrapping.width / 2), int(wrapping.width) - 3))
    chance = usual[len(usual) // 2] if usual else 0
    slack = 0
    while slack < _MOST_SLACK and short[int(wrapping.width) - slack - 1] > max(
        2.5 * chance, 0.08 * len(pairs), 3
    ):
        slack += 1
    return slack


def _leads(wrapping: Wrapping, lines: Sequence[SourceLine]) -> bool:
    """Whether a line that begins after a short last line of a paragraph often has a half-width space before it."""
    after_ends = [
        line
        for before, line in itertools.pairwise(lines)
        if ends_sentence(before.text) and not wrapping.goes_over(before, line)
    ]
    led = sum(1 for line in after_ends if line.indent)
    return led >= max(3, len(after_ends) * 0.3)


def _run_on(wrapping: Wrapping, lines: Sequence[SourceLine]) -> float:
    """Whether lines without indent are broken too: more of them are full than would be by chance."""
    if wrapping.indent is None:
        return 0.0
    full = starts = 0
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if wrapping.starts(line) or opens_inside(line.text) or wrapping.goes_over(before, line):
            continue
        starts += 1
        full += wrapping.goes_over(line, after) and not wrapping.starts(after)
    if starts < _FEW_STARTS or full > starts * _RUN_ON:
        return 0.0
    return -1.5 if full > starts * _HARDLY else -6.0
