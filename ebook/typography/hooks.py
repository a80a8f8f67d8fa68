"""The only module that reaches into WeasyPrint: pinned to the version that it was tested with.

Inside `composing()`:

* lines of running text are taken from a `Setting` instead of being broken by Pango one by one;
* lines are justified between Han characters, and drawn with the widths that the setting gave them;
* what stands in the margins is an artifact, and parts in another language say so in the structure.

All else is left to WeasyPrint: text with decorations, letter spacing, preserved white space or
right-to-left characters goes its own way.
"""

from __future__ import annotations

import contextlib
import math
import re
import threading
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

import msgspec
import pydyf
import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, preferred
from weasyprint.pdf import stream, tags
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout

from ebook.errors import MissingTool
from ebook.typography.characters import is_hangul, stretches
from ebook.typography.setting import Line, Setting

__all__ = ["TESTED_VERSION", "composing"]

TESTED_VERSION = "70.0"

_SPACE_LIMIT = 0.25  # em; how far a word space grows before gaps between characters help (JLREQ 3.8.4)
_WORD_SPACE_LIMIT = 0.5  # em; the same where words are parted by spaces (KLREQ)
_GAP_LIMIT = 0.35  # em; a line that would have to be drawn further apart is left ragged
_LEFT_TO_WEASYPRINT = re.compile("[\t\n\r\f\u00ad\u0590-\u08ff\u200e\u200f\u2028-\u202e\u2066-\u2069\ufb1d-\ufefc]")
_HEADING = re.compile("/H[1-6]")
_CACHED_CHARACTERS = 400_000
_ATOMIC = "\u2e80"  # what WeasyPrint takes an inline block for, too

_split_text_box = inline.split_text_box
_split_first_line = preferred.split_first_line
_justify_line = inline.justify_line
_can_break_text = inline.can_break_text
_build_box_tree = tags._build_box_tree  # noqa: SLF001  # this module is here for that
_marked = stream.Stream.marked
_lock = threading.RLock()


@contextlib.contextmanager
def composing() -> Iterator[None]:
    """Set text as CJK typography asks, as long as this context lasts.

    Raises:
        MissingTool: WeasyPrint has another version than the one this was tested with.
    """
    if weasyprint.__version__ != TESTED_VERSION:
        raise MissingTool(
            f"WeasyPrint {weasyprint.__version__} is installed, and {TESTED_VERSION} is needed",
            hint=f"pip install weasyprint=={TESTED_VERSION}",
        )
    with _lock, contextlib.ExitStack() as hooks:
        composer = _Composer()
        for module, name, ours in (
            (inline, "split_text_box", composer.split_text_box),
            (preferred, "split_first_line", composer.split_first_line),
            (inline, "justify_line", justify_line),
            (inline, "can_break_text", can_break_text),
            (tags, "_build_box_tree", build_box_tree),
            (stream.Stream, "marked", marked),
        ):
            hooks.callback(setattr, module, name, getattr(module, name))
            setattr(module, name, ours)
        yield


# --- lines --------------------------------------------------------------------------------


class _LineLayout(Layout):  # type: ignore[misc]  # WeasyPrint is untyped
    """A line of a setting, in the place of WeasyPrint's Pango layout. Pango is asked only when it is drawn."""

    def __init__(self, setting: Setting, line: Line) -> None:
        self.setting, self.line = setting, line
        self.text = setting.text[line.start : line.end]
        self.growth: dict[int, float] = {}
        self.justification_spacing = self.first_line_direction = 0
        self.max_width = None

    def deactivate(self) -> None:
        if hasattr(self, "layout"):
            super().deactivate()

    def reactivate(self, style: Any) -> None:
        self.setup(style)
        self.set_text(self.text)
        wider, moved = self.setting.changes(self.line)
        for place, growth in self.growth.items():
            wider[place] += growth
        if any(wider):
            self._place(wider, moved)

    def _place(self, wider: list[float], moved: list[float]) -> None:
        """Write the line's own widths over those that Pango gave its glyphs."""
        places = {byte: place for place, byte in enumerate(_byte_offsets(self.text))}
        # WeasyPrint cuts off what is less than a thousandth of an em; a third of one keeps it from
        # cutting off a whole one.
        third = self.setting.em / 3000
        # WeasyPrint does so before it draws; later it would undo what is written here.
        pango.pango_layout_set_single_paragraph_mode(self.layout, True)  # noqa: FBT003  # C has no keywords
        for glyphs, edges in _runs(self.get_first_line()[0]):
            for info, edge, following in zip(glyphs, edges, edges[1:], strict=False):
                if edge == following:  # more than one glyph for a character: the last one carries its width
                    continue
                more = sum(wider[places[edge] : places[following]])
                if more:
                    info.geometry.width += round((more + math.copysign(third, more)) * TO_UNITS)
                if moved[places[edge]]:
                    # WeasyPrint takes offsets for thousandths of an em, where they are 1024ths.
                    info.geometry.x_offset += round(moved[places[edge]] * 1000)


class _Composer:
    """Takes lines from settings, of which it keeps those last used."""

    def __init__(self) -> None:
        self._settings: OrderedDict[tuple[str, int], tuple[_Shaped, Any]] = OrderedDict()
        self._kept = 0
        self._styles: dict[int, tuple[Any, bool, tuple[float, float]]] = {}

    def split_text_box(
        self, context: Any, box: Any, available_width: float | None, skip: int, is_line_start: bool = True
    ) -> tuple[Any, int | None, bool]:
        """WeasyPrint's function of the same name, for text that a setting can hold."""
        style = box.style
        ours, (line_height, baseline) = self._style(style)
        if not ours or not box.text or _LEFT_TO_WEASYPRINT.search(box.text):
            return _split_text_box(context, box, available_width, skip, is_line_start)  # type: ignore[no-any-return]
        setting = self._setting(box.text, style)
        start = bisect_left(setting.bytes, skip)
        if start >= len(box.text):
            return None, None, False
        line = setting.line(
            start,
            available_width if style["white_space"] == "normal" else None,
            at_start=is_line_start,
            flush=style["text_align_all"] == "justify",
            anywhere=style["overflow_wrap"] != "normal",
        )
        resume = None if line.resume is None else setting.bytes[line.resume]
        if line.end == line.start:
            return None, resume, False
        part = box.copy_with_text(box.text[line.start : line.end])
        part.width = line.width
        part.height = style["font_size"]
        part.margin_top = part.margin_bottom = (line_height - part.height) / 2
        part.baseline = baseline
        part.pango_layout = _LineLayout(setting, line)
        return part, resume, False

    def split_first_line(
        self, text: str, style: Any, context: Any, max_width: float | None, *arguments: Any, **options: Any
    ) -> tuple[Any, int, int | None, float, float, float]:
        """WeasyPrint's function, as it asks for the widths that a text takes at most (`max_width` None) or at least."""
        ours, (line_height, baseline) = self._style(style)
        if not text or not ours or _LEFT_TO_WEASYPRINT.search(text):
            return _split_first_line(text, style, context, max_width, *arguments, **options)  # type: ignore[no-any-return]
        if max_width is None:
            return None, len(text.encode()), None, self._setting(text, style).line(0, None, at_start=False).width, line_height, baseline
        if not (style["lang"] or "").startswith("ko"):
            return _split_first_line(text, style, context, max_width, *arguments, **options)  # type: ignore[no-any-return]
        word, space, rest = text.partition(" ")
        length = len(word.encode())
        width = self._setting(word, style).line(0, None, at_start=False).width if word else 0.0
        return None, length, length + len(space) if rest else None, width, line_height, baseline

    def _style(self, style: Any) -> tuple[bool, tuple[float, float]]:
        found = self._styles.get(id(style))
        if found is None:
            ours = _is_plain(style)
            # The style is kept, so that no other one can get its id.
            found = self._styles[id(style)] = (style, ours, inline.strut(style) if ours else (0.0, 0.0))
        return found[1], found[2]

    def _setting(self, text: str, style: Any) -> _Shaped:
        key = (text, id(style))
        found = self._settings.get(key)
        if found is None:
            found = self._settings[key] = (_shape(text, style), style)
            self._kept += len(text)
            while self._kept > _CACHED_CHARACTERS and len(self._settings) > 1:
                (dropped, _), _ = self._settings.popitem(last=False)
                self._kept -= len(dropped)
        else:
            self._settings.move_to_end(key)
        return found[0]


class _Shaped(Setting):
    """A setting with the offset of each character in the bytes of its text, which WeasyPrint counts."""

    def __init__(self, text: str, widths: Sequence[float], breaks: Sequence[bool], em: float, lang: str) -> None:
        super().__init__(text, widths, breaks, em, lang)
        self.bytes = array("L", _byte_offsets(text))


def _shape(text: str, style: Any) -> _Shaped:
    """The text with the widths and the line ends that Pango finds."""
    layout = Layout(style)
    layout.set_text(text)
    offsets = _byte_offsets(text)
    places = {byte: place for place, byte in enumerate(offsets)}
    widths = array("d", bytes(8 * len(text)))
    for glyphs, edges in _runs(layout.get_first_line()[0]):
        for info, edge in zip(glyphs, edges, strict=False):
            widths[places[edge]] += info.geometry.width * FROM_UNITS
    attributes = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
    breaks = [bool(attributes[index].is_line_break) for index in range(len(text))]
    layout.deactivate()
    return _Shaped(text, widths, breaks, style["font_size"], style["lang"] or "")


def _runs(line: Any) -> Iterator[tuple[list[Any], list[int]]]:
    """The glyphs of each run of a line, and the byte at which each begins, with the run's end after them."""
    if line == ffi.NULL or line.runs == ffi.NULL:
        return
    run = line.runs
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        count = glyphs.num_glyphs
        edges = [item.offset + cluster for cluster in ffi.unpack(glyphs.log_clusters, count)]
        yield [glyphs.glyphs[number] for number in range(count)], [*edges, item.offset + item.length]
        run = run.next


def _byte_offsets(text: str) -> list[int]:
    """The offset in UTF-8 of each character, and of the end."""
    return [0, *accumulate(len(char.encode()) for char in text)]


def _is_plain(style: Any) -> bool:
    """Whether text in a style is left to us."""
    return bool(
        style["font_size"]
        and style["white_space"] in {"normal", "nowrap"}
        and style["letter_spacing"] in {"normal", 0}
        and style["word_spacing"] == 0
        and style["text_decoration_line"] == "none"
        and style["direction"] == "ltr"
        and style["hyphens"] != "auto"
        and style["word_break"] == "normal"
    )


def can_break_text(text: str, lang: str | None) -> bool:
    """WeasyPrint's function, but for Korean: two boxes that meet within a word are not parted."""
    if lang and lang.startswith("ko") and len(text) == 2 and " " not in text and any(map(is_hangul, text)):  # noqa: PLR2004
        return False
    return bool(_can_break_text(text, lang))


# --- justification ------------------------------------------------------------------------


def justify_line(context: Any, line: Any, extra: float) -> None:
    """Make a line flush: word spaces grow first, then all gaps alike (JLREQ 3.8.4, CLREQ 3.1.7)."""
    leaves = list(_leaves(line))
    if not all(isinstance(leaf.pango_layout, _LineLayout) for leaf in leaves if isinstance(leaf, boxes.TextBox)):
        _justify_line(context, line, extra)
        return
    spaces, gaps = _places(leaves)
    em = line.style["font_size"]
    limit = (_WORD_SPACE_LIMIT if (line.style["lang"] or "").startswith("ko") else _SPACE_LIMIT) * em
    in_spaces = min(extra, limit * len(spaces)) if gaps else extra
    rest = extra - in_spaces
    if (not spaces and not gaps) or rest > _GAP_LIMIT * em * (len(spaces) + len(gaps)):
        return
    growth: dict[int, dict[int, float]] = {number: {} for number in range(len(leaves))}
    step = em / 1000  # what a PDF can say
    for places, amount in ((spaces, in_spaces), ([*gaps, *spaces] if gaps else [], rest)):
        for (number, place), size in zip(places, _shares(amount, len(places), step), strict=True):
            growth[number][place] = growth[number].get(place, 0.0) + size
    _grow(line, 0.0, {id(leaf): growth[number] for number, leaf in enumerate(leaves)})


def _leaves(box: Any) -> Iterator[Any]:
    """The texts and inline blocks of a line, in order."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.InlineBox):
            yield from _leaves(child)
        elif not isinstance(child, boxes.TextBox) or child.text:
            yield child


def _places(leaves: list[Any]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The spaces and the gaps of a line: number of the leaf, and character in it after which it grows."""
    spaces: list[tuple[int, int]] = []
    gaps: list[tuple[int, int]] = []
    for number, leaf in enumerate(leaves):
        if isinstance(leaf, boxes.TextBox):
            layout = leaf.pango_layout
            line = msgspec.structs.replace(layout.line, end=layout.line.start + len(leaf.text))
            within = layout.setting.gaps(line)
            spaces += [(number, place) for place in within[0]]
            gaps += [(number, place) for place in within[1]]
        if number + 1 < len(leaves):
            left, right = _edge(leaf, -1), _edge(leaves[number + 1], 0)
            place = (number, len(leaf.text) - 1 if isinstance(leaf, boxes.TextBox) else 0)
            if left in " \u00a0":
                spaces.append(place)
            elif stretches(left, right):
                gaps.append(place)
    return spaces, gaps


def _edge(leaf: Any, index: int) -> str:
    return str(leaf.text[index]) if isinstance(leaf, boxes.TextBox) else _ATOMIC


def _shares(amount: float, count: int, step: float) -> Iterator[float]:
    """An amount in `count` shares that are multiples of `step`, as equal as they can be."""
    given = 0
    for number in range(1, count + 1):
        due = int(amount * number / count / step + 1e-6)
        yield (due - given) * step
        given = due


def _grow(box: Any, shift: float, growth: dict[int, dict[int, float]]) -> float:
    """Move a box by `shift`, widen what grows in it, and return the shift of what follows."""
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.position_x += shift
        before = shift
        for child in box.children:
            if child.is_in_normal_flow():
                shift = _grow(child, shift, growth)
        box.width += shift - before
        return shift
    more = sum(growth.get(id(box), {}).values())
    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        box.width += more
        if more:
            box.pango_layout.growth = growth[id(box)]
    else:
        box.translate(shift, 0)
    return shift + more


# --- structure ----------------------------------------------------------------------------


def build_box_tree(
    box: Any, parent: Any, pdf: Any, page: int, nums: Any, annotations: Any, marks: Any
) -> Iterator[Any]:
    """WeasyPrint's structure tree, without the margins (ISO 14289-1, 7.8), with the language of each part (7.2).

    A heading that has another rank in the print than in its own document says so in `data-level`.
    """
    if isinstance(box, boxes.MarginBox):
        return
    source = None if box.element_tag in {"html", "body"} else box.element
    for element in _build_box_tree(box, parent, pdf, page, nums, annotations, marks):
        if source is not None and (lang := source.get("lang")):
            element["Lang"] = pydyf.String(lang)
        if source is not None and (level := source.get("data-level")) and _HEADING.fullmatch(element["S"]):
            element["S"] = f"/H{level}"
        yield element


@contextlib.contextmanager
def marked(page: Any, box: Any, tag: str) -> Iterator[None]:
    """Marked content; running heads and folios are artifacts (ISO 14289-1, 7.8)."""
    if box.element is not None or page._tags is None:  # noqa: SLF001
        with _marked(page, box, tag):
            yield
        return
    page.begin_marked_content("Artifact", pydyf.Dictionary({"Type": "/Pagination"}))
    try:
        yield
    finally:
        page.end_marked_content()
