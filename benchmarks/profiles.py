"""What a profile learned from one issue is worth when the next issue of the same paper is read.

    python benchmarks/profiles.py [--models FILE]

The weights are fitted without the papers of which corpus/next/ holds the next issue. A profile is learned from the
issue in corpus/papers/, once from its text alone, once with its correction, and the next issue is scored without a
profile and with either. `--models` names a pickle of models fitted before, which saves the minutes of fitting.
"""

from __future__ import annotations

import argparse
import json
import pickle
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "corpus"), str(ROOT / "tools")]

from fit_reader import fit, papers  # noqa: E402  # the folders are on the path only now
from pages import make_page  # noqa: E402
from scoring import score  # noqa: E402

from corpus.issues import issue_of  # noqa: E402
from ebook.languages import resolve  # noqa: E402
from ebook.model import to_json  # noqa: E402
from ebook.readers import ReadOptions  # noqa: E402
from ebook.reading import read  # noqa: E402
from ebook.reading.lessons import learn, lesson_of  # noqa: E402
from ebook.reading.profiles import Profile  # noqa: E402
from ebook.reading.weights import use  # noqa: E402
from ebook.source import Source  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "profiles.md"
FORMS = ("l0", "l1", "markdown")
LEARNED, SCORED = 3, 7  # seeds of the pages: neither is one that the weights are fitted on


def measured(paper: dict, following: dict, form: str) -> Iterator[tuple[str, dict[str, float]]]:
    """The scores of a paper's next issue without a profile, and with both kinds."""
    language = resolve(paper["lang"])
    page = make_page(paper, form, LEARNED)
    reading = read(Source(f"page{page.suffix}", page.text.encode(), None), ReadOptions(lang=language))
    profiles = {
        "none": None,
        "uncorrected": learn([lesson_of(reading)]),
        "corrected": learn([lesson_of(reading, issue_of(page.gold, credits_in_byline=True))]),
    }
    for kind, profile in profiles.items():
        yield kind, _scored(following, form, profile)


def _scored(issue: dict, form: str, profile: Profile | None) -> dict[str, float]:
    page = make_page(issue, form, SCORED)
    options = ReadOptions(lang=resolve(issue["lang"]), profile=profile)
    reading = read(Source(f"page{page.suffix}", page.text.encode(), None), options)
    return score(page.gold, json.loads(to_json(reading.issue)), page.text)


def table(scores: dict[tuple[str, str, str], dict[str, float]]) -> list[str]:
    """The means by form and profile, then each paper's overall figure."""
    names = sorted({name for name, _, _ in scores})
    kinds = ("none", "uncorrected", "corrected")
    figures = list(next(iter(scores.values())))
    out = ["| form | profile | " + " | ".join(figures) + " |", "|---" * (len(figures) + 2) + "|"]
    for form in FORMS:
        for kind in kinds:
            rows = [scores[name, form, kind] for name in names]
            means = " | ".join(f"{statistics.mean(row[key] for row in rows):.3f}" for key in figures)
            out.append(f"| {form} | {kind} | {means} |")
    out += ["", "| paper | " + " | ".join(f"{form} {kind}" for form in FORMS for kind in kinds) + " |"]
    out.append("|---" * (len(FORMS) * len(kinds) + 1) + "|")
    for name in names:
        cells = (f"{scores[name, form, kind]['overall']:.3f}" for form in FORMS for kind in kinds)
        out.append(f"| {name} | {' | '.join(cells)} |")
    return out


def main() -> None:
    """Measure, and write the results."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--models", type=Path, help="pickled models, fitted without these papers")
    wanted = parser.parse_args()
    corpus, following = papers(), papers("next")
    if wanted.models:
        models = pickle.loads(wanted.models.read_bytes())  # a file that the user made and names
    else:
        models = fit([issue for name, issue in corpus.items() if name not in following], ("roles", "spans"))
    scores = {}
    with use(models):
        for name, issue in following.items():
            for form in FORMS:
                for kind, found in measured(corpus[name], issue, form):
                    scores[name, form, kind] = found
    lines = [
        "# Reading the next issue with a profile",
        "",
        f"{len(following)} papers, weights fitted on the {len(corpus) - len(following)} others.",
        "The profile is learned from one earlier issue, uncorrected or corrected: `python benchmarks/profiles.py`.",
        "",
        *table(scores),
        "",
    ]
    RESULTS.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
