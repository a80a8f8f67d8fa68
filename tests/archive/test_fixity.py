"""Whether a file is still the one that was recorded."""

import hashlib
import os

import pytest

from ebook.archive.fixity import Files, trusted_mtime
from ebook.archive.job import Input
from ebook.archive.storage import FileInfo

TIME = 10**18
SECOND = 10**9


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    os.utime(path, ns=(TIME, TIME))
    return path


def recorded(**changed):
    known = {"path": "a.txt", "sha256": hashlib.sha256(b"abc").hexdigest(), "size": 3, "mtime_ns": TIME}
    return Input(**{**known, **changed})


def answer(file, *, checksum=False, **changed):
    return Files(str(file.parent), checksum=checksum).compare("a.txt", recorded(**changed))


def test_size_and_time_tell_without_reading(file, monkeypatch):
    monkeypatch.setattr(Files, "sha256", lambda *_: pytest.fail("it was read"))
    assert answer(file) == "same"
    assert answer(file, size=4) == "changed"
    file.unlink()
    assert answer(file) == "missing"


def test_content_tells_where_they_do_not(file):
    assert answer(file, mtime_ns=TIME + 1) == "touched"
    assert answer(file, mtime_ns=0) == "touched"
    assert answer(file, sha256="00", mtime_ns=0) == "changed"
    assert answer(file, sha256="00") == "same"
    assert answer(file, sha256="00", checksum=True) == "changed"
    assert answer(file, checksum=True) == "touched"


def test_what_was_missing_is_the_same_while_it_is(file):
    assert answer(file, sha256=None, size=0, mtime_ns=0) == "changed"
    file.unlink()
    assert answer(file, sha256=None, size=0, mtime_ns=0) == "same"
    file.mkdir()
    assert answer(file, sha256=None, size=0, mtime_ns=0) == "same", "a folder is no file"


def test_what_is_too_large_is_told_by_its_size(file):
    assert answer(file, sha256="", mtime_ns=0) == "touched"
    assert answer(file, sha256="", mtime_ns=0, size=4) == "changed"


@pytest.mark.parametrize(
    ("mtime_ns", "age_ns", "kept"),
    [
        (TIME + 123, 30_000_000, True),
        (TIME + 123, 10_000_000, False),
        (TIME, 2 * SECOND, False),  # a clock that counts seconds, or two
        (TIME, 4 * SECOND, True),
        (TIME + 123, -SECOND, False),  # another machine's clock
    ],
)
def test_a_time_is_recorded_once_the_file_cannot_change_and_keep_it(mtime_ns, age_ns, kept):
    found = FileInfo("a.txt", 3, mtime_ns)
    assert trusted_mtime(found, mtime_ns + age_ns) == (mtime_ns if kept else 0)
