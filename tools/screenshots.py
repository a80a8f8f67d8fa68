"""Makes the pictures of the e-book and of the print that the documents show, into docs/images/.

    .venv/bin/python tools/screenshots.py

The example in a reading system, foliate-js in Chromium: in light and dark, in vertical lines, in three
sizes of text; and beside a page of its print. It needs what `make test` installs.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pypdfium2
from PIL import Image, ImageOps
from sheets import GAP, GROUND, beside

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import ebook  # noqa: E402  # the path comes first
from ebook.options import Options  # noqa: E402
from ebook.print_options import PrintOptions  # noqa: E402
from tests.browser import Browser, chromium  # noqa: E402
from tests.reading_systems import books  # noqa: E402
from tests.reading_systems.library import library  # noqa: E402

FOLDER = ROOT / "docs" / "images"
COLOURS = 72
WIDEST = 1560
"""Pixels: twice what a page of documentation is wide."""
EDGE = (150, 150, 150)
PRINTED_PAGE = 3

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
PHONE = 840

PICTURES = {
    "epub-light": tuple(Look(book="chinese", title=title, height=PHONE) for title in ("封面", "目录", LEAD)),
    "epub-dark": (Look(book="chinese", title="竹编匠人卜青山", dark=True, columns=2, width=900),),
    "epub-vertical": (Look(book="traditional-vertical", title="颱風吹走的鐘樓指針 漁網撈了回來", width=900),),
    "epub-sizes": tuple(
        Look(book="chinese", title="五座水库水位平稳", size=size) for size in ("85%", "110%", "150%")
    ),
}
OUTPUT = Look(book="chinese", title=LEAD, width=560, height=800)
"""What stands beside a page of the print."""


def main() -> None:
    """Take each picture and save it with few colours."""
    names = {look.book for looks in (*PICTURES.values(), (OUTPUT,)) for look in looks}
    bound = {name: books.BOOKS[name]() for name in names}
    with library(bound) as address, chromium() as browser:

        def take(look: Look) -> Image.Image:
            return _take(browser, address, look, bound[look.book])

        _save_all(take)


def _save_all(take: Callable[[Look], Image.Image]) -> None:
    for name, looks in PICTURES.items():
        _save(name, beside([take(look) for look in looks]))
    _save("broadsheet", newspaper_pages())
    page = _printed_page()
    book = take(OUTPUT).resize((round(OUTPUT.width * page.height / OUTPUT.height), page.height))
    _save(
        "output",
        ImageOps.expand(beside([ImageOps.expand(look, 2, EDGE) for look in (book, page)]), GAP, GROUND),
    )


def _save(name: str, picture: Image.Image) -> None:
    target = FOLDER / f"{name}.png"
    picture.thumbnail((WIDEST, WIDEST), Image.Resampling.LANCZOS)
    few = picture.quantize(COLOURS, kmeans=8, dither=Image.Dither.NONE)
    few.save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1000} kB")


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


def _printed_page(
    source: str = "qingheng-daily/issue.md", number: int = PRINTED_PAGE, **options: object
) -> Image.Image:
    (written,) = ebook.convert(books.EXAMPLES / source, to="pdf", options=Options(**options)).written
    with pypdfium2.PdfDocument(written.files[written.main]) as document:
        image = document[number - 1].render(scale=2).to_pil()
    return image.convert("RGB")


def newspaper_pages() -> Image.Image:
    """Front pages with `--layout broadsheet`, in horizontal and in vertical lines."""
    layout = PrintOptions(layout="broadsheet", page_size="A4")
    pages = [
        _printed_page(number=1, print=layout),
        _printed_page("hihama-shimpo/page.txt", 1, print=layout, vertical=True),
    ]
    return ImageOps.expand(beside([ImageOps.expand(page, 2, EDGE) for page in pages]), GAP, GROUND)


if __name__ == "__main__":
    main()
