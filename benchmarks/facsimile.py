"""Where the articles of a printed page are lit on its facsimile, and what a hundred pages cost.

    python benchmarks/facsimile.py [--designs broadsheet,japan] [--seed 1] [--most 2] [--save FOLDER] [--write]

A paper of the corpus is laid out in each design (corpus/layout), read back from its PDF and exported with `--facsimile`.
Chromium shows each facsimile, and tells where on the picture the areas of the articles are. They are compared with
where the generator printed the lines; a line belongs to the article that holds its text, as read. In shares of the page:

- covered: how far the line that is farthest from its article's areas lies outside them;
- beyond: how far an edge of an area lies outside the lines and pictures that are printed in it;
- lines, areas: how many were compared, and how many of them are within 2 %.

`--most` pages of each paper; `--save` keeps the pages and pictures of what the browser shows, with the areas lit.
Then 1, 10 and 100 pages become pictures in a process of their own, from a PDF and from a TIFF of black and white scans:
the peak of its memory (of Linux), and seconds a page. `--write` puts all of it into results/facsimile.md.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from lxml import etree
from playwright.sync_api import Page as BrowserPage

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "corpus")]

from corpus.layout import DESIGNS, HELD_OUT, Laid, lay_out  # noqa: E402  # the folders are on the path only now
from ebook import Options, convert  # noqa: E402
from ebook.geometry import Box  # noqa: E402
from ebook.pages import Page  # noqa: E402
from ebook.source import Source  # noqa: E402
from tests.browser import chromium  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "facsimile.md"
NEAR = 0.02
SHORTEST = 6
"""Characters: shorter lines may occur in several articles."""

SHOWN = """() => {
    const picture = document.querySelector("svg image").getBoundingClientRect();
    return [...document.querySelectorAll("svg a")].map((link) => ({
        href: link.getAttribute("xlink:href"),
        boxes: [...link.querySelectorAll("rect")].map((rect) => {
            const box = rect.getBoundingClientRect();
            return [
                (box.left - picture.left) / picture.width, (box.top - picture.top) / picture.height,
                (box.right - picture.left) / picture.width, (box.bottom - picture.top) / picture.height,
            ];
        }),
    }));
}"""
LIT = (
    "svg a rect { fill: #1a5fb4; fill-opacity: 0.15; stroke: #c01c28; stroke-opacity: 1; stroke-width: 0.2% }"
)


class Measured(NamedTuple):
    """What was measured of a page."""

    design: str
    paper: str
    page: int
    areas: int
    areas_near: int
    lines: int
    lines_near: int
    covered: float
    beyond: float


def paper_for(design: str) -> str:
    """The first paper of the corpus that a design prints."""
    papers = sorted((ROOT / "corpus" / "papers").glob("*.json"))
    fitting = [
        path.stem
        for path in papers
        if json.loads(path.read_text("utf-8"))["lang"] in DESIGNS[design].languages
    ]
    return fitting[sorted(DESIGNS).index(design) % len(fitting)]


def measured(design: str, seed: int, most: int, browser: BrowserPage, folder: Path) -> Iterator[Measured]:
    """The pages of a paper in a design."""
    name = paper_for(design)
    laid = lay_out(json.loads((ROOT / "corpus" / "papers" / f"{name}.json").read_text("utf-8")), design, seed)
    (made,) = convert(
        Source("page.pdf", laid.pdf), to="xhtml", options=Options(facsimile=True, cover="none")
    ).written
    for path, content in made.files.items():
        target = folder / design / path.partition("/")[2]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    text = folder / design / "text"
    for page in laid.pages.pages[:most]:
        browser.goto((text / f"facsimile-{page.number}.xhtml").as_uri())
        shown = {link["href"]: [Box(*box) for box in link["boxes"]] for link in browser.evaluate(SHOWN)}
        browser.add_style_tag(content=LIT)
        browser.locator("svg").screenshot(path=folder / f"{design}-{page.number}.png")
        yield compared(design, name, page, shown, {href: words_of(text, href) for href in shown})


def words_of(text: Path, href: str) -> str:
    """The characters of an article's document, without spaces."""
    root = etree.parse(text / href.partition("#")[0]).getroot()
    return squeezed("".join(root.find("{*}body").itertext()))


def squeezed(text: str) -> str:
    return "".join(text.split())


def compared(
    design: str, paper: str, page: Page, shown: dict[str, list[Box]], words: dict[str, str]
) -> Measured:
    """The areas of a page beside what is printed there."""
    printed = [
        (region, region.box.scaled(1 / page.width, 1 / page.height))
        for region in page.regions
        if region.kind != "rule"
    ]
    outside: list[float] = []
    beyond: list[float] = []
    own: dict[str, list[Box]] = {href: [] for href in shown}
    for region, box in printed:
        line = squeezed(region.text)
        holding = [href for href in shown if line in words[href]] if len(line) >= SHORTEST else []
        if len(holding) == 1:
            own[holding[0]].append(box)
            outside.append(min(distance(box, area) for area in shown[holding[0]]))
    pictures = [box for region, box in printed if region.kind != "line"]
    short = [
        box for region, box in printed if region.kind == "line" and len(squeezed(region.text)) < SHORTEST
    ]
    for href, areas in shown.items():
        for area in areas:
            inside = [box for box in (*own[href], *pictures, *short) if is_in(box, area)]
            if inside:
                whole = Box.around(inside)
                beyond.append(max(whole.left - area.left, whole.top - area.top, area.right - whole.right,
                                  area.bottom - whole.bottom, 0.0))  # fmt: skip
    return Measured(
        design=design,
        paper=paper,
        page=page.number,
        areas=len(beyond),
        areas_near=sum(value <= NEAR for value in beyond),
        lines=len(outside),
        lines_near=sum(value <= NEAR for value in outside),
        covered=max(outside, default=0.0),
        beyond=max(beyond, default=0.0),
    )


def distance(box: Box, area: Box) -> float:
    """How far a box lies outside an area."""
    return max(
        area.left - box.left, area.top - box.top, box.right - area.right, box.bottom - area.bottom, 0.0
    )


def is_in(box: Box, area: Box) -> bool:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return area.left <= x <= area.right and area.top <= y <= area.bottom


# --- a hundred pages ----------------------------------------------------------------------

MAKE = """
import sys, time, pathlib
from ebook.facsimile import Facsimile, PageImage
data = pathlib.Path(sys.argv[1]).read_bytes()
for index in range(int(sys.argv[2])):
    image = PageImage(file="pages", read=lambda: data, index=index)
    Facsimile(number=index + 1, width=1, height=1, image=image).picture("small", 400_000)
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1]
print(peak, time.process_time())
"""


def costs(laid: Laid, folder: Path) -> Iterator[tuple[str, int, float, float]]:
    """For each source and number of pages: peak of memory in MiB, seconds a page."""
    for name, path in (("PDF", hundred_of(laid, folder)), ("TIFF", scans(laid, folder))):
        for count in (1, 10, 100):
            command = [sys.executable, "-c", MAKE, path, str(count)]
            told = subprocess.run(
                command, cwd=ROOT, capture_output=True, check=True, text=True
            ).stdout.split()
            yield name, count, float(told[0]) / 1024, float(told[1]) / count


def hundred_of(laid: Laid, folder: Path) -> Path:
    """A PDF of a hundred pages."""
    source, target = pypdfium2.PdfDocument(laid.pdf), pypdfium2.PdfDocument.new()
    while len(target) < 100:
        target.import_pages(source)
    path = folder / "hundred.pdf"
    target.save(path)
    return path


def scans(laid: Laid, folder: Path) -> Path:
    """A TIFF of a hundred pages in black and white, 300 dpi."""
    with pypdfium2.PdfDocument(laid.pdf) as document:
        sheet = document[0].render(scale=300 / 72, grayscale=True).to_pil().convert("1")
    path = folder / "hundred.tif"
    sheet.save(path, "TIFF", save_all=True, append_images=[sheet] * 99, compression="group4", dpi=(300, 300))
    return path


# --- tables -------------------------------------------------------------------------------


def table(rows: Sequence[Measured]) -> str:
    out = io.StringIO()
    out.write("| design | paper | page | lines | within 2 % | covered | areas | within 2 % | beyond |\n")
    out.write("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n")
    for row in rows:
        held = " (held out)" if row.design in HELD_OUT else ""
        out.write(
            f"| {row.design}{held} | {row.paper} | {row.page} | {row.lines} | {row.lines_near} | {row.covered:.2%} "
            f"| {row.areas} | {row.areas_near} | {row.beyond:.2%} |\n"
        )
    lines, areas = sum(row.lines for row in rows), sum(row.areas for row in rows)
    near = sum(row.lines_near for row in rows), sum(row.areas_near for row in rows)
    out.write(f"\n{near[0]} of {lines} lines and {near[1]} of {areas} areas are within 2 % of the page.\n")
    return out.getvalue()


def cost_table(rows: Sequence[tuple[str, int, float, float]]) -> str:
    head = "| source | pages | peak of memory | processor seconds a page |\n| --- | ---: | ---: | ---: |\n"
    return head + "".join(
        f"| {name} | {count} | {memory:.0f} MiB | {seconds:.2f} |\n" for name, count, memory, seconds in rows
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--designs", default=",".join(DESIGNS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=2)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    designs = options.designs.split(",")
    with tempfile.TemporaryDirectory() as temporary, chromium() as browser:
        folder = options.save or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        page = browser.new_page(viewport={"width": 1000, "height": 1400})
        rows = [
            row for design in designs for row in measured(design, options.seed, options.most, page, folder)
        ]
        paper = json.loads((ROOT / "corpus" / "papers" / f"{paper_for(designs[0])}.json").read_text("utf-8"))
        spent = list(costs(lay_out(paper, designs[0], options.seed), Path(temporary)))
    report = f"{table(rows)}\n{cost_table(spent)}"
    print(report)
    if options.write:
        head = (
            "# Facsimiles, measured\n\nWritten by `python benchmarks/facsimile.py --write`, "
            "which says what the figures mean.\n\n"
        )
        RESULTS.write_text(head + report, encoding="utf-8")


if __name__ == "__main__":
    main()
