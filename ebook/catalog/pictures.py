"""The front page of an issue as a picture: the cover as it is, and a small one for lists."""

from __future__ import annotations

import io
import warnings

import msgspec
from PIL import Image, UnidentifiedImageError

from ebook.catalog.entry import Picture

__all__ = ["Drawn", "cover_of", "thumbnail_of"]

_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif"}
"""What OPDS lets a cover be (OPDS 1.2, section 5.2; OPDS 2.0, the images role)."""
_THUMBNAIL = (320, 480)
"""Pixels at most, width and height: twice what a phone's calendar shows."""
_LARGEST = 60_000_000
"""Pixels; a picture that claims more is not drawn."""
_GROUND = "white"


class Drawn(msgspec.Struct, frozen=True):
    """A picture and its bytes, None where the file already is there."""

    picture: Picture
    content: bytes | None


def cover_of(content: bytes, path: str) -> tuple[Drawn, Image.Image] | None:
    """The cover that an edition holds at `path`: as it is where catalogues may show it, else as a JPEG."""
    image = _opened(content)
    if image is None:
        return None
    media_type = _TYPES.get(image.format or "")
    flat = _flat(image)
    if media_type is None:
        return Drawn(_described(flat, "cover.jpg"), _jpeg(flat, 85)), flat
    return Drawn(
        Picture(path=path, media_type=media_type, width=image.width, height=image.height), None
    ), flat


def drawn_cover(image: Image.Image) -> Drawn:
    """A cover that is drawn for the catalogue."""
    return Drawn(_described(image, "cover.jpg"), _jpeg(image, 85))


def thumbnail_of(image: Image.Image) -> Drawn:
    """The small picture of a cover."""
    small = image.copy()
    small.thumbnail(_THUMBNAIL, Image.Resampling.LANCZOS)
    return Drawn(_described(small, "thumbnail.jpg"), _jpeg(small, 80))


def _opened(content: bytes) -> Image.Image | None:
    """None for what is no picture, or too large a one to be honest."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content))
            if image.width * image.height > _LARGEST:
                return None
            image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError,
            Image.DecompressionBombWarning):  # fmt: skip
        return None
    return image


def _flat(image: Image.Image) -> Image.Image:
    if image.mode in {"RGBA", "LA", "P", "PA"}:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, _GROUND)
        return Image.alpha_composite(ground, image).convert("RGB")
    return image.convert("RGB")


def _described(image: Image.Image, path: str) -> Picture:
    return Picture(path=path, media_type="image/jpeg", width=image.width, height=image.height)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=quality, optimize=True, progressive=True)
    return stream.getvalue()
