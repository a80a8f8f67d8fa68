"""axe finds nothing to object to on any kind of page, light or dark, wide or narrow; nor does the Nu checker."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.catalog.reading import pages
from tests.reading_systems import module
from tests.reading_systems.test_vnu import FALSE, JAVA

KINDS = {
    "home": "index.html",
    "month": "catalog/calendar/2026-04.html",
    "month of a paper": "catalog/calendar/paper-*/2026-04.html",
    "year": "catalog/calendar/2026.html",
    "issue": "catalog/issues/2026-04-24-*/index.html",
    "print alone": "catalog/issues/2026-05-08-*/index.html",
    "cover": "catalog/issues/2026-04-24-*/edition/text/cover.xhtml",
    "contents": "catalog/issues/2026-04-24-*/edition/text/contents.xhtml",
    "article": "catalog/issues/2026-04-24-*/edition/text/p01-1a96bee6.xhtml",
    "table": "catalog/issues/2026-04-24-*/edition/text/p02-*.xhtml",
    "vertical": "catalog/issues/2026-04-01-*/edition/text/p01-d63ccbf0.xhtml",
}


@pytest.fixture(scope="module")
def context(browser: Browser) -> BrowserContext:
    """A browser whose pages let the checker in; the policy of a page forbids it as it forbids others."""
    return browser.new_context(bypass_csp=True)


BY_LOOKS = ("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size")
"""The rules whose outcome depends on colours and widths, not on the markup alone."""


def violations(context: BrowserContext, address: str) -> list[str]:
    """What axe objects to: by all rules in a wide light window, and by the looks in a narrow dark one."""
    page = context.new_page()
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    page.add_script_tag(path=module("@daisy/axe-core-for-ace") / "axe.min.js")
    found = page.evaluate("axe.run().then((result) => result.violations)")
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 900})
    found += page.evaluate(
        "(rules) => axe.run({runOnly: rules}).then((result) => result.violations)", BY_LOOKS
    )
    page.close()
    return [
        f"{one['id']}: {node['html'][:150]} {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_axe_objects_to_nothing(shelf: Path, context: BrowserContext, kind: str) -> None:
    assert violations(context, min(shelf.glob(KINDS[kind])).as_uri()) == []


def test_axe_objects_to_nothing_in_what_was_found(shelf: Path, context: BrowserContext) -> None:
    address = (shelf / "index.html").as_uri() + "?query=%E6%A1%A5"
    assert violations(context, address) == []


def test_axe_would_object(context: BrowserContext, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.html"
    spoilt.write_text(
        "<html><style>:root { color-scheme: light dark } @media (width < 500px) { p { color: #888 } }</style>"
        "<body style='background: #777'><img src=x><p>Some words</p></body></html>",
        encoding="utf-8",
    )
    found = violations(context, spoilt.as_uri())
    assert any(one.startswith("image-alt") for one in found)
    assert any(one.startswith("color-contrast") and "#888888" in one for one in found)


def test_the_nu_checker_objects_to_nothing(shelf: Path, tmp_path: Path) -> None:
    """One page of each kind, and the style sheet; one run of Java for all."""
    spoilt = tmp_path / "spoilt.html"
    spoilt.write_text("<!DOCTYPE html><title>a</title><p><ol></p>", encoding="utf-8")
    chosen = [min(shelf.glob(pattern)) for pattern in KINDS.values()]
    assert len(chosen) < len(pages(shelf))
    java = shutil.which("java")
    assert java, "Java is not installed; run `make test`, which installs it"
    jar = module("vnu-jar") / "build" / "dist" / "vnu.jar"
    run = subprocess.run(
        [java, *JAVA, "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always", "--also-check-css",
         *map(str, chosen), str(shelf / "catalog/assets/catalog.css"), str(spoilt)],
        capture_output=True, encoding="utf-8", check=True, timeout=180,
    )  # fmt: skip
    said: dict[str, list[str]] = {}
    for message in json.loads(run.stdout)["messages"]:
        if message["type"] != "info" and not FALSE.fullmatch(message["message"]):
            path = Path(unquote(urlsplit(message["url"]).path))
            said.setdefault(path.name, []).append(f"{message.get('lastLine')}: {message['message']}")
    assert said.pop("spoilt.html")
    assert said == {}
