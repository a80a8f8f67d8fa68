"""What an OCR engine gives."""

from __future__ import annotations

from typing import Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from ebook.geometry import Box

__all__ = ["Engine", "Raster", "TextLine"]

Raster = NDArray[np.uint8]
"""A grey picture, rows by columns, 0 is black."""


class TextLine(msgspec.Struct, frozen=True, kw_only=True):
    """A printed line as an engine reads it.

    Attributes:
        text: its characters, with a space only where a gap is printed.
        box: where its ink stands, in pixels.
        size: the height of its characters in pixels.
        vertical: whether it runs from top to bottom.
        confidence: how sure the engine is of the characters, 0 to 1.
        weight: the mean thickness of its strokes as a share of `size`, 0 where unknown.
    """

    text: str
    box: Box
    size: float
    vertical: bool = False
    confidence: float = 1.0
    weight: float = 0.0


class Engine(Protocol):
    """Finds the lines of an upright grey picture and reads them."""

    @property
    def version(self) -> str:
        """Its name, version and models: whatever can change what it reads."""
        ...

    def read(self, page: Raster) -> list[TextLine]:
        """The lines of a picture, in no particular order.

        Raises:
            EbookError: the engine failed.
        """
        ...
