"""Emphasis dots."""

from __future__ import annotations

from typing import Any

from ebook.languages import typesetting_of
from ebook.typography.characters import is_cjk
from ebook.typography.hooks.lines import LineLayout

__all__ = ["draw_dots"]

_DOT = 0.075  # em; the radius of an emphasis dot
_ROUND = 0.5523  # how far a curve's handle reaches, of the radius, to draw a quarter of a circle
_BELOW, _ABOVE = 0.36, -1.0  # em from the baseline to an emphasis dot


def draw_dots(page: Any, textbox: Any, layout: LineLayout) -> None:
    """Draw dots at emphasised characters: below in Chinese, above in Japanese; at punctuation none (CLREQ 3.4.1, JLREQ 3.3.9)."""
    where = typesetting_of(textbox.style["lang"]).dots
    if not where:
        return
    em = layout.setting.em
    x = textbox.position_x
    y = textbox.position_y + textbox.baseline + (_BELOW if where == "below" else _ABOVE) * em
    with page.stacked():
        for char, middle in zip(layout.text, layout.middles(), strict=True):
            if is_cjk(char):
                _circle(page, x + middle, y, _DOT * em)
        page.fill()


def _circle(page: Any, x: float, y: float, radius: float) -> None:
    reach = radius * _ROUND
    page.move_to(x + radius, y)
    page.curve_to(x + radius, y + reach, x + reach, y + radius, x, y + radius)
    page.curve_to(x - reach, y + radius, x - radius, y + reach, x - radius, y)
    page.curve_to(x - radius, y - reach, x - reach, y - radius, x, y - radius)
    page.curve_to(x + reach, y - radius, x + radius, y - reach, x + radius, y)
