"""How many actions at a desk it takes until a reading is right, by an oracle that knows the gold.

    python benchmarks/desk.py [--only NAMES] [--form l0] [--jobs 2] [--models FILE]

The papers are the issues of corpus/next, and the weights are fitted without the papers that they belong to. The oracle
asks a session for what the page asks it for (`ebook.desk.requests`), as long as that is of use: first the role of a
line, the least sure of those that are read wrong; when all lines are right, whichever of the other actions (facts,
people, datelines, titles, blocks) raises the score most. It stops at `overall` 1.0, or when no action that it knows
raises the score. Three runs are compared: without reading the other lines again around a decision, with it, and with it
and the profile that the corrected issue before teaches. The table goes to results/desk.md, the curves to
results/desk.json. `--models` names a pickle of models fitted before, which saves the minutes of fitting.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import pickle
import statistics
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "corpus"), str(ROOT / "tools"), str(ROOT / "benchmarks")]

import scoring  # noqa: E402  # the folders are on the path only now
from fit_reader import fit, papers  # noqa: E402
from labels import labels_of  # noqa: E402
from pages import make_page  # noqa: E402

from corpus.issues import issue_of  # noqa: E402
from ebook.corrections import Outdated, apply  # noqa: E402
from ebook.corrections.texts import TITLES, texts  # noqa: E402
from ebook.desk.requests import decision_of  # noqa: E402
from ebook.desk.session import Session  # noqa: E402
from ebook.desk.view import place_id  # noqa: E402
from ebook.languages import resolve  # noqa: E402
from ebook.model import Issue, to_json  # noqa: E402
from ebook.options import Options  # noqa: E402
from ebook.readers import ReadOptions  # noqa: E402
from ebook.reading import read  # noqa: E402
from ebook.reading.decoding import label_with  # noqa: E402
from ebook.reading.lessons import learn, lesson_of  # noqa: E402
from ebook.reading.profiles import to_toml, word_of  # noqa: E402
from ebook.reading.weights import use  # noqa: E402
from ebook.source import Source  # noqa: E402

RESULTS = Path(__file__).parent / "results"
LEARNED, SEED = 3, 7  # of the pages: neither is one that the weights are fitted on
MOST = 6.0
"""So many actions an article are tried."""
STEPS = [round(0.5 * step, 1) for step in range(13)]
KINDS_OF_RUN = {"alone": "not read again", "again": "read again", "profile": "read again, with a profile"}
KINDS = {"p": "paragraph", "h": "heading", "li": "list", "aside": "box"}


class Oracle:
    """Somebody who knows the gold, at a desk."""

    def __init__(self, issue: dict, form: str, folder: Path, profile: Path | None) -> None:
        self.page = make_page(issue, form, SEED)
        path = folder / f"page{self.page.suffix}"
        path.write_text(self.page.text, encoding="utf-8")
        (folder / f"{path.name}.corrections.jsonl").unlink(missing_ok=True)
        self.session = Session(path, Options(lang=issue["lang"], from_="text", profile=profile), folder)
        self.articles = max(1, len(scoring.articles_of(self.page.gold)))
        self.scores = [self.score()]

    def score(self, issue: Issue | None = None) -> float:
        """The overall figure of an issue, by default of the latest state."""
        made = json.loads(to_json(issue or self.session.reading.issue))
        return scoring.score(self.page.gold, made, self.page.text)["overall"]

    def run(self) -> list[float]:
        """The score after each action, the first before any."""
        while self.scores[-1] < 1 and len(self.scores) <= MOST * self.articles:
            if not self._settle_line() and not self._improve():
                break
        return self.scores

    def _decide(self, asked: dict) -> bool:
        try:
            self.session.decide(decision_of(self.session, asked), self.session.revision)
        except Outdated:
            return False
        return True

    def _settle_line(self) -> bool:
        """Say what the least sure of the lines is that are read wrong."""
        lines = self.session.base.lines
        wanted = labels_of(self.page, [line.line for line in lines])
        wrong = [
            at
            for at, line in enumerate(lines)
            if line.label and line.decided is None and line.label != wanted[at]
        ]
        if not wrong:
            return False
        at = min(wrong, key=lambda at: (lines[at].sure, at))
        label = wanted[at]
        role = word_of(label.rstrip("*"))
        self._decide({"do": "line", "line": at, "role": role, "first": label.endswith("*")})
        self.scores.append(self.score())
        return True

    def _improve(self) -> bool:
        """Do the one of the other actions that raises the score most."""
        best, chosen = self.scores[-1], None
        for asked in self._candidates():
            reached = self._tried(asked)
            if reached > best:
                best, chosen = reached, asked
        if chosen is None:
            return False
        self._decide(chosen)
        self.scores.append(self.score())
        return True

    def _tried(self, asked: dict) -> float:
        """The score that an action would lead to, 0 where it does not fit."""
        try:
            issue = apply(self.session.reading.issue, decision_of(self.session, asked))
        except Outdated:
            return 0.0
        return self.score(issue)

    # --- actions ---

    def _candidates(self) -> Iterator[dict]:
        made = json.loads(to_json(self.session.reading.issue))
        yield from self._facts(made)
        gold = [article for section in self.page.gold["sections"] for article in section["articles"]]
        read = [(s, a) for s, one in enumerate(made["sections"]) for a in range(len(one.get("articles", ())))]
        scored = scoring.articles_of(made)
        pairs = scoring.match(scoring.articles_of(self.page.gold), scored)
        for article, (wanted, found) in zip(gold, pairs, strict=True):
            if found is not None:
                yield from self._of_article(article, wanted, found, read[scored.index(found)])

    def _facts(self, made: dict) -> Iterator[dict]:
        masthead = made.get("masthead", {})
        for field, value in self.page.gold["masthead"].items():
            if field == "lines" or value in (None, "", []):
                continue
            if not scoring.same_fact(field, scoring.norm(masthead.get(field)), scoring.norm(value)):
                yield {"do": "set", "field": field, "value": str(value)}

    def _of_article(self, gold: dict, wanted, found, place: tuple[int, int]) -> Iterator[dict]:
        own = [text for text in texts(self.session.reading.issue) if text.place[:2] == place]
        if not own:
            return
        first = place_id(own[0].place)
        if wanted.names != found.names:
            people = [{"role": one["role"], "name": one["name"]} for one in gold.get("byline") or []]
            yield {"do": "people", "at": first, "people": people}
        if wanted.dateline != found.dateline:
            yield {"do": "set", "field": "dateline", "at": first, "value": gold.get("dateline")}
        for field in TITLES:
            for line in scoring.as_list(gold.get(field)):
                yield from self._title(field, scoring.norm(line), own)
        yield from self._blocks(wanted.blocks, own)

    def _title(self, field: str, wanted: str, own: list) -> Iterator[dict]:
        for text in own:
            here = scoring.norm(text.text)
            if here == wanted and text.place.field != field:
                yield {"do": "make", "what": field, "at": place_id(text.place)}
            elif text.place.field in TITLES and wanted and here.endswith(wanted) and here != wanted:
                start = next(at for at in range(len(text.text)) if scoring.norm(text.text[at:]) == wanted)
                yield {"do": "split", "at": place_id(text.place), "before": text.text[start : start + 12]}

    def _blocks(self, wanted: list[tuple[str, str]], own: list) -> Iterator[dict]:
        blocks = [text for text in own if text.place.field == "block"]
        gold = {text: KINDS.get(kind, kind) for kind, text in wanted}
        for text, above in zip(blocks, [None, *blocks], strict=False):
            here = scoring.norm(text.text)
            if here in gold and gold[here] != "figure":
                yield {"do": "make", "what": gold[here], "at": place_id(text.place)}
            if here in gold:
                continue
            if above is not None and scoring.norm(above.text) + here in gold:
                figure = {
                    "do": "attach",
                    "at": place_id(text.place),
                    "figure": place_id(above.place),
                    "what": "credit",
                }
                join = {"do": "join", "at": place_id(text.place)}
                yield figure if gold[scoring.norm(above.text) + here] == "figure" else join
            if any(here.startswith(whole) for whole in gold):
                yield from self._divided(text, gold)

    def _divided(self, text, gold: dict[str, str]) -> Iterator[dict]:
        for start in range(1, len(text.text)):
            if scoring.norm(text.text[:start]) in gold and text.text[start].strip():
                yield {"do": "split", "at": place_id(text.place), "before": text.text[start : start + 12]}
                return


def curve(scores: list[float], articles: int) -> list[float]:
    """The score after so many actions an article as `STEPS` says."""
    return [scores[min(int(step * articles), len(scores) - 1)] for step in STEPS]


def measured(job: tuple[str, str, str, dict[str, bytes]]) -> tuple[str, str, dict]:
    """What the oracle needs for one issue in one of the runs."""
    name, kind, form, models = job
    issue = papers("next")[name]
    alone = mock.patch(
        "ebook.reading.roles.constrained", lambda model, features, _: label_with(model, features)
    )
    with use(models), tempfile.TemporaryDirectory() as folder:
        profile = _profile(papers()[name], form, Path(folder)) if kind == "profile" else None
        with alone if kind == "alone" else contextlib.nullcontext():
            oracle = Oracle(issue, form, Path(folder), profile)
            scores = oracle.run()
    return name, kind, {
        "articles": oracle.articles, "actions": len(scores) - 1, "scores": scores,
        "curve": curve(scores, oracle.articles),
    }  # fmt: skip


def _profile(issue: dict, form: str, folder: Path) -> Path:
    """The profile that the issue before teaches, corrected."""
    page = make_page(issue, form, LEARNED)
    source = Source(f"page{page.suffix}", page.text.encode(), None)
    reading = read(source, ReadOptions(lang=resolve(issue["lang"])))
    path = folder / "paper.toml"
    path.write_text(
        to_toml(learn([lesson_of(reading, issue_of(page.gold, credits_in_byline=True))])), encoding="utf-8"
    )
    return path


def report(found: dict[str, dict[str, dict]], form: str) -> list[str]:
    """The curves, and each issue's figures."""
    whole = {name: row for name, row in found.items() if set(row) == set(KINDS_OF_RUN)}
    out = [
        "# Actions until a reading is right",
        "",
        (
            f"{len(whole)} issues whose papers the weights were not fitted on, form {form}; "
            "`python benchmarks/desk.py`, whose head says what the oracle does."
        ),
        "",
        "The mean of `overall` after so many actions for each article of an issue:",
        "",
        "| actions an article | " + " | ".join(map(str, STEPS)) + " |",
        "|---" * (len(STEPS) + 1) + "|",
    ]
    for kind, name in KINDS_OF_RUN.items():
        means = (
            statistics.mean(row[kind]["curve"][at] for row in whole.values()) for at in range(len(STEPS))
        )
        out.append(f"| {name} | " + " | ".join(f"{mean:.3f}" for mean in means) + " |")
    out += [
        "",
        "Until the oracle stops:",
        "",
        "| run | actions an article | overall | issues at 1.0 |",
        "|---|---|---|---|",
    ]
    for kind, name in KINDS_OF_RUN.items():
        rows = [row[kind] for row in whole.values()]
        per = statistics.mean(row["actions"] / row["articles"] for row in rows)
        end = statistics.mean(row["scores"][-1] for row in rows)
        out.append(
            f"| {name} | {per:.2f} | {end:.3f} | {sum(row['scores'][-1] >= 1 for row in rows)} of {len(rows)} |"
        )
    out += [
        "",
        "| issue | articles | "
        + " | ".join(f"{name}: actions an article, overall" for name in KINDS_OF_RUN.values())
        + " |",
    ]
    out.append("|---" * (len(KINDS_OF_RUN) + 2) + "|")
    for name, row in sorted(whole.items()):
        cells = (
            f"{row[kind]['actions'] / row[kind]['articles']:.2f}, {row[kind]['scores'][0]:.3f} → {row[kind]['scores'][-1]:.3f}"
            for kind in KINDS_OF_RUN
        )
        out.append(f"| {name} | {row['again']['articles']} | {' | '.join(cells)} |")
    return [*out, ""]


def main() -> None:
    """Measure, and write the results after each issue."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", help="names of issues, separated by commas")
    parser.add_argument("--form", default="l0")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--models", type=Path, help="models fitted without the papers of corpus/next")
    wanted = parser.parse_args()
    names = list(papers("next"))
    if wanted.models:
        models = pickle.loads(wanted.models.read_bytes())
    else:
        models = fit([issue for name, issue in papers().items() if name not in names], ("roles", "spans"))
    chosen = wanted.only.split(",") if wanted.only else names
    jobs = [(name, kind, wanted.form, models) for name in chosen for kind in KINDS_OF_RUN]
    found: dict[str, dict[str, dict]] = {}
    with ProcessPoolExecutor(wanted.jobs) as pool:
        for name, kind, row in pool.map(measured, jobs):
            found.setdefault(name, {})[kind] = row
            print(
                name, kind, row["articles"], row["actions"], row["scores"][0], row["scores"][-1], flush=True
            )
            if set(found[name]) == set(KINDS_OF_RUN):
                (RESULTS / "desk.md").write_text("\n".join(report(found, wanted.form)), encoding="utf-8")
                curves = {"steps": STEPS, "issues": found}
                (RESULTS / "desk.json").write_text(json.dumps(curves) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
