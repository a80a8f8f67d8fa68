"""However a shelf came about, it holds what a run in one go would have put there."""

from __future__ import annotations

import os
import random

import pytest
from PIL import Image

from tests.archive.in_process import InProcess, export, files_on
from tests.archive.test_crash import run_until
from tests.archive.test_publish import issue

KEYS = [f"{folder}{name}" for folder in ("", "x/") for name in ("a", "b", "c", "d")]
DAYS = ("1994-01-01", "1994-01-02", "1994-01-03")


class Archivist:
    """Adds, removes, renames, dates anew, breaks and mends issues, so that names are often wanted twice."""

    def __init__(self, folder, chance):
        self.folder, self.chance = folder, chance
        self.time = 10**18
        folder.mkdir()

    def work(self):
        for _ in range(self.chance.randint(1, 4)):
            self.chance.choice(
                (self.write, self.write, self.write, self.remove, self.rename, self.break_, self.shade)
            )()
        if not list(self.folder.rglob("*.json")):
            self.write()
        self.age()

    def age(self):
        """Make what was just written old enough to be trusted, each change with a time of its own."""
        for path in self.folder.rglob("*.*"):
            if path.stat().st_mtime_ns > self.time:
                self.time += 10**6
                os.utime(path, ns=(self.time, self.time))

    def clean(self):
        """Take away what is broken: of that, a shelf keeps what it has from before, and a new one has nothing."""
        for path in self.folder.rglob("*.json"):
            if path.read_text("utf-8") == "{":
                path.unlink()
        if not list(self.folder.rglob("*.json")):
            self.write()

    def path(self):
        return self.folder / f"{self.chance.choice(KEYS)}.json"

    def write(self):
        path = self.path()
        picture = self.chance.choice((None, "own.png", "p.png", "p.png"))
        if picture == "own.png":
            picture = f"{path.stem}.png"
        issue(path, date=self.chance.choice(DAYS), text=f"第{self.chance.randrange(9)}版。", picture=picture)
        if picture and not (path.parent / picture).exists():
            Image.new("L", (9, 9), self.chance.randrange(256)).save(path.parent / picture)

    def remove(self):
        self.path().unlink(missing_ok=True)

    def rename(self):
        path, other = self.path(), self.path()
        if path.exists() and path.parent.exists() and other.parent.exists():
            path.replace(other)

    def break_(self):
        path = self.path()
        if path.exists():
            path.write_text("{")

    def shade(self):
        for path in self.folder.rglob("p.png"):
            Image.new("L", (9, 9), self.chance.randrange(256)).save(path)


@pytest.mark.parametrize("seed", [0, 1, 3, 5, 50])
def test_after_any_changes_in_any_order_and_broken_off_anywhere(tmp_path, hasty, seed):
    chance = random.Random(seed)
    archivist = Archivist(tmp_path / "archive", chance)
    shelf = tmp_path / "shelf"
    asked = {"to": chance.choice((["json"], ["json", "markdown"])), "prune": True}
    for number in range(12):
        archivist.work()
        if chance.random() < 0.4:
            run_until(chance.randint(1, 30), archivist.folder, shelf, **asked)
        archivist.clean()
        done = export(archivist.folder, shelf, workers=lambda: InProcess(chance.randrange(99)), **asked)
        whole = tmp_path / f"whole{number}"
        once = export(archivist.folder, whole, **asked)
        assert files_on(shelf) == files_on(whole), f"seed {seed}, round {number}"
        assert [failed.key for failed in done.failed] == [failed.key for failed in once.failed]
        again = export(archivist.folder, shelf, **asked)
        assert (again.made, again.pruned, again.plan.gone) == ((), (), ())
        assert again.unchanged + len(again.failed) == len(again.found.sources)
