"""Runs of characters with the same markup become the texts of the model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import msgspec

from ebook.links import safe_target
from ebook.model import Emphasis, Inline, LineBreak, Link, RichText, Ruby, Strong, plain, rich

__all__ = ["BREAK", "SPACE", "Mark", "Run", "joined", "paragraphs"]

_CLOSED = re.compile(r"[。！？…”」』.!?\"）)]\s*$")
BREAK = "\u2028"
"""The text of a run that ends a line."""
_INDENT = re.compile(r"[\s\xa0]*(?:[\u3000]|\xa0{2,}|[ \xa0]{4,})")
SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u200b\ufeff]+")
_WIDE = r"\u1100-\u11ff\u2e80-\u303f\u3041-\u9fff\uf900-\ufaff\uff01-\uff60"
_SOFT_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f\v]*\n\s*(?=[{_WIDE}])")

Mark: TypeAlias = tuple[str, str]
"""A kind of markup, and the target of a link."""


class Run(msgspec.Struct, frozen=True):
    """Characters with the same marks; a ruby's reading goes with its base."""

    text: str
    marks: tuple[Mark, ...] = ()
    reading: str = ""


def paragraphs(runs: Sequence[Run], *, keep: bool) -> Iterator[list[list[Run]]]:
    """The paragraphs of a block, each as its lines.

    A break divides paragraphs where the next line is indented, where it follows another break, and where the line
    before it ends a sentence; elsewhere the break is part of the paragraph.
    """
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.text == BREAK:
            lines.append([])
        elif keep:
            first, *rest = run.text.split("\n")
            lines[-1].append(msgspec.structs.replace(run, text=first))
            lines.extend([msgspec.structs.replace(run, text=text)] for text in rest)
        else:
            lines[-1].append(run)
    paragraph: list[list[Run]] = []
    for line in lines:
        text = "".join(run.text for run in line)
        before = "".join(run.text for run in paragraph[-1]) if paragraph else ""
        begins = keep or not text.strip() or _INDENT.match(text) or _CLOSED.search(before)
        if begins and paragraph:
            yield paragraph
            paragraph = []
        if text.strip():
            paragraph.append(line)
    if paragraph:
        yield paragraph


def joined(lines: Sequence[Sequence[Run]]) -> RichText:
    """The lines of a paragraph as one text, with breaks between them."""
    content: list[Inline] = []
    for line in lines:
        if content:
            content.append(LineBreak())
        content += _inlines(_spaced(line))
    return rich(*content)


def _spaced(line: Sequence[Run]) -> list[Run]:
    """The runs of a line with white space as a browser shows it, and none at the ends."""
    whole = "".join(run.text for run in line)
    soft = {at for match in _SOFT_BREAK.finditer(whole) for at in range(*match.span())}
    start, end = len(whole) - len(whole.lstrip()), len(whole.rstrip())
    out: list[Run] = []
    at, after_space = 0, False
    for run in line:
        chars: list[str] = []
        for offset, char in enumerate(run.text, start=at):
            if offset in soft or not start <= offset < end or char in "\u200b\ufeff":
                continue
            is_space = SPACE.fullmatch(char) is not None
            if not (is_space and after_space):
                chars.append(" " if is_space else char)
            after_space = is_space
        at += len(run.text)
        out.append(msgspec.structs.replace(run, text="".join(chars)))
    return out


def _inlines(runs: Sequence[Run], depth: int = 0) -> Iterator[Inline]:
    """The runs as inline content; neighbours with the same mark are one."""
    at = 0
    while at < len(runs):
        run = runs[at]
        if len(run.marks) <= depth:
            yield Ruby(base=run.text, reading=run.reading) if run.reading and run.text else run.text
            at += 1
            continue
        mark, end = run.marks[depth], at
        while end < len(runs) and runs[end].marks[depth : depth + 1] == (mark,):
            end += 1
        yield from _wrapped(mark, tuple(_inlines(runs[at:end], depth + 1)))
        at = end


def _wrapped(mark: Mark, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    content = tuple(item for item in content if item)
    if not content or not plain(rich(*content)).strip():
        return content
    match mark:
        case ("strong", _):
            return (Strong(content=content),)
        case ("emphasis", _):
            return (Emphasis(content=content),)
        case (_, href) if href and safe_target(href):
            return (Link(href=href, content=content),)
        case _:
            return content
