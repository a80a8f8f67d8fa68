"""How well the text reader reads papers that it was not fitted on, and how fast.

    python benchmarks/reading.py [--folds 6] [--jobs 2] [--only 0] [--forms l0,l1] [--speed]

Every paper of corpus/ is left out once: the weights are fitted on the other folds, and the paper is scored in every
form in which page-reading programs write it (corpus/pages.py). A figure is the mean over papers; corpus/scoring.py
explains each. The table goes to results/reading.md. `--only` scores one fold alone. `--speed` measures the time for
a page and for 10 MB of text with the weights as shipped.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "corpus"), str(ROOT / "tools")]

from fit_reader import fit, papers  # noqa: E402  # the folders are on the path only now
from labels import labels_of  # noqa: E402
from pages import FORMS, make_page  # noqa: E402
from scoring import score  # noqa: E402

from ebook.languages import resolve  # noqa: E402
from ebook.model import to_json  # noqa: E402
from ebook.readers import ReadOptions  # noqa: E402
from ebook.reading import read  # noqa: E402
from ebook.reading.markup import source_lines  # noqa: E402
from ebook.reading.roles import read_roles  # noqa: E402
from ebook.reading.unwrap import lines_of  # noqa: E402
from ebook.reading.weights import use  # noqa: E402
from ebook.source import Source  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "reading.md"
SEED = 7  # of the pages scored; those fitted on have another


def score_paper(issue: dict, forms: list[str]) -> dict[str, dict[str, float]]:
    """The scores of a paper in each form, with the weights in use."""
    options = ReadOptions(lang=resolve(issue["lang"]))
    found = {}
    for form in forms:
        page = make_page(issue, form, SEED)
        reading = read(Source(f"page{page.suffix}", page.text.encode(), None), options)
        found[form] = score(page.gold, json.loads(to_json(reading.issue)), page.text)
    return found


def sureness(issue: dict, form: str) -> list[tuple[float, bool]]:
    """For each line its probability, and whether its role is right."""
    language = resolve(issue["lang"])
    page = make_page(issue, form, SEED)
    lines = lines_of(source_lines(page.text, "page")[0], "page", language)
    wanted = [label.rstrip("*") for label in labels_of(page, lines)]
    return [(p.sure, p.role == role) for p, role in zip(read_roles(lines, language), wanted, strict=True)]


def fold_scores(job: tuple[int, int, list[str]]) -> list[tuple[str, dict, list]]:
    """The scores of one fold's papers, by weights fitted on the others."""
    fold, folds, forms = job
    corpus = papers()
    names = list(corpus)
    left_out = [name for at, name in enumerate(names) if at % folds == fold]
    models = fit([corpus[name] for name in names if name not in left_out], ("roles", "spans"))
    with use(models):
        return [(name, score_paper(corpus[name], forms), sureness(corpus[name], "l0")) for name in left_out]


def cross_validated(folds: int, jobs: int, forms: list[str], only: int | None) -> tuple[dict, list]:
    """The scores of every paper, or of one fold's, each left out once, and the sureness of their lines."""
    scores, sure = {}, []
    wanted = range(folds) if only is None else (only,)
    with ProcessPoolExecutor(jobs) as pool:
        for rows in pool.map(fold_scores, [(fold, folds, forms) for fold in wanted]):
            for name, found, lines in rows:
                scores[name] = found
                sure += lines
    return scores, sure


def calibration(lines: list[tuple[float, bool]]) -> tuple[float, float]:
    """The expected calibration error in ten bins, and the share of errors among the 10 % least sure lines."""
    bins = defaultdict(list)
    for sure, right in lines:
        bins[min(9, int(sure * 10))].append((sure, right))
    error = sum(abs(sum(s for s, _ in rows) - sum(r for _, r in rows)) for rows in bins.values()) / len(lines)
    least = sorted(lines)[: len(lines) // 10]
    wrong = sum(not right for _, right in lines)
    return error, sum(not right for _, right in least) / max(1, wrong)


def table(scores: dict[str, dict[str, dict[str, float]]], forms: list[str]) -> list[str]:
    """The means by form, and the papers read worst."""
    figures = list(next(iter(scores.values()))[forms[0]])
    out = ["| form | " + " | ".join(figures) + " | worst paper |", "|---" * (len(figures) + 2) + "|"]
    for form in forms:
        rows = [found[form] for found in scores.values()]
        means = " | ".join(f"{statistics.mean(row[key] for row in rows):.3f}" for key in figures)
        worst = min(scores, key=lambda name: scores[name][form]["overall"])
        out.append(f"| {form} | {means} | {scores[worst][form]['overall']:.3f} {worst} |")
    return out


def by_paper(scores: dict[str, dict[str, dict[str, float]]], forms: list[str]) -> list[str]:
    """The overall figure of each paper in each form."""
    out = ["| paper | " + " | ".join(forms) + " |", "|---" * (len(forms) + 1) + "|"]
    for name in sorted(scores):
        row = " | ".join(f"{scores[name][form]['overall']:.3f}" for form in forms)
        out.append(f"| {name} | {row} |")
    return out


def _spaced(lines: list[str]) -> list[str]:
    """The lines with a blank one between paragraphs and tables."""
    found: list[str] = []
    for line in lines:
        if found and not (line.startswith("|") and found[-1].startswith("|")):
            found.append("")
        found.append(line)
    return [*found, ""]


def main() -> None:
    """Measure, and write the results."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--forms", default=",".join(FORMS))
    parser.add_argument("--only", type=int, help="the number of the one fold to score")
    parser.add_argument("--speed", action="store_true", help="only measure the time")
    wanted = parser.parse_args()
    if wanted.speed:
        speed()
        return
    forms = wanted.forms.split(",")
    started = time.time()
    scores, sure = cross_validated(wanted.folds, wanted.jobs, forms, wanted.only)
    error, found = calibration(sure)
    fold = "" if wanted.only is None else f" --only {wanted.only}"
    command = f"python benchmarks/reading.py --folds {wanted.folds}{fold}"
    minutes = (time.time() - started) / 60
    lines = [
        "# Reading papers left out",
        f"{len(scores)} papers of {len(papers())}, {wanted.folds} folds by paper; `{command}`, {minutes:.0f} minutes.",
        *table(scores, forms),
        f"Expected calibration error of line roles: {error:.3f}.",
        f"Of all lines read wrong, {found:.0%} are among the 10 % least sure.",
        *by_paper(scores, forms),
    ]
    RESULTS.write_text("\n".join(_spaced(lines)), encoding="utf-8")
    print("\n".join(lines))


def speed() -> None:
    """The time for one page, and for 10 MB of text."""
    issue = papers()["hans-metro"]
    page = make_page(issue, "l0", SEED).text
    options = ReadOptions(lang=resolve(issue["lang"]))
    read(Source("page.txt", page.encode(), None), options)
    started = time.perf_counter()
    read(Source("page.txt", page.encode(), None), options)
    print(f"{len(page):,} characters: {time.perf_counter() - started:.3f} s")
    long = page * (10_000_000 // len(page.encode()))
    started = time.perf_counter()
    read(Source("page.txt", long.encode(), None), options)
    print(f"10 MB: {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
