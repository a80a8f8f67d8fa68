"""A page's frames -> its content stream, with marked content for the tags."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ebook.geometry import Box
from ebook.painter.fonts import Fonts
from ebook.painter.page import Area, ComposedPage, Fill, Frame, GlyphRun, Mark, Node, Picture
from ebook.painter.pictures import Pictures
from ebook.painter.structure import Structure
from ebook.painter.text import Pen

__all__ = ["PageContent"]

_ASCENT, _DESCENT = 0.88, 0.12  # of the size of the type: how far a line's box reaches from its baseline


class PageContent:
    """The content stream of one page and what it uses.

    Attributes:
        stream: the operators.
        fonts: the resource names of fonts.
        pictures: the resource names of pictures with their objects' numbers.
    """

    def __init__(self, page: ComposedPage, fonts: Fonts, pictures: Pictures, structure: Structure) -> None:
        self._page = page
        self._known_pictures = pictures
        self._pen = Pen(fonts, page.height)
        self._color = (0.0, 0.0, 0.0)
        self.pictures: dict[str, int] = {}
        operators: list[str] = []
        for node, frames in groupby(page.frames, lambda frame: frame.node or frame.artifact):
            group = list(frames)
            operators.append(_begin(node, group, structure))
            operators += self._draw([mark for frame in group for mark in frame.marks])
            operators.append("EMC")
        self.stream = "\n".join(operators).encode("ascii")
        self.fonts = sorted(self._pen.used)

    def _draw(self, marks: list[Mark]) -> Iterator[str]:
        for color, group in groupby(
            marks, lambda mark: mark.color if isinstance(mark, GlyphRun | Fill) else None
        ):
            if color is not None and color != self._color:
                self._color = color
                yield f"{' '.join(f'{part:.3g}' for part in color)} rg"
            for is_text, same in groupby(group, lambda mark: isinstance(mark, GlyphRun)):
                if is_text:
                    yield from self._pen.show(mark for mark in same if isinstance(mark, GlyphRun))
                else:
                    yield from (self._draw_shape(mark) for mark in same if not isinstance(mark, GlyphRun))

    def _draw_shape(self, mark: Picture | Fill | Area) -> str:
        width, height, left = (f"{value:.3f}" for value in (mark.width, mark.height, mark.left))
        bottom = f"{self._page.height - mark.top - mark.height:.3f}"
        if isinstance(mark, Fill):
            return f"{left} {bottom} {width} {height} re f"
        if isinstance(mark, Area):
            return f"{left} {bottom} {width} {height} re n"
        number = self._known_pictures.number(mark.data if isinstance(mark.data, bytes) else mark.data())
        self.pictures[f"I{number}"] = number
        return f"q {width} 0 0 {height} {left} {bottom} cm /I{number} Do Q"


def _begin(node: Node | str, frames: list[Frame], structure: Structure) -> str:
    """Begin the marked content of some frames of one node, or of an artifact."""
    if isinstance(node, Node):
        box = Box.around(bounds(mark) for frame in frames for mark in frame.marks)
        return f"/{node.tag} <</MCID {structure.mark(node, box)}>> BDC"
    return f"/Artifact <</Type /{node}>> BDC" if node else "/Artifact BMC"


def bounds(mark: Mark) -> Box:
    """The box of a mark; of text, the cells of its characters."""
    if not isinstance(mark, GlyphRun):
        return Box(mark.left, mark.top, mark.left + mark.width, mark.top + mark.height)
    length = sum(glyph.advance for glyph in mark.glyphs)
    if mark.vertical:
        return Box(mark.x - mark.size / 2, mark.y, mark.x + mark.size / 2, mark.y + length)
    above, below = mark.size * _ASCENT, mark.size * _DESCENT
    if mark.rotated:
        return Box(mark.x - below, mark.y, mark.x + above, mark.y + length)
    return Box(mark.x, mark.y - above, mark.x + length, mark.y + below)
