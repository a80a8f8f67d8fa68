"""A run may end at any step; the next one goes on, and the shelf ends as if nothing had happened.

The first tests end a run before each thing that it does to the disk and after each transaction, as
`kill -9` would: the process is gone, nothing is cleaned up. The last kills the real program.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

from PIL import Image

from ebook.archive.manifest import Manifest
from ebook.archive.state import RunRegistry
from ebook.archive.storage.folder import LocalFolder
from tests.archive.in_process import export, files_on
from tests.archive.test_publish import issue
from tests.waiting import wait_until

STEPS = [(LocalFolder, name) for name in ("write", "publish", "remove")] + [
    (Manifest, "put"),
    (Manifest, "claim"),
]


class Countdown:
    """Ends the process at a step."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def step(self) -> None:
        self.left -= 1
        if self.left == 0:
            os._exit(9)


def wrapped(countdown, method):
    def call(*args, **kwargs):
        countdown.step()
        return method(*args, **kwargs)

    return call


def run_until(steps, archive, shelf, **asked):
    """Export in a process of its own that ends at a step; whether it came to an end before."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    try:
        countdown = Countdown(steps)
        for kind, name in STEPS:
            setattr(kind, name, wrapped(countdown, getattr(kind, name)))
        whole = Manifest.transaction

        @contextmanager
        def transaction(self):
            with whole(self):
                yield
            countdown.step()

        Manifest.transaction = transaction
        export(archive, shelf, **asked)
    except BaseException:  # noqa: BLE001  # whatever it is, it must not reach the tests that this process was
        os._exit(1)
    os._exit(0)


def all_steps(archive, shelf, **asked):
    """End a run at its first step, the next at its second, and so on, until one is through."""
    for steps in range(1, 500):
        if run_until(steps, archive, shelf, **asked):
            return steps
        check_that_all_is_whole(shelf)
    raise AssertionError("it never ends")


def check_that_all_is_whole(shelf):
    for path in shelf.rglob("*.json"):
        path.read_bytes().decode().index("潮音日报")


def left_over(shelf):
    own = shelf / ".ebook"
    return sorted(
        str(path.relative_to(own))
        for path in own.rglob("*")
        if not path.name.startswith("manifest.sqlite") and path.name != "publishing.lock" and path.is_file()
    )


def test_at_each_step_of_the_first_run(archive, tmp_path, hasty):
    export(archive, tmp_path / "whole")
    steps = all_steps(archive, tmp_path / "shelf")
    assert steps > 10
    assert files_on(tmp_path / "shelf") == files_on(tmp_path / "whole")
    assert left_over(tmp_path / "shelf") == []


def test_from_scratch_to_each_step_and_on(archive, tmp_path, hasty):
    """Each run is ended once at each step, and one run more finishes."""
    (archive / "1994/01/03.md").unlink()
    (archive / "1994/01/04.json").unlink()
    export(archive, tmp_path / "whole")
    for steps in range(1, 200):
        shelf = tmp_path / f"shelf{steps}"
        if run_until(steps, archive, shelf):
            break
        done = export(archive, shelf)
        assert done.failed == ()
        assert files_on(shelf) == files_on(tmp_path / "whole")
        assert left_over(shelf) == []
        assert export(archive, shelf).unchanged == 2


def changed(tmp_path, shelf):
    """An archive whose issues have other dates and contents than those on its shelf.

    Names go round among a, b and c; aa takes the name of d, which has a picture besides; e is gone.
    """
    archive = tmp_path / f"archive-{shelf.name}"
    for key, day in (("a", 1), ("b", 2), ("c", 3), ("d", 5), ("e", 9)):
        issue(archive / f"{key}.json", date=f"1994-01-0{day}", picture=f"p/{key}.png")
        (archive / "p").mkdir(exist_ok=True)
        Image.new("L", (9, 9)).save(archive / "p" / f"{key}.png")
    export(archive, shelf)
    for key, day in (("a", 2), ("b", 3), ("c", 1), ("aa", 5)):
        issue(archive / f"{key}.json", date=f"1994-01-0{day}", text="改了。")
    (archive / "e.json").unlink()
    return archive


def test_at_every_other_step_of_a_run_that_changes_all(tmp_path, hasty):
    whole = tmp_path / "whole"
    export(changed(tmp_path, whole), whole, prune=True)
    for steps in range(1, 200, 2):
        shelf = tmp_path / f"shelf{steps}"
        archive = changed(tmp_path, shelf)
        through = run_until(steps, archive, shelf, prune=True)
        check_that_all_is_whole(shelf)
        done = export(archive, shelf, prune=True)
        assert [failed.key for failed in done.failed] == ["d.json"]
        assert files_on(shelf) == files_on(whole), f"ended at step {steps}"
        assert left_over(shelf) == []
        if through:
            return
    raise AssertionError("it never ends")


def test_a_source_that_changes_after_the_crash(tmp_path, hasty):
    """What stands on the shelf then is not mistaken for a foreign file, whatever the next run makes in its place."""
    for steps in range(1, 200):
        archive, shelf = tmp_path / f"archive{steps}", tmp_path / f"shelf{steps}"
        issue(archive / "a.json", text="甲说。")
        through = run_until(steps, archive, shelf, to=["json", "xhtml"])
        issue(archive / "a.json", text="乙说。")
        done = export(archive, shelf, to=["json", "xhtml"])
        assert done.failed == (), f"ended at step {steps}"
        assert "乙说" in (shelf / "潮音日报-1994-01-01.json").read_text("utf-8")
        if through:
            return
    raise AssertionError("it never ends")


def test_the_program_killed_while_its_workers_are_at_work(papers, papers_shelf, shelf):
    """With SIGKILL: each file on the shelf is whole each time, and all is there in the end."""
    expected = files_on(papers_shelf)
    killed = 0
    for more in range(4):
        run = program(papers, shelf)
        wait_for_progress(run, shelf, number_of_files(shelf), more)
        killed += run.poll() is None
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert files_on(shelf).items() <= expected.items()
    assert killed >= 2
    assert program(papers, shelf).wait() == 0
    assert files_on(shelf) == expected
    assert left_over(shelf) == []


def number_of_files(shelf):
    """How many issues a shelf has as JSON, on which a run is at work: folders may go while they are listed."""
    return sum(
        name.endswith(".json") and not name.startswith(".")
        for folder, _, names in os.walk(shelf)
        if ".ebook" not in folder
        for name in names
    )


def wait_for_progress(run, shelf, done, more):
    """Until a run has registered, or has published some issues more, or is through."""
    runs = shelf / ".ebook/runs"
    wait_until(
        lambda: (
            run.poll() is not None
            or (number_of_files(shelf) >= done + more if more else runs.exists() and any(runs.iterdir()))
        )
    )


def program(archive, shelf):
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "ebook",
            "export",
            archive,
            "-o",
            shelf,
            "--to",
            "json,markdown",
            "--jobs",
            "2",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_the_dead_are_told_from_the_living(tmp_path):
    registry = RunRegistry(tmp_path / "runs")
    with registry.register("one"):
        assert registry.is_alive("one")
        assert not registry.is_alive("two")
        assert registry.names() == ["one"]
    assert not registry.is_alive("one")
    (tmp_path / "runs" / "dead").touch()
    assert not registry.is_alive("dead")
