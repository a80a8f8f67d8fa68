"""The YAML parts of a file: at its head the masthead's facts and the language, at its end the repairs."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import chain

import msgspec
import yaml

from ebook.calendar import find_dates
from ebook.errors import UnreadableSource
from ebook.languages import Language, find, known_tags
from ebook.model import Masthead, Repair
from ebook.notation.words import MASTHEAD, nearest
from ebook.numerals import NUMERAL, flat, number
from ebook.readers.markdown.nodes import Findings, Lines, SyntaxTreeNode, lines_of, opening
from ebook.rules import markdown as rules

__all__ = ["FrontMatter", "front_matter", "is_repairs", "read_repairs"]

_COUNT = re.compile(
    rf"(?:今日|本日|本期|共|全)*(?P<count>{NUMERAL}{{1,4}})\s*(?:版|面|张|張|页|頁|ページ|면|쪽|pages?)?"
)
_HINT = 'quote a value that holds a colon: 报名: "汐里：日报"'


class FrontMatter(msgspec.Struct, frozen=True):
    """The content of the front matter; `language` is None if it has none."""

    masthead: Masthead = Masthead()
    language: Language | None = None


class _Entry(msgspec.Struct, frozen=True):
    """One line of the front matter: the model's name of its key, and its value or values."""

    key: str
    word: str
    values: tuple[str, ...]
    lines: Lines


def front_matter(content: str, lines: Lines, findings: Findings) -> FrontMatter:
    """The facts in the YAML between `---`; what cannot be understood goes to the repairs.

    Raises:
        UnreadableSource: it is not YAML, or not a list of keys and values.
    """
    facts: dict[str, object] = {"origin": findings.origin(lines)}
    node = _composed(content, findings)
    _take_comments_out(node, content, lines[0] + 1, findings)
    for entry in _entries(node, lines[0] + 1, findings):
        if entry.key in facts:
            _refuse(entry, f"{entry.word} occurs twice; keep one of the two", findings)
            continue
        value = _value(entry, findings)
        if value is not None:
            facts[entry.key] = value
    language = facts.pop("lang", None)
    return FrontMatter(msgspec.convert(facts, Masthead), language if isinstance(language, Language) else None)


def _composed(content: str, findings: Findings) -> yaml.MappingNode | None:
    try:
        # The base loader takes every scalar as the text it is: no octal numbers, no norwegian `no`.
        node = yaml.compose(content, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        message = (
            f"the front matter is not valid YAML: {getattr(error, 'problem', None) or 'it cannot be read'}"
        )
        raise UnreadableSource(message, file=findings.file, line=line, hint=_HINT) from error
    if node is None or isinstance(node, yaml.MappingNode):
        return node
    message = "the front matter is not a list of `key: value` lines"
    hint = "write each fact on a line of its own, as in `日期: 2022-04-28`, between two lines of `---`"
    raise UnreadableSource(message, file=findings.file, line=2, hint=hint)


def _entries(node: yaml.MappingNode | None, first: int, findings: Findings) -> Iterator[_Entry]:
    for key, value in node.value if node else ():
        after = value.end_mark.line + (value.end_mark.column > 0)
        lines = (key.start_mark.line + first, max(after, key.start_mark.line + 1) + first)
        typed = findings.source(lines).rstrip("\n")
        word = key.value if isinstance(key, yaml.ScalarNode) else ""
        known = MASTHEAD.key(word)
        values = _scalars(value)
        if known is None or known == "repairs":
            near = nearest(word, findings.language, MASTHEAD)
            advice = f"did you mean {near}?" if near else "remove it"
            findings.report(
                rules.FRONT_MATTER_KEY, lines, f"{word!r} is not a known fact of a masthead; {advice}"
            )
            findings.take_out(lines, typed, code="unknown-key")
        elif values is None:
            findings.report(rules.FRONT_MATTER_VALUE, lines, f"{word} takes one value, or a list of them")
            findings.take_out(lines, typed, code="nested-value")
        else:
            yield _Entry(known, word, values, lines)


def _take_comments_out(node: yaml.Node | None, content: str, first: int, findings: Findings) -> None:
    """Moves comments to the repairs: YAML skips them, and `天气: 晴 # 12℃` would silently lose half its value."""
    typed = content.split("\n")
    ends = {mark.line: mark.column for _, mark in _spans(node) if mark.column}
    inside = {line for start, end in _spans(node) for line in range(start.line + 1, end.line)}
    for line, text in enumerate(typed):
        rest = text[ends.get(line, 0) :].strip()
        if rest.startswith("#") and line not in inside:
            lines = (line + first, line + first + 1)
            findings.report(rules.COMMENT, lines, f"a comment was moved to the repairs: {rest}")
            findings.take_out(lines, rest, code="comment")


def _spans(node: yaml.Node | None) -> Iterator[tuple[yaml.Mark, yaml.Mark]]:
    """Where each scalar begins and ends."""
    if isinstance(node, yaml.ScalarNode):
        yield node.start_mark, node.end_mark
    elif isinstance(node, yaml.SequenceNode):
        yield from chain.from_iterable(map(_spans, node.value))
    elif isinstance(node, yaml.MappingNode):
        yield from chain.from_iterable(map(_spans, chain.from_iterable(node.value)))


def _scalars(node: yaml.Node) -> tuple[str, ...] | None:
    if isinstance(node, yaml.ScalarNode):
        return (node.value,) if node.value else ()
    if isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
        return tuple(item.value for item in node.value)
    return None


def _value(entry: _Entry, findings: Findings) -> object:
    """The value in the model's type, None for none."""
    if entry.key == "printed":
        return entry.values
    text = " ".join(entry.values)
    if not text:
        return None
    match entry.key:
        case "date":
            value: object = _date(text, findings)
            advice = "write a day that exists, and nothing else, as in 2022-04-28"
        case "page_count":
            count = _COUNT.fullmatch(flat(text).strip())
            value, advice = number(count["count"]) if count else None, "write a number"
        case "lang":
            value, advice = find(text), f"write one of {known_tags()}"
        case _:
            return text
    if value is None:
        _refuse(entry, f"{entry.word}: {text} is not valid; {advice}", findings)
    return value


def _date(text: str, findings: Findings) -> datetime.date | None:
    """The day that a text names, in any form that a masthead may print it in, or in ISO 8601."""
    text = text.strip()
    for found in find_dates(text, findings.language):
        if not text[: found.start] + text[found.end :].strip(" 。."):
            return found.date
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _refuse(entry: _Entry, message: str, findings: Findings) -> None:
    findings.report(rules.FRONT_MATTER_VALUE, entry.lines, message)
    findings.take_out(entry.lines, findings.source(entry.lines), code="invalid-value")


def is_repairs(node: SyntaxTreeNode) -> bool:
    """Whether this is a fenced block of repairs."""
    return node.type == "fence" and MASTHEAD.key(opening(node).info) == "repairs"


def read_repairs(node: SyntaxTreeNode, findings: Findings) -> list[Repair]:
    """The repairs in a fenced block; if it cannot be read, one repair with its text."""
    content = opening(node).content
    try:
        return msgspec.convert(yaml.load(content, yaml.BaseLoader) or [], list[Repair], strict=False)  # noqa: S506  # the base loader makes strings alone
    except (yaml.YAMLError, msgspec.ValidationError, RecursionError) as error:
        lines = lines_of(node)
        reason = " ".join(str(error).split())
        findings.report(rules.BROKEN_REPAIRS, lines, f"the repairs cannot be read: {reason}")
        findings.take_out(lines, content, code="unreadable-repairs")
        return []
