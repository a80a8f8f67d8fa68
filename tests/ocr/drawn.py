"""Pages drawn for the tests, in the fonts of the print."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ebook import assets

FONTS = assets.folder("fonts")

HEADLINE = "全市春播过七成"
BODY = (
    "记者昨天从市农业农村局",
    "获悉，截至4月22日，全",
    "市春播作物已播种46.3万",
    "亩，占计划的七成以上，进",
    "度比去年同期快5天。",
)


def font(size: int, face: str = "Serif", weight: str = "Regular") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"Ebook{face}-{weight}.otf", size)


def page(headline: str = HEADLINE, body: tuple[str, ...] = BODY) -> Image.Image:
    """A headline over a column of five lines, a rule below them, a photograph beside them."""
    image = Image.new("L", (700, 420), 255)
    draw = ImageDraw.Draw(image)
    draw.text((40, 30), headline, 0, font(52, "Sans", "Bold"))
    for number, line in enumerate(body):
        draw.text((40, 120 + 42 * number), line, 0, font(28))
    draw.line((40, 350, 660, 350), 0, 3)
    photo = np.random.default_rng(1).integers(20, 200, (180, 240), np.uint8)
    image.paste(Image.fromarray(photo), (420, 130))
    return image


def vertical_page(lines: tuple[str, ...]) -> Image.Image:
    """Lines from top to bottom, the first one at the right."""
    image = Image.new("L", (60 * len(lines) + 80, 34 * max(map(len, lines)) + 80), 255)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        for at, character in enumerate(line):
            draw.text((image.width - 80 - 60 * number, 40 + 34 * at), character, 0, font(32))
    return image


def file(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()
