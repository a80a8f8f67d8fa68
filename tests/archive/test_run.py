"""Runs that meet another run, a full disk, a signal, or an archive of hundreds."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from ebook.archive.events import Waiting
from ebook.archive.job import Failure, Outcome
from ebook.archive.manifest import Manifest
from ebook.archive.state import RunRegistry, state_paths
from ebook.archive.storage.folder import LocalFolder
from ebook.archive.work import do
from ebook.errors import CannotWrite, Exit
from tests.archive.archives import make_archive
from tests.archive.in_process import InProcess, Log, export, files_on, reasons
from tests.archive.test_crash import left_over, number_of_files
from tests.waiting import PATIENCE, wait_until


def program(archive, shelf, *more, **asked):
    command = [sys.executable, "-m", "ebook", "export", archive, "-o", shelf, *more]
    return subprocess.Popen(
        list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **asked
    )


def entries(log):
    return [json.loads(line) for line in Path(log).read_text("utf-8").splitlines()]


def test_a_hundred_issues_of_which_five_are_broken(tmp_path):
    archive = make_archive(tmp_path / "archive", 100, broken=5, most_pages=2)
    shelf, log, again = tmp_path / "shelf", tmp_path / "log", tmp_path / "again"
    run = program(archive, shelf, "--to", "json", "--jobs", "2", "--log", log)
    out, err = run.communicate()
    assert run.returncode == 1
    assert "95 exported, 0 unchanged, 5 failed, 0 gone" in out
    assert err.count("error: ") == 5
    assert "Traceback" not in err
    told = {entry["key"]: entry for entry in entries(log) if "key" in entry}
    assert len(told) == 100
    assert sum(entry["ok"] for entry in told.values()) == 95
    made = next(entry for entry in told.values() if entry["ok"])
    assert set(made["seconds"]) >= {"read", "check", "save"}
    assert made["why"] == [{"kind": "new", "detail": None}]
    assert len([name for name in files_on(shelf) if name.endswith(".json")]) == 95

    run = program(archive, shelf, "--to", "json", "--log", again)
    out, err = run.communicate()
    assert run.returncode == 1
    assert "0 exported, 95 unchanged, 5 failed (5 of them unchanged since, and not retried)" in out
    assert err.count("error: ") == 5, "reported again"
    assert all("seconds" not in entry for entry in entries(again) if "key" in entry), "no issue was read"

    changed = next(path for path in sorted(archive.rglob("*.txt")) if path.stat().st_size > 500)
    changed.write_text(changed.read_text("utf-8").replace("记者", "本报记者", 1), "utf-8")
    done = export(archive, shelf)
    assert (len(done.made), done.unchanged, len(done.failed)) == (1, 94, 5)


def test_prints_come_out_the_same_from_two_processes_and_from_one(tmp_path):
    archive = make_archive(tmp_path / "archive", 3, most_pages=1)
    run = program(archive, tmp_path / "shelf", "--to", "pdf,xhtml", "--jobs", "2")
    _, err = run.communicate()
    assert run.returncode == 0, err
    export(archive, tmp_path / "whole", to=["pdf", "xhtml"])
    assert sum(name.endswith(".pdf") for name in files_on(tmp_path / "shelf")) == 3
    assert files_on(tmp_path / "shelf") == files_on(tmp_path / "whole")


def is_alive(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_two_runs_at_once_make_nothing_twice(papers, papers_shelf, tmp_path):
    shelf, logs = tmp_path / "shelf", [tmp_path / "log1", tmp_path / "log2"]
    runs = [program(papers, shelf, "--to", "json,markdown", "--jobs", "1", "--log", log) for log in logs]
    told = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0, 0], told
    made = Counter(entry["key"] for log in logs for entry in entries(log) if entry.get("files"))
    assert len(made) == 24
    assert set(made.values()) == {1}
    assert all(any(entry.get("files") for entry in entries(log)) for log in logs), "both had work"
    assert files_on(shelf) == files_on(papers_shelf)
    assert left_over(shelf) == []


def test_a_run_waits_for_what_another_holds_and_takes_over_what_it_drops(archive, shelf):
    """The other is alive, holds two, makes one of them and dies with the other."""
    paths = state_paths(str(shelf))
    export(archive / "1994/01/04.json", shelf)
    registry, waiting = RunRegistry(paths.runs), threading.Event()

    class Listening(Log):
        def __call__(self, event):
            super().__call__(event)
            if isinstance(event, Waiting):
                waiting.set()

    log = Listening()
    with Manifest(paths.manifest) as manifest, registry.register("other"):
        with manifest.transaction():
            manifest.begin_run("other")
            for key in ("1994/01/01.md", "1994/01/02.txt"):
                manifest.claim(key, "other")
        thread = threading.Thread(target=export, args=(archive, shelf), kwargs={"listen": log})
        thread.start()
        assert waiting.wait(PATIENCE)
        assert sorted(log.tried) == ["1994/01/03.md", "1994/01/04.json"]
        with manifest.transaction():
            manifest.release("1994/01/01.md")
        wait_until(lambda: "1994/01/01.md" in log.tried)
        assert thread.is_alive()
    thread.join(PATIENCE)
    assert log.tried[-1] == "1994/01/02.txt"
    assert export(archive, shelf).unchanged == 4


def test_what_another_run_made_meanwhile_is_not_made_again(archive, shelf):
    log = Log()

    class Slow(InProcess):
        def run(self, jobs):
            export(archive, shelf)
            yield from super().run(jobs)

    done = export(archive, shelf, workers=Slow, listen=log)
    assert log.tried == []
    assert (done.made, done.unchanged, done.failed) == ((), 4, ())


def full(*_):
    raise CannotWrite("the disk is full", hint="free some space") from OSError(errno.ENOSPC, "full")


def test_a_full_disk_ends_the_run_with_a_clear_message_and_the_next_finishes(tmp_path, shelf, monkeypatch):
    archive = make_archive(tmp_path / "archive", 20, most_pages=1)
    written, whole = Counter(), LocalFolder.write

    def write(self, name, content):
        written[name] += 1
        return full() if len(written) > 8 else whole(self, name, content)

    log = Log()
    monkeypatch.setattr(LocalFolder, "write", write)
    with pytest.raises(CannotWrite, match="the disk is full") as caught:
        export(archive, shelf, listen=log)
    monkeypatch.undo()
    assert "continues where it stopped" in str(caught.value.hint)
    assert len(log.tried) < 15, "no use in trying all others"
    assert 0 < len([name for name in files_on(shelf) if name.endswith(".json")]) <= 8
    assert left_over(shelf) == []
    done = export(archive, shelf)
    assert done.failed == ()
    assert {reason.kind for planned in done.plan.make for reason in planned.reasons} == {"new", "failed"}
    assert export(archive, shelf).unchanged == 20


def test_a_disk_that_fills_up_while_files_are_put_in_place(tmp_path, shelf, monkeypatch):
    archive = make_archive(tmp_path / "archive", 6, most_pages=1)
    monkeypatch.setattr(LocalFolder, "publish", full)
    with pytest.raises(CannotWrite):
        export(archive, shelf)
    monkeypatch.undo()
    assert files_on(shelf) == {}
    assert export(archive, shelf).failed == ()


@pytest.mark.skipif(os.geteuid() != 0 or sys.platform != "linux", reason="only root may mount a small disk")
def test_a_disk_that_is_really_full(papers, papers_shelf, tmp_path):
    shelf = tmp_path / "small"
    shelf.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(shelf)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody mount")
    try:
        run = program(papers, shelf, "--to", "json,markdown", "--jobs", "2")
        _, err = run.communicate()
        assert run.returncode == Exit.CANNOT_WRITE, err
        assert "full" in err
        assert "run it again" in err
        assert "Traceback" not in err
        assert left_over(shelf) == []
        subprocess.run(["mount", "-o", "remount,size=20m", str(shelf)], check=True)
        run = program(papers, shelf, "--to", "json,markdown", "--jobs", "2")
        _, err = run.communicate()
        assert run.returncode == 0, err
        assert files_on(shelf) == files_on(papers_shelf)
    finally:
        subprocess.run(["umount", "-l", str(shelf)], check=True)


@pytest.mark.parametrize(("number", "code", "after"), [(signal.SIGINT, 130, 1), (signal.SIGTERM, 143, 6)])
def test_a_signal_ends_a_run_cleanly_and_at_once(papers, shelf, number, code, after):
    run = program(papers, shelf, "--to", "json,markdown", "--jobs", "2", start_new_session=True)
    wait_until(lambda: run.poll() is not None or number_of_files(shelf) >= after)
    assert run.poll() is None
    os.killpg(run.pid, number)  # as a terminal does: to the workers too
    out, err = run.communicate()
    assert run.returncode == code
    assert "interrupted: " in err
    made = int(re.search(r"(\d+) of 24 ", err)[1])
    assert after - 1 <= made < 24, "it counts what it recorded, and does not finish first"
    assert "Traceback" not in err
    assert out == ""
    assert left_over(shelf) == []
    with Manifest(state_paths(str(shelf)).manifest) as manifest:
        assert {manifest.holder(path.relative_to(papers).as_posix()) for path in papers.rglob("*.*")} == {
            None
        }
    wait_until(lambda: not is_alive(run.pid))


def test_one_that_fails_does_not_keep_others_of_its_kind(archive, shelf):
    """A lost worker is no full disk, however often."""

    class Losing(InProcess):
        def run(self, jobs):
            for job in jobs:
                lost = Failure(message="lost", hint=None, exit_code=Exit.DEFECT, lasting=False)
                yield Outcome(key=job.key, failure=lost) if job.key[-1] != "n" else do(job)

    done = export(archive, shelf, workers=Losing)
    assert len(done.failed) == 3
    assert done.made == ("1994/01/04.json",)
    assert reasons(export(archive, shelf)) == {
        failed.key: ["failed last time, and may work now: lost"] for failed in done.failed
    }
