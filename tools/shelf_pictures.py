"""Makes the pictures of the shelf: its calendar, a search, an article, on a desk and on a phone.

    .venv/bin/python tools/shelf_pictures.py [NAME ...]

A month of the example newspapers, catalogued as `ebook catalog` does, in Chromium, into docs/images/.
It needs what `make test` installs.
"""

from __future__ import annotations

import datetime
import io
import sys
import tempfile
from pathlib import Path

import msgspec
from PIL import Image
from sheets import beside

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import ebook  # noqa: E402  # the path comes first
from ebook.catalog import write  # noqa: E402
from tests.browser import Browser, chromium  # noqa: E402
from tests.catalog.shelves import EXAMPLES, put_example  # noqa: E402

FOLDER = ROOT / "docs" / "images"
COLOURS = 96
LAST = datetime.date(2026, 4, 24)
WEEKLIES = {"chaoyu-times": 0, "hihama-shimpo": 1, "solneoul-ilbo": 3}


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the catalogue; `page` is a pattern of its path, sizes are in CSS pixels."""

    page: str
    query: str = ""
    dark: bool = False
    width: int = 1180
    height: int = 860
    scale: float = 1.5


PAPER = "青衡日报"
HOME, ISSUE = "index.html", f"catalog/issues/{LAST}-*"
PICTURES = {
    "shelf": (Look(page=HOME, height=1700, scale=1),),
    "shelf-search": (
        Look(page=HOME, query="?query=%E6%A1%A5", width=900, height=640),
        Look(page=f"{ISSUE}/index.html", dark=True, width=900, height=640),
    ),
    "shelf-reading": (
        Look(page=f"{ISSUE}/edition/text/p01-1a96bee6.xhtml", width=390, height=700),
        Look(page="catalog/issues/*-04-09-*/edition/text/p01-d63ccbf0.xhtml", width=900, height=700),
        Look(page=f"{ISSUE}/edition/text/p03-6a31562f.xhtml", dark=True, width=390, height=700),
    ),
}


def main() -> None:
    """Fill a shelf, catalogue it, and take each picture that is named, or all."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        shelf = Path(folder)
        fill(shelf)
        write(shelf)
        for name in sys.argv[1:] or PICTURES:
            picture = beside([_take(browser, shelf, look) for look in PICTURES[name]])
            target = FOLDER / f"{name}.png"
            picture.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
            print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} kB")


def fill(shelf: Path) -> None:
    """A daily, and three weeklies on days of their own."""
    for back in range(34):
        put_example(shelf, "qingheng-daily", LAST - datetime.timedelta(back), turn=-back)
    for name, behind in WEEKLIES.items():
        for week in range(5):
            day = LAST - datetime.timedelta(7 * week + behind)
            put_example(shelf, name, day, turn=-week, vertical=name == "hihama-shimpo")
    ebook.export(EXAMPLES / "qingheng-daily" / "issue.md", shelf / "qingheng-daily", to=["pdf"])


def _take(browser: Browser, shelf: Path, look: Look) -> Image.Image:
    page = browser.new_page(
        viewport={"width": look.width, "height": look.height},
        device_scale_factor=look.scale,
        color_scheme="dark" if look.dark else "light",
    )
    path = min(
        shelf.glob(look.page), key=lambda found: (PAPER not in found.read_text(encoding="utf-8"), found)
    )
    page.goto(path.as_uri() + look.query)
    page.evaluate("for (const image of document.images) image.loading = 'eager'")
    page.wait_for_timeout(1000)
    shot = page.screenshot()
    page.close()
    return Image.open(io.BytesIO(shot)).convert("RGB")


if __name__ == "__main__":
    main()
