"""Prints the examples, issues drawn at random over the whole model, and invented pages, and puts them to every judge.

    python benchmarks/archival.py [--issues N] [--no-pages]

Each print is one of the layouts, papers and PDF variants in turn. veraPDF judges each standard that a file
claims; the text is compared with the issue's by pdfium when it is written, by Poppler and MuPDF here; all is
printed once more in another process, folder, time zone and order of sets, and compared byte by byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from spaces import Spaces, count_spaces, texts_of  # noqa: E402

from ebook.checks import pdf_readers  # noqa: E402
from ebook.formats import formats  # noqa: E402
from ebook.model import to_json  # noqa: E402
from ebook.options import Options  # noqa: E402
from ebook.pipeline import convert, read  # noqa: E402
from ebook.problems import Problem, Severity  # noqa: E402
from ebook.render import RenderOptions, render  # noqa: E402
from ebook.source import Source  # noqa: E402
from ebook.validators import pdf as verapdf  # noqa: E402
from tests.writers.pdf.drawn import ASKED, drawn, grown  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "archival.md"
CLAIMS = {b'pdfaid:part="3"': "PDF/A-3a", b'pdfaid:part="2"': "PDF/A-2a", b'pdfuaid:part="1"': "PDF/UA-1"}
PDF = formats()["pdf"]
VALIDATOR = "ebook.validators.pdf:validate"  # all files in one run of it instead
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242", "LC_ALL": "C", "PYTHONPATH": str(ROOT)}


class Job(NamedTuple):
    """What is printed: its group, its source, and which of `ASKED` is asked for."""

    group: str
    source: Source
    asked: int = 0


class Row(NamedTuple):
    """What was found in the prints of a group."""

    pages: int
    problems: list[Problem]
    spaces: dict[str, Spaces]


def main() -> None:
    """Print, judge, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--issues", type=int, default=30, help="how many are drawn")
    parser.add_argument("--no-pages", action="store_true", help="leave out the pages beside the repository")
    parser.add_argument("--sums", metavar="FOLDER", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(asked.sums or name)
        Image.linear_gradient("L").resize((300, 200)).save(folder / "a.png")
        jobs = list(_jobs(asked.issues, folder, pages=not asked.no_pages))
        start = time.perf_counter()
        paths = [_print(job, folder / f"{number}.pdf") for number, job in enumerate(jobs)]
        if asked.sums:
            sys.stdout.write(json.dumps(_sums(paths)))
            return
        printed = time.perf_counter()
        judged = verapdf.validate_all(paths)
        report = _report(jobs, paths, judged, printed - start, time.perf_counter() - printed)
        rows = [*report, *_repeated(paths, sys.argv[1:])]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(rows) + "\n", encoding="utf-8")
    sys.stdout.write(RESULTS.read_text(encoding="utf-8"))


def _jobs(count: int, folder: Path, *, pages: bool = True) -> Iterator[Job]:
    for path in sorted((*ROOT.glob("examples/*/page.txt"), *ROOT.glob("examples/*/issue.md"))):
        yield Job("examples", Source.from_path(path))
    for number in range(count):
        issue = grown(drawn(number, size=3)) if number % 3 == 0 else drawn(number, size=3)
        source = Source(f"drawn-{number}.json", to_json(issue), folder)
        yield Job("drawn at random", source, number % len(ASKED))
    beside = (("invented pages", "pages"), ("a page of a real paper", "seed"))
    for group, place in beside if pages else ():
        for path in sorted((ROOT.parent / "shared" / place).glob("*.txt")):
            yield Job(group, Source.from_path(path))


def _print(job: Job, path: Path) -> Path:
    done = convert(job.source, to="pdf", options=Options(print=ASKED[job.asked]))
    path.write_bytes(done.written[0].files[done.written[0].main])
    return path


def _sums(paths: list[Path]) -> list[str]:
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]


def _report(
    jobs: list[Job], paths: list[Path], judged: dict[Path, list[Problem]], printed: float, took: float
) -> Iterator[str]:
    yield "# Archival prints\n"
    yield f"{len(paths)} prints in {printed:.0f} s, judged by veraPDF in {took:.0f} s, in one run.\n"
    yield "| claim | prints | broken rules |\n| --- | ---: | ---: |"
    claims = Counter(claim for path in paths for mark, claim in CLAIMS.items() if mark in path.read_bytes())
    broken = [problem.message.upper() for path in paths for problem in judged[path]]
    for claim, number in sorted(claims.items()):
        yield f"| {claim} | {number} | {sum(claim.upper() in message for message in broken)} |"
    yield (
        "\n`ebook check` without veraPDF: the text in pdfium and Poppler, attachments, fonts, empty boxes, text over text"
        " or outside the page. Spaces that are not in the issue, and spaces of it that are missing, per 10,000"
        " characters, within lines.\n"
    )
    readers = ("pdfium", "Poppler", "MuPDF")
    yield f"| prints | | pages | problems | {' | '.join(f'{name}: made up, lost' for name in readers)} |"
    yield f"| --- | ---: | ---: | ---: |{' ---: |' * len(readers)}"
    told: Counter[str] = Counter()
    for group in dict.fromkeys(job.group for job in jobs):
        found = [_look(job, path) for job, path in zip(jobs, paths, strict=True) if job.group == group]
        problems = [problem for row in found for problem in row.problems]
        told.update(f"{group}: {problem.code}" for problem in problems)
        shares = " | ".join(
            _share([row.spaces[name] for row in found if name in row.spaces]) for name in readers
        )
        yield f"| {group} | {len(found)} | {sum(row.pages for row in found)} | {len(problems)} | {shares} |"
    yield (
        "\nMuPDF takes each gap of 0.15 em after a letter or a digit for a space, whatever /ActualText says, and so makes"
        " one up before each Han character that follows. Poppler and pdfium, and what stands on them, do not."
    )
    for what, times in told.items():
        yield f"\n{what}, {times} times"


def _look(job: Job, path: Path) -> Row:
    own = msgspec.structs.replace(PDF, checks=tuple(name for name in PDF.checks if name != VALIDATOR))
    problems = [problem for problem in own.check(path) if problem.severity > Severity.NOTE]
    options = RenderOptions(fallback_stem=Path(job.source.name).stem)
    texts = list(texts_of(render(read(job.source).issue, options, job.source.folder).edition))
    readings = {
        "pdfium": _read_by_pdfium(path),
        "Poppler": pdf_readers.read_by_poppler(path),
        "MuPDF": pdf_readers.read_by_mupdf(path),
    }
    spaces = {name: count_spaces(texts, "\n".join(said)) for name, said in readings.items() if said}
    return Row(len(_read_by_pdfium(path)), problems, spaces)


def _read_by_pdfium(path: Path) -> list[str]:
    """The text of each page as it is copied."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _share(found: list[Spaces]) -> str:
    characters = sum(spaces.characters for spaces in found)
    if not characters:
        return "-"
    counts = (sum(spaces.made_up for spaces in found), sum(spaces.lost for spaces in found))
    return ", ".join(f"{count / characters * 10_000:.1f}" for count in counts)


def _repeated(paths: list[Path], arguments: list[str]) -> Iterator[str]:
    """All of it once more, elsewhere and later."""
    with tempfile.TemporaryDirectory() as name:
        run = subprocess.run(
            [sys.executable, __file__, *arguments, "--sums", name],
            cwd=name, env={**os.environ, **ELSEWHERE}, capture_output=True, check=True, text=True,
        )  # fmt: skip
    again = json.loads(run.stdout)
    same = sum(one == other for one, other in zip(_sums(paths), again, strict=True))
    yield (
        f"\nPrinted once more by another process, in another folder, time zone, locale and hash seed, later: "
        f"{same} of {len(paths)} are the same, byte for byte."
    )


if __name__ == "__main__":
    main()
