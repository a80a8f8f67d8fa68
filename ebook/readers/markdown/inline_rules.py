"""Inline rules: ruby `{汐里|しおり}`, upright runs `^12^`, and emphasis beside CJK punctuation."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from ebook.notation.characters import hugs, is_punctuation, is_wide

__all__ = ["add_inline_rules"]

_PIECE = r"(?:\\.|[^\\{}|\n])+"
_RUBY = re.compile(rf"\{{(?P<base>{_PIECE})(?P<readings>(?:\|{_PIECE})+)\}}")
_READING = re.compile(rf"\|({_PIECE})")
_UPRIGHT = re.compile(r"\^((?:\\.|[^\\^\n])+)\^")


def add_inline_rules(md: MarkdownIt) -> None:
    """Adds the notation's inline rules, in front of those that would take their characters as text."""
    md.inline.ruler.before("link", "ruby", _ruby)
    md.inline.ruler.before("link", "upright", _upright)
    md.inline.ruler.at("emphasis", _emphasis)


def _ruby(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    match = _RUBY.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("ruby", "ruby", 0)
        readings = [unescapeAll(reading) for reading in _READING.findall(match["readings"])]
        token.meta = {"base": unescapeAll(match["base"]), "readings": readings}
        token.content = match[0]
    state.pos = match.end()
    return True


def _upright(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    match = _UPRIGHT.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("upright", "span", 0)
        token.content = match[0]
        token.meta = {"text": unescapeAll(match[1])}
    state.pos = match.end()
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    """Like the rule it stands in for, with runs of `*` measured for CJK texts."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    length, can_open, can_close = _scan(state, marker)
    for _ in range(length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=length,
                token=len(state.tokens) - 1,
                end=-1,
                open=can_open,
                close=can_close,
            )
        )
    state.pos += length
    return True


def _scan(state: StateInline, marker: str) -> tuple[int, bool, bool]:
    """The length of a run of marks, and whether it can open and close emphasis."""
    if marker == "_":
        scanned = state.scanDelims(state.pos, False)  # noqa: FBT003  # positional in markdown-it
        return scanned.length, scanned.can_open, scanned.can_close
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[end] if end < state.posMax else " "
    return end - state.pos, _flanks(after, before), _flanks(before, after)


def _flanks(inside: str, outside: str) -> bool:
    """Whether marks between the two characters may belong to the one inside (CommonMark 0.31, 6.2).

    CJK characters outside count like spaces, as words are not set apart by spaces there.
    """
    if inside.isspace():
        return False
    return hugs(inside) or outside.isspace() or is_punctuation(outside) or is_wide(outside)
