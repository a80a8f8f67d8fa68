"""A diagram of lines, as SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape

__all__ = ["lines"]

_COLOURS = ("#4a6d8c", "#b5533c", "#5b8a5a", "#8a6aa5")
_LEFT, _TOP, _WIDTH, _HEIGHT = 60, 30, 600, 260


def lines(title: str, across: str, up: str, series: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """Draw lines from zero on both axes.

    Args:
        title: what is shown.
        across: what x is, with its unit.
        up: what y is, with its unit.
        series: points by the name of their line.
    """
    most_x, step_x = _scale(max(x for points in series.values() for x, _ in points))
    most_y, step_y = _scale(max(y for points in series.values() for _, y in points))
    drawn = "".join(
        [
            *_grid(most_x, step_x, most_y, step_y),
            *(_line(n, name, points, most_x, most_y) for n, (name, points) in enumerate(series.items())),
        ]
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="350" font-family="sans-serif" font-size="13">'
        f'<rect width="800" height="350" fill="#fff"/><text x="10" y="17">{escape(title)}</text>{drawn}'
        f'<text x="{_LEFT + _WIDTH / 2}" y="340" text-anchor="middle">{escape(across)}</text>'
        f'<text x="15" y="{_TOP + _HEIGHT / 2}" text-anchor="middle" '
        f'transform="rotate(-90 15 {_TOP + _HEIGHT / 2})">{escape(up)}</text></svg>\n'
    )


def _scale(most: float) -> tuple[float, float]:
    """Where an axis ends, and the step of its marks: 1, 2 or 5 times a power of ten."""
    rough = most / 5
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    return math.ceil(most / step) * step, step


def _grid(most_x: float, step_x: float, most_y: float, step_y: float) -> Iterator[str]:
    for n in range(round(most_y / step_y) + 1):
        y = _TOP + _HEIGHT * (1 - n * step_y / most_y)
        yield f'<path d="M{_LEFT} {y:.1f}h{_WIDTH}" stroke="#ddd"/>'
        yield f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{n * step_y:g}</text>'
    for n in range(round(most_x / step_x) + 1):
        x = _LEFT + _WIDTH * n * step_x / most_x
        yield f'<path d="M{x:.1f} {_TOP + _HEIGHT}v5" stroke="#888"/>'
        yield f'<text x="{x:.1f}" y="{_TOP + _HEIGHT + 19}" text-anchor="middle">{n * step_x:g}</text>'


def _line(number: int, name: str, points: Sequence[tuple[float, float]], most_x: float, most_y: float) -> str:
    colour = _COLOURS[number % len(_COLOURS)]
    drawn = " ".join(
        f"{_LEFT + _WIDTH * x / most_x:.1f},{_TOP + _HEIGHT * (1 - y / most_y):.1f}" for x, y in points
    )
    return (
        f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
        f'<text x="{_LEFT + _WIDTH + 8}" y="{_TOP + 14 + 18 * number}" fill="{colour}">{escape(name)}</text>'
    )
