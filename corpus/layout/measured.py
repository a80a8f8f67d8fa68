"""A laid-out issue as OCR finds it: sizes and boxes are measured, weights uncertain, lines in fragments, rules missed."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

import msgspec

from ebook.pages import Box, Page, PageIssue, Region

from .marks import Piece

Label = tuple[Piece | None, bool]

_SIZE, _BOX = 0.035, 0.04
_BROKEN = 0.5


def measured(laid, rng: random.Random) -> tuple[PageIssue, list[list[Label]]]:
    """The pages of a laid-out issue as OCR measures them, and the labels of their regions.

    Args:
        laid: a `Laid`.
        rng: what is lost, by chance; a scan loses rules or weights everywhere or nowhere.
    """
    eye = _Eye(rng)
    pages, labels = [], []
    for page, own in zip(laid.pages.pages, laid.labels, strict=True):
        seen = list(eye.seen(page, own))
        pages.append(msgspec.structs.replace(page, regions=tuple(region for region, _ in seen)))
        labels.append([label for _, label in seen])
    return msgspec.structs.replace(laid.pages, pages=tuple(pages)), labels


class _Eye:
    """What one OCR program sees."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.rules = rng.choice((1.0, 0.9, 0.6, 0.0))
        self.bold = rng.choice((1.0, 0.9, 0.9, 0.0))
        self.noise = rng.choice((0.5, 1.0, 1.0, 1.5))
        self.breaks = rng.choice((0.0, _BROKEN, 1.0))

    def seen(self, page: Page, labels: list[Label]) -> Iterator[tuple[Region, Label]]:
        """The regions of a page that it sees, with their labels."""
        for region, label in zip(page.regions, labels, strict=True):
            if region.kind == "rule":
                if self.rng.random() < self.rules:
                    yield region, label
            elif region.kind == "line":
                for at, part in enumerate(self.fragments(self.blurred(region))):
                    yield part, (label if at == 0 else (label[0], False))
            else:
                yield region, label

    def blurred(self, region: Region) -> Region:
        """A line with its size and box as they are measured."""
        shift = self.noise * _BOX * region.size
        box = region.box
        left, top, right, bottom = (self.rng.gauss(0, shift) for _ in range(4))
        return msgspec.structs.replace(
            region,
            box=Box(box.left + left, box.top + top, max(box.right + right, box.left + left + 1), max(box.bottom + bottom, box.top + top + 1)),
            size=round(region.size * math.exp(self.rng.gauss(0, self.noise * _SIZE)), 2),
            bold=region.bold and self.rng.random() < self.bold,
            font="",
        )  # fmt: skip

    def fragments(self, region: Region) -> list[Region]:
        """A line, or its parts between full-width spaces, as detectors find them."""
        at = region.text.find("\u3000", 1)
        if at < 0 or at + 1 >= len(region.text) or self.rng.random() >= self.breaks:
            return [region]
        first, rest = region.text[:at], region.text[at + 1 :]
        share, after = at / len(region.text), (at + 1) / len(region.text)
        box = region.box
        if region.vertical:
            one = Box(box.left, box.top, box.right, box.top + share * box.height)
            two = Box(box.left, box.top + after * box.height, box.right, box.bottom)
        else:
            one = Box(box.left, box.top, box.left + share * box.width, box.bottom)
            two = Box(box.left + after * box.width, box.top, box.right, box.bottom)
        return [
            msgspec.structs.replace(region, text=first, box=one),
            *self.fragments(msgspec.structs.replace(region, text=rest, box=two)),
        ]
