"""Reasons of repairs: a code and parameters, as a sentence in each language."""

import ast
import re
from pathlib import Path

import pytest

import ebook
from ebook.languages import known, resolve
from ebook.languages.reasons import ENGLISH, reason_of
from ebook.model import Repair

_CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")


def literals(node):
    """Every text that an expression may come to, of the parts that are written out."""
    match node:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.IfExp(body=body, orelse=other):
            return literals(body) | literals(other)
        case ast.BinOp(left=left, right=right):
            return {a + b for a in literals(left) for b in literals(right)}
    return set()


def codes_in_the_source():
    """The codes that the readers give their repairs."""
    package = Path(ebook.__file__).parent
    for path in sorted(
        path
        for part in ("corrections", "pages", "readers", "reading")
        for path in (package / part).rglob("*.py")
    ):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case (
                    ast.keyword(arg="code", value=code)
                    | ast.Assign(targets=[ast.Name(id="code")], value=code)
                ):
                    yield from literals(code)


def named(sentence):
    return set(re.findall(r"\{(\w+)\}", sentence))


def test_every_code_has_an_english_sentence_and_every_sentence_is_used():
    assert set(codes_in_the_source()) == set(ENGLISH)
    assert all(_CODE.fullmatch(code) for code in ENGLISH)


@pytest.mark.parametrize("lang", [language.key for language in known()])
def test_every_language_has_every_sentence_with_the_same_parameters(lang):
    table = resolve(lang).words.reasons
    assert list(table) == list(ENGLISH)
    for code, sentence in table.items():
        assert named(sentence) == named(ENGLISH[code]), (lang, code)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh-Hans", "同样的文字见第12行。"),
        ("ja", "同じ文章が12行目にあります。"),
    ],
)
def test_parameters_are_put_into_the_sentence(lang, said):
    repair = Repair(kind="dropped-repeat", text="文", code="repeated-text", params={"line": "12"})
    assert reason_of(repair, resolve(lang).words.reasons) == said


def test_parameters_are_text_and_never_patterns():
    repair = Repair(kind="dropped-repeat", text="文", code="repeated-text", params={"line": "{line} {0} %s"})
    assert "{line} {0} %s" in (reason_of(repair, ENGLISH) or "")


def test_a_missing_parameter_or_an_unknown_code_stops_nothing():
    assert reason_of(Repair(kind="dropped-repeat", text="文", code="repeated-text"), ENGLISH) == (
        "The same text is at line …."
    )
    assert reason_of(Repair(kind="dropped-repeat", text="文", code="of-another-program"), ENGLISH) is None
