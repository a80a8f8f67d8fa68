"""How well issues are made up as newspaper pages: every page of every paper of the corpus.

    python benchmarks/broadsheet.py [--papers hans-metro,ja-national] [--vertical] [--loop] [--save FOLDER] [--write]

Each paper is printed with `--layout broadsheet`. For each page:

- `white`: how much of its text area stays white: lines without text, what a head leaves free beyond a line, paper
  beside a picture. At most 3 % on average and 8 % at worst are wanted.
- `over`: pairs of runs of glyphs that overlap, or stand outside the page; `alike`: headlines of one face and size
  side by side. None is wanted.
- text that is lost, doubled or moved fails the export, as it would for anybody.

`--loop` reads each print back as a page PDF and scores the issue that comes back (corpus/scoring.py, `overall`).
`seconds` is the CPU time of composing, painting, reading back and comparing, for each page.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "corpus")]

from scoring import score  # noqa: E402  # the folders are on the path only now

from corpus.issues import issue_of  # noqa: E402
from ebook import pipeline  # noqa: E402
from ebook.composer.broadsheet import Composition, compose  # noqa: E402
from ebook.edition import Edition  # noqa: E402
from ebook.geometry import Box  # noqa: E402
from ebook.model import to_json  # noqa: E402
from ebook.options import Options  # noqa: E402
from ebook.painter.content import bounds  # noqa: E402
from ebook.painter.page import ComposedPage, GlyphRun  # noqa: E402
from ebook.print_options import PrintOptions  # noqa: E402
from ebook.render import RenderOptions, render  # noqa: E402
from ebook.typography.characters import CLOSING, OPENING, STOPS  # noqa: E402
from ebook.writers.pdf import write  # noqa: E402

RESULTS = Path(__file__).parent / "results"
_TITLE = 1.3  # of the usual size; smaller headings are cross-headings, which all look alike
_SLIGHT = 0.2  # em


def edition_of(gold: dict, *, vertical: bool) -> Edition:
    """A paper rendered for newspaper pages."""
    options = RenderOptions(
        vertical=vertical, cover="none", embed_fonts="none", continuous=False,
        print_options=PrintOptions(layout="broadsheet"),
    )  # fmt: skip
    return render(issue_of(gold), options).edition


def inked(run: GlyphRun) -> Box:
    """The box of a run without the blank halves of marks at its ends."""
    box = bounds(run)
    first, last = run.glyphs[0], run.glyphs[-1]
    before = run.size / 2 * (first.text in OPENING and first.advance > run.size / 2)
    after = run.size / 2 * (last.text in CLOSING | STOPS and last.advance > run.size / 2)
    if run.vertical or run.rotated:
        return Box(box.left, box.top + before, box.right, box.bottom - after)
    return Box(box.left + before, box.top, box.right - after, box.bottom)


def overlaps(page: ComposedPage) -> int:
    """Pairs of runs that stand over one another, and runs outside the page."""
    marks = [mark for frame in page.frames for mark in frame.marks if isinstance(mark, GlyphRun)]
    found = sorted(((inked(mark), mark) for mark in marks), key=lambda pair: pair[0].left)
    count = sum(
        box.left < 0 or box.top < 0 or box.right > page.width or box.bottom > page.height for box, _ in found
    )
    for number, (box, mark) in enumerate(found):
        for other, other_mark in found[number + 1 :]:
            if other.left >= box.right:
                break
            sides = (
                min(box.right, other.right) - max(box.left, other.left),
                min(box.bottom, other.bottom) - max(box.top, other.top),
            )
            along, across = reversed(sides) if mark.vertical or mark.rotated else sides
            least = min(mark.size, other_mark.size)
            count += along > _SLIGHT * least and across > _SLIGHT * least
    return count


def alike(page: ComposedPage) -> int:
    """Pairs of headlines of one face and size whose first lines are level, side by side."""
    firsts: dict[int, GlyphRun] = {}
    for frame in page.frames:
        if frame.node is not None and frame.node.tag in {"H1", "H2", "H3"}:
            for mark in frame.marks:
                if isinstance(mark, GlyphRun):
                    firsts.setdefault(id(frame.node), mark)
    sizes = [mark.size for frame in page.frames for mark in frame.marks if isinstance(mark, GlyphRun)]
    usual = max(set(sizes), key=sizes.count) if sizes else 0.0
    titles = [run for run in firsts.values() if run.size > _TITLE * usual]
    return sum(
        one.face == other.face
        and abs(one.size - other.size) < 0.05 * one.size
        and abs((one.x - other.x) if one.vertical else (one.y - other.y)) < one.size
        for number, one in enumerate(titles)
        for other in titles[number + 1 :]
    )


def measure(name: str, *, vertical: bool, loop: bool, save: str | None) -> dict:
    """The figures of one paper."""
    gold = json.loads((ROOT / "corpus" / "papers" / f"{name}.json").read_text(encoding="utf-8"))
    edition = edition_of(gold, vertical=vertical)
    started = time.process_time()
    written = write(edition)
    seconds = time.process_time() - started
    data = written.files[written.main]
    if save:
        Path(save).mkdir(parents=True, exist_ok=True)
        (Path(save) / f"{name}.pdf").write_bytes(data)
    composition: Composition = compose(edition)
    pages = composition.document.pages
    return {
        "paper": name,
        "pages": len(pages),
        "whites": composition.whites,
        "over": sum(map(overlaps, pages)),
        "alike": sum(map(alike, pages)),
        "seconds": seconds / len(pages),
        "loop": _read_back(gold, data, name) if loop else None,
    }


def _read_back(gold: dict, data: bytes, name: str) -> float:
    """How much of an issue comes back from its print, without the attached issue."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{name}.pdf"
        source.write_bytes(data)
        found = json.loads(to_json(pipeline.read(source, Options(lang=gold["lang"])).issue))
    return float(score(gold, found)["overall"])


def table(rows: list[dict]) -> list[str]:
    """The figures of all papers, and of each."""
    out = [
        "| paper | pages | white, mean | white, worst | over | alike | s a page | loop |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    whites = [white for row in rows for white in row["whites"]]
    loops = [row["loop"] for row in rows if row["loop"] is not None]
    whole = {
        "paper": f"**all {len(rows)}**", "pages": len(whites), "whites": whites,
        "over": sum(row["over"] for row in rows), "alike": sum(row["alike"] for row in rows),
        "seconds": statistics.mean(row["seconds"] for row in rows), "loop": statistics.mean(loops) if loops else None,
    }  # fmt: skip
    for row in (whole, *rows):
        loop = f"{row['loop']:.3f}" if row["loop"] is not None else ""
        out.append(
            f"| {row['paper']} | {row['pages']} | {statistics.mean(row['whites']):.1%} | {max(row['whites']):.1%} "
            f"| {row['over']} | {row['alike']} | {row['seconds']:.2f} | {loop} |"
        )
    return out


def main() -> None:
    """Measure, and write the results."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--papers", default="", help="separated by commas; all when not given")
    parser.add_argument(
        "--vertical", action="store_true", help="vertical lines; Japanese and Traditional Chinese"
    )
    parser.add_argument("--loop", action="store_true", help="read each print back")
    parser.add_argument("--save", help="a folder for the prints")
    parser.add_argument("--write", action="store_true", help="write results/broadsheet.md")
    wanted = parser.parse_args()
    names = wanted.papers.split(",") if wanted.papers else sorted(
        path.stem for path in (ROOT / "corpus" / "papers").glob("*.json")
        if not wanted.vertical or any(part in path.stem for part in ("ja-", "hant-"))
    )  # fmt: skip
    rows = []
    for name in names:
        rows.append(measure(name, vertical=wanted.vertical, loop=wanted.loop, save=wanted.save))
        print(
            name,
            [f"{white:.1%}" for white in rows[-1]["whites"]],
            rows[-1]["over"],
            rows[-1]["alike"],
            rows[-1]["loop"],
            flush=True,
        )
    lines = table(rows)
    print("\n".join(lines))
    if wanted.write:
        command = (
            "python benchmarks/broadsheet.py"
            + " --vertical" * wanted.vertical
            + " --loop" * wanted.loop
            + " --write"
        )
        said = (__doc__ or "").split("\n\n", 2)[2].strip()
        result = RESULTS / ("broadsheet-vertical.md" if wanted.vertical else "broadsheet.md")
        result.write_text(
            "\n".join(["# Newspaper pages", "", f"`{command}`", "", said, "", *lines]) + "\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
