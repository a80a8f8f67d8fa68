"""Packs the same issue as EPUB with ebook and with its peers: 60 articles, and 1,000.

    python benchmarks/epub.py [--runs N]

Two tables a size. The first tells what packing costs in one process: `ebook.writers.epub.write`
beside `zipfile` and EbookLib writing the same documents into memory. The second tells what whole
processes cost, from the source to the finished file, beside `zipfile`, EbookLib, pandoc and calibre.
pandoc and calibre get every text of the issue as Markdown, and pandoc makes a document an article too.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from measure import median_cost, once

if TYPE_CHECKING:
    from ebook.edition import Edition
    from ebook.model import Issue

RESULTS = Path(__file__).parent / "results" / "epub.md"
SIZES = ((8, 60, 39_800), (40, 1_000, 1_050_000))
"""Pages, articles, characters."""

_ZIPFILE = """
import pathlib, zipfile
with zipfile.ZipFile("zip.epub", "w", zipfile.ZIP_DEFLATED) as archive:
    for file in sorted(pathlib.Path("unpacked").rglob("*")):
        if file.is_file():
            archive.write(file, file.relative_to("unpacked"))
"""

_EBOOKLIB = """
import pathlib
from ebooklib import epub
book = epub.EpubBook()
book.set_title("t")
for n, file in enumerate(sorted(pathlib.Path("unpacked/EPUB/text").iterdir())):
    item = epub.EpubItem(f"i{n}", f"text/{file.name}", "application/xhtml+xml", file.read_bytes())
    book.add_item(item)
    book.spine.append(item)
book.add_item(epub.EpubNav())
epub.write_epub("ebooklib.epub", book)
"""


class Row(NamedTuple):
    """One line of a table: who, seconds of processor, mebibytes at the peak where they are known."""

    name: str
    cpu: float
    memory: float | None = None


def main() -> None:
    """Measure, print, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5, help="runs a figure is the median of")
    runs: int = parser.parse_args().runs
    lines = list(_report(runs))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


def _report(runs: int) -> Iterable[str]:
    yield f"# EPUB\n\nMedian of {runs} runs, on Python {platform.python_version()} with {os.cpu_count()} cores."
    for pages, articles, letters in SIZES:
        with tempfile.TemporaryDirectory() as name:
            # Linux counts what a process held before it began another program: this one stays small.
            spawned = multiprocessing.get_context("spawn")
            with ProcessPoolExecutor(1, mp_context=spawned) as other:
                what, inside = other.submit(_in_process, pages, articles, letters, runs, Path(name)).result()
            yield f"\n## {what}\n\nIn one process, into memory:\n"
            yield from _table(inside)
            yield "\nWhole processes:\n"
            yield from _table(
                [_whole(title, command, Path(name), runs) for title, command in _commands().items()]
            )


def _table(rows: list[Row]) -> Iterable[str]:
    """The first row is the measure of the others."""
    yield "| | CPU, s | ratio | memory, MiB |"
    yield "| --- | ---: | ---: | ---: |"
    for row in rows:
        memory = "" if row.memory is None else f"{row.memory:.0f}"
        yield f"| {row.name} | {row.cpu:.3f} | {row.cpu / rows[0].cpu:.2f} | {memory} |"


def _in_process(pages: int, articles: int, letters: int, runs: int, folder: Path) -> tuple[str, list[Row]]:
    """Measure packing, and leave in a folder what the whole processes read."""
    from invented import characters, invented_issue

    from ebook.model import to_json
    from ebook.pipeline import convert
    from ebook.render import RenderOptions, render
    from ebook.source import Source
    from ebook.writers.epub import write

    issue = invented_issue(pages=pages, articles=articles, letters=letters)
    bare = RenderOptions(continuous=True)
    covered = RenderOptions(continuous=True, cover="front-page")
    edition = render(issue, covered).edition
    (book,) = write(edition).files.values()
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
        archive.extractall(folder / "unpacked")
    _prepare(issue, folder)
    source = Source("issue.json", to_json(issue))
    ways: dict[str, Callable[[], object]] = {
        "zipfile, the same bytes": lambda: _zip(files),
        "EbookLib, raw items": lambda: _ebooklib(edition),
        "ebook, packing": lambda: write(edition),
        "ebook, rendering": lambda: render(issue, bare),
        "ebook, rendering with a cover": lambda: render(issue, covered),
        "ebook, from JSON to the EPUB": lambda: convert(source, to="epub"),
    }
    what = (
        f"{articles:,} articles, {characters(issue):,} characters, {len(book) / 1000:,.0f} kB with its cover"
    )
    return what, _median_cpu(ways, runs)


def _median_cpu(ways: dict[str, Callable[[], object]], runs: int) -> list[Row]:
    """Each way in turn, again and again: what else the machine does meets all of them."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs + 1):
        for name, way in ways.items():
            start = time.process_time()
            way()
            times[name].append(time.process_time() - start)
    return [Row(name, statistics.median(taken[1:])) for name, taken in times.items()]


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _ebooklib(edition: Edition) -> bytes:
    """As its users do it, with items that it does not parse, and with its own navigation."""
    from ebooklib import epub

    book = epub.EpubBook()
    book.set_title(edition.title)
    for document in edition.documents:
        item = epub.EpubItem(document.id, document.path, "application/xhtml+xml", document.content)
        book.add_item(item)
        book.spine.append(item)
    for number, resource in enumerate(edition.resources):
        book.add_item(epub.EpubItem(f"r{number}", resource.path, resource.media_type, resource.content))
    book.toc = [epub.Link(point.href, point.title, f"t{n}") for n, point in enumerate(edition.contents)]
    book.add_item(epub.EpubNav())
    book.add_item(epub.EpubNcx())
    out = io.BytesIO()
    epub.write_epub(out, book)
    return out.getvalue()


def _whole(name: str, command: tuple[str, ...], folder: Path, runs: int) -> Row:
    # calibre takes minutes for a thousand articles, which one run tells as well.
    cost = once(command, folder) if name.startswith("calibre") else median_cost(command, folder, runs)
    return Row(name, cost.cpu, cost.memory)


def _commands() -> dict[str, tuple[str, ...]]:
    from notations import PANDOC_EPUB

    python = sys.executable
    ebook = (python, "-m", "ebook", "export", "--to", "epub", "--force", "-o", "out")
    commands = {
        "zipfile, the same bytes": (python, "-c", _ZIPFILE),
        "EbookLib, raw items": (python, "-c", _EBOOKLIB),
        "ebook": (*ebook, "issue.json"),
        "ebook, without a cover": (*ebook, "issue.json", "--no-cover"),
        "ebook, from Markdown": (*ebook, "paper.md"),
    }
    if pandoc := _pandoc():
        commands["pandoc, from Markdown"] = (pandoc, "issue.md", *PANDOC_EPUB, "-o", "pandoc.epub")
    if calibre := shutil.which("ebook-convert"):
        commands["calibre, from Markdown"] = (calibre, "issue.md", "calibre.epub")
    return commands


def _pandoc() -> str | None:
    try:
        import pypandoc
    except ImportError:
        return shutil.which("pandoc")
    return pypandoc.get_pandoc_path()


def _prepare(issue: Issue, folder: Path) -> None:
    """The issue as JSON and in ebook's own Markdown, and in pandoc's: every text of it in each."""
    from notations import markdown

    from ebook.model import to_json
    from ebook.writers.markdown import write

    (folder / "issue.json").write_bytes(to_json(issue))
    (folder / "paper.md").write_bytes(write(issue, "paper").files["paper.md"])
    (folder / "issue.md").write_text(markdown(issue), encoding="utf-8")


if __name__ == "__main__":
    main()
