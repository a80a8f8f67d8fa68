"""The Markdown parser: CommonMark with tables, front matter, boxes, and the notation's own rules.

What an editor does not mean is off: indented code (paragraphs are indented in Chinese), code spans,
underlined headings (`---` under a paragraph), link definitions (an unused one would vanish).

The inline rules are here: ruby `{汐里|しおり}`, upright runs `^12^`, emphasis beside CJK punctuation.
"""

from __future__ import annotations

import functools
import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from ebook.notation.characters import (
    READING,
    RUBY,
    hugs,
    is_punctuation,
    is_ruby,
    is_upright,
    is_wide,
)
from ebook.readers.markdown.block_rules import add_block_rules

__all__ = ["NESTING", "parser"]

_UPRIGHT = re.compile(r"(?<![0-9A-Za-z])\^([^\\^\n]{1,4})\^(?![0-9A-Za-z])")
_FACE = re.compile(r"\*?([\^=@;~>-])_+[\^=@;~<-]\*?|\*_+\*|\*\^[-.oωO▽]\^\*")
_OFF = ("code", "lheading", "reference", "html_block", "backticks")
NESTING = 60
"""Deeper than any issue, and shallow enough for Python's stack."""


class _Parser(MarkdownIt):
    """Keeps addresses as typed: 照片/春耕.jpg is a file name, not a percent-encoded URL."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  # markdown-it's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802  # markdown-it's name
        return link

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802  # markdown-it's name and signature
        return True


@functools.cache
def parser() -> MarkdownIt:
    """The one configured parser; it holds no state between texts."""
    md = _Parser("commonmark", {"html": True, "maxNesting": NESTING})
    md.enable("table").disable(list(_OFF))
    front_matter_plugin(md)
    container_plugin(md, "box", validate=lambda params, _markup: bool(params.strip()))
    add_block_rules(md)
    add_inline_rules(md)
    return md


def add_inline_rules(md: MarkdownIt) -> None:
    """Adds the notation's inline rules, in front of those that would take their characters as text."""
    md.inline.ruler.before("link", "ruby", _ruby)
    md.inline.ruler.before("link", "upright", _upright)
    md.inline.ruler.before("emphasis", "face", _face)
    md.inline.ruler.at("emphasis", _emphasis)


def _ruby(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    match = RUBY.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    base = unescapeAll(match["base"])
    readings = [unescapeAll(reading) for reading in READING.findall(match["readings"])]
    if not is_ruby(base, readings):
        return False
    if not silent:
        token = state.push("ruby", "ruby", 0)
        token.meta = {"base": base, "readings": readings}
        token.content = match[0]
    state.pos = match.end()
    return True


def _upright(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    match = _UPRIGHT.match(state.src, state.pos, state.posMax)
    if not match or not is_upright(match[1]):
        return False
    if not silent:
        token = state.push("upright", "span", 0)
        token.content = match[0]
        token.meta = {"text": match[1]}
    state.pos = match.end()
    return True


def _face(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    """A face such as `^_^` or `(*^_^*)`, in which marks mark nothing."""
    match = _FACE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("text", "", 0).content = match[0]
    state.pos = match.end()
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    """Like the rule it replaces, with runs of `*` measured for CJK texts."""
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
