"""Archives and shelves in an object store."""

from __future__ import annotations

import uuid

import pytest

from ebook.archive.storage import open_storage
from tests.archive.in_process import Log, export, files_on, reasons
from tests.archive.test_plan import ALL


@pytest.fixture
def remote(bucket, archive, tmp_path, monkeypatch):
    """URLs of an archive and of a shelf, empty yet."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = f"{bucket}/{uuid.uuid4()}"
    storage = open_storage(f"{folder}/archive")
    for name in (path.relative_to(archive).as_posix() for path in archive.rglob("*.*")):
        storage.write(name, (archive / name).read_bytes())
    return f"{folder}/archive", f"{folder}/shelf"


def test_a_store_gives_the_same_shelf_as_a_disk(remote, archive, tmp_path):
    export(archive, tmp_path / "whole")
    source, shelf = remote
    done = export(source, shelf)
    assert done.made == tuple(ALL)
    storage = open_storage(shelf)
    assert [found.name for found in storage.walk()] == sorted(files_on(tmp_path / "whole"))
    for found in storage.walk():
        assert storage.read(found.name) == (tmp_path / "whole" / found.name).read_bytes()
    assert list(storage.walk(".ebook/staging")) == []
    assert [path.suffix for path in (tmp_path / "state" / "ebook").glob("shelf-*.sqlite")] == [".sqlite"]


def test_what_changes_in_a_store_is_made_again(remote):
    source, shelf = remote
    export(source, shelf)
    assert export(source, shelf).unchanged == 4
    storage, out = open_storage(source), open_storage(shelf)
    storage.write(ALL[1], storage.read(ALL[1]).replace("本报讯".encode(), "又一讯".encode()))
    storage.write("1994/01/pictures/01.png", storage.read("1994/01/pictures/03.png"))
    storage.remove(ALL[3])
    out.remove("1994/01/潮音日报-1994-01-03.json")
    done = export(source, shelf, prune=True)
    assert reasons(done) == {
        ALL[0]: ["a picture changed: pictures/01.png"],
        ALL[1]: ["the source changed"],
        ALL[2]: ["a file on the shelf is missing or altered: 1994/01/潮音日报-1994-01-03.json"],
    }
    assert done.pruned == (ALL[3],)
    assert "1994/01/潮音日报-1994-01-04.json" not in {found.name for found in out.walk()}
    assert export(source, shelf).unchanged == 3


def test_patterns_and_single_files_are_found_in_a_store(remote):
    source, shelf = remote
    log = Log()
    export([f"{source}/1994/*/*.md"], shelf, listen=log)
    assert log.tried == ["01/01.md", "01/03.md"]
    assert export([f"{source}/1994/01/02.txt"], shelf).made == ("02.txt",)


def test_a_store_and_a_disk_may_be_mixed(remote, archive, tmp_path):
    source, shelf = remote
    export(archive, tmp_path / "whole")
    export(source, tmp_path / "shelf")
    assert files_on(tmp_path / "shelf") == files_on(tmp_path / "whole")
    assert export(archive, shelf).made == tuple(ALL)
