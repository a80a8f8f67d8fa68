"""Inline tokens become texts of the model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from markdown_it.token import Token

from ebook.model import (
    Emphasis,
    Inline,
    LineBreak,
    Link,
    RichText,
    Ruby,
    Strong,
    Styled,
    Upright,
    inlines,
    plain,
    rich,
)
from ebook.notation.characters import joins
from ebook.problems import Rule
from ebook.readers.markdown.nodes import Findings, Lines
from ebook.readers.markdown.parser import parser
from ebook.rules import markdown as rules

__all__ = ["parse_inline", "parse_plain", "parse_rich", "plain_text", "rich_text", "stacked"]

_TAG = re.compile(r"<(?P<close>/?)(?P<name>em|strong|br|ruby|rt|rb|rp|sup|sub)\s*/?>", re.IGNORECASE)
_ABOVE = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True))
_BELOW = dict(zip("0123456789+-=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓ", strict=True))
_SHOWN_TAGS = 3


def parse_inline(content: str) -> list[Token]:
    """The tokens of a piece of Markdown."""
    return parser().parseInline(content, {})[0].children or []


def parse_rich(content: str, lines: Lines, findings: Findings) -> RichText:
    """The text of a piece of Markdown."""
    return rich_text(parser().parseInline(content, {})[0], lines, findings)


def parse_plain(content: str, lines: Lines, findings: Findings) -> str:
    """The text of a piece of Markdown where markup is not allowed."""
    return plain_text(parser().parseInline(content, {})[0], lines, findings)


def rich_text(token: Token, lines: Lines, findings: Findings) -> RichText:
    """The text of an inline token."""
    return _Builder(token.children or [], lines, findings).build()


def plain_text(token: Token, lines: Lines, findings: Findings) -> str:
    """The text of an inline token where markup is not allowed: it is kept as typed, and reported."""
    text = rich_text(token, lines, findings)
    if not isinstance(text, Styled):
        return text
    findings.report(
        rules.PLAIN_FIELD, lines, f"only plain text is allowed here; kept as typed: {token.content!r}"
    )
    return token.content


def stacked(texts: Iterable[RichText]) -> RichText:
    """Texts one under the other, as one text with breaks."""
    content: list[Inline] = []
    for index, text in enumerate(texts):
        content += [LineBreak()] if index else []
        content += inlines(text)
    return rich(*content)


class _Frame:
    """An element that is open: its kind, what opened it, and what it holds so far."""

    def __init__(self, kind: str, opening: Token) -> None:
        self.kind, self.opening = kind, opening
        self.content: list[Inline] = []


class _Builder:
    """Builds one text out of its tokens, with a stack of the elements that are open."""

    def __init__(self, tokens: Sequence[Token], lines: Lines, findings: Findings) -> None:
        self._tokens, self._lines, self._findings = tokens, lines, findings
        self._stack = [_Frame("", Token("text", "", 0))]
        self._foreign_tags: list[str] = []

    def build(self) -> RichText:
        for index, token in enumerate(self._tokens):
            self._take(index, token)
        while len(self._stack) > 1:
            self._spill()
        if self._foreign_tags:
            self._report(rules.RAW_HTML, _kept_tags(self._foreign_tags))
        return rich(*self._stack[0].content)

    def _add(self, *items: Inline) -> None:
        self._stack[-1].content += items

    def _take(self, index: int, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                self._add(token.content)
            case "softbreak":
                self._add(_softened(self._tokens, index))
            case "hardbreak":
                self._add(LineBreak())
            case "ruby":
                self._add(*_ruby(token))
            case "upright":
                self._add(Upright(text=token.meta["text"]))
            case "em_open" | "strong_open" | "link_open":
                self._stack.append(_Frame(token.type.removesuffix("_open"), token))
            case "em_close" | "strong_close" | "link_close":
                self._close(token.type.removesuffix("_close"))
            case "html_inline":
                self._html(token)
            case _:
                self._keep(token)

    def _close(self, kind: str) -> None:
        while self._stack[-1].kind != kind:
            self._spill()
        frame = self._stack.pop()
        content = tuple(frame.content)
        if kind == "link":
            self._link(frame.opening, content)
        elif kind in ("<ruby>", "<sup>", "<sub>"):
            self._add(*self._small(kind, frame, content))
        elif kind == "<rt>" and self._stack[-1].kind == "<ruby>":
            self._read(content)
        elif kind in ("<rt>", "<rb>", "<rp>"):
            self._add(*(content if kind != "<rp>" else ()))
        elif content:
            self._add(Emphasis(content=content) if kind in ("em", "<em>") else Strong(content=content))

    def _read(self, reading: tuple[Inline, ...]) -> None:
        """Gives the content before it in the same <ruby> its reading."""
        content = self._stack[-1].content
        bases = list(takewhile(lambda item: not isinstance(item, Ruby), reversed(content)))[::-1]
        base, text = plain(rich(*bases)), plain(rich(*reading))
        if bases and base and text:
            content[len(content) - len(bases) :] = [Ruby(base=base, reading=text)]
        else:
            content += reading

    def _small(self, kind: str, frame: _Frame, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Ruby as it was read; raised and lowered characters where Unicode has them, else the tags as text."""
        if kind == "<ruby>":
            return content
        table = _ABOVE if kind == "<sup>" else _BELOW
        text = plain(rich(*content))
        if text and all(char in table for char in text):
            return ("".join(table[char] for char in text),)
        tag = frame.opening.content
        self._foreign_tags.append(tag)
        return (tag, *content, f"</{tag.strip('<>')}>")

    def _link(self, opening: Token, content: tuple[Inline, ...]) -> None:
        href, title = str(opening.attrs["href"]), opening.attrs.get("title")
        self._add(Link(href=href, content=content or (href,)))
        if title:
            self._report(rules.NOT_MODELLED, f"a link cannot have a title; kept as text: {title!r}")
            self._add(f" ({title})")

    def _spill(self) -> None:
        """An element that is never closed: its tag is text."""
        frame = self._stack.pop()
        self._foreign_tags.append(frame.opening.content)
        self._add(frame.opening.content, *frame.content)

    def _html(self, token: Token) -> None:
        tag = _TAG.fullmatch(token.content)
        if tag is None:
            self._foreign(token.content)
        elif tag["name"].lower() == "br":
            self._add(LineBreak())
        elif not tag["close"]:
            self._stack.append(_Frame(f"<{tag['name'].lower()}>", token))
        elif self._stack[-1].kind == f"<{tag['name'].lower()}>":
            self._close(self._stack[-1].kind)
        else:
            self._foreign(token.content)

    def _foreign(self, html: str) -> None:
        if html.startswith("<!--"):
            self._report(rules.RAW_HTML, f"a comment was moved to the repairs: {html!r:.60}")
            self._findings.take_out(self._lines, html, code="comment")
            return
        self._foreign_tags.append(html)
        self._add(html)

    def _keep(self, token: Token) -> None:
        text = _source(token)
        self._report(rules.NOT_MODELLED, f"this is not allowed within a line; kept as text: {text!r:.60}")
        self._add(text)

    def _report(self, rule: Rule, message: str) -> None:
        self._findings.report(rule, self._lines, message)


def _kept_tags(tags: Sequence[str]) -> str:
    """One message for all tags of a text, however many."""
    shown = ", ".join(f"{tag:.60}" for tag in list(dict.fromkeys(tags))[:_SHOWN_TAGS])
    count = f" ({len(tags)} tags)" if len(tags) > 1 else ""
    return f"HTML was kept as text{count}: {shown}; write it in Markdown"


def _ruby(token: Token) -> list[Ruby]:
    base, readings = token.meta["base"], token.meta["readings"]
    if len(readings) == len(base):
        return [Ruby(base=char, reading=reading) for char, reading in zip(base, readings, strict=True)]
    return [Ruby(base=base, reading="".join(readings))]


def _source(token: Token) -> str:
    """The source of a token, as exactly as it can be restored."""
    if token.type == "image":
        title = f' "{token.attrs["title"]}"' if "title" in token.attrs else ""
        return f"![{token.content}]({token.attrs['src']}{title})"
    return token.content


def _softened(tokens: Sequence[Token], index: int) -> str:
    """What a line break in the source means: a space, or nothing between Han characters."""
    before = next((text for i in range(index - 1, -1, -1) if (text := _visible(tokens[i]))), " ")
    after = next((text for i in range(index + 1, len(tokens)) if (text := _visible(tokens[i]))), " ")
    return "" if joins(before[-1], after[0]) else " "


def _visible(token: Token) -> str:
    if token.type == "ruby":
        return str(token.meta["base"])
    return str(token.meta["text"]) if token.type == "upright" else token.content
