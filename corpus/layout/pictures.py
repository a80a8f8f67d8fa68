"""Pictures drawn for the pages, and pages as poor pictures of themselves."""

from __future__ import annotations

import io
import math
import random

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter


def drawn(seed: int, width: float, height: float) -> Image.Image:
    """A landscape with a sky, hills and houses; the size is in points."""
    rng = random.Random(seed)
    size = max(8, round(width * 1.5)), max(8, round(height * 1.5))
    picture = Image.new("RGB", size)
    draw = ImageDraw.Draw(picture)
    light, dark = rng.randrange(150, 240), rng.randrange(90, 150)
    for y in range(size[1]):
        tone = light - (light - dark) * y // size[1]
        draw.line([(0, y), (size[0], y)], fill=(tone, tone, min(255, tone + 12)))
    for layer in range(3):
        base = size[1] * (0.45 + 0.15 * layer)
        phase, swing = rng.random() * 6, size[1] * rng.uniform(0.04, 0.12)
        points = [
            (x, base + swing * math.sin(x / size[0] * rng.uniform(5, 6) + phase))
            for x in range(0, size[0] + 8, 8)
        ]
        tone = 120 - 30 * layer
        draw.polygon([(0, size[1]), *points, (size[0], size[1])], fill=(tone, tone + 8, tone))
    for _ in range(rng.randrange(3, 9)):
        x, w = rng.randrange(size[0]), max(3, size[0] // rng.randrange(12, 30))
        top = size[1] * rng.uniform(0.5, 0.8)
        tone = rng.randrange(20, 90)
        draw.rectangle([x, top, x + w, size[1]], fill=(tone, tone, tone))
    return picture.filter(ImageFilter.GaussianBlur(0.6))


def clean(pdf: bytes, dpi: int = 300) -> list[bytes]:
    """The pages of a PDF as clean PNG pictures."""
    found = []
    for picture in _rendered(pdf, dpi):
        out = io.BytesIO()
        picture.save(out, "PNG", dpi=(dpi, dpi))
        found.append(out.getvalue())
    return found


def scanned(pdf: bytes, seed: int, dpi: int = 200, degrees: float = 1.2, quality: int = 60) -> list[bytes]:
    """The pages as a poor scan gives them: grey, skewed, a little noisy, and much compressed."""
    rng = random.Random(seed)
    found = []
    for page in _rendered(pdf, dpi):
        angle = rng.uniform(-degrees, degrees)
        picture = page.convert("L").rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=250)
        noise = Image.effect_noise(picture.size, 14)
        picture = Image.blend(picture, noise, 0.06).filter(ImageFilter.GaussianBlur(0.4))
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, dpi=(dpi, dpi))
        found.append(out.getvalue())
    return found


def _rendered(pdf: bytes, dpi: int):
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield page.render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
