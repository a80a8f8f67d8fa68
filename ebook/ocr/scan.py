"""A page's picture becomes text with its place, rules and photographs."""

from __future__ import annotations

import hashlib

import msgspec
from PIL import Image

from ebook.geometry import Box
from ebook.ocr import cache, graphics
from ebook.ocr.engine import Engine, TextLine
from ebook.ocr.raster import Straightened, grey, straightened

__all__ = ["Scan", "scan"]

_VERSION = 3
"""Raised whenever the same engine would find something else: what is cached under another number is not used."""


class Scan(msgspec.Struct, frozen=True, kw_only=True):
    """What is on a page; boxes are in pixels of the straightened picture.

    Attributes:
        lines: its text.
        rules: the lines drawn on it.
        pictures: its photographs.
        body: how high most of its characters are, in pixels of the picture as it came; 0 without text.
    """

    lines: tuple[TextLine, ...]
    rules: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
    body: float = 0.0

    @property
    def confidence(self) -> float:
        """How sure the engine is of the characters, on average."""
        characters = sum(len(line.text) for line in self.lines)
        return (
            sum(line.confidence * len(line.text) for line in self.lines) / characters if characters else 0.0
        )


def scan(image: Image.Image, engine: Engine) -> tuple[Straightened, Scan]:
    """Straighten a page and read it; what was read before is taken from the cache."""
    page = straightened(image)
    seen = hashlib.sha256(page.image.tobytes())
    seen.update(f"{_VERSION} {page.image.size} {page.image.mode} {page.reduced} {engine.version}".encode())
    key = seen.hexdigest()
    found = cache.load(key, Scan)
    if found is None:
        found = _scan(page, engine)
        cache.store(key, found)
    return page, found


def _scan(straight: Straightened, engine: Engine) -> Scan:
    page = grey(straight.image)
    lines = engine.read(page)
    if not lines:
        return Scan(lines=())
    body = _body_size(lines)
    photographs = graphics.pictures(page, lines, body)
    return Scan(
        lines=tuple(sorted(lines, key=lambda line: (line.box.top, line.box.left))),
        rules=tuple(graphics.rules(page, lines, photographs, body)),
        pictures=tuple(photographs),
        body=body * straight.reduced,
    )


def _body_size(lines: list[TextLine]) -> float:
    """The size that most characters have."""
    sizes = sorted((line.size, len(line.text)) for line in lines)
    half = sum(count for _, count in sizes) / 2
    for size, count in sizes:
        half -= count
        if half <= 0:
            return size
    return sizes[-1][0]
