"""The only place that reaches into WeasyPrint: pinned to the version that it was tested with.

Inside `composing()`:

    loading.py    it is loaded without what it does not need
    shaping.py    Pango shapes each text once
    lines.py      running text is set in lines by a `Setting`, not broken by Pango line by line
    justify.py    lines are made flush between Han characters
    dots.py       emphasised characters have dots
    drawing.py    lines are drawn with the widths that the setting gave them, and read out as they are
    neighbours.py texts on both sides of an element's end are spaced as within one
    paragraphs.py lines within one text are made at once
    tried.py      other lines that were tried out are used again
    columns.py    columns that were tried out are not laid out again
    measures.py   what follows from a style is found once
    styles.py     what the same rules apply to has one style
    markup.py     XHTML is read as XML
    fonts.py      no fonts but those of the style sheets
    structure.py  margins are artifacts, and parts in another language say so
    objects.py    objects are written once

All else is left to WeasyPrint: text with decorations, letter spacing, preserved white space or
right-to-left characters goes its own way.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

from ebook.typography.hooks.loading import weasyprint  # before anything of it is loaded

# isort: split
import pydyf
from weasyprint import document, draw, pdf
from weasyprint.css import StyleFor
from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute, background, block, column, inline, page, preferred, table
from weasyprint.layout import float as floats
from weasyprint.pdf import stream, tags

from ebook.errors import MissingTool
from ebook.typography.hooks import objects
from ebook.typography.hooks.columns import Columns
from ebook.typography.hooks.drawing import Drawer
from ebook.typography.hooks.fonts import OwnFonts, subset
from ebook.typography.hooks.justify import justify_line
from ebook.typography.hooks.lines import Composer, can_break_text
from ebook.typography.hooks.markup import Markup
from ebook.typography.hooks.measures import Measures, is_in_normal_flow, layout_box_backgrounds
from ebook.typography.hooks.neighbours import remove_last_whitespace
from ebook.typography.hooks.paragraphs import Paragraphs
from ebook.typography.hooks.shaping import Shaper
from ebook.typography.hooks.structure import Structure, add_links
from ebook.typography.hooks.styles import PageStyles, SharedStyles
from ebook.typography.hooks.tried import TriedLines

__all__ = ["TESTED_VERSION", "Markup", "OwnFonts", "composing"]

TESTED_VERSION = "70.0"

_LAYOUTS = (absolute, block, column, floats, inline, table)

_lock = threading.RLock()


@contextlib.contextmanager
def composing() -> Iterator[None]:
    """Set text as CJK typography asks in this thread, as long as this context lasts.

    Raises:
        MissingTool: WeasyPrint has another version than the one this was tested with.
    """
    if weasyprint.__version__ != TESTED_VERSION:
        raise MissingTool(
            f"WeasyPrint {weasyprint.__version__} is installed, and {TESTED_VERSION} is needed",
            hint=f"pip install weasyprint=={TESTED_VERSION}",
        )
    with _lock, contextlib.ExitStack() as hooks:
        for owner, name, ours in _hooks():
            theirs = getattr(owner, name)
            hooks.callback(setattr, owner, name, theirs)
            setattr(owner, name, _in_this_thread(ours, theirs))
        yield


def _hooks() -> tuple[tuple[Any, str, Any], ...]:
    """What is replaced for one print: the module or class, the name, and our function or property."""
    shaper, structure, measures = Shaper(), Structure(), Measures()
    composer, columns, styles = Composer(shaper), Columns(), SharedStyles()

    def marked(canvas: stream.Stream, box: boxes.Box, tag: str) -> AbstractContextManager[None]:
        return structure.marked(canvas, box, tag)

    def set_computed_styles(style_for: Any, *arguments: Any, **named: Any) -> None:
        styles.set_computed_styles(style_for, *arguments, **named)

    return (
        (inline, "split_text_box", composer.split_text_box),
        (preferred, "split_first_line", composer.split_first_line),
        (inline, "justify_line", justify_line),
        (inline, "handle_leader", composer.handle_leader),
        (inline, "get_next_linebox", TriedLines().get_next_linebox),
        (block, "iter_line_boxes", Paragraphs(composer).iter_line_boxes),
        (inline, "remove_last_whitespace", remove_last_whitespace),
        (inline, "strut", measures.strut),
        *((module, "resolve_percentages", measures.resolve_percentages) for module in _LAYOUTS),
        (boxes.Box, "is_in_normal_flow", is_in_normal_flow),
        (background, "layout_box_backgrounds", layout_box_backgrounds),
        (block, "block_box_layout", columns.block_box_layout),
        (block, "block_level_layout", columns.block_level_layout),
        (StyleFor, "set_computed_styles", set_computed_styles),
        (page, "set_page_type_computed_styles", PageStyles().set_page_type_computed_styles),
        (inline, "can_break_text", can_break_text),
        (draw, "draw_text", Drawer(shaper).draw_text),
        (pdf.fonts.Font, "subset", subset),
        (pdf, "add_links", add_links),
        (document, "draw_page", structure.draw_page),
        (tags, "_build_box_tree", structure.build_box_tree),
        (stream.Stream, "marked", marked),
        (pydyf.PDF, "page_references", property(objects.page_references)),
        (pydyf.PDF, "write", objects.write),
        (pydyf.Stream, "data", property(objects.stream_data)),
    )


def _in_this_thread(ours: Any, theirs: Any) -> Any:
    """A function, or a property, that is ours in this thread and WeasyPrint's in all others."""
    if isinstance(ours, property):
        return property(_in_this_thread(ours.fget, theirs.fget))
    here, current = threading.get_ident(), threading.get_ident

    def chosen(*arguments: Any, **named: Any) -> Any:
        return ours(*arguments, **named) if current() == here else theirs(*arguments, **named)

    return chosen
