"""Makes the README's picture: a page of the example's e-book beside a page of its print.

    .venv/bin/python tools/screenshot.py

It needs what `make test` installs.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import ebook  # noqa: E402  # the path comes first
from tests.browser import chromium  # noqa: E402

HEIGHT = 1000
READER = {"width": 480, "height": 680}
GROUND = (226, 226, 222)
PRINTED_PAGE = 3
TARGET = ROOT / "docs" / "images" / "output.png"


def main() -> None:
    """Export the example, look at both outputs, and put the two looks side by side."""
    with tempfile.TemporaryDirectory() as folder:
        done = ebook.export(ROOT / "examples/qingheng-daily/issue.md", folder, to=["pdf", "xhtml"])
        printed, pages = done.files
        articles = pages.parent.glob("text/p01-*.xhtml")
        lead = next(path for path in articles if "<img" in path.read_text(encoding="utf-8"))
        looks = [_reader(lead), _print(printed)]
    both = _beside(looks)
    both.quantize(128, dither=Image.Dither.NONE).save(TARGET, optimize=True)
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size // 1024} kB")


def _reader(document: Path) -> Image.Image:
    with chromium() as browser:
        page = browser.new_page(viewport=READER, device_scale_factor=2)
        page.goto(document.as_uri())
        # A reading system has margins and a face of its own; the book leaves both to it.
        page.add_style_tag(content="html { padding: 1.4em; font-family: serif }")
        return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def _print(file: Path) -> Image.Image:
    page = pypdfium2.PdfDocument(file)[PRINTED_PAGE - 1]
    return page.render(scale=2).to_pil().convert("RGB")


def _beside(looks: list[Image.Image]) -> Image.Image:
    scaled = [
        ImageOps.expand(look.resize((round(look.width * HEIGHT / look.height), HEIGHT)), 1, (150, 150, 150))
        for look in looks
    ]
    gap = 40
    width = sum(look.width for look in scaled) + gap * (len(scaled) + 1)
    sheet = Image.new("RGB", (width, scaled[0].height + 2 * gap), GROUND)
    left = gap
    for look in scaled:
        sheet.paste(look, (left, gap))
        left += look.width + gap
    return sheet


if __name__ == "__main__":
    main()
