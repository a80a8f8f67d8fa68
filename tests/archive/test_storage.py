"""Places: a folder and an object store do the same."""

import os

import pytest

from ebook.archive.storage import folder, is_folder, open_storage
from ebook.archive.storage.folder import LocalFolder
from ebook.errors import CannotWrite, MissingTool, UnreadableSource, UsageError


@pytest.fixture(params=["folder", "file://", "s3"])
def storage(request, tmp_path):
    match request.param:
        case "folder":
            return open_storage(str(tmp_path / "shelf"))
        case "file://":
            return open_storage((tmp_path / "架 shelf").as_uri())
    return open_storage(f"{request.getfixturevalue('bucket')}/{tmp_path.name}")


def names(storage, below=""):
    return [found.name for found in storage.walk(below)]


@pytest.mark.parametrize("name", ["2024/春耕 [1]*?.epub", "a#b?c=d&e.epub", "100%41 ::x{y}.md", "a\\b"])
def test_a_file_is_written_read_and_found(storage, name):
    storage.write(name, b"content")
    assert storage.read(name) == b"content"
    found = storage.stat(name)
    assert (found.name, found.size) == (name, 7)
    assert found.mtime_ns > 0
    storage.write(f".ebook/staging/{name}", b"new")
    storage.publish(f".ebook/staging/{name}", name)
    assert storage.read(name) == b"new"
    assert names(storage) == [name]
    storage.remove(name)
    assert names(storage) == []


def test_what_is_not_there_is_no_file(storage):
    storage.write("2024/a.epub", b"")
    assert storage.stat("2024/b.epub") is None
    assert storage.stat("2024") is None
    assert storage.stat("2024/a.epub/b") is None
    assert names(storage, "2025") == []
    with pytest.raises(UnreadableSource, match=r"2024/b\.epub"):
        storage.read("2024/b.epub")


def test_files_are_listed_sorted_by_name_without_hidden_ones(storage):
    for name in ("b/2", "b-1", "b.1", "a", "b/1/x", ".ebook/staging/r/x", "b/.hidden", "c/.git/config"):
        storage.write(name, b"x")
    assert names(storage) == sorted(["b/2", "b-1", "b.1", "a", "b/1/x"])
    assert names(storage, "b") == ["b/1/x", "b/2"]
    assert names(storage, ".ebook/staging") == [".ebook/staging/r/x"]


def test_a_staged_file_replaces_what_stood_in_its_place(storage):
    storage.write("2024/a.epub", b"old")
    storage.write(".ebook/staging/r/1/a.epub", b"new")
    storage.publish(".ebook/staging/r/1/a.epub", "2024/a.epub")
    assert storage.read("2024/a.epub") == b"new"
    assert names(storage, ".ebook") == []


def test_a_staged_folder_replaces_the_whole_folder(storage):
    storage.write("2024/a/index.xhtml", b"old")
    storage.write("2024/a/text/gone.xhtml", b"old")
    storage.write("2024/ab/index.xhtml", b"a neighbour whose name begins alike")
    storage.write(".ebook/staging/r/1/a/index.xhtml", b"new")
    storage.write(".ebook/staging/r/1/a/images/1.png", b"new")
    storage.publish(".ebook/staging/r/1/a", "2024/a")
    assert names(storage) == ["2024/a/images/1.png", "2024/a/index.xhtml", "2024/ab/index.xhtml"]
    assert storage.read("2024/a/index.xhtml") == b"new"
    assert names(storage, ".ebook/staging") == []


def test_what_is_removed_takes_empty_folders_along(storage):
    storage.write("2024/05/a/index.xhtml", b"x")
    storage.write("2024/05/a.epub", b"x")
    storage.write("2024/06/b.epub", b"x")
    storage.remove("2024/05/a")
    storage.remove("2024/05/a.epub")
    storage.remove("2024/07/never-there.epub")
    assert names(storage) == ["2024/06/b.epub"]


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/passwd", "a\0b"])
def test_no_name_leads_out_of_the_place(storage, name):
    storage.write("a.epub", b"x")
    for act in (
        lambda: storage.write(name, b"x"),
        lambda: storage.publish("a.epub", name),
        lambda: storage.publish(name, "a.epub"),
        lambda: storage.remove(name),
    ):
        with pytest.raises(CannotWrite, match="leads out"):
            act()
    for act in (lambda: storage.read(name), lambda: storage.stat(name), lambda: list(storage.walk(name))):
        with pytest.raises(UnreadableSource, match="leads out"):
            act()


def test_the_place_itself_is_not_removed(storage):
    storage.write("a.epub", b"x")
    for name in ("", ".", "./"):
        with pytest.raises(CannotWrite):
            storage.remove(name)
    assert names(storage) == ["a.epub"]


def test_what_is_not_staged_is_not_published(storage):
    storage.write("2024/a.epub", b"old")
    with pytest.raises(CannotWrite):
        storage.publish(".ebook/staging/r/1/a.epub", "2024/a.epub")
    assert storage.read("2024/a.epub") == b"old"


def test_a_folder_is_one_that_holds_something(storage):
    assert not is_folder(storage.url)
    storage.write("2024/a.md", b"x")
    assert is_folder(storage.url)


# --- folders of this machine --------------------------------------------------------------


def test_links_that_lead_out_are_not_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_bytes(b"secret")
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "folder").symlink_to(outside)
    (shelf / "file").symlink_to(outside / "secret")
    (shelf / "circle").symlink_to(shelf / "circle")
    storage = open_storage(str(shelf))
    for name in ("folder/secret", "file"):
        with pytest.raises(UnreadableSource, match="leads out"):
            storage.read(name)
    with pytest.raises(UnreadableSource):
        storage.read("circle")
    assert storage.stat("circle") is None
    for name in ("folder/new", "folder/secret"):
        with pytest.raises(CannotWrite, match="leads out"):
            storage.write(name, b"x")
    assert names(storage) == []
    storage.write("file", b"ours")
    assert (outside / "secret").read_bytes() == b"secret"
    assert names(storage) == ["file"]


def test_sources_may_be_links_to_anywhere(tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "disk" / "a.md").write_bytes(b"x")
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "a.md").symlink_to(tmp_path / "disk" / "a.md")
    assert LocalFolder(str(tmp_path / "archive"), links_out=True).read("a.md") == b"x"


def test_a_name_is_on_the_disk_before_a_file_is_said_to_be_published(tmp_path, monkeypatch):
    storage = open_storage(str(tmp_path))
    storage.write(".ebook/staging/r/1/a.epub", b"x")
    done = []

    def told(kind, act):
        def telling(*paths):
            done.append((kind, paths[-1]))
            return act(*paths)

        return telling

    monkeypatch.setattr(folder, "sync_folder", told("on the disk", folder.sync_folder))
    monkeypatch.setattr(os, "replace", told("in its place", os.replace))
    storage.publish(".ebook/staging/r/1/a.epub", "2024/05/a.epub")
    assert done == [
        ("on the disk", tmp_path),
        ("on the disk", tmp_path / "2024"),
        ("in its place", tmp_path / "2024/05/a.epub"),
        ("on the disk", tmp_path / "2024/05"),
    ]


def test_a_folder_that_cannot_be_replaced_stays(tmp_path, monkeypatch):
    storage = open_storage(str(tmp_path))
    storage.write("a/index.xhtml", b"old")
    storage.write(".ebook/staging/r/1/a/index.xhtml", b"new")

    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(CannotWrite, match="no permission"):
        storage.publish(".ebook/staging/r/1/a", "a")
    assert storage.read("a/index.xhtml") == b"old"


def test_a_folder_that_another_run_removes_is_made_again(tmp_path, monkeypatch):
    storage = open_storage(str(tmp_path))
    storage.write(".ebook/staging/r/1/a.epub", b"x")
    replace, times = os.replace, iter(range(10))

    def removed_first(source, target):
        if next(times) < 3:
            target.parent.rmdir()
        return replace(source, target)

    monkeypatch.setattr(os, "replace", removed_first)
    storage.publish(".ebook/staging/r/1/a.epub", "2024/05/a.epub")
    assert names(storage) == ["2024/05/a.epub"]


# --- object stores ------------------------------------------------------------------------


def test_a_store_keeps_the_types_of_files_for_browsers(bucket, tmp_path):
    storage = open_storage(f"{bucket}/{tmp_path.name}")
    types = {
        "a.epub": "application/epub+zip",
        "a.pdf": "application/pdf",
        "a/index.xhtml": "application/xhtml+xml",
        "index.html": "text/html; charset=utf-8",
        "a/styles/base.css": "text/css; charset=utf-8",
        "a.md": "text/markdown; charset=utf-8",
    }
    for name in types:
        storage.write(f".ebook/staging/{name}", b"x")
        storage.publish(f".ebook/staging/{name}", name)
    for name, told in types.items():
        assert storage._files.info(storage._path(name))["ContentType"] == told


def test_a_name_that_would_be_taken_for_a_version_is_refused(bucket):
    storage = open_storage(f"{bucket}/shelf")
    with pytest.raises(CannotWrite, match="version"):
        storage.write("a?versionId=1", b"x")
    with pytest.raises(UnreadableSource, match="version"):
        storage.read("a?versionId=1")


def test_a_store_of_any_kind_will_do():
    storage = open_storage("memory://papers/shelf")
    storage.write(".ebook/staging/r/1/a/index.xhtml", b"x")
    storage.publish(".ebook/staging/r/1/a", "2024/a")
    assert names(storage) == ["2024/a/index.xhtml"]
    storage.remove("2024/a")
    assert names(storage) == []


# --- what cannot be reached ---------------------------------------------------------------


def test_a_bucket_that_is_not_there_is_told(bucket):
    storage = open_storage("s3://no-such-bucket/shelf")
    with pytest.raises(CannotWrite, match="bucket") as caught:
        storage.write("a.epub", b"x")
    assert "a bucket has to be made" in caught.value.hint
    with pytest.raises(UnreadableSource, match="bucket"):
        list(storage.walk())


def test_a_store_that_does_not_answer_is_told(monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "anybody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "anything")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    kept = type(open_storage("s3://papers/archive")._files)
    kept.clear_instance_cache()
    with pytest.raises(UnreadableSource, match="does not answer") as caught:
        open_storage("s3://papers/archive").read("a.md")
    assert "AWS_ENDPOINT_URL" in caught.value.hint
    kept.clear_instance_cache()


def test_an_unknown_kind_of_store_is_a_mistake_in_the_call():
    with pytest.raises(UsageError, match="s4"):
        open_storage("s4://papers/archive")


def test_a_store_whose_package_is_not_installed_is_told():
    with pytest.raises(MissingTool, match="gcsfs") as caught:
        open_storage("gs://papers/archive")
    assert "ebook[cluster]" not in caught.value.hint


def test_without_the_extra_it_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "fsspec.core", None)
    with pytest.raises(MissingTool) as caught:
        open_storage("s3://papers/archive")
    assert "ebook[cluster]" in caught.value.hint
