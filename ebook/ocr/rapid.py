"""RapidOCR: PP-OCR's models on the CPU, out of the package `rapidocr`, without a network.

Its own way shrinks a page to 2,000 pixels, which loses small type. Here the detector runs over tiles of the page at a
size that suits its type, and the maps that it gives are put together before lines are taken from them: no line is cut
at the edge of a tile, and none is found twice.
"""

from __future__ import annotations

import functools
import importlib.metadata
import math
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ebook.ocr.engine import Raster, TextLine
from ebook.ocr.ink import crop_line, glyph_height, measure, missed

__all__ = ["Rapid", "rapid"]

_TILE = 1152
"""Pixels: the tile's width and height; larger ones need more memory, smaller ones more overlaps."""

_OVERLAP = 48
"""Pixels at each edge of a tile where the detector sees too little of the surroundings to be believed."""

_DETECT_AT = 20
"""Pixels: how high characters are where the detector works best for its time."""

_CLOSER = 1.6
"""How much larger a part of a page is looked at where no line was found though there is ink: the detector joins the
lines of small type that is set close, and then finds none."""

_BATCH = 8
"""Lines recognised at a time; they are sorted by length, so that little is padded."""


@functools.cache
def rapid() -> Rapid:
    """The engine, its models loaded once."""
    return Rapid()


class Rapid:
    """The engine."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR
        from rapidocr.ch_ppocr_det import TextDetector
        from rapidocr.ch_ppocr_rec import TextRecognizer

        config = RapidOCR(params=_parameters()).cfg
        for part in (config.Det, config.Rec):
            part.engine_cfg = config.EngineConfig[part.engine_type.value]
            part.model_root_dir = config.Global.model_root_dir
        config.Rec.font_path = None
        self._detector = TextDetector(config.Det)
        self._recognizer = TextRecognizer(config.Rec)
        self.version = f"rapidocr {importlib.metadata.version('rapidocr')}"

    def read(self, page: Raster) -> list[TextLine]:
        """The lines of a picture."""
        quads = self._find(page)
        crops = [(quad, *crop_line(page, quad)) for quad in quads]
        crops.sort(key=lambda found: found[1].shape[1] / found[1].shape[0])
        lines: list[TextLine] = []
        for start in range(0, len(crops), _BATCH):
            lines += self._recognise(crops[start : start + _BATCH])
        return lines

    def _find(self, page: Raster) -> list[NDArray[np.float32]]:
        """The corners of each line of a page; where ink is left over, a closer look is taken."""
        height = glyph_height(page)
        factor = min(_DETECT_AT / height, 2.0) if height else 1.0
        found = self._quads(page, factor)
        for box in missed(page, found, height):
            left, top, right, bottom = (int(edge) for edge in (box.left, box.top, box.right, box.bottom))
            corner = np.array([left, top], np.float32)
            closer = [quad + corner for quad in self._quads(page[top:bottom, left:right], _CLOSER * factor)]
            found += [quad for quad in closer if not any(_is_inside(quad, other) for other in found)]
        return found

    def _quads(self, page: Raster, factor: float) -> list[NDArray[np.float32]]:
        """The corners of each line, found at another scale."""
        size = (max(32, round(page.shape[1] * factor)), max(32, round(page.shape[0] * factor)))
        method = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
        # Resizing by less blurs more than it helps.
        small = page if abs(factor - 1) < 0.1 else cv2.resize(page, size, interpolation=method)  # noqa: PLR2004
        likely = self._map(np.asarray(small, np.uint8))
        boxes, _ = self._detector.postprocess_op(likely[None, None], page.shape[:2])
        return [np.asarray(box, np.float32) for box in boxes]

    def _map(self, page: Raster) -> NDArray[np.float32]:
        """How likely each pixel is to be inside a line of text."""
        likely = np.zeros(page.shape, np.float32)
        for top, bottom, upper, lower in _spans(page.shape[0]):
            for left, right, first, last in _spans(page.shape[1]):
                tile = page[top:bottom, left:right]
                if int(tile.max()) - int(tile.min()) < 24:  # noqa: PLR2004  # grey levels: blank paper
                    continue
                found = self._detect(tile)
                likely[upper:lower, first:last] = found[upper - top : lower - top, first - left : last - left]
        return likely

    def _detect(self, tile: Raster) -> NDArray[np.float32]:
        rows, columns = tile.shape
        padded = np.full((math.ceil(rows / 32) * 32, math.ceil(columns / 32) * 32), 255, np.uint8)
        padded[:rows, :columns] = tile
        values = padded.astype(np.float32) / 127.5 - 1
        batch = np.broadcast_to(values, (1, 3, *values.shape))
        found: NDArray[np.float32] = self._detector.session(np.ascontiguousarray(batch))[0, 0]
        return found[:rows, :columns]

    def _recognise(self, crops: list[tuple[NDArray[np.float32], Raster, bool]]) -> Iterator[TextLine]:
        from rapidocr.ch_ppocr_rec import TextRecInput

        pictures = [cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR) for _, crop, _ in crops]
        result: Any = self._recognizer(TextRecInput(img=pictures, return_word_box=True))
        for (quad, crop, vertical), text, score, words in zip(
            crops, result.txts, result.scores, result.word_results, strict=True
        ):
            if text.strip():
                columns = [column for word in words.word_cols for column in word]
                centres = [(column + 0.5) / words.line_txt_len for column in columns]
                yield measure(crop, quad, text, centres, vertical=vertical, confidence=float(score))


def _is_inside(quad: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    """Whether the middle of a line is inside another."""
    (x, y), low, high = quad.mean(axis=0), other.min(axis=0), other.max(axis=0)
    return bool(low[0] <= x <= high[0] and low[1] <= y <= high[1])


def _spans(length: int) -> Iterator[tuple[int, int, int, int]]:
    """Tiles of a length: where each begins and ends, and the part of it that counts."""
    step = _TILE - 2 * _OVERLAP
    count = max(1, math.ceil((length - 2 * _OVERLAP) / step))
    for number in range(count):
        start = number * step
        end = length if number == count - 1 else start + _TILE
        yield start, end, start + _OVERLAP * (number > 0), end - _OVERLAP * (number < count - 1)


def _parameters() -> dict[str, Any]:
    """The models inside the package, named one by one, so that none is ever fetched."""
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    return {
        "Global.log_level": "error",
        "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
        "Det.max_candidates": 20_000,
        "Rec.model_path": str(models / "PP-OCRv6_rec_small.onnx"),
        "Rec.rec_batch_num": _BATCH,
        "Rec.rec_img_shape": [3, 48, 64],  # by default short lines are padded to a width of 320
        "EngineConfig.onnxruntime.intra_op_num_threads": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else -1,
    }
