"""The memory between runs."""

import sqlite3
import subprocess
import sys

import msgspec
import pytest

from ebook.archive.database import SCHEMA_VERSION
from ebook.archive.fingerprint import BuildFingerprint
from ebook.archive.job import Failure, Input
from ebook.archive.manifest import Entry, Manifest, ShelfFile
from ebook.archive.state import state_paths
from ebook.errors import CannotWrite, UnreadableSource
from tests.archive.in_process import everything, export

BASIS = BuildFingerprint(options="{}", program="p", styles="s", fonts="", epoch="")
ENTRY = Entry(
    key="1994/01.md",
    root="/archive",
    state="made",
    fingerprint=BASIS,
    inputs=(
        Input(path="01.md", sha256="ab", size=3, mtime_ns=10**18),
        Input(path="pictures/a.png", sha256=None),
    ),
    outputs=(
        ShelfFile(name="1994/x.epub", sha256="01", size=5, mtime_ns=7, unit="1994/x.epub"),
        ShelfFile(name="1994/x/a.css", sha256="02", size=6, unit="1994/x"),
    ),
    run="run",
)


@pytest.fixture
def manifest(tmp_path):
    with Manifest(tmp_path / "own" / "manifest.sqlite") as manifest:
        yield manifest


def put(manifest, *entries):
    with manifest.transaction():
        for entry in entries:
            manifest.put(entry)


def test_an_entry_comes_back_as_it_was(manifest):
    failed = msgspec.structs.replace(
        ENTRY,
        key="b",
        state="evicted",
        failure=Failure(message="m", hint=None, exit_code=6, lasting=True),
        rival="a",
        units=("x",),
        outputs=(),
    )
    put(manifest, ENTRY, failed)
    assert manifest.entry("1994/01.md") == ENTRY
    assert manifest.entries() == {"1994/01.md": ENTRY, "b": failed}
    assert manifest.evicted_by("a") == ["b"]
    assert manifest.entry("c") is None


def test_a_new_entry_takes_the_place_of_the_old_with_all_it_had(manifest):
    put(manifest, ENTRY)
    put(manifest, msgspec.structs.replace(ENTRY, outputs=ENTRY.outputs[:1]))
    assert manifest.owners_of("1994/x/a.css") == set()
    assert manifest.owners_of("1994/x.epub") == {"1994/01.md"}
    manifest.forget("1994/01.md")
    assert manifest.entries() == {}


@pytest.mark.parametrize(
    ("unit", "met"),
    [
        ("1994/x.epub", ["1994/x.epub"]),
        ("1994/x", ["1994/x/a.css"]),
        ("1994/x/a.css/deeper", ["1994/x/a.css"]),
        ("1994", ["1994/x.epub", "1994/x/a.css"]),
        ("1994/x.", []),
        ("199", []),
        ("1994/y", []),
    ],
)
def test_others_are_found_at_a_place_below_it_and_on_the_way_to_it(manifest, unit, met):
    put(manifest, ENTRY)
    assert [kept.name for _, kept in manifest.others_at("other", unit)] == met
    assert manifest.others_at("1994/01.md", unit) == []


def test_a_transaction_is_all_or_nothing(manifest):
    class Stop(BaseException):
        pass

    def half():
        with manifest.transaction():
            manifest.put(ENTRY)
            raise Stop

    with pytest.raises(Stop):
        half()
    assert manifest.entries() == {}


def test_a_claim_is_held_by_one_until_it_ends(manifest):
    with manifest.transaction():
        manifest.begin_run("one")
        manifest.claim("a", "one")
        manifest.claim("b", "one")
    assert manifest.holder("a") == "one"
    manifest.release("a")
    assert manifest.holder("a") is None
    manifest.end_run("one")
    assert manifest.holder("b") is None
    assert manifest.runs() == []


def test_it_is_as_safe_as_sqlite_can_make_it(manifest):
    ask = manifest._database.execute
    assert ask("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert ask("PRAGMA synchronous").fetchone()[0] == 2


def test_a_manifest_of_another_version_is_not_touched(archive, shelf):
    export(archive, shelf)
    file = shelf / ".ebook" / "manifest.sqlite"
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    before = everything(shelf)
    with pytest.raises(UnreadableSource, match=f"version 99, but this program uses version {SCHEMA_VERSION}"):
        export(archive, shelf)
    with pytest.raises(UnreadableSource, match="version 99"):
        export(archive, shelf, dry_run=True)
    assert everything(shelf) == before


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4000])
def test_what_is_no_manifest_is_told_and_kept(tmp_path, content):
    file = tmp_path / "notes.sqlite"
    file.write_bytes(content)
    with pytest.raises(UnreadableSource, match="not a manifest, or it is damaged") as caught:
        Manifest(file)
    assert "move it away" in str(caught.value.hint)
    assert file.read_bytes() == content


def test_another_programs_database_is_no_manifest(tmp_path):
    file = tmp_path / "other.sqlite"
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE mine (x)")
    database.close()
    before = file.read_bytes()
    with pytest.raises(UnreadableSource, match="this database is not a manifest"):
        Manifest(file)
    assert file.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite, match="the manifest cannot be used"):
        Manifest(tmp_path / "file" / "manifest.sqlite")


def test_a_look_at_a_manifest_that_is_being_written_waits_for_nobody(tmp_path, manifest):
    put(manifest, ENTRY)
    with manifest.transaction():
        manifest.put(msgspec.structs.replace(ENTRY, root="/elsewhere"))
        with Manifest(manifest.file, read_only=True) as seen:
            assert seen.entries() == {"1994/01.md": ENTRY}


def test_a_look_after_a_crash_sees_what_was_committed(tmp_path):
    file = tmp_path / "manifest.sqlite"
    crash = (
        "import os, pathlib, sys; from tests.archive.test_manifest import *\n"
        "manifest = Manifest(pathlib.Path(sys.argv[1])); put(manifest, ENTRY); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", crash, file], check=False)
    assert file.with_name("manifest.sqlite-wal").exists()
    with Manifest(file, read_only=True) as seen:
        assert seen.entries() == {"1994/01.md": ENTRY}
    with Manifest(file) as opened:
        assert opened.entries() == {"1994/01.md": ENTRY}


def test_a_shelf_in_a_store_has_its_manifest_in_the_state_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    one, other = state_paths("s3://bucket/papers/"), state_paths("s3://bucket2/papers")
    assert one.manifest.parent == tmp_path / "ebook"
    assert one.manifest.name.startswith("papers-")
    assert one.manifest != other.manifest
    assert len({one.manifest, one.runs, one.publishing}) == 3
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert state_paths("s3://bucket/papers").manifest.parent == tmp_path / ".local/state/ebook"


def test_a_manifest_can_be_told_its_place(archive, shelf, tmp_path):
    file = tmp_path / "state" / "mine.sqlite"
    export(archive, shelf, manifest=file)
    assert file.exists()
    assert not (shelf / ".ebook" / "manifest.sqlite").exists()
    assert export(archive, shelf, manifest=file).unchanged == 4
