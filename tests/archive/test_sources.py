"""What is found in an archive, and what is told of the rest."""

import os
from pathlib import Path

import pytest

from ebook.archive.addresses import has_wildcard, split_pattern
from ebook.archive.sources import find
from ebook.errors import UnreadableSource, UsageError


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "archive"
    for name in (
        "1998/05/02.txt",
        "1998/05/01.MD",
        "1998/05/pictures/a.png",
        "1999/01.json",
        "1999/LICENSE.md",
        "README.md",
        "bagit.txt",
        "manifest-sha256.txt",
        "notes.ocr",
        ".git/HEAD.txt",
        ".hidden.txt",
        "lost+found/old.txt",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return folder


def keys(*named, shelf="/nowhere"):
    return [source.key for source in find(map(str, named), str(shelf)).sources]


def test_a_folder_is_searched_for_whatever_can_be_read(archive):
    found = find([str(archive)], "/nowhere")
    assert [source.key for source in found.sources] == ["1998/05/01.MD", "1998/05/02.txt", "1999/01.json"]
    assert found.sources[0].url == str(archive / "1998/05/01.MD")
    (file,) = found.sources[0].files
    assert (file.name, file.size) == ("01.MD", len("1998/05/01.MD"))
    assert file.mtime_ns == (archive / "1998/05/01.MD").stat().st_mtime_ns


def test_what_is_passed_over_is_told(archive):
    found = find([str(archive)], "/nowhere")
    assert found.others == {".ocr": 1, ".png": 1}
    assert [Path(skipped.path).name for skipped in found.skipped] == [
        "LICENSE.md", "README.md", "bagit.txt", "manifest-sha256.txt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*/*.json", ["1999/01.json"]),
        ("**/*.txt", ["1998/05/02.txt"]),
        ("199[0-8]", ["1998/05/01.MD", "1998/05/02.txt"]),
        ("199[!8]/*", ["1999/01.json"]),
        ("1998/*/0?.*", ["05/01.MD", "05/02.txt"]),
        ("*.ocr", ["notes.ocr"]),
        ("**", ["1998/05/01.MD", "1998/05/02.txt", "1999/01.json"]),
    ],
)
def test_keys_begin_after_the_part_of_a_pattern_that_is_no_pattern(archive, pattern, found):
    assert keys(archive / pattern) == found


def test_pictures_are_issues_only_where_a_pattern_names_them(archive):
    (archive / "1998" / "scan.tif").write_bytes(b"II*\0")
    assert "1998/scan.tif" not in keys(archive)
    assert keys(f"{archive}/*/*.tif") == ["1998/scan.tif"]


def test_a_file_that_is_called_like_a_pattern_is_a_file(tmp_path):
    (tmp_path / "page[1].txt").write_text("x")
    assert not has_wildcard(str(tmp_path / "page[1].txt"))
    assert keys(tmp_path / "page[1].txt") == ["page[1].txt"]


def test_a_pattern_is_taken_apart_before_its_first_wildcard():
    assert split_pattern("/a/b*/c?") == ("/a", "b*/c?")
    assert split_pattern("*.txt") == (".", "*.txt")
    assert split_pattern("/*.txt") == ("/", "*.txt")
    assert split_pattern("s3://bucket/a/*.txt") == ("s3://bucket/a", "*.txt")


def test_files_go_by_their_names_and_a_folder_may_be_among_them(archive, tmp_path):
    (tmp_path / "single.text").write_text("x")
    assert keys(archive / "1999", tmp_path / "single.text") == ["01.json", "single.text"]


def test_two_sources_of_one_key_are_refused(archive, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "01.json").write_text("x")
    with pytest.raises(UsageError, match=r"would both have the key '01\.json'"):
        keys(archive / "1999", other)


def test_one_source_of_two_keys_is_refused(archive):
    with pytest.raises(UsageError, match="named twice"):
        keys(archive, archive / "1999")


def test_the_same_file_named_twice_counts_once(archive):
    assert keys(archive / "1999" / "01.json", archive / "1999", archive / "1999") == ["01.json"]


def test_an_archive_without_issues_is_an_error(tmp_path):
    """A share that is not mounted is an empty folder, and must not look like an emptied archive."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableSource, match="there is no issue in this folder") as caught:
        keys(tmp_path / "empty")
    assert "mounted" in str(caught.value.hint)
    with pytest.raises(UnreadableSource, match="matches this pattern"):
        keys(tmp_path / "*.txt")
    with pytest.raises(UnreadableSource, match="no such file"):
        keys(tmp_path / "absent")


def test_a_folder_that_cannot_be_listed_is_an_error(archive, monkeypatch):
    """Else what is in it would look as if it were gone."""
    listed = os.scandir

    def scandir(path):
        if str(path).rstrip("/") == str(archive / "1998"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(UnreadableSource, match="cannot be listed: Permission denied"):
        keys(archive)


def test_the_shelf_is_passed_over_where_it_lies_in_the_archive(archive):
    shelf = archive / "shelf"
    (shelf / "1998").mkdir(parents=True)
    (shelf / "1998" / "x.json").write_text("x")
    found = find([str(archive)], str(shelf))
    assert [source.key for source in found.sources] == ["1998/05/01.MD", "1998/05/02.txt", "1999/01.json"]
    assert "the shelf" in {skipped.reason for skipped in found.skipped}
    with pytest.raises(UsageError, match="the shelf is the archive itself"):
        keys(shelf, shelf=shelf)


def test_links_are_followed_but_never_in_circles(archive, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "far.txt").write_text("x")
    (other / "back").symlink_to(archive)
    (archive / "linked").symlink_to(other)
    (archive / "1998" / "up").symlink_to(archive)
    (archive / "alias").symlink_to(archive / "1999")
    (archive / "around").symlink_to("around")
    assert keys(archive) == ["1998/05/01.MD", "1998/05/02.txt", "1999/01.json", "linked/far.txt"]
    inner = [f"archive/{key}" for key in keys(archive)[:3]]
    assert keys(tmp_path) == [*inner, "other/far.txt"]


def test_a_link_that_leads_nowhere_is_found_so_that_it_can_fail(archive):
    (archive / "2000.txt").symlink_to("gone")
    assert "2000.txt" in keys(archive)


def test_a_name_that_is_no_text_is_told(archive):
    Path(os.fsdecode(os.fsencode(archive) + b"/\xb1\xa8.txt")).write_text("x")
    found = find([str(archive)], "/nowhere")
    assert len(found.sources) == 3
    assert found.unnameable == (f"{archive}/\\xb1\\xa8.txt",)
