"""Prints issues drawn at random over the whole model, and the examples, and has veraPDF judge them all.

    python benchmarks/archival.py [--issues N]

Each print is one of the layouts, papers and PDF variants in turn; its text has been compared with the
issue's by then. veraPDF judges each standard that a file claims, all files in one run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from ebook.checks.pdf import check  # noqa: E402
from ebook.model import to_json  # noqa: E402
from ebook.options import Options  # noqa: E402
from ebook.pipeline import convert  # noqa: E402
from ebook.source import Source  # noqa: E402
from ebook.validators import pdf as verapdf  # noqa: E402
from tests.writers.pdf.drawn import ASKED, drawn  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "archival.md"
CLAIMS = {b'pdfaid:part="3"': "PDF/A-3a", b'pdfaid:part="2"': "PDF/A-2a", b'pdfuaid:part="1"': "PDF/UA-1"}


def main() -> None:
    """Print, judge, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--issues", type=int, default=30, help="how many are drawn")
    count: int = parser.parse_args().issues
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Image.linear_gradient("L").resize((300, 200)).save(folder / "a.png")
        start = time.perf_counter()
        paths = [_print(source, number, folder) for number, source in enumerate(_sources(count, folder))]
        printed = time.perf_counter()
        judged = verapdf.validate_all(paths)
        rows = list(_report(paths, judged, printed - start, time.perf_counter() - printed))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


def _sources(count: int, folder: Path) -> Iterator[Source]:
    for number in range(count):
        yield Source(f"drawn-{number}.json", to_json(drawn(number, size=3)), folder)
    for path in sorted(ROOT.glob("examples/*/*.txt")):
        yield Source.from_path(path)


def _print(source: Source, number: int, folder: Path) -> Path:
    done = convert(source, to="pdf", options=Options(print=ASKED[number % len(ASKED)]))
    path = folder / f"{number}.pdf"
    path.write_bytes(done.written[0].files[done.written[0].main])
    return path


def _report(paths: list[Path], judged: dict[Path, list], printed: float, took: float) -> Iterator[str]:
    claims = Counter(claim for path in paths for mark, claim in CLAIMS.items() if mark in path.read_bytes())
    wrong = [str(problem) for path in paths for problem in (*judged[path], *check(path))]
    yield "# Archival prints\n"
    yield f"{len(paths)} prints in {printed:.0f} s, judged by veraPDF in {took:.0f} s.\n"
    yield "| claim | prints | broken rules |\n| --- | ---: | ---: |"
    for claim, number in sorted(claims.items()):
        yield f"| {claim} | {number} | {sum(claim in line.replace('PDF/A-3A', 'PDF/A-3a') for line in wrong)} |"
    yield f"\nProblems found by veraPDF and by our own checks, all prints together: {len(wrong)}."
    yield from wrong


if __name__ == "__main__":
    main()
