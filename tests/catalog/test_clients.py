"""Readium's own OPDS client, r2-opds-js, opens both spellings of every feed and understands the same."""

from __future__ import annotations

import json
import os
import posixpath
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.reading_systems import MODULES, module

ACQUIRE = "http://opds-spec.org/acquisition"


@pytest.fixture(scope="module")
def understood(shelf: Path) -> dict[str, dict[str, Any]]:
    """What the client made of each feed, by its path; one run for all."""
    assert module("r2-opds-js")
    feeds = [
        path.relative_to(shelf).as_posix()
        for pattern in (
            "catalog/opds/1/**/*.xml",
            "catalog/opds/2/**/*.json",
            "catalog/issues/*/publication.json",
        )
        for path in sorted(shelf.glob(pattern))
    ]
    run = subprocess.run(
        ["node", str(Path(__file__).with_name("client.cjs")), *feeds],
        cwd=shelf, env=os.environ | {"NODE_PATH": str(MODULES)},
        capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    found: dict[str, dict[str, Any]] = json.loads(run.stdout)
    assert list(found) == feeds
    return found


def test_it_understands_both_spellings_alike(understood: dict[str, dict[str, Any]]) -> None:
    for path, one in understood.items():
        if not path.startswith("catalog/opds/1"):
            continue
        two = understood[path.replace("/opds/1/", "/opds/2/").replace(".xml", ".json")]
        assert one["title"] == two["title"]
        assert [title for title, *_ in one["navigation"]] == [title for title, *_ in two["navigation"]]
        for first, second in zip(one["publications"], two["publications"], strict=True):
            for name in ("title", "identifier", "language", "published", "publisher"):
                assert first[name] == second[name], (path, name)
            assert books(first) == books(second)
            assert [image[1:] for image in first["images"]] == [image[1:] for image in second["images"]]


def books(publication: dict[str, Any]) -> list[tuple[str, str]]:
    return [(href, kind) for rel, href, kind in publication["links"] if rel == ACQUIRE]


def test_it_gets_from_the_first_feed_to_every_book(
    shelf: Path, understood: dict[str, dict[str, Any]]
) -> None:
    for start in ("catalog/opds/1/index.xml", "catalog/opds/2/index.json"):
        waiting, seen, had = [start], {start}, set()
        while waiting:
            path = waiting.pop()
            feed = understood[path]
            for publication in feed["publications"]:
                had |= {resolved(path, href) for href, _ in books(publication)}
            nexts = [href for rel, href, _ in feed["links"] if rel == "next"]
            for href in (*(href for _, href, _ in feed["navigation"]), *nexts):
                found = resolved(path, href)
                if found not in seen:
                    seen.add(found)
                    waiting.append(found)
        there = {
            path.relative_to(shelf).as_posix()
            for path in shelf.rglob("*")
            if path.suffix in {".epub", ".pdf"}
        }
        assert had == there


def resolved(base: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(href)))


def test_it_reads_what_an_issue_is(understood: dict[str, dict[str, Any]]) -> None:
    found = understood["catalog/opds/2/all/2026-04.json"]["publications"]
    issue = next(one for one in found if one["title"] == "青衡日报 2026年4月24日")
    assert (issue["language"], issue["published"]) == ("zh-Hans", "2026-04-24")
    assert issue["publisher"] == ["青衡日报社"]
    assert [kind for _, kind in books(issue)] == ["application/epub+zip", "application/pdf"]
    assert {kind for *_, kind in issue["images"]} == {"image/png", "image/jpeg"}
