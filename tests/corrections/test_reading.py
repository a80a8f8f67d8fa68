"""A decision about a line holds, is evidence for the others, and is applied by every export."""

from __future__ import annotations

import itertools
import json
import math

import pytest

from ebook.corrections import Corrections, LineRole, save
from ebook.corrections.decisions import Anchor, Make
from ebook.options import Options
from ebook.pipeline import convert, read
from ebook.reading.decoding import _Chain, _scores, constrained, label_with
from ebook.reading.pieces import DecidedLine
from ebook.reading.weights import tagger
from ebook.source import Source

PAGE = """青衡日报
2026年3月5日 星期四
第01版 要闻
春耕在即
农机下田
本报记者 林晓岚
本报讯 今天上午，第一批农机在青衡县下田，合作社买了三台新机器，机手都是本地人。
合作社有了新机器
去年秋天，合作社的社员们商量了很久，才决定把钱拿出来，一起买下这三台机器。
渡口停航
受大风影响，青衡渡口今天早班停航，晚班照常，请旅客留意码头的告示。
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    path = tmp_path_factory.mktemp("desk") / "page.txt"
    path.write_text(PAGE, "utf-8")
    return Source.from_path(path)


def line(reading, text):
    return next(one for one in reading.lines if one.text.startswith(text))


def test_each_line_is_told_with_its_label_its_place_and_its_file(source):
    reading = read(source)
    assert [(one.text, one.origin.lines) for one in reading.lines] == [
        (text, (number,)) for number, text in enumerate(PAGE.splitlines(), 1)
    ]
    assert line(reading, "渡口").label == "HEAD*"
    assert {one.file for one in reading.lines} == {"page.txt"}


@pytest.mark.parametrize("role", ["headline", "paragraph", "heading", "deck", "continuation", "note"])
def test_what_a_person_decided_is_never_changed(source, role):
    for text in ("合作社有了新机器", "渡口停航", "本报讯"):
        found = line(read(source), text)
        wanted = LineRole(text=found.text, file=found.file, role=role)
        reading = read(source, corrections=Corrections((wanted,)))
        decided = line(reading, text)
        assert decided.decided == wanted.decided
        assert decided.label.rstrip("*") == wanted.decided.role
        assert decided.sure == 1.0
        assert "COR-001" not in {problem.code for problem in reading.problems}


def test_the_beginning_of_an_article_can_be_decided_either_way(source):
    for first in (True, False):
        wanted = LineRole(text="合作社有了新机器", file="page.txt", role="headline", first=first)
        reading = read(source, corrections=Corrections((wanted,)))
        assert ("合作社有了新机器" in [one.headline for one in reading.issue.articles]) is first


def test_a_repeat_that_a_person_decided_about_stays(tmp_path):
    twice = tmp_path / "page.txt"
    repeated = PAGE.splitlines()[6]
    twice.write_text(f"{PAGE}{repeated}\n", "utf-8")
    reading = read(twice)
    assert [one.label for one in reading.lines if one.text == repeated][1] == ""
    wanted = LineRole(text=repeated, file="page.txt", nth=2, role="paragraph")
    back = read(twice, corrections=Corrections((wanted,)))
    assert [one.label for one in back.lines if one.text == repeated][1] == "P"
    assert not [one for one in back.issue.repairs if one.kind == "dropped-repeat"]


def test_an_export_makes_the_corrections_beside_the_source_unless_told_not_to(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(PAGE, "utf-8")
    wanted = Make(at=Anchor(text="渡口停航"), what="deck")
    save(Corrections((wanted,)), tmp_path / "page.txt.corrections.jsonl")
    for options, decks in ((Options(), ["渡口停航"]), (Options(corrections=False), [])):
        made = convert(page, to="json", options=options).written[0]
        issue = json.loads(made.files[made.main])
        articles = [article for section in issue["sections"] for article in section["articles"]]
        assert [article["deck"] for article in articles if "deck" in article] == decks


def test_a_decision_about_a_line_that_is_gone_is_reported(source):
    wanted = LineRole(text="去年的一行", file="page.txt", role="headline")
    reading = read(source, corrections=Corrections((wanted,)))
    assert "COR-001" in {problem.code for problem in reading.problems}


# --- decoding ---


def test_what_is_decoded_here_is_what_the_compiled_tagger_finds(source):
    """Without a condition both find the same labels and the same probabilities."""
    from ebook.languages import resolve
    from ebook.reading.features import line_features
    from ebook.reading.markup import source_lines
    from ebook.reading.unwrap import lines_of

    language = resolve("zh-Hans")
    features = line_features(lines_of(source_lines(PAGE, "page.txt")[0], "page.txt", language), language)
    model = tagger("roles")
    found = label_with(model, features)
    chain = _Chain(_scores(model), features, {})
    assert [chain.labels[best] for best in chain.best()] == found.labels
    shares = [row[best] for row, best in zip(chain.marginals(), chain.best(), strict=True)]
    assert shares == pytest.approx(found.sure, abs=1e-3)


def test_a_condition_gives_the_best_of_all_sequences_that_agree_with_it():
    """By trying all sequences of a few labels over three lines."""
    model = tagger("roles")
    features = [["l1"], ["l2"], ["l3"]]
    labels = ["HEAD*", "P", "DECK", "H"]
    decided = {1: DecidedLine(text="", file="", role="DECK")}
    model.set(features)
    chain = _Chain(_scores(model), features, {1: [model.labels().index("DECK")]})
    best = [chain.labels[at] for at in chain.best()]
    model.set(features)
    tried = max(
        ([a, "DECK", c] for a, c in itertools.product(model.labels(), repeat=2)), key=model.probability
    )
    assert best == tried
    assert constrained(model, features, decided).labels[1] == "DECK"
    assert all(math.isclose(sum(row), 1) for row in chain.marginals())
    assert set(labels) <= set(model.labels())
