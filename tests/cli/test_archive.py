"""`ebook export` of a whole archive as its users meet it. What a run does is tried in tests/archive."""

import json
import os
import pty
import subprocess
import sys

import pytest

from tests.archive.archives import make_archive
from tests.archive.in_process import everything, export, files_on


@pytest.fixture(autouse=True)
def one_worker(monkeypatch):
    """Starting a worker costs more than all these issues."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)


@pytest.fixture
def archive(tmp_path):
    """Four issues of January 1994, and a broken one."""
    folder = make_archive(tmp_path / "archive", 5, broken=1, most_pages=1)
    (folder / "README.md").write_text("# Read me")
    return folder


@pytest.fixture
def shelf(tmp_path):
    return tmp_path / "shelf"


def lines(result):
    return result.out.decode().splitlines()


def test_a_folder_becomes_a_shelf(ebook, archive, shelf):
    result = ebook("export", archive, "-o", shelf, "--to", "json")
    assert result.code == 1
    assert sum(name.endswith(".json") for name in files_on(shelf)) == 4
    assert "4 exported, 0 unchanged, 1 failed, 0 gone in " in lines(result)[0]
    assert lines(result)[1] == "  why: 5 new"
    assert lines(result)[-1] == "  skipped: 3 .png, 1 (accompanies the archive)"
    assert f"error: {archive}/broken-json.json:1: invalid JSON" in result.err
    assert "hint: correct the JSON there" in result.err


def test_a_second_run_tells_the_failure_again_and_makes_nothing(ebook, archive, shelf):
    export(archive, shelf)
    result = ebook("export", archive, "-o", shelf, "--to", "json")
    assert result.code == 1
    assert (
        "0 exported, 4 unchanged, 1 failed (1 of them unchanged since, and not retried)" in lines(result)[0]
    )
    assert "broken-json.json:1: invalid JSON" in result.err
    (archive / "broken-json.json").unlink()
    done = ebook("export", archive, "-o", shelf, "--to", "json")
    assert (done.code, done.err) == (0, "")


def test_a_dry_run_tells_what_would_be_done_and_why(ebook, archive, shelf, tmp_path):
    export(archive, shelf)
    sources = sorted(path for path in (archive / "1994/01").iterdir() if path.is_file())
    sources[0].unlink()
    sources[1].write_text(sources[1].read_text("utf-8").replace("渡船", "客船"), "utf-8")
    before = everything(tmp_path)
    log = tmp_path / "log"
    result = ebook("export", archive, "-o", shelf, "--to", "json", "--dry-run", "--prune", "--log", log)
    assert result.code == 1
    assert f"would export 1994/01/{sources[1].name}: the source changed" in lines(result)
    assert any(line.startswith(f"source gone: 1994/01/{sources[0].name} (1994/01/") for line in lines(result))
    assert any("would fail again" in line for line in lines(result))
    assert everything(tmp_path) == before


def test_what_is_gone_is_removed_on_request(ebook, archive, shelf):
    export(archive, shelf)
    next((archive / "1994/01").glob("0*.*")).unlink()
    listed = ebook("export", archive, "-o", shelf, "--to", "json")
    assert "  --prune removes them from the shelf" in lines(listed)
    removed = ebook("export", archive, "-o", shelf, "--to", "json", "--prune")
    assert lines(removed)[0].startswith("source gone, removed: 1994/01/0")
    assert sum(name.endswith(".json") for name in files_on(shelf)) == 3


def test_a_pattern_a_url_and_each_flag_of_archives_make_it_one(ebook, archive, shelf, page):
    manifest = shelf / ".ebook" / "manifest.sqlite"
    for asked in (
        [f"{archive}/1994/*"],
        [f"file://{archive}/1994"],
        [page, "--jobs", "1"],
        [page, "--checksum"],
        [page, "--timeout", "60"],
    ):
        manifest.unlink(missing_ok=True)
        result = ebook("export", *asked, "-o", shelf, "--to", "json")
        assert result.code == 0, result.err
        assert manifest.exists()


def test_files_alone_are_no_archive(ebook, archive, shelf, page):
    result = ebook("export", page, "-o", shelf, "--to", "json")
    assert result.code == 0
    assert not (shelf / ".ebook").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["-o", "-"], 2, "an archive cannot be written to standard output"),
        (["--cover", "a.png"], 2, "--cover applies to a single issue"),
        (["--jobs", "0"], 2, "--jobs"),
        (["--to", "docx"], 3, "unknown format 'docx'"),
        (["--to", ""], 2, "no format to write"),
        (["--from", "epub"], 3, "cannot be read"),
        (["--theme", "neon"], 3, "there is no theme 'neon'"),
        (["--lang", "tlh"], 3, "tlh"),
        (["--columns", "9"], 2, "characters a line"),
        (["--scheduler", "tcp://127.0.0.1:1", "--jobs", "2"], 2, "not both"),
    ],
)
def test_a_wrong_call_is_told_what_is_right(ebook, archive, shelf, arguments, code, says):
    result = ebook("export", archive, "-o", shelf, *arguments)
    assert result.code == code
    assert says in result.err
    assert not shelf.exists()


def test_a_time_that_is_none_is_told_once(ebook, archive, shelf, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = ebook("export", archive, "-o", shelf)
    assert result.code == 2
    assert result.err.count("SOURCE_DATE_EPOCH") == 1
    assert not shelf.exists()


def test_an_archive_that_is_not_there_is_told(ebook, shelf, tmp_path):
    (tmp_path / "empty").mkdir()
    for named, says in (("empty", "no issue in this folder"), ("empty/*.md", "matches this pattern")):
        result = ebook("export", tmp_path / named, "-o", shelf)
        assert result.code == 4
        assert says in result.err
        assert not shelf.exists()


def test_the_log_tells_of_each_issue(ebook, archive, shelf, tmp_path):
    log = tmp_path / "log"
    ebook("export", archive, "-o", shelf, "--to", "json", "--log", log)
    first = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert {"source": str(archive / "README.md"), "skipped": "accompanies the archive"} in first
    assert {"skipped": "no format reads them", "endings": {".png": 3}} in first
    made = [entry for entry in first if entry.get("files")]
    assert len(made) == 4
    assert all(entry["ok"] and entry["why"][0]["kind"] == "new" for entry in made)
    assert all({"read", "check", "json", "save"} <= entry["seconds"].keys() for entry in made)
    failed = next(entry for entry in first if entry.get("ok") is False)
    assert failed["exit_code"] == 4
    assert failed["source"] == str(archive / "broken-json.json")
    assert first[-1]["summary"] == {"made": 4, "unchanged": 0, "failed": 1, "gone": 0, "pruned": 0}
    log.unlink()
    ebook("export", archive, "-o", shelf, "--to", "json", "--log", log)
    second = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert sum(entry.get("skipped") == "unchanged" for entry in second) == 4
    assert sum(entry.get("skipped") == "unchanged since it failed" for entry in second) == 1


def test_a_terminal_sees_a_bar(archive, shelf):
    """In a terminal of its own: the bar is drawn, failures stand above it, the summary comes last."""
    command = [sys.executable, "-m", "ebook", "export", archive, "-o", shelf, "--to", "json", "--jobs", "1"]
    driver, terminal = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    run = subprocess.Popen(list(map(str, command)), stdout=terminal, stderr=terminal, env=environment)
    os.close(terminal)
    shown = b""
    while True:
        try:
            part = os.read(driver, 65536)
        except OSError:  # Linux reports the other end's closing so
            break
        if not part:
            break
        shown += part
    os.close(driver)
    assert run.wait() == 1
    text = shown.decode()
    assert "5 of 5" in text
    assert "a minute" in text
    assert "1 failed" in text
    assert text.index(f"{archive}/broken-json.json:1: invalid JSON") < text.index("4 exported, 0 unchanged")
