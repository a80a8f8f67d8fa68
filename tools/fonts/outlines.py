"""Outlines as values: read out of a font, moved, scaled, cut and put together."""

from __future__ import annotations

from typing import Any, NamedTuple

from fontTools.misc.transform import Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen

Bounds = tuple[float, float, float, float]
Segment = tuple[str, tuple[tuple[float, float], ...]]


class Outline(NamedTuple):
    """Drawing commands in font units, and the advance width."""

    segments: tuple[Segment, ...]
    width: float

    def transformed(self, transform: Transform) -> Outline:
        """The outline under an affine transform; the advance is scaled with it."""
        pen = DecomposingRecordingPen({})
        self.draw(TransformPen(pen, transform))
        return Outline(tuple(pen.value), self.width * transform[0])

    def moved(self, x: float, y: float) -> Outline:
        """The outline moved, with its advance as it was."""
        return self.transformed(Transform().translate(x, y))

    def with_outline(self, other: Outline) -> Outline:
        """Both outlines on the advance of the first."""
        return Outline(self.segments + other.segments, self.width)

    def contour(self, index: int) -> Outline:
        """One of the contours, from left to right."""
        contours: list[list[Segment]] = []
        for segment in self.segments:
            if segment[0] == "moveTo":
                contours.append([])
            contours[-1].append(segment)
        parts = [Outline(tuple(contour), self.width) for contour in contours]
        return sorted(parts, key=lambda part: part.bounds[:2])[index]

    def draw(self, pen: Any) -> None:
        """Replay the commands on a pen of fontTools."""
        for operator, points in self.segments:
            getattr(pen, operator)(*points)

    @property
    def bounds(self) -> Bounds:
        """Left, bottom, right, top; all zero where nothing is drawn."""
        pen = BoundsPen({})
        self.draw(pen)
        return pen.bounds or (0, 0, 0, 0)

    def charstring(self, private: Any, subroutines: Any) -> Any:
        """A Type 2 charstring with the advance written as the private dictionary asks."""
        width = round(self.width)
        declared = None if width == private.defaultWidthX else width - private.nominalWidthX
        pen = T2CharStringPen(declared, {})
        self.draw(pen)
        return pen.getCharString(private=private, globalSubrs=subroutines)


class Glyphs:
    """The glyphs of a font by code point, at a place in its design space."""

    def __init__(self, font: Any, location: dict[str, float] | None = None) -> None:
        self.cmap: dict[int, str] = font.getBestCmap()
        self._glyphs = font.getGlyphSet(location=location)

    def __getitem__(self, codepoint: int) -> Outline:
        pen = DecomposingRecordingPen(self._glyphs)
        glyph = self._glyphs[self.cmap[codepoint]]
        glyph.draw(pen)
        return Outline(tuple(pen.value), glyph.width)
