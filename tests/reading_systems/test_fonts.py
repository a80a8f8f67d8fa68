"""Which fonts a browser takes: with all characters embedded, none of the machine's, and one a text."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ebook.edition import Edition
from tests.reading_systems.books import illustrated


def faces(browser: Browser, edition: Edition, folder: Path) -> dict[str, set[str]]:
    """The names of the fonts that each text of an edition is set in, a font of the machine's in brackets."""
    for part in (*edition.documents, *edition.resources):
        (folder / part.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / part.path).write_bytes(part.content)
    found: dict[str, set[str]] = {}
    page = browser.new_page()
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    for document in edition.documents:
        page.goto((folder / document.path).as_uri())
        page.evaluate("document.fonts.ready")
        root = session.send("DOM.getDocument")["root"]["nodeId"]
        nodes = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "body *:not(:has(*))"})
        for node in nodes["nodeIds"]:
            used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
            markup = session.send("DOM.getOuterHTML", {"nodeId": node})["outerHTML"]
            names = {
                font["familyName"] if font["isCustomFont"] else f"[{font['familyName']}]" for font in used
            }
            found[f"{document.path}: {markup}"] = names
    page.close()
    return found


@pytest.mark.parametrize(
    ("lang", "vertical", "theme"),
    [
        ("zh-Hans", False, "plain"),
        ("zh-Hans", False, "classic"),
        ("ko", False, "modern"),
        ("ja", True, "classic"),
        ("ja", True, "modern"),
    ],
)
def test_every_text_is_set_in_one_embedded_font(
    browser: Browser, tmp_path: Path, lang: str, theme: str, *, vertical: bool
) -> None:
    edition = illustrated(lang, vertical=vertical, theme=theme, embed_fonts="all").edition
    found = faces(browser, edition, tmp_path)
    mixed = {text: names for text, names in found.items() if len(names) > 1 or any("[" in n for n in names)}
    assert mixed == {}
    assert len(set().union(*found.values())) > 1
