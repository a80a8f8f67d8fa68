"""Stage: physical lines become logical lines, by undoing the breaks of a narrow column.

A page-reading program that follows the printed column breaks every paragraph after 10 to 30
characters. Such a text gives itself away: most lines have the same length, and hardly any is
longer. A line that fills the column goes on in the next one, unless that one is indented, or the
two cannot belong together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from ebook.readers.text.chars import columns, ends_sentence, ends_text, is_balanced, opens_inside
from ebook.readers.text.lines import Line
from ebook.readers.text.physical import PhysicalLine

__all__ = ["Wrapping", "find_wrapping", "logical_lines"]

NARROWEST, WIDEST = 8, 45
_FULL_SHARE = 0.3
_LONGER_SHARE = 0.12
_OPEN_SHARE = 0.45
_ENOUGH_LINES = 12
_FEW_LINES = 6
_HALF = 0.5
_CLOSING = "版面頁页면)）】>＞〉"
_SIGNS = frozenset("▷▶▽▼△▲◆◇■□●○★☆◎☞※")
_MOST_SLACK = 2


class Wrapping(msgspec.Struct, frozen=True, kw_only=True):
    """How a text is hard-wrapped.

    Attributes:
        width: the length of a full line.
        slack: by how much a full line may fall short (line-breaking rules push characters over).
        in_columns: whether lengths count full-width cells instead of characters.
        indent: the least indent that begins a paragraph; None where paragraphs are not indented.
        keeps_spaces: whether a space at a line's edge was kept, so that edges without one join directly.
        indents_fill: whether only lines that fill the column are indented, so that a short line's indent
            must be a space that the break carried over.
    """

    width: float
    slack: float
    in_columns: bool
    indent: float | None
    keeps_spaces: bool
    indents_fill: bool = False

    def length(self, line: PhysicalLine) -> float:
        """The length of a line in this wrapping's measure, its trailing spaces included."""
        text = line.raw.lstrip() if self.indent is not None and line.indent >= self.indent else line.raw
        return columns(text) if self.in_columns else len(text)

    def is_full(self, line: PhysicalLine) -> bool:
        """Whether the line fills the column, so that its text may go on in the next line."""
        length = self.length(line)
        with_indent = length + (line.indent if self.starts(line) else 0)
        return length >= self.width - self.slack or with_indent >= self.width

    def starts(self, line: PhysicalLine) -> bool:
        """Whether the line's indent says that a paragraph begins."""
        return self.indent is not None and line.indent >= self.indent

    def is_carried(self, line: PhysicalLine) -> bool:
        """Whether what looks like an indent is a wide space of the text at which the column broke."""
        if not self.keeps_spaces or not self.indents_fill or not self.starts(line):
            return False
        return self.length(line) < self.width - self.slack


def find_wrapping(lines: Sequence[PhysicalLine]) -> Wrapping | None:
    """How the lines are hard-wrapped, or None where each line is whole."""
    running = [line for line in lines if not is_row(line.raw)]
    if len(running) < _ENOUGH_LINES:
        return None
    indent = _paragraph_indent(running)
    keeps = any(_keeps_edge_space(line, indent) for line in running)
    found = [
        w
        for in_columns in (False, True)
        if (w := _measure(running, indent, in_columns=in_columns, keeps=keeps))
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def is_row(text: str) -> bool:
    """Whether a line holds cells divided by bars or tabs. Cells divided by spaces do not show in one line."""
    stripped = text.strip()
    return stripped.startswith("|") or "\t" in stripped


def _paragraph_indent(lines: Sequence[PhysicalLine]) -> float | None:
    """The usual indent, where a reasonable share of lines has it; a lone half-width space is no indent."""
    counts = Counter(line.indent for line in lines if line.indent >= 1)
    if not counts:
        return None
    indent, times = counts.most_common(1)[0]
    return min(indent, 1.0) if times >= max(3, len(lines) * 0.02) else None


def _keeps_edge_space(line: PhysicalLine, indent: float | None) -> bool:
    is_lead = line.indent == _HALF and not (indent is not None and line.indent >= indent)
    return is_lead or (line.raw != line.raw.rstrip() and not line.raw.endswith("  "))


def _measure(
    lines: Sequence[PhysicalLine], indent: float | None, *, in_columns: bool, keeps: bool
) -> tuple[float, Wrapping] | None:
    """The wrapping in one measure, with how well it explains the text, or None."""
    probe = Wrapping(width=0, slack=0, in_columns=in_columns, indent=indent, keeps_spaces=keeps)
    lengths = [probe.length(line) for line in lines]
    counts = Counter(round(length) for length in lengths if NARROWEST <= length <= WIDEST)
    if not counts:
        return None
    width = max(counts, key=lambda n: (counts[n] + counts[n - 1] * 0.5 + counts[n + 1] * 0.5, n))
    total = len(lengths)
    full = sum(1 for n in lengths if abs(n - width) <= 1)
    longer = sum(1 for n in lengths if n > width + 2)
    if full < total * _FULL_SHARE or longer > total * _LONGER_SHARE:
        return None
    indented = [n for line, n in zip(lines, lengths, strict=True) if probe.starts(line)]
    near = [line for line, n in zip(lines, lengths, strict=True) if abs(n - width) <= 1]
    if sum(1 for line in near if not ends_sentence(line.text)) < len(near) * _OPEN_SHARE:
        return None
    return full / total, Wrapping(
        width=width,
        slack=max(_slack(counts, width), _HALF if in_columns else 0),
        in_columns=in_columns,
        indent=indent,
        keeps_spaces=keeps,
        indents_fill=sum(1 for n in indented if n >= width) > len(indented) * 0.9,
    )


def _slack(counts: Counter[int], width: int) -> float:
    """How far full lines fall short: as long as a shorter length is far more frequent than chance."""
    usual = sorted(counts[n] for n in range(3, width - 3))
    chance = usual[len(usual) // 2] if usual else 0
    slack = 0
    while slack < _MOST_SLACK and counts[width - slack - 1] > max(2.5 * chance, 0.12 * counts[width], 2):
        slack += 1
    return slack


def logical_lines(
    lines: Sequence[PhysicalLine], name: str, wrapping: Wrapping | None, is_whole: Callable[[str], bool]
) -> list[Line]:
    """The logical lines: those of the file, or, in a wrapped text, those that its columns were broken from.

    Args:
        lines: the physical lines.
        name: the source's name.
        wrapping: how the text is wrapped, None where it is not.
        is_whole: whether a text ends as only a line ends that nothing follows, as a folio or jump line.
    """
    if wrapping is None:
        return [_line([line], name, wrapping) for line in lines]
    found: list[Line] = []
    group: list[PhysicalLine] = []
    for line in lines:
        if group and (not _goes_on(group, line, wrapping) or _is_closed(group, line, wrapping, is_whole)):
            found.append(_line(group, name, wrapping))
            group = []
        group.append(line)
    if group:
        found.append(_line(group, name, wrapping))
    return found


def _goes_on(group: Sequence[PhysicalLine], line: PhysicalLine, wrapping: Wrapping) -> bool:
    """Whether a line goes on what the group before it has begun."""
    last = group[-1]
    if line.blank_before or is_row(line.raw) or is_row(last.raw):
        return False
    if wrapping.is_carried(line):
        return wrapping.is_full(last) and not ends_sentence(last.text)
    if line.text[0] in _SIGNS or (line.text.startswith(("――", "——")) and ends_sentence(last.text)):
        return False
    if opens_inside(line.text) and not wrapping.starts(line):
        return True
    if not wrapping.is_full(last) or wrapping.starts(line):
        return False
    if len(group) == 1 and wrapping.indent is not None and not wrapping.starts(last):
        return not ends_sentence(last.text)
    if not ends_text(_joined(group[-3:], wrapping)) or wrapping.is_full(line):
        return True
    return ends_sentence(line.text) or line.text[-1] in ")）"


def _is_closed(
    group: Sequence[PhysicalLine], line: PhysicalLine, wrapping: Wrapping, is_whole: Callable[[str], bool]
) -> bool:
    """Whether the group is a whole line already, and would be one no more with the next line added."""
    if group[-1].text[-1] not in _CLOSING:
        return False
    shown = group if len(group) <= _FEW_LINES else group[-2:]
    return is_whole(_joined(shown, wrapping)) and not is_whole(_joined([*shown, line], wrapping))


def _line(group: Sequence[PhysicalLine], name: str, wrapping: Wrapping | None) -> Line:
    return Line(
        text=_joined(group, wrapping),
        file=name,
        numbers=tuple(line.number for line in group),
        indent=group[0].indent,
        blank_before=group[0].blank_before,
    )


def _joined(group: Sequence[PhysicalLine], wrapping: Wrapping | None) -> str:
    if len(group) == 1 or wrapping is None:
        return " ".join(line.text for line in group)
    if wrapping.keeps_spaces:
        return "".join([group[0].raw.lstrip(), *(line.raw for line in group[1:])]).strip()
    text = group[0].text
    for line in group[1:]:
        text += _seam(text, line.text) + line.text
    return text


def _seam(before: str, after: str) -> str:
    """What stands between two lines that lost the space at their edges: a space where words are spaced."""
    left, right = before[-1], after[0]
    if left.isascii() and right.isascii() and left.isalpha() and right.isalpha():
        return " "
    is_hangul = "\uac00" <= left <= "\ud7a3" and "\uac00" <= right <= "\ud7a3"
    return " " if is_hangul or (left in ",.”’" and "\uac00" <= right <= "\ud7a3") else ""
