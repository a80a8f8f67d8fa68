"""The reading edition: nothing of a book's text is lost or changed, and styles and pictures keep their bytes."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from lxml import etree

from ebook.catalog.issue import Record
from tests.catalog.reading import XHTML, pages, references, target, text, tree

PACKAGE = "EPUB/"


def books(shelf: Path) -> Iterator[tuple[Path, Path]]:
    """Each EPUB with its issue's folder."""
    for path in sorted((shelf / "catalog/issues").glob("*/.entry.json")):
        entry = msgspec.json.decode(path.read_bytes(), type=Record).entry
        if entry.epub:
            yield shelf / entry.epub.path, path.parent


def test_the_text_of_every_document_is_there_as_it_is(shelf: Path) -> None:
    count = 0
    for book, folder in books(shelf):
        with zipfile.ZipFile(book) as archive:
            for name in archive.namelist():
                if name.endswith(".xhtml"):
                    source = etree.fromstring(archive.read(name)).find(f"{XHTML}body")
                    page = etree.parse(folder / "edition" / name.removeprefix(PACKAGE))
                    (edition,) = page.xpath("//*[contains(concat(' ', @class, ' '), ' edition ')]")
                    shown = edition[-1]
                    assert "".join(shown.itertext()) == "".join(source.itertext()), name
                    assert [element.get("id") for element in shown.iter()] == [
                        element.get("id") for element in source.iter()
                    ]
                    count += 1
    assert count > 60


def test_styles_and_pictures_keep_their_bytes(shelf: Path) -> None:
    count = 0
    for book, folder in books(shelf):
        with zipfile.ZipFile(book) as archive:
            for name in archive.namelist():
                if name.rpartition(".")[2] in {"css", "png", "jpg"}:
                    assert (folder / "edition" / name.removeprefix(PACKAGE)).read_bytes() == archive.read(
                        name
                    )
                    count += 1
    assert count > 20


def test_every_reference_leads_somewhere(shelf: Path) -> None:
    ids: dict[str, set[str]] = {}
    for path in pages(shelf):
        root = tree(shelf, path)
        ids[path] = set(root.xpath("//@id"))
        assert len(ids[path]) == len(root.xpath("//@id")), f"{path} has an id twice"
    for path in ids:
        for reference in references(tree(shelf, path)):
            found = target(path, reference)
            if found is None or posixpath.basename(found) in {"search", "issues"}:
                continue
            assert (shelf / found).is_file(), f"{path}: {reference}"
            fragment = reference.partition("#")[2]
            assert not fragment or found not in ids or fragment in ids[found], f"{path}: {reference}"


def test_one_can_read_on_from_the_first_document_to_the_last(shelf: Path) -> None:
    for book, folder in books(shelf):
        with zipfile.ZipFile(book) as archive:
            package = etree.fromstring(archive.read("EPUB/content.opf"))
        hrefs = {item.get("id"): item.get("href") for item in package.iterfind("{*}manifest/{*}item")}
        spine = [hrefs[item.get("idref")] for item in package.iterfind("{*}spine/{*}itemref")]
        for rel, order in (("next", spine), ("prev", spine[::-1])):
            here, read = f"edition/{order[0]}", []
            while here:
                read.append(here.removeprefix("edition/"))
                root = tree(folder, here)
                links = root.xpath(f"//nav[@class='turns']/a[@rel='{rel}']/@href")
                here = str(target(here, links[0])) if links else ""
            assert read == order


def test_the_contents_open_where_one_reads(shelf: Path) -> None:
    (folder,) = (shelf / "catalog/issues").glob("2026-04-24-*")
    (page,) = [
        path
        for path in (folder / "edition/text").glob("p03-*")
        if "竹编" in path.read_text(encoding="utf-8").split("</title>")[0]
    ]
    (nav,) = tree(folder, page.relative_to(folder).as_posix()).xpath("//nav[@class='contents']")
    assert nav.xpath(".//a[@aria-current='page']/text()") == ["竹编匠人卜青山"]
    assert len(nav.xpath("./ol/li")) == 4
    assert len(nav.xpath("./ol/li/ol")) == 1
    whole = tree(folder, "index.html").xpath("//nav[contains(@class, 'whole')]")[0]
    assert len(whole.xpath("./ol/li/ol")) == 4


def test_issues_follow_one_another_within_a_paper(shelf: Path) -> None:
    days = {}
    for folder in (shelf / "catalog/issues").iterdir():
        root = tree(shelf, f"{folder.relative_to(shelf)}/index.html")
        days[folder.name[:10], root.get("lang")] = [
            (link.get("rel"), link.get("href")[3:13]) for link in root.xpath("//nav[@class='turns']/a")
        ]
    assert days["2026-04-01", "zh-Hans"] == [("prev", "2026-03-31"), ("next", "2026-04-24")]
    assert days["2026-03-31", "zh-Hans"] == [("next", "2026-04-01")]
    assert days["2026-04-01", "ja"] == []


def test_vertical_lines_stay_vertical(shelf: Path) -> None:
    for folder in (shelf / "catalog/issues").glob("*/edition/text"):
        root = tree(folder, next(folder.glob("p*-*")).name)
        vertical = root.get("lang") == "ja"
        assert ("vrtl" in root.xpath("//div[contains(@class, 'edition')]/@class")[0].split()) == vertical
        assert ("rightward" in root.find("body").get("class")) == vertical


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "ja", "ko"])
def test_a_paper_is_shown_in_its_language(shelf: Path, lang: str) -> None:
    own = [
        path
        for path in pages(shelf)
        if path.startswith("catalog/issues") and tree(shelf, path).get("lang") == lang
    ]
    assert own
    assert all(text(tree(shelf, path)) for path in own)
