"""Pictures of pages: opened within bounds, upright, straight, and no larger than their type needs."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import cv2
import msgspec
import numpy as np
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from ebook.errors import UnreadableSource
from ebook.ocr.engine import Raster
from ebook.ocr.ink import binary, glyph_height

__all__ = ["MAX_PIXELS", "Straightened", "frames", "grey", "straightened"]

MAX_PIXELS = 150_000_000
"""A larger picture is refused: a broadsheet page at 600 dpi has 130 million."""

_GLYPHS = 32
"""Pixels: a page whose characters are at least twice as high is reduced, because the models see them 48 pixels high."""

_LARGEST_SKEW = 5.0
"""Degrees."""

_SMALLEST_SLOPE = 2.5
"""Pixels by which a line rises over the whole page: less is not worth the blur of turning it."""

_CLEARLY = 1.03
"""By how much the rows of a skewed page become more even: less is chance, as on a page of three lines."""

_PROFILE = 1000
"""Pixels: the longer side of the picture in which the skew is looked for."""


class Straightened(msgspec.Struct, frozen=True):
    """A page with level lines.

    Attributes:
        image: its picture in colour or grey.
        skew: by how many degrees it was turned, counter-clockwise.
        affine: takes a point of `image`, in pixels, to a share of the width and height of the picture as it came:
            x = a X + b Y + c, y = d X + e Y + f.
        reduced: how many times smaller the picture became.
    """

    image: Image.Image
    skew: float
    affine: tuple[float, float, float, float, float, float]
    reduced: int = 1


def frames(data: bytes, file: str) -> Iterator[Image.Image]:
    """The pages of a picture file, one at a time; only TIFF files have more than one.

    Raises:
        UnreadableSource: it is no picture, damaged, or too large.
    """
    with _explained(file), Image.open(io.BytesIO(data)) as image:
        count = int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
    for number in range(count):
        yield _frame(data, file, number)


def _frame(data: bytes, file: str, number: int) -> Image.Image:
    with _explained(file), Image.open(io.BytesIO(data)) as image:
        image.seek(number)
        if image.width * image.height > MAX_PIXELS:
            raise _too_large(file, f"{image.width} x {image.height} pixels")
        return _on_paper(ImageOps.exif_transpose(image))


@contextmanager
def _explained(file: str) -> Iterator[None]:
    """Turn what Pillow raises into errors that say what to do."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own bound is checked instead
        # WeasyPrint lets Pillow fill up with grey what a picture lacks, for the whole process.
        before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        except Image.DecompressionBombError as error:
            raise _too_large(file, "more than 178 million pixels") from error
        except UnidentifiedImageError as error:
            raise UnreadableSource(
                "not a picture, or in a format that is not supported",
                file=file,
                hint="give JPEG, PNG, TIFF, WebP or JPEG 2000",
            ) from error
        except (OSError, SyntaxError, ValueError) as error:
            raise UnreadableSource(
                f"the picture is damaged: {error}", file=file, hint="scan or export the page again"
            ) from error
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def _too_large(file: str, size: str) -> UnreadableSource:
    return UnreadableSource(
        f"the picture is too large: {size}; at most {MAX_PIXELS // 1_000_000} million are read",
        file=file,
        hint="scale it to 300 dpi",
    )


def _on_paper(image: Image.Image) -> Image.Image:
    """In colour or grey, on white paper where it is transparent."""
    if image.mode.startswith("I;16"):
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.mode in {"1", "L", "RGB"}:
        return image.convert("L") if image.mode == "1" else image.copy()
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, image.convert("RGBA")).convert("RGB")
    return image.convert("RGB")


def grey(image: Image.Image) -> Raster:
    """A picture's brightness."""
    return np.asarray(image.convert("L"), np.uint8)


def straightened(image: Image.Image) -> Straightened:
    """A picture with level lines, reduced where its type is larger than any model needs."""
    page = grey(image)
    reduced = max(1, int(glyph_height(page) / _GLYPHS))
    small = image.reduce(reduced) if reduced > 1 else image
    skew = _skew(page)
    if not skew:
        affine = (1 / small.width, 0.0, 0.0, 0.0, 1 / small.height, 0.0)
        return Straightened(small, 0.0, affine, reduced)
    paper = int(np.percentile(page[:: max(1, page.shape[0] // 500)], 75))
    turned = small.rotate(
        skew,
        resample=Image.Resampling.BICUBIC,
        expand=True,
        fillcolor=(paper,) * 3 if small.mode == "RGB" else paper,
    )
    return Straightened(turned, skew, _back(skew, turned.size, small.size), reduced)


def _back(
    skew: float, turned: tuple[int, int], size: tuple[int, int]
) -> tuple[float, float, float, float, float, float]:
    """From pixels of the turned picture to shares of the picture before."""
    cosine, sine = math.cos(math.radians(skew)), math.sin(math.radians(skew))
    middle_x, middle_y = turned[0] / 2, turned[1] / 2
    width, height = size
    return (
        cosine / width,
        -sine / width,
        (width / 2 - cosine * middle_x + sine * middle_y) / width,
        sine / height,
        cosine / height,
        (height / 2 - sine * middle_x - cosine * middle_y) / height,
    )


def _skew(page: Raster) -> float:
    """By how many degrees a page has to be turned, counter-clockwise, for its lines to be level.

    The rows, or for vertical text the columns, of a straight page are full or empty: the differences between
    neighbours are largest.
    """
    ink = binary(page)
    factor = _PROFILE / max(ink.shape)
    if factor < 1:
        ink = np.asarray(cv2.resize(ink, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)
    down, across = np.nonzero(ink > 80)  # noqa: PLR2004  # a third of a pixel's area
    if down.size < 200:  # noqa: PLR2004  # too little to go by
        return 0.0

    def evenness(angle: float) -> float:
        cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        rows = np.bincount((down * cosine - across * sine + 2 * _PROFILE).astype(np.int64))
        columns = np.bincount((across * cosine + down * sine + 2 * _PROFILE).astype(np.int64))
        return float(np.sum(np.diff(rows) ** 2.0) + np.sum(np.diff(columns) ** 2.0))

    coarse = max(np.arange(-_LARGEST_SKEW, _LARGEST_SKEW + 0.1, 0.2), key=evenness)
    fine = float(max(np.arange(coarse - 0.2, coarse + 0.21, 0.04), key=evenness))
    clear = evenness(fine) > _CLEARLY * evenness(0.0)
    slope = math.tan(math.radians(abs(fine))) * max(page.shape)
    return fine if clear and slope >= _SMALLEST_SLOPE else 0.0
