"""Archives and shelves."""

from __future__ import annotations

import datetime
import os
import random
import sqlite3

import pytest

from tests.archive.archives import make_archive, write_issue
from tests.archive.in_process import export
from tests.archive.stores import object_store


@pytest.fixture(scope="session")
def bucket():
    """The URL of a bucket in an object store; tests share it, each in a folder of its own."""
    with object_store() as url:
        yield url


@pytest.fixture
def shelf(tmp_path):
    return tmp_path / "shelf"


@pytest.fixture
def archive(tmp_path):
    """1994/01/01.md, 02.txt, 03.md, 04.json; those in Markdown have a picture each and share another."""
    folder = tmp_path / "archive"
    chance = random.Random(3)
    for day, kind in enumerate((".md", ".txt", ".md", ".json"), start=1):
        write_issue(folder, datetime.date(1994, 1, day), chance, 2, kind)
    return folder


@pytest.fixture(scope="session")
def papers(tmp_path_factory):
    """Twenty-four issues of one page, for runs of the program in processes of its own; not to be changed."""
    return make_archive(tmp_path_factory.mktemp("papers") / "archive", 24, most_pages=1)


@pytest.fixture(scope="session")
def papers_shelf(papers, tmp_path_factory):
    """The shelf that one undisturbed run makes of these papers, as JSON and as Markdown with its pictures."""
    shelf = tmp_path_factory.mktemp("papers") / "shelf"
    export(papers, shelf, to=["json", "markdown"])
    return shelf


@pytest.fixture
def hasty(monkeypatch):
    """No waiting for the disk: what a dead process has written is there, whether or not it waited."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    connect = sqlite3.connect

    def hasty_connect(*args, **kwargs):
        return connect(*args, **kwargs, factory=Hasty)

    monkeypatch.setattr(sqlite3, "connect", hasty_connect)


class Hasty(sqlite3.Connection):
    def execute(self, sql, *values):
        return super().execute(sql.replace("synchronous = FULL", "synchronous = OFF"), *values)
