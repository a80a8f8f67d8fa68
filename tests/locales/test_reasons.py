"""Reasons of repairs in the papers' languages."""

import ast
import itertools
from pathlib import Path

import pytest

import ebook.readers
from ebook.locales import locales, words
from ebook.locales.reasons import localised


def possible(node):
    """Every text that an expression may come to, as far as it is written out; names and numbers as 7."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=body, orelse=other):
            return possible(body) + possible(other)
        case ast.BinOp(left=left, right=right):
            return ["".join(pair) for pair in itertools.product(possible(left), possible(right))]
        case ast.JoinedStr(values=values):
            return [
                "".join(parts) for parts in itertools.product(*(possible(value) or ["7"] for value in values))
            ]
        case _:
            return []


def written_reasons():
    """The reasons that stand in the readers' sources."""
    for path in sorted(Path(ebook.readers.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(attr="take_out"), args=[_, _, reason]):
                    yield from possible(reason)
                case (
                    ast.keyword(arg="reason", value=reason)
                    | ast.Assign(targets=[ast.Name(id="reason")], value=reason)
                ):
                    yield from possible(reason)


REASONS = sorted({reason.removeprefix("7 ") for reason in written_reasons()})


def test_the_readers_reasons_are_found():
    assert len(REASONS) > 15
    assert "The same text stands at line 7." in REASONS


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_of_the_readers_has_words_in_each_language(reason):
    for lang in locales():
        said = localised(reason, words(lang).reasons)
        assert said, f"{lang} has no words for {reason!r}; see ebook/locales/reasons.py"
        assert not said.replace("U+FFFD", "").isascii()


def test_sentences_come_one_after_the_other_with_what_they_name():
    reason = (
        "It stood in another article, with which it shares hardly a word. "
        "It was put at the end of the article “灯塔。”."
    )
    assert localised(reason, words("zh-Hans").reasons) == (
        "原在另一篇文章之中，与该文几乎没有共有的词语。已移至《灯塔。》文末。"
    )
    assert ". " not in (localised(reason, words("ko").reasons) or "").replace("습니다. ", "")
    seam = "The sentence broke off and went on in another piece, with some characters read twice."
    assert localised(seam, words("ja").reasons) == (
        "文が途切れ、別の段に続いていました。一部の文字が二度読み取られていました。"
    )
    assert localised("The same text stands at line 12.", words("zh-Hant").reasons) == "同樣的文字見第12行。"


@pytest.mark.parametrize("reason", ["", "The moon was full.", "The same text stands at line 12. And more."])
def test_what_is_not_known_is_left(reason):
    assert localised(reason, words("zh-Hans").reasons) is None
