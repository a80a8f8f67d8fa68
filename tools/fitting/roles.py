"""Fit the models of the roles of lines from the corpus."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pycrfsuite

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "corpus"))
from labels import labels_of
from pages import FORMS, excerpt, make_page, varied

from ebook.languages import resolve
from ebook.reading.features import line_features
from ebook.reading.markup import source_lines
from ebook.reading.pieces import Line
from ebook.reading.roles import label_with, stacked_features
from ebook.reading.titles import title_features, words_of_title
from ebook.reading.unwrap import lines_of

__all__ = ["examples", "fit"]

Features = list[list[str]]

_ALWAYS = ("l0", "l1", "markdown")
_VARIED = ("l1", "markdown")
_EXCERPTS = ("l0", "l0", "l1", "indent")
_FOLDS = 3
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
    paper: dict, forms: Sequence[str], seed: int = 1
) -> Iterator[tuple[list[Line], Features, list[str]]]:
    """(lines, features, labels) of a paper in some forms."""
    language = resolve(paper["lang"])
    pages = [make_page(varied(paper, seed) if form in _VARIED else paper, form, seed) for form in forms]
    pages += [make_page(excerpt(paper, seed + k), form, seed) for k, form in enumerate(_EXCERPTS)]
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


def fit(papers: Sequence[dict], extra: int = 2) -> dict[str, bytes]:
    """The two models; the second learns from what the first makes of papers that it did not see."""
    data = [list(examples(paper, forms_for(n, extra))) for n, paper in enumerate(papers)]
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
    split = _trained(example for paper in papers for example in titles(paper))
    return {"roles": first, "roles2": _trained(stacked), "split": split}
