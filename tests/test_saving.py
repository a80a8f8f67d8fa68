"""Saving: whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest

from ebook import saving
from ebook.errors import CannotWrite


def leftovers(folder):
    return sorted(p.name for p in folder.rglob("*") if p.name.startswith("."))


@pytest.fixture
def umask():
    """A umask unlike the usual one, for as long as a test runs."""
    before = os.umask(0o027)
    yield 0o027
    os.umask(before)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_files_and_folders_get_the_permissions_that_the_umask_leaves(tmp_path, umask):
    (path,) = saving.save({"a.epub": b"x"}, tmp_path / "new" / "out")
    saving.save({"n/text/a.xhtml": b"x"}, tmp_path)
    assert path.read_bytes() == b"x"
    assert mode(path) == mode(tmp_path / "n/text/a.xhtml") == 0o666 & ~umask
    assert mode(tmp_path / "n") == mode(tmp_path / "n/text") == 0o777 & ~umask
    assert leftovers(tmp_path) == []


def test_the_umask_is_never_changed(tmp_path, monkeypatch):
    """It belongs to the whole process: a file that another thread creates meanwhile would be open to all."""
    monkeypatch.setattr(os, "umask", lambda _: pytest.fail("the umask was set"))
    saving.save({"a.epub": b"x", "n/a.xhtml": b"x"}, tmp_path)


@pytest.mark.parametrize("flush", [True, False])
def test_a_folder_is_on_the_disk_before_its_name_is(tmp_path, monkeypatch, flush):
    flushed, fsync = set(), os.fsync
    names = ["n/index.xhtml", "n/text/a.xhtml"]

    def remember(handle):
        flushed.add(os.fstat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", remember)
    rename = Path.rename

    def check(path, target):
        parts = {path, *path.rglob("*")}
        assert len(parts) == 4
        assert {part.stat().st_ino for part in parts} - flushed == set() if flush else flushed == set()
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", check)
    saving.save(dict.fromkeys(names, b"x"), tmp_path, flush=flush)
    assert (tmp_path / "n/text/a.xhtml").read_bytes() == b"x"


def test_an_existing_file_is_left_alone_without_force(tmp_path):
    (tmp_path / "a.epub").write_bytes(b"old")
    with pytest.raises(CannotWrite, match="already exists"):
        saving.save({"a.epub": b"new"}, tmp_path)
    assert (tmp_path / "a.epub").read_bytes() == b"old"
    saving.save({"a.epub": b"new"}, tmp_path, force=True)
    assert (tmp_path / "a.epub").read_bytes() == b"new"
    assert leftovers(tmp_path) == []


def test_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path, monkeypatch):
    target = tmp_path / "a.epub"
    link = os.link

    def somebody_is_quicker(source, to):
        target.write_bytes(b"theirs")
        link(source, to)

    monkeypatch.setattr(os, "link", somebody_is_quicker)
    with pytest.raises(CannotWrite, match="already exists"):
        saving.save({"a.epub": b"ours"}, tmp_path)
    assert target.read_bytes() == b"theirs"
    assert leftovers(tmp_path) == []


def test_a_file_system_without_hard_links_will_do(tmp_path, monkeypatch):
    def refuse(source, to):
        raise OSError(errno.EPERM, "not supported")

    monkeypatch.setattr(os, "link", refuse)
    saving.save({"a.epub": b"x"}, tmp_path)
    assert (tmp_path / "a.epub").read_bytes() == b"x"


def test_a_full_disk_leaves_nothing_and_says_so(tmp_path, monkeypatch):
    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="disk is full") as caught:
        saving.save({"a.epub": b"x"}, tmp_path)
    assert "free some space" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_replaced_as_a_whole(tmp_path):
    saving.save({"n/index.xhtml": b"1", "n/text/old.xhtml": b"1"}, tmp_path)
    with pytest.raises(CannotWrite, match="already exists"):
        saving.save({"n/index.xhtml": b"2"}, tmp_path)
    saving.save({"n/index.xhtml": b"2", "n/text/new.xhtml": b"2"}, tmp_path, force=True)
    assert sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()) == [
        "n/index.xhtml",
        "n/text/new.xhtml",
    ]
    assert leftovers(tmp_path) == []


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(CannotWrite) as caught:
        saving.save({"a.epub": b"x"}, tmp_path / "out")
    assert "file" in str(caught.value)


def test_companions_share_their_folder_with_others(tmp_path):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "mine.png").write_bytes(b"mine")
    saving.save_companions({"pictures/a.png": b"a"}, tmp_path)
    saving.save_companions({"pictures/a.png": b"a"}, tmp_path)
    with pytest.raises(CannotWrite, match="already exists"):
        saving.save_companions({"pictures/a.png": b"b"}, tmp_path)
    assert sorted(p.name for p in (tmp_path / "pictures").iterdir()) == ["a.png", "mine.png"]
