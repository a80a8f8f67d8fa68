"""Text out of pictures of pages.

1. `raster` opens a picture within bounds, turns it upright and levels its lines.
2. An engine behind the interface of `engine` finds lines and reads them: `rapid`, or `tesseract` for Korean.
3. `graphics` finds the rules between articles, and the photographs.
4. `cache` keeps the result.

`ebook.pages.formats.image` makes pages of it.
"""

from __future__ import annotations

from importlib.util import find_spec

from PIL import Image

from ebook.errors import MissingTool, UsageError

if not all(
    find_spec(name) for name in ("cv2", "onnxruntime", "rapidocr")
):  # before the modules below import them
    raise MissingTool(
        "reading pictures of pages needs the packages of the extra `ocr`",
        hint="install them by: pip install 'ebook[ocr]'",
    )

from ebook.ocr.engine import Engine
from ebook.ocr.raster import grey, straightened
from ebook.ocr.scan import Scan, scan
from ebook.options import OcrEngine

__all__ = ["Engine", "Scan", "choose", "looks_korean", "scan"]

_HALF = 0.5
_KNOWN = 0.8
"""The mean confidence that RapidOCR has at least in the languages that it knows; of a Korean page it makes 0.6."""


def choose(name: OcrEngine, language: str) -> Engine:
    """The engine for a language; the models are loaded once for each process.

    Args:
        name: which engine; `auto` takes RapidOCR, and Tesseract for Korean, which RapidOCR's models lack.
        language: BCP 47 tag, '' where it is not known.

    Raises:
        MissingTool: the engine, or its data for the language, is not installed.
    """
    if name == "tesseract" or (name == "auto" and language == "ko"):
        from ebook.ocr.tesseract import Tesseract

        return Tesseract(language or "zh-Hans")
    if language == "ko":
        raise UsageError(
            "RapidOCR has no model for Korean", hint="omit --ocr-engine, or give --ocr-engine tesseract"
        )
    from ebook.ocr.rapid import rapid

    return rapid()


def looks_korean(image: Image.Image, found: Scan) -> bool:
    """Whether a page that RapidOCR cannot read is Korean, as Tesseract sees its middle; False without Tesseract.

    Args:
        image: the page.
        found: what RapidOCR read of it.
    """
    if found.confidence >= _KNOWN:
        return False
    try:
        engine = choose("tesseract", "ko")
    except MissingTool:  # the page is refused afterwards, with a message that names Korean
        return False
    band = image.crop((0, image.height // 3, image.width, 2 * image.height // 3))
    text = "".join(
        line.text for line in engine.read(grey(straightened(band).image)) if line.confidence > _HALF
    )
    hangul = sum("\uac00" <= character <= "\ud7a3" for character in text)
    return hangul > _HALF * len(text.replace(" ", ""))
