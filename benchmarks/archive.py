"""Exports whole archives, and writes how long that takes and what it needs.

    python benchmarks/archive.py [--issues N] [--prints N] [--many N]

The archive is invented: an issue a day, 1 to 16 pages, with pictures, five of them broken. Each
figure is one run of `ebook export`, from start to exit, with the packages of the tests installed.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lines import lines
from watched import Watched, watch

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.archive.archives import make_archive

RESULTS = Path(__file__).parent / "results"
BROKEN = 5


class Measured(NamedTuple):
    """A run: formats and processes, and what it used."""

    formats: str
    jobs: int
    issues: int
    run: Watched


def main() -> None:
    """Measure, write the table and draw the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--issues", type=int, default=400, help="how many issues become EPUB")
    parser.add_argument(
        "--prints", type=int, default=400, help="how many become PDF, which takes ten times as long"
    )
    parser.add_argument("--many", type=int, default=20_000, help="how many issues for the manifest")
    asked = parser.parse_args()
    counts = {"epub": asked.issues, "pdf": asked.prints}
    with tempfile.TemporaryDirectory(prefix="ebook-archive-") as name:
        folder = Path(name)
        whole = [
            _export(folder, formats, jobs, count) for formats, count in counts.items() for jobs in (1, 2)
        ]
        growth = [
            _export(folder, formats, 2, count // part)
            for formats, count in counts.items()
            for part in (8, 4, 2)
        ]
        again = list(_again(folder, asked.issues))
        many = list(_many(folder, asked.many))
    growth += [found for found in whole if found.jobs == 2]
    RESULTS.joinpath("archive-growth.svg").write_text(_growth(growth), encoding="utf-8")
    RESULTS.joinpath("archive-memory.svg").write_text(_memory(whole[-1]), encoding="utf-8")
    report = "\n".join((*_report(whole), *again, "", *many, "", _machine())) + "\n"
    RESULTS.joinpath("archive.md").write_text(report, encoding="utf-8")
    print(report)


def _archive(folder: Path, count: int) -> Path:
    archive = folder / f"{count}"
    return archive if archive.exists() else make_archive(archive, count, broken=BROKEN)


def _export(folder: Path, formats: str, jobs: int, issues: int) -> Measured:
    """A run over an archive of so many issues, onto an empty shelf."""
    shutil.rmtree(folder / "shelf", ignore_errors=True)
    return _again_onto(folder, _archive(folder, issues), formats, jobs, issues)


def _again_onto(folder: Path, archive: Path, formats: str, jobs: int, issues: int) -> Measured:
    command = [sys.executable, "-m", "ebook", "export", archive, "-o", folder / "shelf"]
    run = watch([*command, "--to", formats, "--jobs", str(jobs)], folder / "told")
    told = (folder / "told").read_text("utf-8")
    if run.code not in {0, 1} or "Traceback" in told:
        raise SystemExit(f"{formats}, {jobs} processes: it ended with {run.code}:\n{told}")
    print(f"{formats}, {issues} issues, {jobs} processes: {run.wall:.1f} s, {run.cpu:.1f} s of processor")
    return Measured(formats, jobs, issues, run)


def _report(runs: list[Measured]) -> Iterator[str]:
    yield "# Export of a whole archive\n"
    yield f"Issues of 1 to 16 pages with pictures, {BROKEN} of them broken: the others come out.\n"
    yield "| | issues | processes | issues a minute | wall, s | times as fast | CPU, s | CPU an issue, s | worker, MiB |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for found in runs:
        alone = next(other for other in runs if other.formats == found.formats)
        peak = max(memory for points in found.run.memory.values() for _, memory in points)
        yield (
            f"| {found.formats.upper()} | {found.issues} | {found.jobs} | {60 * found.issues / found.run.wall:.0f} "
            f"| {found.run.wall:.1f} | {alone.run.wall / found.run.wall:.2f} | {found.run.cpu:.1f} "
            f"| {found.run.cpu / found.issues:.3f} | {peak:.0f} |"
        )
    others = ", ".join(f"{found.run.others:.0%}" for found in runs)
    yield f"\nOther programs took {others} of the machine's processors during these runs; the more, the less the wall clock says.\n"
    yield "![Time against number of issues](archive-growth.svg)\n"
    yield "![Memory of each worker over the run](archive-memory.svg)\n"


def _growth(runs: list[Measured]) -> str:
    series = {
        f"{formats.upper()}, 2 processes": sorted(
            (float(found.issues), found.run.wall) for found in runs if found.formats == formats
        )
        for formats in ("epub", "pdf")
    }
    return lines("Export of an archive", "issues", "wall clock, s", series)


def _memory(found: Measured) -> str:
    title = f"Memory while {found.issues} issues become {found.formats.upper()}"
    series = {f"worker {n}": points for n, points in enumerate(found.run.memory.values(), start=1)}
    return lines(title, "seconds", "resident, MiB", series)


def _again(folder: Path, issues: int) -> Iterator[str]:
    """Runs over an archive that is on the shelf already."""
    _export(folder, "epub", 2, issues)
    archive = _archive(folder, issues)
    unchanged = _again_onto(folder, archive, "epub", 2, issues)
    yield f"- A second run, EPUB, with nothing changed: {unchanged.run.wall:.2f} s."
    source = next(path for path in sorted(archive.rglob("*.md")))
    with source.open("a", encoding="utf-8") as text:
        text.write("\n　　补记一段。\n")
    corrected = _again_onto(folder, archive, "epub", 2, issues)
    made = re.search(r"(\d+) made", (folder / "told").read_text("utf-8"))
    assert made is not None
    yield f"- After one paragraph changed: {made[1]} issue made, {corrected.run.wall:.2f} s."


def _many(folder: Path, count: int) -> Iterator[str]:
    """What the manifest costs where there are many issues, each next to nothing."""
    archive = folder / "many"
    for number in range(count):
        day = datetime.date(1950, 1, 1) + datetime.timedelta(days=number)
        path = archive / f"{day:%Y/%m/%d}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        masthead = {"name": "潮音日报", "date": day.isoformat()}
        path.write_text(json.dumps({"lang": "zh-Hans", "masthead": masthead}), encoding="utf-8")
    shutil.rmtree(folder / "shelf")
    first = _again_onto(folder, archive, "json", 2, count)
    size = sum(path.stat().st_size for path in (folder / "shelf" / ".ebook").glob("manifest*"))
    again = min(
        (_again_onto(folder, archive, "json", 2, count) for _ in range(3)), key=lambda found: found.run.wall
    )
    yield f"{count:,} issues of a masthead each, as JSON, on 2 processes:\n"
    yield f"- the first run: {first.run.wall:.0f} s, {first.run.cpu * 1000 / count:.1f} ms of processor an issue;"
    yield f"- the manifest: {size / 1e6:.1f} MB, {size / count:.0f} bytes an issue;"
    yield f"- a run with nothing changed: {again.run.wall:.2f} s, {again.run.cpu:.2f} s of processor."


def _machine() -> str:
    return f"Python {platform.python_version()}; {platform.system()} {platform.machine()}, {os.cpu_count()} cores."


if __name__ == "__main__":
    main()
