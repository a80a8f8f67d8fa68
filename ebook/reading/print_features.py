"""How a line is printed on its page, beside its neighbours: its size, its place in its column, its frame."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ebook.reading.pieces import Line

__all__ = ["SIZES", "bucket", "frame_features", "module_features", "print_features"]

SIZES = (0.85, 0.97, 1.03, 1.15, 1.35, 1.7, 2.2, 3.0, 4.5)
_SPACES_ABOVE = (-0.3, -0.1, 0.1, 0.3, 0.6, 1.2, 2.5, 5.0)
_FRAMED = (30, 80, 200, 500)
_FRAMED_SIZES = (1.05, 1.3, 1.7, 2.4)
_WINDOW = 4
_SHARES = (0.4, 0.6, 0.8, 0.97)
_LARGEST = (1.05, 1.2, 1.45, 2.0, 3.0)
_ALIKE = 0.05


def bucket(value: float, limits: Sequence[float]) -> int:
    """The place of the first limit that a value does not exceed."""
    return next((at for at, limit in enumerate(limits) if value <= limit), len(limits))


def print_features(lines: Sequence[Line], at: int) -> list[str]:
    """How large a line is set beside its neighbours, and whether it opens or closes a module of the page."""
    line = lines[at]
    if not line.size:
        return []
    found: list[str] = []
    for step in (-2, -1, 1, 2):
        if not 0 <= at + step < len(lines) or not lines[at + step].size:
            found.append(f"{step}zr-")
            continue
        other = lines[at + step]
        ratio = bucket(line.size / other.size, (0.5, 0.7, 0.9, 1.1, 1.4, 2.0))
        found.append(f"{step}zr{ratio}")
        found.append(f"{step}z{bucket(other.size, SIZES)}|{bucket(line.size, SIZES)}")
        if abs(step) == 1:
            found.append(f"{step}mod{line.module == other.module:d}")
            found.append(f"{step}zr{ratio}mod{line.module == other.module:d}")
    near = [
        other.size for other in lines[max(0, at - _WINDOW) : at + _WINDOW + 1] if other.module == line.module
    ]
    found += _of_place(line)
    found.append(f"largest{line.size >= max(near)}")
    found.append(f"largest{line.size >= max(near)}z{bucket(line.size, SIZES)}")
    return found


def _of_place(line: Line) -> list[str]:
    """How much space is above a line, and whether a column begins with it."""
    space = bucket(line.space, _SPACES_ABOVE)
    face = f"{bucket(line.size, SIZES)}{'b' if line.bold else ''}"
    return [f"ab{space}", f"ab{space}|{face}", f"ab{space}c{line.new_column:d}", f"col{line.new_column:d}"]


def module_features(lines: Sequence[Line]) -> list[list[str]]:
    """What each line's module is like: how large its titles are beside the line, and how many are as large as it."""
    out: list[list[str]] = [[] for _ in lines]
    modules: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        if line.module and line.size:
            modules.setdefault(line.module, []).append(at)
    for members in modules.values():
        largest = max(lines[at].size for at in members)
        titles = [at for at in members if lines[at].level or lines[at].bold]
        for at in members:
            line = lines[at]
            found = out[at]
            found += (f"top{bucket(line.size / largest, _SHARES)}", f"top={bucket(largest, _LARGEST)}")
            found.append(f"first{at == members[0]:d}")
            if at in titles:
                alike = sum(abs(lines[other].size - line.size) <= _ALIKE * line.size for other in titles)
                found += (f"peers{min(alike, 5)}", f"peers{min(alike, 5)}top{bucket(largest, _LARGEST)}")
                found.append(f"first{at == members[0]:d}top{bucket(largest, _LARGEST)}")
    return out


def frame_features(lines: Sequence[Line]) -> list[list[str]]:
    """What each line's frame is like: how much it holds, how large its titles are, and whether text goes on behind it."""
    out: list[list[str]] = [[] for _ in lines]
    start = 0
    for _, group in itertools.groupby(lines, key=lambda line: line.frame):
        held = list(group)
        end = start + len(held)
        if held[0].frame:
            before, after = (
                lines[start - 1].module if start else 0,
                lines[end].module if end < len(lines) else 0,
            )
            letters = bucket(sum(len(line.text) for line in held), _FRAMED)
            largest = bucket(max(line.size for line in held), _FRAMED_SIZES)
            shared = [
                "fr",
                f"fr:{letters}",
                f"fr:size{largest}",
                f"fr:size{largest}|{letters}",
                f"fr:inside{before == after != 0:d}",
                f"fr:inside{before == after != 0:d}size{largest}",
            ]
            for at in range(start, end):
                place = (f"fr:{min(at - start, 3)}", f"fr:{min(at - start, 3)}size{largest}")
                out[at] += (*shared, *place, f"fr:last{at == end - 1:d}")
        if start:
            out[start].append(f"fr<{bool(lines[start - 1].frame):d}{bool(held[0].frame):d}")
            out[start - 1].append(f"fr>{bool(lines[start - 1].frame):d}{bool(held[0].frame):d}")
        start = end
    return out
