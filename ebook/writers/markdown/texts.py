"""Texts of the model as inline Markdown that reads back as just that text.

Where Markdown's marks would be ambiguous (emphasis that begins with a space, say), the tags <em>,
<strong> and <br> stand in for them; white space at the ends of a line is written as entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

import msgspec
from msgspec.structs import replace

from ebook.languages import Language
from ebook.model import Emphasis, Inline, LineBreak, Link, RichText, Ruby, Strong, Upright, inlines
from ebook.notation.characters import hugs, is_ruby, is_upright
from ebook.notation.people import NAME_SEPARATORS, role_of, split_names

__all__ = ["address", "block_text", "line_text", "names_text", "starting"]

_BREAK = "\n"
_PARTING = re.compile(rf"[{NAME_SEPARATORS}\s]")
_ENTITY_LIKE = r"&(?=[#A-Za-z])"
_MARKS = re.compile(
    r"[\\*{]|(?<!\[)\^|(?<=\[)\^(?![^\]\s\\^*{<&_]{1,16}\])|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])|<(?=[A-Za-z/!?]|$)|"
    + _ENTITY_LIKE
)
_BRACKETS = re.compile(r"[\[\]]")
_UNSAFE_IN_RUBY = re.compile(r"[\\{}]|" + _ENTITY_LIKE)
_WORDLIKE_END = re.compile(r"[0-9A-Za-z]\Z")
_WORDLIKE_START = re.compile(r"\A[0-9A-Za-z]")
_UNSAFE_IN_ADDRESS = re.compile(r"[\\<>]|" + _ENTITY_LIKE)
_BAR = "|"
_LAYOUT = re.compile(r"[\n\r\t]")
_LAYOUT_OR_BAR = re.compile(r"[\n\r\t|]")
_BARE_ADDRESS = re.compile(r"[\w./:#?=%+@,;~-]*")
_STARTS = re.compile(r"(?=[#>|]|[-+](?:[\s|:-]|$)|:[:-]|`{3}|~{3})")
_FOOTNOTE = re.compile(r"\A\[\^(?=[^\]\s]{1,16}\][:：])")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_ENTITIES_HOLD = re.compile(r"[^\x7f-\x9f]")


def line_text(text: RichText, *, bar: str = _BAR, bracketed: bool = False) -> str:
    """A text on one line.

    Args:
        text: the text.
        bar: what parts a ruby from its reading; in tables it must be escaped.
        bracketed: whether it is between brackets, so that brackets in it must be escaped.
    """
    return _finished(_inlines(inlines(text), _Place(bar, bracketed)).replace(_BREAK, "<br>"))


def starting(line: str) -> str:
    """A line that begins a block, escaped where it would be taken for another block's mark."""
    line = _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line
    return "\\" + line if _STARTS.match(line) else line


def block_text(text: RichText) -> list[str]:
    """A text that is a paragraph, as its lines."""
    lines = _inlines(inlines(text), _Place()).split(_BREAK)
    if not all(line.strip() for line in lines):
        return [starting(line_text(text))]
    lines = [starting(_finished(line)) for line in lines]
    lines[1:] = [_FOOTNOTE.sub(r"[\\^", line) for line in lines[1:]]
    return [f"{line}\\" for line in lines[:-1]] + lines[-1:]


def names_text(names: Iterable[str], language: Language) -> str:
    """Names in a list; what would part a name in two is written as entities."""
    return language.labels.join.join(_name(line_text(name), language) for name in names)


def _name(name: str, language: Language) -> str:
    """A name; one that would be read as several, or as a role, is written with entities."""
    if role_of(name):
        return _entities(name[0]) + name[1:]
    return name if split_names(name, language) == [name] else _PARTING.sub(_entity, name)


def address(href: str) -> str:
    """The target of a link or a picture, as written between parentheses."""
    if _BARE_ADDRESS.fullmatch(href):
        return href
    return f"<{_raw(_UNSAFE_IN_ADDRESS, href)}>"


class _Place(msgspec.Struct, frozen=True):
    """Where inlines stand: what parts a ruby from its reading, whether brackets and which marks are open."""

    bar: str = _BAR
    bracketed: bool = False
    marked: frozenset[str] = frozenset()


def _inlines(content: tuple[Inline, ...], place: _Place) -> str:
    """Inlines, with line feeds for breaks."""
    out = ""
    for index, item in enumerate(content):
        if isinstance(item, Link) and out.endswith("!"):
            out = out[:-1] + "\\!"
        if isinstance(item, Upright) and is_upright(item.text):
            out = _WORDLIKE_END.sub(_entity, out)
        text = _inline(item, place, after=out)
        before = content[index - 1] if index else None
        if isinstance(before, Upright) and is_upright(before.text):
            text = _WORDLIKE_START.sub(_entity, text)
        out += text
    return out


def _inline(item: Inline, place: _Place, *, after: str) -> str:
    match item:
        case str():
            text = _escaped(_MARKS, item)
            if place.bracketed or "](" in item:
                text = _BRACKETS.sub(r"\\\g<0>", text)
            return text if place.bar == _BAR else text.replace(_BAR, "&#x7C;")
        case Emphasis():
            return _emphasis(item.content, place, ("*", "em"), after)
        case Strong():
            return _emphasis(item.content, place, ("**", "strong"), after)
        case Link():
            inside = replace(place, bracketed=True)
            content = _inlines(item.content, inside).replace(_BREAK, "<br>")
            return f"[{content}]({address(item.href)})"
        case Ruby():
            return _ruby(item, place)
        case Upright():
            return f"^{item.text}^" if is_upright(item.text) else _inline(item.text, place, after=after)
        case LineBreak():
            return _BREAK
        case _:
            assert_never(item)


def _ruby(item: Ruby, place: _Place) -> str:
    """Between braces where it can only be read so, otherwise between tags."""
    if is_ruby(item.base, [item.reading]):
        base, reading = _raw(_UNSAFE_IN_RUBY, item.base), _raw(_UNSAFE_IN_RUBY, item.reading)
        return f"{{{base}{place.bar}{reading}}}"
    base, reading = (_inline(text, place, after="") for text in (item.base, item.reading))
    return f"<ruby>{base}<rt>{reading}</rt></ruby>"


def _emphasis(content: tuple[Inline, ...], place: _Place, mark_and_tag: tuple[str, str], after: str) -> str:
    """Between marks where these can only be read so, otherwise between tags."""
    mark, tag = mark_and_tag
    inner = _inlines(content, replace(place, marked=place.marked | {mark})).replace(_BREAK, "<br>")
    is_open = mark in place.marked or after.endswith("*")
    if inner and hugs(inner[0]) and hugs(inner[-1]) and not is_open:
        return f"{mark}{inner}{mark}"
    return f"<{tag}>{inner}</{tag}>"


def _escaped(marks: re.Pattern[str], text: str, layout: re.Pattern[str] = _LAYOUT) -> str:
    text = marks.sub(lambda match: "\\" + match[0], text)
    return layout.sub(_entity, text)


def _raw(marks: re.Pattern[str], text: str) -> str:
    """A text that the parser takes as it is, up to its closing mark: bars would end a cell."""
    return _escaped(marks, text, _LAYOUT_OR_BAR)


def _entity(match: re.Match[str]) -> str:
    return _entities(match[0])


def _entities(text: str) -> str:
    return "".join(f"&#x{ord(char):X};" if _ENTITIES_HOLD.match(char) else char for char in text)


def _finished(line: str) -> str:
    """A line whose outer spaces are entities, and that does not end like a closed heading."""
    start, end = len(line) - len(line.lstrip()), len(line.rstrip())
    line = _entities(line[:start]) + line[start:end] + _entities(line[max(start, end) :])
    return line[:-1] + "\\#" if line.endswith("#") else line
