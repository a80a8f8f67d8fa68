"""WeasyPrint's lines, taken from settings instead of being broken by Pango one by one."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterator
from itertools import pairwise
from operator import add
from typing import Any

from weasyprint.layout import inline, preferred
from weasyprint.layout.leader import leader_index
from weasyprint.text.line_break import Layout

from ebook.fonts import shown
from ebook.languages import typesetting_of
from ebook.typography.characters import is_hangul
from ebook.typography.headlines import balanced
from ebook.typography.hooks.shaping import Shaped, Shaper
from ebook.typography.setting import ALONE, Beside, Line

__all__ = ["Composer", "LineLayout", "can_break_text"]

_LEFT_TO_WEASYPRINT = re.compile(
    "[\t\n\r\f\u00ad\u0590-\u08ff\u200e\u200f\u2028-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]"
)
_CACHED_CHARACTERS = 400_000

_split_text_box = inline.split_text_box
_split_first_line = preferred.split_first_line
_handle_leader = inline.handle_leader
_can_break_text = inline.can_break_text


class LineLayout(Layout):  # type: ignore[misc]  # WeasyPrint is untyped
    """A line of a setting, in the place of WeasyPrint's Pango layout. Pango is not asked again."""

    justification_spacing = first_line_direction = 0
    max_width = None
    growth: array[float] | None = None
    """How much wider than set each character is drawn, to justify the line."""

    def __init__(self, setting: Shaped, line: Line) -> None:
        self.setting, self.line = setting, line

    @property
    def text(self) -> str:
        """The text of the line."""
        return self.setting.said[self.line.start : self.line.end]

    def reactivate(self, style: Any) -> None:
        """WeasyPrint's method; the glyphs are known already."""

    def deactivate(self) -> None:
        """WeasyPrint's method; see `reactivate`."""

    def spacing(self) -> tuple[list[float], list[float]]:
        """How far each character differs from its glyph, in its width and in its place."""
        wider, moved = self.setting.changes(self.line)
        if self.growth:  # which lacks the space that a line may end with
            wider[: len(self.growth)] = map(add, wider, self.growth)
        return wider, moved

    def middles(self) -> Iterator[float]:
        """How far right of the line's start the middle of each character's glyph is."""
        x = 0.0
        for index, more, moved in zip(range(self.line.start, self.line.end), *self.spacing(), strict=True):
            width = self.setting.widths[index]
            yield x + moved + width / 2
            x += width + more


class Composer:
    """Takes lines from settings, of which it keeps those last used."""

    def __init__(self, shaper: Shaper) -> None:
        self._shaper = shaper
        self._settings: OrderedDict[tuple[str, int, Beside], tuple[Shaped, Any]] = OrderedDict()
        self._kept = 0
        self._styles: dict[int, tuple[Any, bool, tuple[float, float]]] = {}

    def split_text_box(
        self,
        context: Any,
        box: Any,
        available_width: float | None,
        skip: int,
        is_line_start: bool = True,  # noqa: FBT001, FBT002  # WeasyPrint's own signature
    ) -> tuple[Any, int | None, bool]:
        """WeasyPrint's function of the same name, for text that a setting can hold."""
        setting = self.setting_of(box)
        if setting is None:
            return _split_text_box(context, box, available_width, skip, is_line_start)  # type: ignore[no-any-return]
        start = bisect_left(setting.bytes, skip)
        if start >= len(box.text):
            return None, None, False
        room = available_width if box.style["white_space"] == "normal" else None
        line = self.line(box, setting, start, room, at_start=is_line_start)
        resume = None if line.resume is None else setting.bytes[line.resume]
        return None if line.end == line.start else self.part(box, setting, line), resume, False

    def setting_of(self, box: Any) -> Shaped | None:
        """The setting of a box's text; None where the text is left to WeasyPrint."""
        if not box.text or not self._style(box.style)[0] or _is_left_to_weasyprint(box.text):
            return None
        return self._setting(box.text, box.style, getattr(box, "beside", ALONE))

    def line(self, box: Any, setting: Shaped, start: int, room: float | None, *, at_start: bool) -> Line:
        """The line of a box's text that starts at a character, see `Setting.line`."""
        line = self._balanced(setting, start, room) if getattr(box, "is_headline", False) else None
        style = box.style
        return line or setting.line(
            start,
            room,
            at_start=at_start,
            flush=style["text_align_all"] == "justify",
            anywhere=style["overflow_wrap"] != "normal",
        )

    def part(self, box: Any, setting: Shaped, line: Line) -> Any:
        """A box that holds one line of a box's text."""
        line_height, baseline = self._style(box.style)[1]
        part = box.copy_with_text(box.text[line.start : line.end])
        part.width = line.width
        part.height = box.style["font_size"]
        part.margin_top = part.margin_bottom = (line_height - part.height) / 2
        part.baseline = baseline
        part.pango_layout = LineLayout(setting, line)
        return part

    def _balanced(self, setting: Shaped, start: int, room: float | None) -> Line | None:
        if room is None:
            return None
        key = round(room, 2)
        if start == 0 and key not in setting.plans:
            ends = balanced(setting, start, room)
            setting.plans[key] = dict(pairwise([0, *ends]))
        end = setting.plans.get(key, {}).get(start)
        return None if end is None else setting.line_to(start, end)

    def split_first_line(
        self, text: str, style: Any, context: Any, max_width: float | None, *arguments: Any, **options: Any
    ) -> tuple[Any, int, int | None, float, float, float]:
        """WeasyPrint's function, as it asks for the widths that a text takes at most (`max_width` None) or at least."""
        ours, (line_height, baseline) = self._style(style)
        if not text or not ours or _is_left_to_weasyprint(text):
            return _split_first_line(text, style, context, max_width, *arguments, **options)  # type: ignore[no-any-return]
        if max_width is None:
            return (
                None,
                len(text.encode()),
                None,
                self._setting(text, style).line(0, None, at_start=False).width,
                line_height,
                baseline,
            )
        if not typesetting_of(style["lang"]).whole_words:
            return _split_first_line(text, style, context, max_width, *arguments, **options)  # type: ignore[no-any-return]
        word, space, rest = text.partition(" ")
        length = len(word.encode())
        width = self._setting(word, style).line(0, None, at_start=False).width if word else 0.0
        return None, length, length + len(space) if rest else None, width, line_height, baseline

    def handle_leader(self, context: Any, line: Any, containing_block: Any) -> None:
        """WeasyPrint's function; the pieces of a leader, a box each, become one."""
        _handle_leader(context, line, containing_block)
        _, leader = leader_index(line)
        if leader is None or len(leader.children) < 2 or not self._style(leader.children[0].style)[0]:  # noqa: PLR2004
            return
        *_, first = leader.children  # they were put in from the right
        text = first.text * len(leader.children)
        setting = self._setting(text, first.style)
        whole = first.copy_with_text(text)
        whole.width = first.width * len(leader.children)
        whole.pango_layout = LineLayout(setting, setting.line(0, None, at_start=False))
        leader.children = (whole,)

    def _style(self, style: Any) -> tuple[bool, tuple[float, float]]:
        found = self._styles.get(id(style))
        if found is None:
            ours = _is_plain(style)
            # The style is kept, so that no other one can get its id.
            found = self._styles[id(style)] = (style, ours, inline.strut(style) if ours else (0.0, 0.0))
        return found[1], found[2]

    def _setting(self, text: str, style: Any, beside: Beside = ALONE) -> Shaped:
        key = (text, id(style), beside)
        found = self._settings.get(key)
        if found is None:
            found = self._settings[key] = (self._shaper.shape(text, style, beside), style)
            self._kept += len(text)
            while self._kept > _CACHED_CHARACTERS and len(self._settings) > 1:
                (dropped, *_), _ = self._settings.popitem(last=False)
                self._kept -= len(dropped)
        else:
            self._settings.move_to_end(key)
        return found[0]


def _is_plain(style: Any) -> bool:
    """Whether text in a style is left to us."""
    return bool(
        style["font_size"]
        and style["white_space"] in {"normal", "nowrap", "pre"}
        and (style["letter_spacing"] == "normal" or style["letter_spacing"] >= 0)
        and style["word_spacing"] == 0
        and style["text_decoration_line"] == "none"
        and style["direction"] == "ltr"
        and style["hyphens"] != "auto"
        and style["word_break"] == "normal"
    )


def _is_left_to_weasyprint(text: str) -> bool:
    """Whether a text as it is set has other than lines from left to right. What stands in for letters is no letter."""
    return bool(_LEFT_TO_WEASYPRINT.search(text) and _LEFT_TO_WEASYPRINT.search(shown(text)))


def can_break_text(text: str, lang: str | None) -> bool:
    """WeasyPrint's function, but for Korean: two boxes that meet within a word are not parted."""
    if typesetting_of(lang).whole_words and len(text) == 2 and " " not in text and any(map(is_hangul, text)):  # noqa: PLR2004
        return False
    return bool(_can_break_text(text, lang))
