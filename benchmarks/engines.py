"""The same paragraphs, set by ebook, by WeasyPrint alone, and by Chromium: HTML fragments to PDF."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import weasyprint
from lxml import html
from playwright.sync_api import Browser, sync_playwright

from ebook import assets
from ebook.typography.hooks import OwnFonts, composing
from ebook.writers.pdf.ruby import set_ruby

__all__ = ["ENGINES", "Sheet", "engines"]

ENGINES = ("WeasyPrint alone", "Chromium", "ebook")

Sheet = Callable[[str, str, str], bytes]
"""Language, HTML fragment, CSS -> PDF."""

_STYLES = assets.folder("styles")
# Everything that each engine knows is switched on for it; what it does not know it leaves out.
_BASE = """
body { margin: 0; font: 10pt/17pt "Ebook Serif" } p { margin: 0 }
.text { width: 24em; text-indent: 2em; text-align: justify; text-justify: inter-character;
  line-break: strict; text-autospace: normal; text-spacing-trim: trim-start }
:lang(ja) .text, :lang(ko) .text { text-indent: 1em } :lang(ko) .text { word-break: keep-all; text-justify: auto }
em { font-style: normal; text-emphasis: filled dot; text-emphasis-position: under right }
h1 { font: 700 16pt/22pt "Ebook Serif"; margin: 0 0 8pt; text-wrap: balance; text-spacing-trim: trim-start }
:lang(ja) h1 { word-break: auto-phrase }
"""

# The size that print.css counts in comes with the paper; running heads have no place here.
_FOR_PRINT = "html { font-size: 10pt } @page { @bottom-center { content: none } }"


@contextmanager
def engines() -> Iterator[dict[str, Sheet]]:
    """The engines by their names; a browser stands ready as long as this context lasts."""
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    path = next(
        found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))
    )
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield dict(zip(ENGINES, (_weasyprint, _chromium(browser, Path(folder)), _ebook), strict=True))
        browser.close()


def _page(lang: str, body: str, css: str, *sheets: str) -> str:
    links = "".join(f'<link rel="stylesheet" href="{(_STYLES / sheet).as_uri()}">' for sheet in sheets)
    return f'<!DOCTYPE html><html lang="{lang}"><meta charset="utf-8">{links}<style>{_BASE}{css}</style><body>{body}</html>'


def _weasyprint(lang: str, body: str, css: str) -> bytes:
    return _written(weasyprint.HTML(string=_page(lang, body, css, "fonts.css"), base_url=_STYLES.as_uri()))


def _ebook(lang: str, body: str, css: str) -> bytes:
    tree = html.fragment_fromstring(body, create_parent="div")
    set_ruby(tree)
    ours = html.tostring(tree, encoding="unicode")
    page = _page(lang, ours, f"{_FOR_PRINT} {css}", "fonts.css", "print.css")
    with composing():
        return _written(weasyprint.HTML(string=page, base_url=_STYLES.as_uri()), font_config=OwnFonts())


def _written(document: weasyprint.HTML, **options: object) -> bytes:
    data = document.write_pdf(**options)
    assert isinstance(data, bytes)
    return data


def _chromium(browser: Browser, folder: Path) -> Sheet:
    def print_(lang: str, body: str, css: str) -> bytes:
        file = folder / "sheet.html"  # a page from memory may not read the files of the fonts
        file.write_text(_page(lang, body, css, "fonts.css"), encoding="utf-8")
        page = browser.new_page()
        page.goto(file.as_uri())
        page.evaluate("document.fonts.ready")
        data = page.pdf(prefer_css_page_size=True, print_background=True)
        page.close()
        return data

    return print_
