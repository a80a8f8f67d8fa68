"""Saving: whole or not at all."""

import errno
import os
import stat

import pytest

from ebook import saving
from ebook.errors import CannotWrite


def leftovers(folder):
    return sorted(p.name for p in folder.rglob("*") if p.name.startswith("."))


def test_files_arrive_with_ordinary_permissions(tmp_path):
    (path,) = saving.save({"a.epub": b"x"}, tmp_path / "new" / "out")
    assert path.read_bytes() == b"x"
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~saving._umask()
    assert leftovers(tmp_path) == []


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
