"""The feeds: they keep what their specifications demand, lead to every issue once, and depend on the issues alone."""

from __future__ import annotations

import copy
import datetime
import json
import posixpath
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ebook.catalog import write
from tests.catalog.opds_rules import (
    ACQUIRE,
    ACQUISITION,
    ATOM,
    DC,
    IMAGE,
    OPENSEARCH,
    atom_faults,
    json_faults,
    publication_faults,
)
from tests.catalog.reading import target
from tests.catalog.shelves import picture, put_many, put_tiny

ONE, TWO = "catalog/opds/1/index.xml", "catalog/opds/2/index.json"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """131 issues of two papers, over two years, more than a page of a feed holds."""
    folder = tmp_path_factory.mktemp("many")
    put_many(folder, 130, last=datetime.date(2026, 2, 28))
    put_tiny(
        folder / "u.epub",
        date="",
        identifier="urn:x-test:undated",
        paper="海汐日报1",
        modified="2026-01-01T00:00:00Z",
    )
    write(folder)
    return folder


def atoms(shelf: Path) -> dict[str, etree._Element]:
    return {
        path.relative_to(shelf).as_posix(): etree.parse(path).getroot()
        for path in sorted((shelf / "catalog/opds/1").rglob("*.xml"))
    }


def jsons(shelf: Path) -> dict[str, dict[str, Any]]:
    return {
        path.relative_to(shelf).as_posix(): json.loads(path.read_bytes())
        for path in sorted((shelf / "catalog/opds/2").rglob("*.json"))
    }


def atom_links(root: etree._Element) -> Iterator[tuple[str, str]]:
    for link in root.iter(f"{ATOM}link"):
        yield link.get("rel", ""), link.get("href", "")


def json_links(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if "href" in value and not value.get("templated"):
            yield value.get("rel", ""), value["href"]
        for part in value.values():
            yield from json_links(part)
    elif isinstance(value, list):
        for part in value:
            yield from json_links(part)


@pytest.mark.parametrize("name", ["shelf", "many"])
def test_every_feed_keeps_the_rules(request: pytest.FixtureRequest, name: str) -> None:
    shelf = request.getfixturevalue(name)
    assert {
        path: list(atom_faults(root)) for path, root in atoms(shelf).items() if list(atom_faults(root))
    } == {}
    assert {
        path: list(json_faults(feed)) for path, feed in jsons(shelf).items() if list(json_faults(feed))
    } == {}
    for path in (shelf / "catalog/issues").glob("*/publication.json"):
        assert list(publication_faults(json.loads(path.read_bytes()))) == []


def test_the_feeds_of_an_empty_shelf_keep_the_rules(tmp_path: Path) -> None:
    write(tmp_path)
    assert [list(atom_faults(root)) for root in atoms(tmp_path).values()] == [[], []]
    feeds = jsons(tmp_path)
    assert [list(json_faults(feed)) for feed in feeds.values()] == [[], []]
    (back,) = feeds["catalog/opds/2/new.json"]["navigation"]
    assert (target("catalog/opds/2/new.json", back["href"]), back["title"]) == (TWO, "Newspapers")


SPOIL_ATOM: dict[str, Callable[[etree._Element], object]] = {
    "id": lambda root: root.remove(root.find(f"{ATOM}id")),
    "updated": lambda root: root.find(f"{ATOM}updated").__setattr__("text", "yesterday"),
    "self": lambda root: root.remove(root.find(f"{ATOM}link[@rel='self']")),
    "picture": lambda root: root.find(f".//{ATOM}link[@rel='{IMAGE}']").set("type", "image/webp"),
    "mixed": lambda root: root.append(copy.deepcopy(root.find(f"{ATOM}link"))) or [
        entry.remove(link) for entry in root.findall(f"{ATOM}entry")[:1]
        for link in entry.findall(f"{ATOM}link[@rel='{ACQUIRE}']")
    ],
    "twice": lambda root: root.append(copy.deepcopy(root.find(f"{ATOM}entry"))),
    "raw": lambda root: root.find(f".//{ATOM}link[@rel='{ACQUIRE}']").set("href", "青衡.epub"),
}  # fmt: skip


@pytest.mark.parametrize("fault", SPOIL_ATOM)
def test_the_rules_would_object_to_atom(shelf: Path, fault: str) -> None:
    root = atoms(shelf)["catalog/opds/1/new.xml"]
    assert not list(atom_faults(root))
    SPOIL_ATOM[fault](root)
    assert list(atom_faults(root))


SPOIL_JSON: dict[str, Callable[[dict[str, Any]], object]] = {
    "links": lambda feed: feed["links"].clear(),
    "title": lambda feed: feed["metadata"].pop("title"),
    "self": lambda feed: feed["publications"][0]["links"].pop(0),
    "images": lambda feed: feed["publications"][0].pop("images"),
    "acquisition": lambda feed: feed["publications"][0]["links"].pop(1),
    "nothing": lambda feed: feed.pop("publications"),
    "empty": lambda feed: feed["publications"].clear(),
    "raw": lambda feed: feed["publications"][0]["links"][1].update(href="青衡.epub"),
}


@pytest.mark.parametrize("fault", SPOIL_JSON)
def test_the_rules_would_object_to_json(shelf: Path, fault: str) -> None:
    feed = jsons(shelf)["catalog/opds/2/all/2026-03.json"]
    assert not list(json_faults(feed))
    SPOIL_JSON[fault](feed)
    assert list(json_faults(feed))


@pytest.mark.parametrize("name", ["shelf", "many"])
def test_every_link_leads_to_a_file(request: pytest.FixtureRequest, name: str) -> None:
    shelf = request.getfixturevalue(name)
    for feeds, links in ((atoms(shelf), atom_links), (jsons(shelf), json_links)):
        for path, feed in feeds.items():
            for _, href in links(feed):
                assert (shelf / str(target(path, href))).is_file(), (path, href)
    for path in (shelf / "catalog/issues").glob("*/publication.json"):
        for _, href in json_links(json.loads(path.read_bytes())):
            assert (shelf / str(target(path.relative_to(shelf).as_posix(), href))).is_file(), href


def walk(shelf: Path, start: str) -> list[str]:
    """The identifiers met going down from a feed by all its navigation, page by page."""
    seen, met, waiting = {start}, [], [start]
    while waiting:
        path = waiting.pop(0)
        root = etree.parse(shelf / path).getroot()
        met += [
            e.findtext(f"{ATOM}id")
            for e in root.findall(f"{ATOM}entry")
            if e.find(f"{ATOM}link[@rel='{ACQUIRE}']") is not None
        ]
        down = [link.get("href") for link in root.findall(f"{ATOM}entry/{ATOM}link[@rel='subsection']")]
        down += [link.get("href") for link in root.findall(f"{ATOM}link[@rel='next']")]
        for href in down:
            found = str(target(path, href))
            if found not in seen and posixpath.basename(found).endswith(".xml"):
                seen.add(found)
                waiting.append(found)
    return met


def test_every_issue_is_reached_by_month_and_by_year(many: Path) -> None:
    ids = {
        json.loads(path.read_bytes())["metadata"]["identifier"]
        for path in (many / "catalog/issues").glob("*/publication.json")
    }
    assert len(ids) == 131
    for paper, count in (("1", 66), ("2", 65)):
        index = next(
            path for path, root in atoms(many).items() if root.findtext(f"{ATOM}title") == f"海汐日报{paper}"
        )
        met = walk(many, index)
        assert len(set(met)) == count
        assert len(met) == 2 * count - (paper == "1"), "once by month, once by year; the undated one once"
    assert set(walk(many, ONE)) == ids


def test_pages_are_chained(many: Path) -> None:
    paths = [
        "catalog/opds/1/all/2026-all.xml",
        *(f"catalog/opds/1/all/2026-all-{page}.xml" for page in (2, 3)),
    ]
    feeds = atoms(many)
    for place, path in enumerate(paths):
        links = {
            rel: target(path, href)
            for rel, href in atom_links(feeds[path])
            if rel in {"first", "previous", "next", "last"}
        }
        expected = {"first": paths[0], "last": paths[-1]}
        expected |= {"previous": paths[place - 1]} if place else {}
        expected |= {"next": paths[place + 1]} if place + 1 < len(paths) else {}
        assert links == expected
        assert feeds[path].findtext(f"{OPENSEARCH}totalResults") == "118"
        assert feeds[path].findtext(f"{OPENSEARCH}startIndex") == str(place * 50 + 1)
        assert len(feeds[path].findall(f"{ATOM}entry")) == (18 if path == paths[-1] else 50)
    days = [e.findtext(f"{DC}issued") for path in paths for e in feeds[path].findall(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)


def test_both_spellings_say_the_same(many: Path) -> None:
    one, two = atoms(many), jsons(many)
    assert [path.replace("/1/", "/2/").replace(".xml", ".json") for path in one] == list(two)
    for path, root in one.items():
        feed = two[path.replace("/1/", "/2/").replace(".xml", ".json")]
        assert feed["metadata"]["identifier"] == root.findtext(f"{ATOM}id")
        assert feed["metadata"]["title"] == root.findtext(f"{ATOM}title")
        assert feed["metadata"]["modified"] == root.findtext(f"{ATOM}updated")
        told = [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]
        assert told == [
            item.get("title") or item["metadata"]["title"]
            for item in (*feed.get("navigation", []), *feed.get("publications", []))
        ]


def test_an_entry_tells_what_the_issue_is(shelf: Path) -> None:
    root = atoms(shelf)["catalog/opds/1/all/2026-04.xml"]
    entry = root.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "青衡日报 2026年4月24日"
    assert entry.findtext(f"{ATOM}updated") == "2026-04-24T00:00:00Z"
    assert entry.findtext(f"{DC}issued") == "2026-04-24"
    assert entry.findtext(f"{DC}language") == "zh-Hans"
    assert entry.findtext(f"{DC}publisher") == "青衡日报社"
    assert entry.findtext(f"{DC}identifier").startswith("urn:uuid:")
    assert "老渡口新桥今日通车" in entry.findtext(f"{ATOM}summary")
    types = [
        (link.get("type"), link.get("length")) for link in entry.findall(f"{ATOM}link[@rel='{ACQUIRE}']")
    ]
    assert [kind for kind, _ in types] == ["application/epub+zip", "application/pdf"]
    (epub,) = (shelf / "qingheng-daily").glob("*-24.epub")
    assert types[0][1] == str(epub.stat().st_size)


def test_feeds_depend_on_the_issues_and_not_on_the_clock(many: Path, tmp_path: Path) -> None:
    for path in many.rglob("*.epub"):
        copied = tmp_path / path.relative_to(many)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copied)
    write(tmp_path)
    for name in ("opds", "search", "calendar"):
        for path in (many / "catalog" / name).rglob("*"):
            if path.is_file():
                assert (tmp_path / path.relative_to(many)).read_bytes() == path.read_bytes(), path
    assert atoms(many)[ONE].findtext(f"{ATOM}updated") == "2026-02-28T00:00:00Z"


def test_a_new_issue_changes_no_identifier(tmp_path: Path) -> None:
    put_many(tmp_path, 12)
    write(tmp_path)
    before = {path: root.findtext(f"{ATOM}id") for path, root in atoms(tmp_path).items()}
    put_tiny(
        tmp_path / "new.epub",
        paper="海汐日报1",
        date="2026-05-01",
        cover=picture(),
        modified="2026-05-01T00:00:00Z",
    )
    put_tiny(tmp_path / "other.epub", paper="另一报", date="2026-05-01", modified="2026-05-01T00:00:00Z")
    write(tmp_path)
    after = {path: root.findtext(f"{ATOM}id") for path, root in atoms(tmp_path).items()}
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after)
    assert atoms(tmp_path)[ONE].findtext(f"{ATOM}updated") == "2026-05-01T00:00:00Z"


def test_the_search_names_only_what_works_without_a_server(shelf: Path) -> None:
    root = etree.parse(shelf / "catalog/opds/search.xml").getroot()
    urls = {url.get("type"): url.get("template") for url in root.iter(f"{OPENSEARCH}Url")}
    assert urls == {"text/html": "../../index.html?query={searchTerms}"}
    assert ACQUISITION not in urls
    for tag in ("ShortName", "Description"):
        assert root.findtext(f"{OPENSEARCH}{tag}")
    (found,) = [link for link in jsons(shelf)[TWO]["links"] if link["rel"] == "search"]
    assert found == {
        "rel": "search",
        "href": "../../../index.html{?query}",
        "type": "text/html",
        "templated": True,
    }


def test_one_paper_alone_needs_no_choice_of_papers(small: Path) -> None:
    write(small)
    assert {posixpath.dirname(path) for path in atoms(small)} == {"catalog/opds/1", "catalog/opds/1/all"}
    assert atoms(small)[ONE].findtext(f"{ATOM}title") == "海汐日报"
