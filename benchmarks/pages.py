"""How well printed pages are read: invented issues laid out as newspaper pages, and read back.

    python benchmarks/pages.py [--designs broadsheet,japan] [--papers 3 | --papers hans-metro,ja-national]
                               [--seeds 1] [--from pdf,lines,clean,scanned] [--sections 1] [--held-out] [--jobs 1]
                               [--save FOLDER] [--write]

corpus/layout lays each issue out in each design that prints its language. The pages are then read from

- `pdf`: the PDF with its text layer, by `ebook.pipeline.read` (the default);
- `lines`: the same lines and boxes without a PDF, by `ebook.pages.read_pages`, which tests the assembly alone;
- `clean`: pictures of 300 dpi; `scanned`: grey, skewed pictures of 200 dpi, much compressed, both by OCR;
- `text`: the issue as text in reading order, by the text reader: what is left over for geometry to win or lose.

`--papers 3` takes three papers of each design, spread over the corpus; `--sections 1` only the first page of each,
for OCR takes its time; `--save` keeps the PDFs and what was read.
`--write` puts the tables into results/pages.md. To look at one page: corpus.layout.lay_out(issue, design, seed).pdf.

Designs in `corpus.layout.HELD_OUT` are measured apart: nobody tunes anything by them. corpus/scoring.py explains the
figures; `whole` is the share of printed pieces (a headline, a paragraph, ...) that the assembly made one line of,
`apart` how seldom it changes between articles (1: never without need), both from `lines` alone.
The weights are those shipped, which were fitted on these papers, each laid out in one of the designs not held out.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "corpus")]

import noise  # noqa: E402  # the folders are on the path only now
from scoring import score  # noqa: E402

from corpus.layout import DESIGNS, HELD_OUT, Laid, lay_out  # noqa: E402
from corpus.layout.labels import quality_of  # noqa: E402
from corpus.layout.pictures import clean, scanned  # noqa: E402
from ebook import pipeline  # noqa: E402
from ebook.languages import resolve  # noqa: E402
from ebook.model import Issue, to_json  # noqa: E402
from ebook.options import Options  # noqa: E402
from ebook.pages import read_pages  # noqa: E402
from ebook.pages.assembly import assemble  # noqa: E402
from ebook.readers import ReadOptions  # noqa: E402
from ebook.reading import read  # noqa: E402
from ebook.source import Source  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "pages.md"
WAYS = ("pdf", "lines", "clean", "scanned", "text")
ASSEMBLY = ("whole", "apart")
PARTS = (
    "masthead",
    "articles",
    "segments",
    "blocks",
    "order",
    "headline",
    "titles",
    "names",
    "datelines",
    "kept",
)


def papers_of(design: str, wanted: str) -> list[str]:
    """The papers to lay out in a design: those named, or so many of those whose language it prints."""
    if not wanted.isdigit():
        names = wanted.split(",")
    else:
        names = [path.stem for path in sorted((ROOT / "corpus" / "papers").glob("*.json"))]
    fitting = [name for name in names if issue_of(name)["lang"] in DESIGNS[design].languages]
    count = min(int(wanted), len(fitting)) if wanted.isdigit() else len(fitting)
    shift = sorted(DESIGNS).index(design)
    return sorted({fitting[(at * len(fitting) // count + shift) % len(fitting)] for at in range(count)})


def issue_of(name: str, sections: int | None = None) -> dict:
    """A paper of the corpus, or its first sections."""
    issue = json.loads((ROOT / "corpus" / "papers" / f"{name}.json").read_text(encoding="utf-8"))
    return {**issue, "sections": issue["sections"][:sections]}


def read_back(laid: Laid, way: str, seed: int, folder: Path) -> Issue:
    """What is read of a laid-out issue."""
    language = resolve(laid.lang)
    if way == "lines":
        return read_pages(laid.pages, ReadOptions(lang=language)).issue
    if way == "text":
        text, _ = noise.Noise(laid.gold, 0, seed).run()
        return read(Source("page.txt", text.encode(), None), ReadOptions(lang=language)).issue
    if way == "pdf":
        source = folder / "issue.pdf"
        source.write_bytes(laid.pdf)
    else:
        source = folder / f"{way}"
        source.mkdir()
        pictures = clean(laid.pdf) if way == "clean" else scanned(laid.pdf, seed)
        for number, data in enumerate(pictures, 1):
            (source / f"page-{number:02}.{'png' if way == 'clean' else 'jpg'}").write_bytes(data)
    return pipeline.read(source, Options(lang=laid.lang)).issue


def measure(job: tuple[str, str, int, str, str | None, int | None]) -> dict:
    """The scores of one issue in one design, read in one way."""
    design, paper, seed, way, kept, sections = job
    laid = lay_out(issue_of(paper, sections), design, seed)
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        issue = read_back(laid, way, seed, Path(folder))
        seconds = time.perf_counter() - started
    found = json.loads(to_json(issue))
    if kept:
        stem = Path(kept) / f"{design}-{paper}-{seed}"
        stem.parent.mkdir(parents=True, exist_ok=True)
        stem.with_suffix(".pdf").write_bytes(laid.pdf)
        for name, value in (("gold", laid.gold), (way, found)):
            text = json.dumps(value, ensure_ascii=False, indent=1)
            Path(f"{stem}.{name}.json").write_text(text, encoding="utf-8")
    scores = score(laid.gold, found, laid.text.replace("-\n", ""))
    return {
        "design": design, "paper": paper, "way": way, "seed": seed, "seconds": seconds / len(laid.sheets),
        "pages": len(laid.sheets), **scores, **(quality_of(laid, assemble(laid.pages)) if way == "lines" else {}),
    }  # fmt: skip


def tables(rows: list[dict]) -> list[str]:
    """The means of each design and way, tuned and held-out designs apart, and what was read worst."""
    out = []
    for title, held in (("Designs", False), ("Designs held out", True)):
        names = [
            name for name in DESIGNS if (name in HELD_OUT) == held and any(r["design"] == name for r in rows)
        ]
        if not names:
            continue
        head = ["design", "way", "papers", "overall", *PARTS, *ASSEMBLY, "s a page", "worst"]
        out += ["", f"## {title}", "", "| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
        for way in WAYS:
            here = [row for row in rows if row["design"] in names and row["way"] == way]
            for name in names:
                out += _row(name, way, [row for row in here if row["design"] == name])
            if len(names) > 1:
                out += _row("**all**", way, here)
    return out


def _row(name: str, way: str, rows: list[dict]) -> list[str]:
    if not rows:
        return []
    worst = min(rows, key=lambda row: row["overall"])
    cells = [f"{statistics.mean(row[part] for row in rows):.3f}" for part in ("overall", *PARTS)]
    cells += [
        f"{statistics.mean(row[part] for row in rows):.3f}" if way == "lines" else "" for part in ASSEMBLY
    ]
    seconds = f"{statistics.mean(row['seconds'] for row in rows):.2f}"
    row = [
        name,
        way,
        str(len(rows)),
        *cells,
        seconds,
        f"{worst['overall']:.3f} {worst['paper']} {worst['seed']}",
    ]
    return ["| " + " | ".join(row) + " |"]


def main() -> None:
    """Measure, and write the results."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--designs", default="", help="separated by commas; all but those held out when not given"
    )
    parser.add_argument("--papers", default="3")
    parser.add_argument("--seeds", default="1", help="separated by commas")
    parser.add_argument("--from", dest="ways", default="pdf", help=f"out of {', '.join(WAYS)}")
    parser.add_argument("--sections", type=int, help="how many sections of each paper; all when not given")
    parser.add_argument("--held-out", action="store_true", help="the designs held out too")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--save", help="a folder for the PDFs and what was read")
    parser.add_argument("--write", action="store_true", help="write results/pages.md")
    wanted = parser.parse_args()
    designs = wanted.designs.split(",") if wanted.designs else [
        name for name in DESIGNS if wanted.held_out or name not in HELD_OUT
    ]  # fmt: skip
    jobs = [
        (design, paper, int(seed), way, wanted.save, wanted.sections)
        for design in designs
        for paper in papers_of(design, wanted.papers)
        for seed in wanted.seeds.split(",")
        for way in wanted.ways.split(",")
    ]
    with ProcessPoolExecutor(wanted.jobs) as pool:
        rows = list(pool.map(measure, jobs))
    lines = tables(rows)
    print("\n".join(lines))
    if wanted.write:
        command = "python benchmarks/pages.py " + " ".join(sys.argv[1:])
        head = ["# Reading printed pages", "", f"`{command}`", "", (__doc__ or "").split("\n\n")[-1].strip()]
        RESULTS.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
