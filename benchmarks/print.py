"""Prints an issue of 1, 8 and 32 pages with ebook and its peers, and writes what each of them cost.

    python benchmarks/print.py [--runs N]

Every figure is the median of whole processes, from start to exit, in one run of this script on one
machine. Writes results/print.md, and where ebook's time goes as results/print.svg.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from invented import characters, invented_issue
from measure import Cost, median_cost
from peers import PEERS, prepare_print

from ebook.model import to_json

RESULTS = Path(__file__).parent / "results"
SIZES = (1, 8, 32)
OURS, BARE = "ebook, PDF", "WeasyPrint, the same XHTML"

_CHROMIUM = next(
    found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))
)
_COMMANDS = {
    **{peer.name: peer.command for peer in PEERS if peer.name in {OURS, BARE, "typst, PDF"}},
    "Chromium, the same XHTML": (
        _CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
        "--print-to-pdf=chromium.pdf", "print/merged.html",
    ),
}  # fmt: skip

# Runs as a process of its own: what it measures begins with the start of Python.
_PROFILE = """
import json, time
import ebook.pipeline as pipeline
spent, open_ = {}, []
def timed(owner, name, label):
    function = getattr(owner, name)
    def wrapper(*given, **named):
        start = time.process_time()
        open_.append(0.0)
        try:
            return function(*given, **named)
        finally:
            whole = time.process_time() - start
            spent[label] = spent.get(label, 0.0) + whole - open_.pop()
            if open_: open_[-1] += whole
    setattr(owner, name, wrapper)
import ebook.writers.pdf.printing
from weasyprint import document, pdf
from ebook.writers import pdf as writer
from ebook.typography import hooks
from ebook.typography.hooks.drawing import Drawer
from ebook.typography.hooks.paragraphs import Paragraphs
from ebook.typography.hooks.shaping import Shaper
from ebook.writers.pdf import fetcher
timed(hooks.Markup, "__init__", "parsing")
timed(fetcher, "cut", "cutting fonts")
timed(document, "get_all_computed_styles", "style sheets")
timed(document.Document, "_render", "layout")
timed(Shaper, "shape", "shaping")
timed(Paragraphs, "_line", "composition of lines")
timed(document.Document, "write_pdf", "drawing boxes, links, outline")
timed(Drawer, "draw_text", "drawing lines")
timed(pdf, "build_fonts_dictionary", "cutting fonts")
timed(pdf, "add_tags", "structure tree")
timed(hooks.objects, "write", "writing objects")
timed(writer, "check_text", "reading back")
before = time.process_time()
pipeline.convert("issue.json", to="pdf")
whole = time.process_time() - before
spent = {"start and imports": before, **spent}
spent["reading, checks, rendering"] = before + whole - sum(spent.values())
print(json.dumps(spent))
"""


def main() -> None:
    """Measure all peers at all sizes, and write the tables and the picture."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3, help="runs a figure is the median of")
    runs: int = parser.parse_args().runs
    costs: dict[tuple[str, int], Cost] = {}
    letters: dict[int, int] = {}
    for pages in SIZES:
        issue = invented_issue(pages=pages, articles=60 * pages // 8, letters=39_800 * pages // 8)
        letters[pages] = characters(issue)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "issue.json").write_bytes(to_json(issue))
            prepare_print(issue, folder)
            for peer, command in _COMMANDS.items():
                costs[peer, pages] = median_cost(command, folder, runs)
                print(f"{pages} pages, {peer}: {costs[peer, pages].cpu:.2f} s", flush=True)
            if pages == 8:
                spent = profile(folder)
    RESULTS.joinpath("print.svg").write_text(drawn(spent), encoding="utf-8")
    RESULTS.joinpath("print.md").write_text("\n".join(report(costs, letters, runs)) + "\n", encoding="utf-8")
    print(RESULTS.joinpath("print.md").read_text(encoding="utf-8"))


def profile(folder: Path) -> dict[str, float]:
    """Seconds of processor that each part of a print takes; none is counted in another."""
    told = subprocess.run(
        [sys.executable, "-c", _PROFILE], cwd=folder, capture_output=True, text=True, check=True
    )
    return dict(sorted(json.loads(told.stdout).items(), key=lambda item: -item[1]))


def report(costs: dict[tuple[str, int], Cost], letters: dict[int, int], runs: int) -> Iterable[str]:
    """The report in Markdown."""
    yield "# Prints of 1, 8 and 32 newspaper pages\n"
    yield f"{', '.join(f'{letters[pages]:,}' for pages in SIZES)} characters; median of {runs} runs after one to warm up;"
    yield "whole processes. Ratio: to WeasyPrint given the same XHTML, style sheets and fonts, balanced columns and all."
    yield "ebook reads, checks and renders the issue besides, composes CJK text, makes PDF/A and PDF/UA, and reads"
    yield "the print back.\n"
    yield "| pages | | CPU, s | CPU, ratio | wall, s | wall, ratio | memory, MiB |"
    yield "| ---: | --- | ---: | ---: | ---: | ---: | ---: |"
    for (peer, pages), cost in costs.items():
        bare = costs[BARE, pages]
        ratios = f"{cost.cpu:.2f} | {cost.cpu / bare.cpu:.2f} | {cost.wall:.2f} | {cost.wall / bare.wall:.2f}"
        yield f"| {pages} | {peer} | {ratios} | {cost.memory:.0f} |"
    one, eight, many = (costs[OURS, pages].cpu for pages in SIZES)
    yield f"\nGrowth of ebook: {(eight - one) / 7:.2f} s a page from 1 to 8, {(many - eight) / 24:.2f} s a page from 8 to 32."
    yield "Chromium's processor time leaves out the processes that it does not wait for: read its wall time. Its memory is\nthat of its largest process.\n"
    yield "Where the time goes, at 8 pages:\n"
    yield "![seconds of processor for each part](print.svg)\n"
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in ("ebook", "weasyprint", "typst")
    )
    browser = subprocess.run(
        [_CHROMIUM, "--version"], capture_output=True, text=True, check=True
    ).stdout.split()[1]
    yield f"{versions}, Chromium {browser}, Python {platform.python_version()}; {platform.system()} {platform.machine()}, {os.cpu_count()} cores."


def drawn(spent: dict[str, float]) -> str:
    """Bars, the longest first."""
    longest, whole = max(spent.values()), sum(spent.values())
    rows = "".join(
        f'<text x="190" y="{24 * n + 41}" text-anchor="end">{escape(name)}</text>'
        f'<rect x="200" y="{24 * n + 28}" width="{seconds / longest * 380:.1f}" height="17" fill="#4a6d8c"/>'
        f'<text x="{206 + seconds / longest * 380:.1f}" y="{24 * n + 41}">{seconds:.2f} s, {seconds / whole:.0%}</text>'
        for n, (name, seconds) in enumerate(spent.items())
    )
    height = 24 * len(spent) + 40
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="700" height="{height}" font-family="sans-serif" font-size="13">'
        f'<rect width="700" height="{height}" fill="#fff"/><text x="10" y="17">A print of 8 pages: {whole:.1f} s</text>{rows}</svg>\n'
    )


if __name__ == "__main__":
    main()
