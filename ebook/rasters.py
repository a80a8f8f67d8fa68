"""Photographs and other pictures of pixels, made ready for every reading system.

EPUB 3.3, 3.2 knows JPEG, PNG, GIF, WebP and SVG, but older readers show the first three alone and
know no colour but sRGB. What comes out is JPEG or PNG, upright, in sRGB, small enough for a page.
The master files of libraries, of a hundred megapixels and more, are scaled down while they are decoded.
"""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from PIL import ExifTags, Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError
from PIL.Jpeg2KImagePlugin import Jpeg2KImageFile
from PIL.JpegImagePlugin import JpegImageFile

from ebook.picture_files import Refused
from ebook.problems import Rule
from ebook.rules import picture as rules

__all__ = ["Allowance", "Made", "RasterHead", "fit_photograph", "head_of", "make_raster"]

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "JPEG2000")
_SUFFIXES = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "MPO": (".jpg", ".jpeg", ".mpo"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "GIF": (".gif",),
    "TIFF": (".tif", ".tiff"),
    "JPEG2000": (".jp2", ".j2k", ".jpf", ".jpx", ".j2c"),
}
_MOST_PIXELS = {"JPEG": 1_000_000_000, "MPO": 1_000_000_000, "JPEG2000": 1_000_000_000}
"""Of formats that can be decoded at a smaller size."""
_MOST_PIXELS_OF_OTHERS = 180_000_000
_LARGE = 40_000_000
"""Pixels, from which on a picture is scaled down before its colours are converted."""
_HARMLESS = frozenset({"APP0", "APP14"})
"""The segments of a JPEG that say no more than how to decode it."""
_QUALITIES = (82, 74, 66, 58, 50)
"""From the one at which nobody sees a difference to the one at which nobody minds it on an e-reader."""
_LYING = (5, 6, 7, 8)
"""The orientations of EXIF by which a picture's width is its height."""
_SCALE = 0.8
_SMALLEST = 320
"""Pixels wide or high, below which a picture is not scaled to save bytes."""
_PALETTE = 256
_OPAQUE = 255
_DEEP = 65535
_LOSSLESS_IS_WORTH = 1.5
_FRUGAL = 0.45
"""Bytes a pixel, up to which a JPEG that needs no other change is kept as it is."""

_settings = threading.Lock()


class Allowance(msgspec.Struct, frozen=True, kw_only=True):
    """What a picture may take.

    Attributes:
        pixels: how wide and how high it may be.
        size: how many bytes it may take.
        lossless: whether it may become a PNG, which is tried for drawings and takes long for whole pages.
    """

    pixels: int
    size: int
    lossless: bool = True


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A picture ready to be packed, and what there is to say about it: rules with particulars."""

    content: bytes
    media_type: str
    suffix: str
    width: int
    height: int
    remarks: tuple[tuple[Rule, str], ...] = ()


class RasterHead(msgspec.Struct, frozen=True, kw_only=True):
    """What the head of a picture file says.

    Attributes:
        width, height: in pixels, of the upright picture.
        resolution: dots per inch, 0 where it says none.
    """

    width: int
    height: int
    resolution: float


def head_of(data: bytes, frame: int = 0) -> RasterHead:
    """The size of a picture, without decoding it.

    Args:
        data: as for `make_raster`.
        frame: which of its pictures, counted from 0.

    Raises:
        Refused: it is damaged, or of another format.
    """
    with _explained(), Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
        _seek(opened, frame)
        width, height = opened.size
        if opened.getexif().get(ExifTags.Base.Orientation) in _LYING:
            width, height = height, width
        across, _ = opened.info.get("dpi") or (0, 0)
        return RasterHead(width=width, height=height, resolution=float(across))


def make_raster(data: bytes, name: str, allowed: Allowance, frame: int | None = None) -> Made:
    """The picture within what is allowed; scaled down no further than stays legible.

    Args:
        data: a JPEG, JPEG 2000, PNG, WebP, GIF or TIFF file.
        name: the file's name, to be compared with what it holds.
        allowed: how large it may be.
        frame: which of its pictures, counted from 0; None: the first, with a remark if there are more.

    Raises:
        Refused: it is damaged, too large, or of another format.
    """
    with _explained():
        return _make(data, name, allowed, frame)


def fit_photograph(image: Image.Image, size: int) -> Made:
    """A picture in memory as a JPEG of at most so many bytes."""
    return _made(*_jpeg_within(image, size), ())


@contextmanager
def _explained() -> Iterator[None]:
    """Run Pillow within our limits, and turn what it raises into `Refused`."""
    try:
        with _own_limits(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of oddities in metadata, which are not kept
            yield
    except MemoryError as error:
        raise Refused(rules.TOO_LARGE, "it has too many pixels; scale it down") from error
    except UnidentifiedImageError as error:
        raise Refused(
            rules.UNKNOWN_FORMAT, "this is not a JPEG, JPEG 2000, PNG, WebP, GIF, TIFF or SVG file"
        ) from error
    except Refused:
        raise
    except Exception as error:  # a damaged file makes Pillow raise anything at all
        raise Refused(rules.BROKEN, f"it is damaged ({error}); save it again from its original") from error


@contextmanager
def _own_limits() -> Iterator[None]:
    """Pillow's settings, which hold for the whole process, as they have to be here.

    WeasyPrint lets it fill up with grey what a picture lacks; and it has one limit of pixels for all formats.
    """
    with _settings:
        before = ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS
        ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = False, None
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = before


def _seek(image: Image.Image, frame: int) -> None:
    if frame >= getattr(image, "n_frames", 1):
        raise Refused(rules.BROKEN, f"it has no picture {frame + 1}")
    image.seek(frame)


def _make(data: bytes, name: str, allowed: Allowance, frame: int | None) -> Made:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
        remarks = _remarks(opened, name) if frame is None else ()
        _seek(opened, frame or 0)
        kind = opened.format
        image = _upright_srgb(_loaded(opened, data, allowed.pixels))
        untouched = _needs_nothing(opened, image, allowed, data)
    if untouched:
        return _made(data, "JPEG", image, remarks)
    if image.mode == "1" and max(image.size) > allowed.pixels:
        image = image.convert("L")  # Pillow scales black and white by leaving out pixels
    image.thumbnail((allowed.pixels, allowed.pixels), Image.Resampling.LANCZOS)
    if not allowed.lossless:
        return _made(*_jpeg_within(_on_white(image), allowed.size), remarks)
    if _has_transparency(image):
        return _made(*_png_within(image, allowed.size), remarks)
    flat = image.convert("L" if image.mode in {"1", "L", "LA"} else "RGB")
    if kind in {"JPEG", "MPO", "JPEG2000"}:
        return _made(*_jpeg_within(flat, allowed.size), remarks)
    return _smaller(flat, allowed.size, remarks)


def _loaded(image: ImageFile.ImageFile, data: bytes, pixels: int) -> Image.Image:
    """The picture decoded; a very large one scaled down to not less than twice what is allowed.

    Raises:
        Refused: it has too many pixels.
    """
    area, kind = image.width * image.height, image.format or ""
    if area > _MOST_PIXELS.get(kind, _MOST_PIXELS_OF_OTHERS):
        raise Refused(rules.TOO_LARGE, f"it has {area // 1_000_000:,} megapixels; scale it down")
    factor = max(1, max(image.size) // (2 * pixels)) if area > _LARGE else 1
    if factor == 1:
        image.load()
        return image
    if isinstance(image, JpegImageFile):
        image.draft(image.mode, (2 * pixels, 2 * pixels))
    elif isinstance(image, Jpeg2KImageFile):
        image.reduce = levels = min(factor.bit_length() - 1, _levels(data))  # each halves the edges
        if area >> 2 * levels > _MOST_PIXELS_OF_OTHERS:
            raise Refused(rules.TOO_LARGE, f"it has {area // 1_000_000:,} megapixels; scale it down")
    image.load()
    factor = max(1, max(image.size) // (2 * pixels))
    if factor == 1 or image.mode == "P":
        return image
    smaller = Image.Image.reduce(image.convert("L") if image.mode == "1" else image, factor)
    smaller.info, smaller.format = image.info, image.format
    return smaller


def _levels(data: bytes) -> int:
    """How many smaller sizes a JPEG 2000 file holds (ISO/IEC 15444-1, A.6.1: the marker COD)."""
    at = data.find(b"\xff\x52", max(0, data.find(b"\xff\x4f\xff\x51")))
    return data[at + 9] if 0 <= at < len(data) - 9 else 0


def _remarks(image: Image.Image, name: str) -> tuple[tuple[Rule, str], ...]:
    found: list[tuple[Rule, str]] = []
    if not name.lower().endswith(_SUFFIXES[image.format or ""]):
        found.append((rules.MISNAMED, f"this is {image.format}; rename it"))
    if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":
        found.append((rules.FIRST_FRAME, "only the first of its frames was kept"))
    return tuple(found)


def _needs_nothing(opened: Image.Image, image: Image.Image, allowed: Allowance, data: bytes) -> bool:
    """Whether a JPEG can stay as it is: each compression costs some of the picture.

    One that carries more than the picture is made anew: a place in its metadata, or data behind its end,
    is nothing that the paper printed.
    """
    if opened.format != "JPEG" or opened.mode not in {"L", "RGB"} or opened.size != image.size:
        return False
    segments = {name for name, _ in getattr(opened, "applist", ())}
    bare = segments <= _HARMLESS and "progressive" not in opened.info and data.endswith(b"\xff\xd9")
    frugal = len(data) <= _FRUGAL * image.width * image.height + 2048
    return bare and frugal and max(image.size) <= allowed.pixels and len(data) <= allowed.size


def _upright_srgb(image: Image.Image) -> Image.Image:
    """The picture as it is meant to be looked at (EXIF orientation), in sRGB, 8 bits a channel."""
    turned = ImageOps.exif_transpose(image)
    profile = image.info.get("icc_profile")
    deep = _eight_bits(turned)
    converted = _by_profile(deep, profile) if profile else deep
    if converted.mode in {"1", "L", "LA", "RGB", "RGBA"}:
        return converted
    transparent = converted.mode in {"PA", "La", "RGBa"} or "transparency" in converted.info
    return converted.convert("RGBA" if transparent else "RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Deep greys scaled to 8 bits; `convert` alone would clip most of them to white."""
    if not image.mode.startswith(("I", "F")):
        return image
    values = image.convert("F")
    low, high = (float(value) for value in values.getextrema() if not isinstance(value, tuple))
    if image.mode.startswith("I") and low >= 0 and high <= _DEEP:
        low, high = 0.0, float(_DEEP)
    scale = 255 / (high - low) if high > low else 0.0
    return values.point(lambda value: value * scale + -low * scale).convert("L")


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    """The picture's colours in sRGB. A profile that does not fit the picture says nothing: it is ignored."""
    alpha = image.getchannel("A") if image.mode in {"RGBA", "LA"} else None
    base = image.convert("L" if image.mode == "LA" else "RGB") if alpha or image.mode == "P" else image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "L" if base.mode == "L" else "RGB"
        target = ImageCms.createProfile("sRGB")
        colours = ImageCms.profileToProfile(base, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    if colours is None:
        return image
    out = colours.convert(mode)
    if alpha:
        out.putalpha(alpha)
    return out


def _has_transparency(image: Image.Image) -> bool:
    if image.mode not in {"RGBA", "LA"}:
        return False
    low, _ = image.getchannel("A").getextrema()
    return isinstance(low, int | float) and low < _OPAQUE


def _on_white(image: Image.Image) -> Image.Image:
    """In grey or colour, white where it is transparent."""
    if _has_transparency(image):
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, image.convert("RGBA")).convert("RGB")
    return image.convert("L" if image.mode in {"1", "L", "LA"} else "RGB")


def _smaller(image: Image.Image, size: int, remarks: tuple[tuple[Rule, str], ...]) -> Made:
    """Lossless where that costs little, as for drawings; else JPEG."""
    png, jpeg = _png(image), _jpeg(image, _QUALITIES[0])
    if len(png) <= min(_LOSSLESS_IS_WORTH * len(jpeg), size):
        return _made(png, "PNG", image, remarks)
    return _made(*_jpeg_within(image, size), remarks)


def _jpeg_within(image: Image.Image, size: int) -> tuple[bytes, str, Image.Image]:
    """A JPEG of at most so many bytes: less fine first, then smaller."""
    for quality in _QUALITIES:
        content = _jpeg(image, quality)
        if len(content) <= size:
            break
    while len(content) > size and max(image.size) * _SCALE >= _SMALLEST:
        image = _scaled(image)
        content = _jpeg(image, _QUALITIES[-1])
    return content, "JPEG", image


def _png_within(image: Image.Image, size: int) -> tuple[bytes, str, Image.Image]:
    """A PNG of at most so many bytes: with fewer colours first, then smaller."""
    content = _png(image)
    if len(content) > size:
        content = _png(image.quantize(_PALETTE))
    while len(content) > size and max(image.size) * _SCALE >= _SMALLEST:
        image = _scaled(image)
        content = _png(image.quantize(_PALETTE))
    return content, "PNG", image


def _scaled(image: Image.Image) -> Image.Image:
    width, height = (max(1, round(edge * _SCALE)) for edge in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _png(image: Image.Image) -> bytes:
    """A PNG with a palette where the picture has few colours."""
    out = io.BytesIO()
    few = image.mode == "RGB" and image.getcolors(_PALETTE) is not None
    drawn = image.convert("P", palette=Image.Palette.ADAPTIVE, colors=_PALETTE) if few else image
    drawn.info = {}
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()


def _jpeg(image: Image.Image, quality: int) -> bytes:
    """A baseline JPEG: not every e-reader shows a progressive one."""
    out = io.BytesIO()
    image.info = {}
    image.save(out, "JPEG", quality=quality, optimize=True, progressive=False)
    return out.getvalue()


def _made(content: bytes, kind: str, image: Image.Image, remarks: tuple[tuple[Rule, str], ...]) -> Made:
    return Made(
        content=content,
        media_type=f"image/{kind.lower()}",
        suffix=".jpg" if kind == "JPEG" else ".png",
        width=image.width,
        height=image.height,
        remarks=remarks,
    )
