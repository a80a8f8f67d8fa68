"""Fit the models of the roles of lines from the corpus."""

from __future__ import annotations

import math
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import pycrfsuite

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "corpus"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from labels import labels_of, page_labels_of
from pages import FORMS, excerpt, make_page, varied

from corpus.layout import HELD_OUT, designs_for, lay_out
from corpus.layout.marks import Piece
from corpus.layout.measured import measured
from ebook.languages import resolve
from ebook.pages import PageIssue
from ebook.pages.assembly import assemble
from ebook.reading.decoding import label_with
from ebook.reading.features import line_features
from ebook.reading.markup import source_lines
from ebook.reading.pieces import Line
from ebook.reading.roles import stacked_features
from ebook.reading.titles import title_features, words_of_title
from ebook.reading.unwrap import lines_of

__all__ = ["examples", "fit"]

Features = list[list[str]]

_ALWAYS = ("l0", "l1", "markdown")
_VARIED = ("l1", "markdown")
_EXCERPTS = ("l0", "l0", "l1", "indent")
_FOLDS = 3
_DESIGNS, _SEEDS = 1, 10
_CHOICE, _HIDDEN, _SAME = 0.13, 0.3, 0.02
"""How much sizes differ from paper to paper, and how often a mark is not known."""
_BESIDE = ("l0", "l1")
_PARAMETERS = {
    "c1": 0.1,
    "c2": 1.0,
    "max_iterations": 60,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}


def forms_for(number: int, extra: int = 1) -> tuple[str, ...]:
    """The forms in which a paper is learned from: three, and of the others one by turns."""
    others = [form for form in FORMS if form not in _ALWAYS]
    return (*_ALWAYS, *(others[(number + k * 2) % len(others)] for k in range(extra)))


def examples(
    paper: dict, forms: Sequence[str], seed: int = 1, excerpts: Sequence[str] = _EXCERPTS
) -> Iterator[tuple[list[Line], Features, list[str]]]:
    """(lines, features, labels) of a paper in some forms."""
    language = resolve(paper["lang"])
    pages = [make_page(varied(paper, seed) if form in _VARIED else paper, form, seed) for form in forms]
    pages += [make_page(excerpt(paper, seed + k), form, seed) for k, form in enumerate(excerpts)]
    for page in pages:
        lines = lines_of(source_lines(page.text, "page.txt")[0], "page.txt", language)
        yield lines, line_features(lines, language), labels_of(page, lines)


def _trained(data: Iterable[tuple[Features, list[str]]]) -> bytes:
    trainer = pycrfsuite.Trainer(verbose=False)
    for features, labels in data:
        trainer.append(features, labels)
    trainer.set_params(_PARAMETERS)
    with tempfile.NamedTemporaryFile() as file:
        trainer.train(file.name)
        return Path(file.name).read_bytes()


def titles(paper: dict) -> Iterator[tuple[Features, list[str]]]:
    """(features, labels) of the lines in which kicker and headline would be one line."""
    language = resolve(paper["lang"])
    for section in paper["sections"]:
        for article in section["articles"]:
            kicker, headline = article.get("kicker"), article["headline"]
            if kicker:
                last = words_of_title((kicker[-1] if isinstance(kicker, list) else kicker) + " ")
                first = words_of_title(headline[0] if isinstance(headline, list) else headline)
                yield title_features([*last, *first], language), ["K"] * len(last) + ["H"] * len(first)


def page_examples(paper: dict, number: int) -> Iterator[tuple[list[Line], Features, list[str]]]:
    """(lines, features, labels) of a paper laid out in some designs, with what a line's size and place say."""
    language = resolve(paper["lang"])
    designs = [design for design in designs_for(paper["lang"]) if design not in HELD_OUT]
    for k in range(_DESIGNS):
        laid = lay_out(paper, designs[(number + k) % len(designs)], _SEEDS * number + k)
        rng = random.Random(_SEEDS * number + k)
        for pages, marks in ((laid.pages, laid.labels), measured(laid, rng)):
            assembled = assemble(pages)
            labels = page_labels_of(assembled.lines, _printed(pages, marks))
            lines = _sized(assembled.lines, rng)
            yield lines, line_features(lines, language), labels


def _printed(pages: PageIssue, marks: Sequence[Sequence[tuple[Piece | None, bool]]]) -> list[Piece | None]:
    """The piece that each region with text or a picture belongs to."""
    return [
        piece
        for page, own in zip(pages.pages, marks, strict=True)
        for region, (piece, _) in zip(page.regions, own, strict=True)
        if region.kind != "rule"
    ]


def _sized(lines: Sequence[Line], rng: random.Random) -> list[Line]:
    """The lines with other sizes, as another paper would choose them.

    What is larger stays larger; how much, is each paper's choice. A program may know neither levels nor weights.
    """
    factors = {
        size: math.exp(rng.gauss(0, _CHOICE)) for size in sorted({round(line.size, 1) for line in lines})
    }
    hides_bold, hides_level = rng.random() < _HIDDEN, rng.random() < _HIDDEN
    return [
        msgspec.structs.replace(
            line,
            size=line.size * (factors[round(line.size, 1)] if abs(line.size - 1) > _SAME else 1),
            bold=line.bold and not hides_bold,
            level=0 if hides_level else line.level,
            label="" if rng.random() < _HIDDEN else line.label,
        )
        for line in lines
    ]


def fit_pages(papers: Sequence[dict]) -> dict[str, bytes]:
    """The two models of lines whose size on the page is known; what words say is learned from texts, too."""
    first, second = _stacked(
        [
            [*page_examples(paper, n), *examples(paper, _BESIDE, excerpts=_BESIDE)]
            for n, paper in enumerate(papers)
        ]
    )
    return {"page_roles": first, "page_roles2": second}


def fit(papers: Sequence[dict], extra: int = 2) -> dict[str, bytes]:
    """The models of the lines of texts, and the one that divides kicker from headline."""
    first, second = _stacked([list(examples(paper, forms_for(n, extra))) for n, paper in enumerate(papers)])
    split = _trained(example for paper in papers for example in titles(paper))
    return {"roles": first, "roles2": second, "split": split}


def _stacked(data: Sequence[list[tuple[list[Line], Features, list[str]]]]) -> tuple[bytes, bytes]:
    """Two models of some papers' examples; the second learns from what the first makes of papers that it did not see."""
    first = _trained((features, labels) for paper in data for _, features, labels in paper)
    stacked = []
    for fold in range(_FOLDS):
        rest = [paper for n, paper in enumerate(data) if n % _FOLDS != fold]
        model = _trained((features, labels) for paper in rest for _, features, labels in paper)
        tagger = pycrfsuite.Tagger()
        tagger.open_inmemory(model)  # it reads `model`, which has to live as long as it does
        for n, paper in enumerate(data):
            if n % _FOLDS == fold:
                stacked += [
                    (stacked_features(features, lines, label_with(tagger, features)), labels)
                    for lines, features, labels in paper
                ]
    return first, _trained(stacked)
