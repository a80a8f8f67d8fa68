"""How well the characters of scanned pages are recognised, beside Tesseract.

    python benchmarks/ocr.py [--designs broadsheet,japan] [--from scanned] [--engines rapidocr,tesseract] [--write]

A paper of each language is laid out in a design that prints it (corpus/layout), and its first page is read from a
picture: `clean` at 300 dpi, `scanned` grey, skewed, noisy and compressed at 200 dpi. For each engine:

- found: the share of the printed characters that were read, wherever they are;
- right: the share of the characters read that are printed;
- lines: the share of the printed lines that were read without a mistake, spaces apart;
- processor seconds for a page.

Letters, digits and ideographs count; punctuation does not. Tesseract needs its data for each language.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import sys
import unicodedata
from collections import Counter
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "corpus")]

from corpus.layout import lay_out  # noqa: E402  # the folders are on the path only now
from corpus.layout.pictures import clean, scanned  # noqa: E402
from ebook.ocr import choose  # noqa: E402
from ebook.ocr.engine import Engine  # noqa: E402
from ebook.ocr.raster import grey, straightened  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "ocr.md"
PAGES = (
    ("broadsheet", "hans-metro"),
    ("taiwan", "hant-tw-evening"),
    ("japan", "ja-national"),
    ("korea", "ko-national"),
    ("republic", "hant-1934"),
)


def characters(text: str) -> str:
    """The characters that count, in one form each."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum()).lower()


def processor_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def measured(image: Image.Image, printed: list[str], engine: Engine) -> list[float]:
    """Found, right, lines, processor seconds."""
    started = processor_seconds()
    lines = engine.read(grey(straightened(image).image))
    seconds = processor_seconds() - started
    gold, got = (Counter(characters("".join(texts))) for texts in (printed, [line.text for line in lines]))
    same = (gold & got).total()
    whole = Counter(characters(line.text) for line in lines)
    exact = (Counter(map(characters, printed)) & whole).total()
    return [same / gold.total(), same / max(got.total(), 1), exact / len(printed), seconds]


def main() -> None:
    """Measure, and write the results."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--designs", default=",".join(design for design, _ in PAGES))
    parser.add_argument("--from", dest="ways", default="scanned", help="out of clean, scanned")
    parser.add_argument("--engines", default="rapidocr,tesseract")
    parser.add_argument("--write", action="store_true", help="write results/ocr.md")
    wanted = parser.parse_args()
    lines = [
        "| design | paper | picture | engine | found | right | lines | processor seconds |",
        "|---" * 8 + "|",
    ]
    for design, paper in PAGES:
        if design not in wanted.designs.split(","):
            continue
        issue = json.loads((ROOT / "corpus" / "papers" / f"{paper}.json").read_text(encoding="utf-8"))
        laid = lay_out(issue, design, 1)
        printed = [region.text for region in laid.pages.pages[0].regions if characters(region.text)]
        for way in wanted.ways.split(","):
            picture = (clean(laid.pdf) if way == "clean" else scanned(laid.pdf, 1))[0]
            for name in wanted.engines.split(","):
                if (name, laid.lang) == ("rapidocr", "ko"):
                    continue
                with Image.open(io.BytesIO(picture)) as image:
                    figures = measured(image.convert("L"), printed, choose(name, laid.lang))
                cells = [*(f"{figure:.3f}" for figure in figures[:3]), f"{figures[3]:.0f}"]
                lines.append("| " + " | ".join([design, paper, way, name, *cells]) + " |")
                print(lines[-1], flush=True)
    if wanted.write:
        command = "python benchmarks/ocr.py " + " ".join(sys.argv[1:])
        RESULTS.write_text(f"# Characters of scanned pages\n\n    {command}\n\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
