"""How well pages are read that no generator made: newspaper pages set by hand as HTML, printed and read back.

    python benchmarks/handmade.py [--save FOLDER]

Each file of benchmarks/handmade is a page whose boxes, briefs and headings are styled otherwise than corpus/layout does;
nothing was fitted on them. What a page should be read as follows from its markup: the children of an article are its
kicker, headline, deck, byline, cross-headings (h3), paragraphs, boxes (aside) and notes, and those of the class `briefs`
are articles of their own under one column label. corpus/scoring.py explains the figures; names and datelines are not
marked, so they are left out.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path

import weasyprint
from lxml import html
from lxml.etree import _Element as Element
from weasyprint.text.fonts import FontConfiguration

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "corpus")]

from scoring import score  # noqa: E402  # the folders are on the path only now

from ebook import read  # noqa: E402
from ebook.fonts import faces  # noqa: E402
from ebook.model import to_json  # noqa: E402

PAGES = sorted((ROOT / "benchmarks" / "handmade").glob("*.html"))
PARTS = ("articles", "segments", "blocks", "order", "headline", "titles", "kept")
FACE = "@font-face {{ font-family: '{family}'; font-weight: {weight}; src: url('{address}') }}"


def main() -> None:
    """Print the figures of each page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--save", type=Path, help="a folder for the PDFs and what was read")
    wanted = parser.parse_args()
    print("| page | mean | " + " | ".join(PARTS) + " |")
    print("|---" * (len(PARTS) + 2) + "|")
    rows = [measure(page, wanted.save) for page in PAGES]
    for name, row in [*zip([page.stem for page in PAGES], rows, strict=True), ("**all**", _mean(rows))]:
        print(
            f"| {name} | {statistics.mean(row.values()):.3f} | "
            + " | ".join(f"{row[part]:.3f}" for part in PARTS)
            + " |"
        )


def _mean(rows: list[dict[str, float]]) -> dict[str, float]:
    return {part: statistics.mean(row[part] for row in rows) for part in PARTS}


def measure(page: Path, saved: Path | None) -> dict[str, float]:
    """The figures of one page."""
    tree = html.fromstring(page.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        place = saved or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        pdf = place / f"{page.stem}.pdf"
        style = "".join(
            FACE.format(family=f.family, weight=f.weight, address=f.file.as_uri()) for f in faces()
        )
        fonts = FontConfiguration()
        weasyprint.HTML(string=page.read_text(encoding="utf-8")).write_pdf(
            pdf, stylesheets=[weasyprint.CSS(string=style, font_config=fonts)], font_config=fonts
        )
        found = json.loads(to_json(read(pdf).issue))
    if saved:
        (saved / f"{page.stem}.json").write_text(
            json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8"
        )
    gold = {
        "masthead": {},
        "sections": [{"articles": [a for article in tree.iter("article") for a in articles_of(article)]}],
    }
    scores = score(gold, found, "\n".join(tree.find("body").itertext()))
    return {part: scores[part] for part in PARTS}


def articles_of(article: Element) -> list[dict]:
    """What an article of the markup should be read as: one article, or one for each brief."""
    briefs = article.find_class("brief")
    if briefs:
        label = _texts(article, "column")
        return [
            {
                "column": label if at == 0 else None,
                "headline": _text(brief.find("h4")),
                "body": blocks_of(brief),
            }
            for at, brief in enumerate(briefs)
        ]
    (headline,) = _texts(article, "headline")
    titles = {name: _texts(article, name) for name in ("kicker", "deck")}
    return [{"headline": headline, **titles, "body": blocks_of(article)}]


def blocks_of(holder: Element) -> list[dict]:
    """The blocks of an article's or a box's body in order."""
    found: list[dict] = []
    for element in holder.iter("p", "h3", "li", "aside"):
        if (
            element.tag != "aside"
            and any(above.tag == "aside" for above in element.iterancestors())
            and holder.tag != "aside"
        ):
            continue
        if element.tag == "aside":
            if element is not holder:
                title = _texts(element, "title")
                found.append({"t": "aside", "title": title[0] if title else None, "body": blocks_of(element)})
        elif element.tag == "li":
            if found and found[-1]["t"] == "list":
                found[-1]["items"].append(_text(element))
            else:
                found.append({"t": "list", "items": [_text(element)]})
        else:
            kind = "h" if element.tag == "h3" else "note" if "note" in element.get("class", "") else "p"
            found.append({"t": kind, "text": _text(element)})
    return found


def _texts(holder: Element, name: str) -> list[str]:
    return [_text(element) for element in holder.find_class(name)]


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()


if __name__ == "__main__":
    main()
