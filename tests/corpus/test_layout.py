"""The corpus laid out as pages: nothing is lost, the same seed gives the same pages, and what is printed is legible."""

import functools
import json
import random
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from ebook.languages import resolve
from ebook.model import to_json
from ebook.pages import read_pages
from ebook.pages.formats.pdf import pages_of
from ebook.readers import ReadOptions
from ebook.source import Source

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "corpus")]

from scoring import score  # noqa: E402  # the folders are on the path only now

from corpus.layout import DESIGNS, Laid, designs_for, lay_out, line_pages  # noqa: E402
from corpus.layout.boxes import BRIEFS, NOTES, boxed  # noqa: E402
from corpus.layout.labels import assembled_lines  # noqa: E402
from corpus.layout.measured import measured  # noqa: E402

PAPERS = {
    "zh-Hans": "hans-2003",
    "zh-Hant": "new-hant-tw-children",
    "ja": "ja-sports",
    "ko": "ko-sports",
    "en": "en-national",
}


def issue_in(lang: str) -> dict:
    issue = json.loads((ROOT / "corpus" / "papers" / f"{PAPERS[lang]}.json").read_text(encoding="utf-8"))
    return {**issue, "sections": issue["sections"][:2]}


@functools.cache
def laid_in(design: str) -> Laid:
    return lay_out(issue_in(DESIGNS[design].languages[-1]), design, 3)


def printed(text: str) -> Counter:
    return Counter("".join(text.split()))


@pytest.mark.parametrize("design", DESIGNS)
def test_the_text_layer_of_the_pages_holds_what_is_printed(design):
    laid = laid_in(design)
    document = pypdfium2.PdfDocument(laid.pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    lost = printed(laid.text) - printed("".join(pages).replace("\ufffe", "-"))
    assert not lost


@pytest.mark.parametrize("design", DESIGNS)
def test_texts_are_inside_their_page_and_do_not_cover_one_another(design):
    laid = laid_in(design)
    for page in laid.pages.pages:
        boxes = [region.box for region in page.regions if region.kind == "line"]
        for box in boxes:
            assert box.left >= 0
            assert box.top >= 0
            assert box.right <= page.width + 0.1
            assert box.bottom <= page.height + 0.1
        for at, one in enumerate(boxes):
            for other in boxes[:at]:
                wide = min(one.right, other.right) - max(one.left, other.left)
                high = min(one.bottom, other.bottom) - max(one.top, other.top)
                assert min(wide, high) < 1.0, (one, other)


@pytest.mark.parametrize(("paper", "design"), [("hans-1987", "broadsheet"), ("new-hant-tw-1965", "taiwan")])
def test_the_pdf_reader_finds_every_printed_line_whole_but_for_wide_spaces(paper, design):
    issue = json.loads((ROOT / "corpus" / "papers" / f"{paper}.json").read_text(encoding="utf-8"))
    laid = lay_out({**issue, "sections": issue["sections"][2:]}, design, 1)
    found = pages_of(Source("issue.pdf", laid.pdf), ReadOptions())
    wanted = Counter("".join(line.split()) for line in laid.text.splitlines() if "\u3000" not in line)
    lost = wanted - Counter("".join(r.text.split()) for page in found.pages for r in page.regions)
    assert any("——" in line for line in wanted)
    assert not lost


def test_the_same_seed_gives_the_same_pages_and_another_gives_others():
    issue = issue_in("zh-Hans")
    assert lay_out(issue, "broadsheet", 1).pdf == lay_out(issue, "broadsheet", 1).pdf
    assert line_pages(issue, "broadsheet", 1) != line_pages(issue, "broadsheet", 2)


def bare(text: str) -> str:
    """A title without its spaces, in one width: lines are joined without spaces, and narrow marks become wide."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_the_assembly_makes_lines_of_pieces_and_labels_say_what_each_is():
    lines, labels = assembled_lines(issue_in("zh-Hans"), "broadsheet", 1)
    assert len(lines) == len(labels)
    headlines = [line.text for line, label in zip(lines, labels, strict=True) if label.rstrip("*") == "HEAD"]
    wanted = [a["headline"] for s in issue_in("zh-Hans")["sections"] for a in s["articles"]]
    assert sum(bare(headline) in map(bare, headlines) for headline in wanted) >= 0.7 * len(wanted)


@pytest.mark.parametrize("design", ["tabloid", "korea"])
def test_laid_out_pages_read_back_above_a_floor(design):
    laid = laid_in(design)
    reading = read_pages(laid.pages, ReadOptions(lang=resolve(laid.lang)))
    found = score(laid.gold, json.loads(to_json(reading.issue)), laid.text)
    assert found["kept"] > 0.98
    assert found["segments"] > 0.7


def test_every_language_has_a_design_and_each_line_knows_its_piece():
    for lang in PAPERS:
        assert designs_for(lang), lang
    laid = lay_out(issue_in("ja"), "japan", 1)
    for page, labels in zip(laid.pages.pages, laid.labels, strict=True):
        for region, (piece, _) in zip(page.regions, labels, strict=True):
            assert (piece is None) == (region.kind != "line")


def test_some_short_articles_become_boxes_and_briefs_and_some_paragraphs_notes():
    texts = [
        f"第{at}段说的是砚湖边的老街路灯换成了新的，居民说晚上散步亮堂多了，孩子们也敢独自回家。" * 2
        for at in range(40)
    ]
    articles = [
        {
            "headline": f"题{at}",
            "body": [{"t": "p", "text": text} for text in texts[4 * at : 4 * at + 4]][: 1 + at % 4],
        }
        for at in range(10)
    ]
    issue = {"lang": "zh-Hans", "sections": [{"articles": articles}]}
    before = json.dumps(issue, ensure_ascii=False)
    made = [boxed(issue, random.Random(seed)) for seed in range(8)]
    assert json.dumps(issue, ensure_ascii=False) == before
    found = [article for one in made for article in one["sections"][0]["articles"]]
    blocks = [block for article in found for block in article["body"]]
    assert {article.get("column") for article in found} & set(BRIEFS["zh-Hans"])
    assert {"aside", "note"} <= {block["t"] for block in blocks}
    assert any(block["text"].startswith(NOTES["zh-Hans"]) for block in blocks if block["t"] == "note")
    for one in made:
        whole = json.dumps(one, ensure_ascii=False)
        assert all(block["text"] in whole for article in articles for block in article["body"])


def test_a_measured_page_holds_the_same_text_in_as_many_labelled_regions():
    laid = laid_in("tabloid")
    pages, labels = measured(laid, random.Random(4))
    for before, after, marks in zip(laid.pages.pages, pages.pages, labels, strict=True):
        assert len(after.regions) == len(marks)
        texts = ["".join(region.text for region in page.regions) for page in (before, after)]
        assert printed(texts[0]) == printed(texts[1])
    sizes = {region.size for page in pages.pages for region in page.regions if region.kind == "line"}
    exact = {region.size for page in laid.pages.pages for region in page.regions if region.kind == "line"}
    assert len(sizes) > 2 * len(exact)
