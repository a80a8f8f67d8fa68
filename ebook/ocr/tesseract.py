"""Tesseract, a program of its own, for the languages that RapidOCR's models lack."""

from __future__ import annotations

import csv
import functools
import io
import subprocess
from itertools import groupby

from PIL import Image

from ebook.errors import MissingTool, UnreadableSource
from ebook.geometry import Box
from ebook.ocr.engine import Raster, TextLine
from ebook.ocr.ink import glyph_height, is_wide

__all__ = ["Tesseract"]

_DATA = {"ko": "kor", "ja": "jpn", "zh-Hans": "chi_sim", "zh-Hant": "chi_tra", "en": "eng"}
"""Tesseract's names of languages."""

_KOREAN_SPACE, _HAN_SPACE = 0.3, 0.6
"""The least gap between words, in heights of a character."""

_TIMEOUT = 600
"""Seconds that a page may take; a broadsheet page takes twenty."""

_READS_BEST = 30
"""Pixels: how high characters are where Tesseract makes the fewest mistakes."""


class Tesseract:
    """The engine for one language.

    Args:
        language: BCP 47 tag.

    Raises:
        MissingTool: the program or its data for the language is not installed.
    """

    def __init__(self, language: str) -> None:
        self._data = _DATA.get(language, "eng")
        package = f"tesseract-ocr-{self._data.replace('_', '-')}"
        hint = f"on Debian and Ubuntu: apt-get install tesseract-ocr {package}; with Homebrew: brew install tesseract tesseract-lang"
        version = _version()
        if version is None:
            raise MissingTool("reading this page needs the OCR program tesseract", hint=hint)
        if self._data not in _languages():
            raise MissingTool(f"Tesseract has no data for {language} ({self._data})", hint=hint)
        self.version = f"{version} {self._data}"

    def read(self, page: Raster) -> list[TextLine]:
        """The lines of a picture.

        Raises:
            UnreadableSource: Tesseract failed, or took too long.
        """
        height = glyph_height(page)
        factor = min(max(1.0, _READS_BEST / height), 3.0) if height else 1.0
        image = Image.fromarray(page)
        if factor > 1:
            size = (round(image.width * factor), round(image.height * factor))
            image = image.resize(size, Image.Resampling.BICUBIC)
        png = io.BytesIO()
        image.save(png, "PNG", compress_level=1)
        rows = csv.DictReader(io.StringIO(self._run(png.getvalue())), delimiter="\t", quoting=csv.QUOTE_NONE)
        words = [row for row in rows if row["level"] == "5" and row["text"].strip()]
        by_line = groupby(words, key=lambda row: (row["block_num"], row["par_num"], row["line_num"]))
        return [_line(list(line), factor) for _, line in by_line]

    def _run(self, png: bytes) -> str:
        command = ["tesseract", "stdin", "stdout", "-l", self._data, "--psm", "3", "tsv"]
        try:
            done = subprocess.run(command, input=png, capture_output=True, timeout=_TIMEOUT, check=True)
        except subprocess.TimeoutExpired as error:
            raise UnreadableSource(
                f"Tesseract did not finish within {_TIMEOUT} seconds", hint="scale the picture to 300 dpi"
            ) from error
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode(errors="replace").strip() or f"exit code {error.returncode}"
            raise UnreadableSource(f"Tesseract failed: {said}", hint="try --ocr-engine rapidocr") from error
        return done.stdout.decode(errors="replace")


def _line(words: list[dict[str, str]], factor: float) -> TextLine:
    boxes = [_box(word, factor) for word in words]
    box = Box.around(boxes)
    vertical = box.height > box.width and len(words) > 1
    confidences = [max(float(word["conf"]), 0.0) / 100 for word in words]
    return TextLine(
        text=_joined([word["text"] for word in words], boxes, vertical=vertical),
        box=box,
        size=max(entry.width if vertical else entry.height for entry in boxes),
        vertical=vertical,
        confidence=sum(confidences) / len(confidences),
    )


def _box(word: dict[str, str], factor: float) -> Box:
    left, top, width, height = (int(word[name]) / factor for name in ("left", "top", "width", "height"))
    return Box(left, top, left + width, top + height)


def _joined(words: list[str], boxes: list[Box], *, vertical: bool) -> str:
    """Words with a space where a gap is printed: in Chinese, Japanese and Korean any character may be a word to Tesseract."""
    text = words[0]
    for word, before, after in zip(words[1:], boxes, boxes[1:], strict=False):
        gap = after.top - before.bottom if vertical else after.left - before.right
        size = max(before.width, after.width) if vertical else max(before.height, after.height)
        wide = is_wide(text[-1]), is_wide(word[0])
        hangul = any("\uac00" <= character <= "\ud7a3" for character in (text[-1], word[0]))
        least = _KOREAN_SPACE if hangul else _HAN_SPACE
        text += f" {word}" if not any(wide) or gap > least * size else word
    return text


@functools.cache
def _version() -> str | None:
    try:
        done = subprocess.run(["tesseract", "--version"], capture_output=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return (done.stdout or done.stderr).decode(errors="replace").split("\n", 1)[0].strip()


@functools.cache
def _languages() -> frozenset[str]:
    done = subprocess.run(["tesseract", "--list-langs"], capture_output=True, timeout=60, check=True)
    return frozenset(done.stdout.decode(errors="replace").split())
