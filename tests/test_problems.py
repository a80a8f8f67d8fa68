"""Problems and rules as data."""

import importlib
import re
from pathlib import Path

import ebook
from ebook.model import Origin
from ebook.problems import Problem, Report, Rule, Severity
from ebook.rules import RULES

RULE = Rule(code="TST-001", severity=Severity.WARNING, summary="A test.", explanation="Nothing to do.")


def test_a_problem_is_one_line_with_its_place():
    problem = RULE.at(Origin(file="page.txt", lines=(65, 66)), "the date does not exist")
    assert str(problem) == "page.txt:65: warning TST-001: the date does not exist"
    assert str(RULE.at(None, "no place")) == "warning TST-001: no place"


def test_a_rule_may_be_graver_at_a_place_than_by_default():
    assert RULE.at(None, "x", severity=Severity.ERROR).severity is Severity.ERROR


def test_a_report_counts_by_severity():
    found = [RULE.at(None, "a"), RULE.at(None, "b", severity=Severity.NOTE)]
    report = Report() + found
    assert report.count(Severity.WARNING) == 1
    assert [p.message for p in report] == ["a", "b"]
    assert isinstance(next(iter(report)), Problem)


def test_every_rule_can_be_explained():
    assert RULES
    for code, rule in RULES.items():
        assert code == rule.code
        assert rule.summary.endswith("."), code
        assert len(rule.explanation) > 20, code


def test_every_rule_is_reported_somewhere():
    root = Path(ebook.__file__).parent
    code = (path.read_text(encoding="utf-8") for path in root.rglob("*.py") if path.parent != root / "rules")
    words = {word for text in code for word in re.findall(r"\w+", text)}
    modules = [
        importlib.import_module(f"ebook.rules.{path.stem}") for path in (root / "rules").glob("[a-z]*.py")
    ]
    names = [name for module in modules for name in dir(module) if isinstance(getattr(module, name), Rule)]
    assert [name for name in names if name not in words] == []
