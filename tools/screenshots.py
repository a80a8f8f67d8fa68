"""Makes the pictures of the e-book in a reading system, foliate-js in Chromium.

    .venv/bin/python tools/screenshots.py

The example in light and dark, in three sizes of text, and a page in vertical lines, into
docs/images/. It needs what `make test` installs.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import msgspec
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser import Browser, chromium  # noqa: E402  # the path comes first
from tests.reading_systems import books  # noqa: E402
from tests.reading_systems.library import library  # noqa: E402

FOLDER = ROOT / "docs" / "images"
COLOURS = 96
GAP = 24
GROUND = (214, 214, 210)

SHOW = """async ([address, path, turns, dark, size, columns]) => {
    const { Reader } = await import("/tests/foliate.js");
    document.documentElement.style.colorScheme = dark ? "dark" : "light";
    const reader = new Reader();
    await reader.open(address, { columns });
    await reader.goTo(path);
    await reader.dress({ dark, size });
    for (let turn = 0; turn < turns; turn += 1) await reader.next();
    await new Promise((resolve) => setTimeout(resolve, 300));
}"""


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a book on a screen, measured in CSS pixels: the first of a title, or some turns after it."""

    book: str
    title: str
    turns: int = 0
    dark: bool = False
    size: str = "100%"
    columns: int = 1
    width: int = 420
    height: int = 640


LEAD = "老渡口新桥今日通车"
PHONE = 880

PICTURES = {
    "epub-light": (
        Look(book="chinese", title="目录", height=PHONE),
        Look(book="chinese", title=LEAD, height=PHONE),
        Look(book="chinese", title=LEAD, turns=1, height=PHONE),
    ),
    "epub-dark": (Look(book="chinese", title="竹编匠人卜青山", dark=True, columns=2, width=900),),
    "epub-vertical": (Look(book="traditional-vertical", title="颱風吹走的鐘樓指針 漁網撈了回來", width=900),),
    "epub-sizes": tuple(
        Look(book="chinese", title="五座水库水位平稳", size=size) for size in ("85%", "110%", "150%")
    ),
}


def main() -> None:
    """Take each picture and save it with few colours."""
    bound = {
        name: books.BOOKS[name]() for name in {look.book for looks in PICTURES.values() for look in looks}
    }
    with library(bound) as address, chromium() as browser:
        for name, looks in PICTURES.items():
            picture = _beside([_take(browser, address, look, bound[look.book]) for look in looks])
            target = FOLDER / f"{name}.png"
            picture.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
            print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} kB")


def _take(browser: Browser, address: str, look: Look, book: books.Book) -> Image.Image:
    page = browser.new_page(viewport={"width": look.width, "height": look.height}, device_scale_factor=2)
    page.goto(f"{address}/index.html")
    path = next(document.path for document in book.edition.documents if document.title == look.title)
    page.evaluate(
        SHOW, [f"/{look.book}.epub", books.ROOT + path, look.turns, look.dark, look.size, look.columns]
    )
    shot = page.screenshot()
    page.close()
    return Image.open(io.BytesIO(shot)).convert("RGB")


def _beside(shots: list[Image.Image]) -> Image.Image:
    if len(shots) == 1:
        return shots[0]
    sheet = Image.new("RGB", (sum(shot.width + GAP for shot in shots) - GAP, shots[0].height), GROUND)
    left = 0
    for shot in shots:
        sheet.paste(shot, (left, 0))
        left += shot.width + GAP
    return sheet


if __name__ == "__main__":
    main()
