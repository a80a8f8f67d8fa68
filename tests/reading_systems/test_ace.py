"""Ace, the accessibility checker of the DAISY Consortium, finds nothing to object to."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest

from ebook.edition import Edition
from ebook.languages import resolve
from ebook.model import Figure
from ebook.render import render
from ebook.writers.epub import write
from tests.browser import NAMES
from tests.reading_systems import MODULES, module
from tests.reading_systems.books import bound
from tests.render.test_facsimile import facsimile, issue
from tests.writers.epub.newspapers import newspaper, picture

UNCLAIMED = {
    "a11y:certifiedBy",
    "a11y:certifierCredential",
    "a11y:certifierReport",
    "dcterms:conformsTo",
}
"""What nobody may claim whom no person has checked the book for."""


def sample(lang: str, **options: Any) -> Edition:
    """A cover, one page and one article that has everything, a picture too: Ace needs most of a second a
    document."""
    issue = newspaper(lang)
    section = issue.sections[0]
    with TemporaryDirectory() as name:
        picture(Path(name))
        figure = Figure(src="lamp.png", alt="灯", caption="灯", credit="何青")
        lead = msgspec.structs.replace(section.articles[0], body=(*section.articles[0].body, figure))
        section = msgspec.structs.replace(section, articles=(lead,))
        return bound(msgspec.structs.replace(issue, sections=(section,)), Path(name), **options).edition


def facsimile_sample() -> Edition:
    """A printed page with its areas, and an article that leads to it."""
    whole = issue()
    (first, *_), article = whole.sections, whole.sections[0].articles[1]
    sections = (msgspec.structs.replace(first, articles=(article,)),)
    return render(msgspec.structs.replace(whole, sections=sections), facsimiles=[facsimile(1)]).edition


def spoilt(made: Edition) -> Edition:
    """Its article alone, without the alternative text of the picture."""
    (article,) = (document for document in made.documents if document.kind == "article")
    root = copy.deepcopy(article.root)
    for image in root.iter("{http://www.w3.org/1999/xhtml}img"):
        image.attrib.pop("alt", None)
    article = msgspec.structs.replace(article, root=root)
    return msgspec.structs.replace(made, documents=(article,))


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Ace's report on each sample, by its name; one run for all."""
    assert module("@daisy/ace-core")
    folder = tmp_path_factory.mktemp("ace")
    horizontal = sample("zh-Hans", embed_fonts="all")
    editions = {
        "horizontal": horizontal,
        "vertical": sample("ja", vertical=True),
        "facsimile": facsimile_sample(),
        "spoilt": spoilt(horizontal),
    }
    books = []
    for name, made in editions.items():
        written = write(made)
        books.append(folder / f"{name}.epub")
        books[-1].write_bytes(written.files[written.main])
    browser = next(found for name in NAMES if (found := shutil.which(name)))
    run = subprocess.run(
        ["node", str(Path(__file__).with_name("ace.cjs")), str(folder), *map(str, books)],
        env=os.environ | {"NODE_PATH": str(MODULES), "PUPPETEER_EXECUTABLE_PATH": browser},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    return {name: json.loads((folder / name / "report.json").read_bytes()) for name in editions}


def violations(report: dict[str, Any]) -> list[str]:
    """All that Ace asserts, whatever its impact: minor, moderate, serious or critical."""
    return [
        f"{document['earl:testSubject']['url']}: {found['earl:test']['earl:impact']}: {found['earl:test']['dct:title']}"
        for document in report["assertions"]
        for found in document["assertions"]
    ]


@pytest.mark.parametrize("name", ["horizontal", "vertical", "facsimile"])
def test_ace_objects_to_nothing(reports: dict[str, dict[str, Any]], name: str) -> None:
    report = reports[name]
    assert violations(report) == [], "\n".join(violations(report))
    assert report["earl:result"]["earl:outcome"] == "pass"


@pytest.mark.parametrize("name", ["horizontal", "vertical"])
def test_ace_misses_no_metadata(reports: dict[str, dict[str, Any]], name: str) -> None:
    metadata = reports[name]["a11y-metadata"]
    assert set(metadata["missing"]) <= UNCLAIMED
    assert metadata["empty"] == []
    assert "schema:accessibilityFeature" in metadata["present"]


def test_ace_saw_what_there_is(reports: dict[str, dict[str, Any]]) -> None:
    report = reports["horizontal"]
    assert report["properties"]["hasPageBreaks"]
    cover, lamp = (image["alt"] for image in report["data"]["images"])
    assert cover.startswith(resolve("zh-Hans").words.cover)
    assert lamp == "灯"


def test_ace_would_object(reports: dict[str, dict[str, Any]]) -> None:
    assert any("image-alt" in violation for violation in violations(reports["spoilt"]))
