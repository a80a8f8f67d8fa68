"""One job: whatever happens is in the outcome."""

import hashlib
import io
import os
import tempfile
import unicodedata
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from ebook import picture_files, source
from ebook.archive import inputs, work
from ebook.archive.job import Job
from ebook.archive.storage import open_storage
from ebook.archive.storage.remote import RemoteStore
from ebook.clock import Clock
from ebook.errors import Exit, MissingTool, UnreadableSource
from ebook.model import Issue
from ebook.options import Options
from ebook.print_options import PrintOptions
from ebook.readers import Reading

MARKDOWN = """---
报名: 潮音日报
日期: 1994-03-05
---

# 01 要闻

## 渡口修葺一新

　　清晨的雾散去以后，第一班渡船靠了岸。

![渡口](照片/渡口.png)
说明：渡口一景。
"""


def picture(colour="red"):
    made = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "archive" / "1994" / "03"
    (folder / "照片").mkdir(parents=True)
    (folder / "05.md").write_text(MARKDOWN, "utf-8")
    (folder / "照片" / "渡口.png").write_bytes(picture())
    long_ago = 1_000_000_000_123_456_789
    for path in folder.rglob("*.*"):
        os.utime(path, ns=(long_ago, long_ago))
    return folder


@pytest.fixture
def store(archive, bucket):
    """The archive in an object store, and an empty shelf there."""
    url = f"{bucket}/{archive.parents[2].name}"
    storage = open_storage(f"{url}/archive")
    for path in archive.rglob("*.*"):
        storage.write(f"1994/03/{path.relative_to(archive)}", path.read_bytes())
    return url


def job(path, shelf, **options):
    return Job(
        key="1994/03/05.md",
        source=str(path),
        shelf=str(shelf),
        staging=".ebook/staging/run/1",
        options=Options(**{"to": ("epub", "markdown", "xhtml"), **options}),
    )


def staged(made):
    storage = open_storage(made.shelf)
    return {found.name: storage.read(found.name) for found in storage.walk(made.staging)}


def test_an_issue_is_made_and_staged(archive, tmp_path):
    asked = job(archive / "05.md", tmp_path / "shelf")
    outcome = work.do(asked)
    assert outcome.failure is None
    assert outcome.key == asked.key
    assert outcome.main == (
        "潮音日报-1994-03-05.epub",
        "潮音日报-1994-03-05.md",
        "潮音日报-1994-03-05/index.xhtml",
    )
    assert (outcome.pages, outcome.articles) == (1, 1)
    assert {"read", "fetch", "epub", "save"} <= set(outcome.seconds)
    assert outcome.memory > 2**20
    files = staged(asked)
    assert {f"{asked.staging}/{output.path}" for output in outcome.outputs} == set(files)
    for output in outcome.outputs:
        content = files[f"{asked.staging}/{output.path}"]
        assert (output.sha256, output.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert [output.path for output in outcome.outputs if output.shared] == ["照片/渡口.png"]


def test_what_it_was_made_from_is_told(archive, tmp_path):
    outcome = work.do(job(archive / "05.md", tmp_path / "shelf"))
    assert [file.path for file in outcome.inputs] == ["05.md", "照片/渡口.png"]
    for file in outcome.inputs:
        path = archive / file.path
        assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert (file.size, file.mtime_ns) == (path.stat().st_size, path.stat().st_mtime_ns)


def test_it_is_the_same_wherever_source_and_shelf_lie(archive, store, tmp_path):
    here = job(archive / "05.md", tmp_path / "shelf", to=("epub", "pdf", "json", "xhtml"))
    there = replace(here, source=f"{store}/archive/1994/03/05.md", shelf=f"{store}/shelf")
    local, remote = work.do(here), work.do(there)
    assert local.failure is None
    assert staged(here) == staged(there)
    assert local.outputs == remote.outputs
    assert [(file.path, file.sha256) for file in local.inputs] == [
        (file.path, file.sha256) for file in remote.inputs
    ]
    assert local.problems == remote.problems


def test_nothing_that_was_fetched_stays(archive, store, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = sorted(tmp_path.iterdir())
    assert work.do(job(f"{store}/archive/1994/03/05.md", f"{store}/shelf")).failure is None
    assert work.do(job(f"{store}/archive/1994/03/06.md", f"{store}/shelf")).failure
    assert sorted(tmp_path.iterdir()) == before


def test_a_fresh_file_has_no_time_of_change_that_could_be_relied_on(archive, tmp_path):
    (archive / "05.md").write_text(MARKDOWN, "utf-8")
    whole_second = 2_000_000_000_000_000_000
    os.utime(archive / "照片" / "渡口.png", ns=(whole_second, whole_second))
    outcome = work.do(job(archive / "05.md", tmp_path / "shelf", to=("json",)))
    assert [file.mtime_ns for file in outcome.inputs] == [0, 0]
    assert all(inputs.unchanged(open_storage(str(archive)), file) for file in outcome.inputs)


# --- pictures -----------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["disk", "store"])
def test_a_missing_picture_is_an_input_too(archive, store, tmp_path, where):
    (archive / "照片" / "渡口.png").unlink()
    open_storage(f"{store}/archive").remove("1994/03/照片/渡口.png")
    folder = archive if where == "disk" else f"{store}/archive/1994/03"
    outcome = work.do(job(f"{folder}/05.md", tmp_path / "shelf"))
    assert outcome.failure is None
    assert [(file.path, file.sha256) for file in outcome.inputs[1:]] == [("照片/渡口.png", None)]
    assert any(problem.code.startswith("IMG") for problem in outcome.problems)


def test_a_picture_found_under_another_spelling_hangs_on_the_first_as_well(archive, tmp_path):
    name = "항구.png"
    (archive / unicodedata.normalize("NFD", name)).write_bytes(picture())
    (archive / "05.md").write_text(MARKDOWN.replace("照片/渡口.png", name), "utf-8")
    outcome = work.do(job(archive / "05.md", tmp_path / "shelf"))
    found = {file.path: file.sha256 for file in outcome.inputs[1:]}
    assert found == {name: None, unicodedata.normalize("NFD", name): hashlib.sha256(picture()).hexdigest()}


@pytest.mark.parametrize(
    "src", ["../secret.png", "/etc/secret.png", "https://example.org/a.png", "a/../../b.png"]
)
def test_nothing_is_brought_from_outside_the_folder_of_the_source(archive, store, tmp_path, src):
    open_storage(f"{store}/archive").write("1994/secret.png", picture())
    text = MARKDOWN.replace("照片/渡口.png", src)
    open_storage(f"{store}/archive").write("1994/03/05.md", text.encode())
    outcome = work.do(job(f"{store}/archive/1994/03/05.md", tmp_path / "shelf", to=("xhtml",)))
    assert outcome.failure is None
    assert [file.path for file in outcome.inputs] == ["05.md"]


def test_pictures_that_are_not_wanted_are_not_read(archive, tmp_path):
    plain = work.do(job(archive / "05.md", tmp_path / "shelf", to=("epub",), images="none"))
    assert [file.path for file in plain.inputs] == ["05.md"]
    beside = work.do(job(archive / "05.md", tmp_path / "shelf", to=("json",), images="none"))
    assert [file.path for file in beside.inputs] == ["05.md", "照片/渡口.png"]


def test_a_picture_that_the_store_does_not_give_is_not_left_out(store, tmp_path, monkeypatch):
    read = RemoteStore.read

    def fails(self, name):
        if name.endswith(".png"):
            raise UnreadableSource("cannot be read: the store does not answer", file=name)
        return read(self, name)

    monkeypatch.setattr(RemoteStore, "read", fails)
    outcome = work.do(job(f"{store}/archive/1994/03/05.md", tmp_path / "shelf"))
    assert "does not answer" in outcome.failure.message
    assert not outcome.failure.lasting


# --- failures -----------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["disk", "store"])
def test_a_broken_source_is_told_with_its_line_and_lasts(archive, store, tmp_path, where):
    broken = b'{"masthead": {"name": \n oops'
    (archive / "06.json").write_bytes(broken)
    open_storage(f"{store}/archive").write("1994/03/06.json", broken)
    path = f"{archive if where == 'disk' else f'{store}/archive/1994/03'}/06.json"
    outcome = work.do(job(path, tmp_path / "shelf"))
    assert outcome.failure.message.startswith(f"{path}:2: invalid JSON")
    assert outcome.failure.exit_code == Exit.UNREADABLE_SOURCE
    assert outcome.failure.lasting
    assert [file.sha256 for file in outcome.inputs] == [hashlib.sha256(broken).hexdigest()]
    assert outcome.outputs == ()
    assert not (tmp_path / "shelf").exists()


def test_what_the_checks_refuse_lasts(archive, tmp_path):
    (archive / "05.md").write_text(MARKDOWN.replace("1994-03-05", "1994-03-05\n星期: 星期一"), "utf-8")
    outcome = work.do(job(archive / "05.md", tmp_path / "shelf", strict=True))
    assert outcome.failure.exit_code == Exit.CHECKS_FAILED
    assert outcome.failure.lasting


@pytest.mark.parametrize("where", ["disk", "store"])
def test_a_source_that_is_gone_does_not_last(archive, store, tmp_path, where):
    path = f"{archive if where == 'disk' else f'{store}/archive/1994/03'}/07.md"
    outcome = work.do(job(path, tmp_path / "shelf"))
    assert outcome.failure.message == f"{path}: no such file"
    assert not outcome.failure.lasting
    assert outcome.inputs == ()


@pytest.mark.parametrize("where", ["disk", "store"])
def test_a_source_that_is_too_large_is_not_even_read(archive, store, tmp_path, monkeypatch, where):
    monkeypatch.setattr(source, "MAX_BYTES", 100)
    path = f"{archive if where == 'disk' else f'{store}/archive/1994/03'}/05.md"
    outcome = work.do(job(path, tmp_path / "shelf"))
    assert "larger than" in outcome.failure.message
    assert path in outcome.failure.message
    assert outcome.failure.lasting
    assert [(file.sha256, file.size) for file in outcome.inputs] == [
        (inputs.TOO_LARGE, len(MARKDOWN.encode()))
    ]


def test_a_picture_that_is_too_large_is_left_out_in_the_same_words(archive, store, tmp_path, monkeypatch):
    monkeypatch.setattr(picture_files, "MAX_BYTES", 50)
    here = work.do(job(archive / "05.md", tmp_path / "shelf"))
    there = work.do(job(f"{store}/archive/1994/03/05.md", tmp_path / "other"))
    assert here.failure is there.failure is None
    assert here.problems == there.problems
    assert any("larger than" in problem.message for problem in here.problems)


def test_a_shelf_that_cannot_be_written_does_not_last(archive, tmp_path):
    (tmp_path / "shelf").write_text("a file")
    outcome = work.do(job(archive / "05.md", tmp_path / "shelf"))
    assert outcome.failure.exit_code == Exit.CANNOT_WRITE
    assert not outcome.failure.lasting


def test_a_missing_tool_does_not_last(archive, tmp_path, monkeypatch):
    def lacking(*_, **__):
        raise MissingTool("WeasyPrint lacks a library", hint="install it")

    monkeypatch.setattr(work, "convert", lacking)
    outcome = work.do(job(archive / "05.md", tmp_path / "shelf"))
    assert (outcome.failure.exit_code, outcome.failure.lasting) == (Exit.MISSING_TOOL, False)
    assert outcome.failure.message == f"{archive / '05.md'}: WeasyPrint lacks a library"


def test_a_defect_is_told_with_the_end_of_its_traceback(archive, tmp_path, monkeypatch):
    def broken(*_, **__):
        raise IndexError("list index out of range")

    monkeypatch.setattr(work, "convert", broken)
    outcome = work.do(job(archive / "05.md", tmp_path / "shelf"))
    assert outcome.failure.exit_code == Exit.DEFECT
    first, *_, last = outcome.failure.message.splitlines()
    assert first == f"{archive / '05.md'}: an internal error of ebook"
    assert last == "IndexError: list index out of range"
    assert not outcome.failure.lasting


# --- what is written while it is read -----------------------------------------------------


@pytest.mark.parametrize("changed", ["05.md", "照片/渡口.png"])
def test_what_changed_while_it_was_read_is_read_again(archive, tmp_path, monkeypatch, changed):
    convert, times = work.convert, iter(range(9))
    new = MARKDOWN.replace("第一班", "第二班").encode() if changed == "05.md" else picture("blue")

    def interrupted(*args, **named):
        made = convert(*args, **named)
        if next(times) == 0:
            (archive / changed).write_bytes(new)
        return made

    monkeypatch.setattr(work, "convert", interrupted)
    asked = job(archive / "05.md", tmp_path / "shelf", to=("markdown",))
    outcome = work.do(asked)
    assert outcome.failure is None
    assert next(times) == 2
    hashes = {file.path: file.sha256 for file in outcome.inputs}
    assert hashes[changed] == hashlib.sha256(new).hexdigest()
    main = staged(asked)[f"{asked.staging}/潮音日报-1994-03-05.md"].decode()
    assert ("第二班" in main) == (changed == "05.md")


def test_what_changes_all_the_time_fails_and_does_not_last(archive, tmp_path, monkeypatch):
    convert, text = work.convert, [MARKDOWN]

    def interrupted(*args, **named):
        made = convert(*args, **named)
        text[0] += "\n　　再补一段。\n"
        (archive / "05.md").write_text(text[0], "utf-8")
        return made

    monkeypatch.setattr(work, "convert", interrupted)
    outcome = work.do(job(archive / "05.md", tmp_path / "shelf"))
    assert "changed while it was read" in outcome.failure.message
    assert not outcome.failure.lasting
    assert not (tmp_path / "shelf").exists()


def test_half_a_source_is_not_called_broken(archive, tmp_path, monkeypatch):
    (archive / "08.json").write_text('{"lang": "zh-Hans"')
    convert, times = work.convert, iter(range(9))

    def interrupted(*args, **named):
        try:
            return convert(*args, **named)
        finally:
            if next(times) == 0:
                (archive / "08.json").write_text('{"lang": "zh-Hans"}')

    monkeypatch.setattr(work, "convert", interrupted)
    outcome = work.do(job(Path(archive / "08.json"), tmp_path / "shelf", to=("json",)))
    assert outcome.failure is None


@pytest.mark.parametrize(
    ("options", "shows"),
    [
        (Options(), False),
        (Options(facsimile=True), True),
        (Options(print=PrintOptions(layout="facsimile")), True),
        (Options(print=PrintOptions(layout="archive")), False),
    ],
)
def test_pictures_of_printed_pages_are_inputs_where_an_output_shows_them(options, shows):
    asked = []

    class Taken:
        def take_pictures(self, reading, *, facsimiles):
            asked.append((reading, facsimiles))

    job = Job(key="a", source="a.hocr", shelf="shelf", staging="staging", options=options)
    reading = Reading(Issue(lang="zh-Hans"))
    work._fetcher(job, Taken(), Clock())(reading)
    assert asked == [(reading, shows)]
