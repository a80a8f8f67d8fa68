"""One self-contained HTML page: no network, no other file.

Each line of the source and each piece of an article is a list item with a link to its
counterparts, so that it works without script, from the keyboard and in a screen reader; the
script adds marking on hover and focus, and movement with the arrow keys. Where the printed
pages are known, they stand in the place of the source's lines, each line an area of its page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import resources
from typing import TypeAlias

from lxml import etree
from lxml.builder import ElementMaker
from lxml.etree import _Element as Element

from ebook.languages import PROGRAM, resolve
from ebook.languages.reasons import reason_of
from ebook.languages.words import ReviewWords, Words
from ebook.model import Issue, Repair, plain
from ebook.readers import Reading
from ebook.review.doubts import SURE, Doubt, doubts
from ebook.review.pieces import Group, Piece, groups
from ebook.review.printed import Fate, PrintedText, printed_pages
from ebook.review.sources import SourceFile, SourceText, text_of
from ebook.source import Source
from ebook.xhtml import clean

__all__ = ["review_page"]

_H = ElementMaker()

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
"""The browser itself sees to it that nothing is fetched."""
_PICTURES = "; img-src data:"

Text: TypeAlias = SourceText | PrintedText
"""What is shown of the source: its lines, or its pages as they are printed."""


def review_page(reading: Reading, source: Source) -> bytes:
    """The review of a reading.

    Args:
        reading: what was read, and what was met on the way.
        source: what it was read from.

    Returns:
        HTML in UTF-8.

    Raises:
        UnknownName: no words are known for the issue's language.
        UnreadableSource: a file of the source cannot be read.
    """
    all_words = resolve(reading.issue.lang).words
    words = all_words.review
    text: Text = (
        PrintedText(reading.issue, reading.facsimiles)
        if reading.facsimiles
        else text_of(source, reading.issue)
    )
    issue = text.counted(reading.issue)
    problems = [(problem, text.line_of(problem)) for problem in reading.problems]
    numbered = _numbered(groups(issue, text.lines))
    name = plain(issue.masthead.name)
    title = " ".join(part for part in (name, str(issue.masthead.date or ""), words.title) if part)
    shown = _source(text, numbered, issue.repairs, all_words)
    page = _H.html(
        _head(title, has_pictures=isinstance(text, PrintedText)),
        _H.body(
            _H.header(_H.h1(clean(title)), _H.p(words.help, {"class": "help"})),
            _doubts(doubts(issue, problems, all_words), text, words),
            _H.main(shown, _articles(numbered, text, words)),
            _repairs(issue, text, words),
            _H.script(_asset("review.js")),
        ),
        {"lang": issue.lang},
    )
    return etree.tostring(page, method="html", encoding="utf-8", doctype="<!DOCTYPE html>") + b"\n"


_Numbered = list[tuple[Group, list[tuple[str, Piece]]]]
"""Groups, and each of their pieces with its id."""


def _numbered(found: Sequence[Group]) -> _Numbered:
    numbered: _Numbered = []
    count = 0
    for group in found:
        pieces = []
        for piece in group.pieces:
            count += 1
            pieces.append((f"p{count}", piece))
        numbered.append((group, pieces))
    return numbered


def _head(title: str, *, has_pictures: bool) -> Element:
    return _H.head(
        _H.meta({"charset": "utf-8"}),
        _H.meta({"http-equiv": "Content-Security-Policy", "content": _POLICY + _PICTURES * has_pictures}),
        _H.meta({"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        _H.meta({"name": "color-scheme", "content": "light dark"}),
        _H.title(clean(title)),
        _H.style(_asset("review.css")),
    )


def _asset(name: str) -> str:
    return (resources.files("ebook.review") / name).read_text(encoding="utf-8")


def _links(ids: Iterable[str], texts: Iterable[str]) -> list[Element]:
    return [_H.a(text, {"href": f"#{to}"}) for to, text in zip(ids, texts, strict=True)]


def _line_links(lines: Sequence[int], text: Text) -> list[Element]:
    return _links((f"L{line}" for line in lines[:1]), (text.label(lines),)) if lines else []


def _doubts(found: Sequence[Doubt], text: Text, words: ReviewWords) -> Element:
    entries = [
        _H.li(
            *_line_links(doubt.lines, text),
            _H.span(clean(doubt.message), {"lang": PROGRAM} if doubt.is_english else {}),
            _H.small(words.confidence.format(round(doubt.confidence * 100))),
            {"data-for": _line_ids(doubt.lines)},
        )
        for doubt in found
    ]
    body = _H.ol(*entries) if entries else _H.p(words.no_doubts)
    return _H.section(
        _H.h2(f"{words.doubts} ({len(found)})"), body, {"class": "doubts", "aria-label": words.doubts}
    )


def _line_ids(lines: Iterable[int]) -> str:
    return " ".join(f"L{line}" for line in lines)


def _source(text: Text, numbered: _Numbered, repairs: Iterable[Repair], words: Words) -> Element:
    """The source with what became of each line."""
    found: dict[int, list[tuple[str, Piece]]] = {}
    for _, pieces in numbered:
        for name, piece in pieces:
            for line in piece.lines:
                found.setdefault(line, []).append((name, piece))
    dropped = {
        line
        for repair in repairs
        if repair.kind == "dropped-repeat" and repair.origin
        for line in repair.origin.lines
    }

    def fate_of(line: int) -> Fate:
        return _fate(found.get(line, []), words.review, dropped=line in dropped)

    if isinstance(text, PrintedText):
        return printed_pages(text, fate_of, words)
    return _H.section(
        _H.h2(words.review.source),
        *(part for file in text.files for part in _file(file, fate_of, has_name=len(text.files) > 1)),
        {"class": "source", "aria-label": words.review.source},
    )


def _fate(found: Sequence[tuple[str, Piece]], words: ReviewWords, *, dropped: bool) -> Fate:
    """What became of a line."""
    role = found[0][1].role if found else ("dropped" if dropped else "nowhere")
    labels = list(dict.fromkeys(words.pieces.of(piece.role) for _, piece in found))
    if not labels:
        labels = [words.dropped if dropped else words.nowhere]
    return Fate(role, " ".join(labels), tuple(name for name, _ in found))


def _file(file: SourceFile, fate_of: Callable[[int], Fate], *, has_name: bool) -> list[Element]:
    """The lines of a file."""
    items = [
        _source_line(at, file.first + at - 1, line, fate_of(file.first + at - 1))
        for at, line in enumerate(file.lines, 1)
        if line.strip()
    ]
    return [*([_H.h3(clean(file.name))] if has_name else []), _H.ol(*items)]


def _source_line(label: int, number: int, text: str, fate: Fate) -> Element:
    return _H.li(
        _H.a(str(label), {"href": f"#{fate.target(number)}"}),
        _H.span(fate.label, {"class": "role"}),
        _H.span(clean(text), {"class": "text"}),
        {"id": f"L{number}", "class": fate.role, "data-for": " ".join(fate.pieces)},
    )


def _articles(numbered: _Numbered, text: Text, words: ReviewWords) -> Element:
    parts: list[Element] = []
    for group, pieces in numbered:
        items = _H.ol(*(_piece(name, piece, text, words) for name, piece in pieces))
        if group.kind == "article":
            parts.append(_H.article(_H.h3(clean(group.title) or words.untitled), items))
        else:
            title = words.page.format(clean(group.title)) if group.title else words.masthead
            parts.append(_H.section(_H.h3(title), items, {"class": group.kind}))
    return _H.section(_H.h2(words.articles), *parts, {"class": "articles", "aria-label": words.articles})


def _piece(name: str, piece: Piece, text: Text, words: ReviewWords) -> Element:
    return _H.li(
        *_line_links(piece.lines, text),
        _H.span(words.pieces.of(piece.role), {"class": "role"}),
        _H.span(clean(piece.text), {"class": "text"}),
        {"id": name, "class": piece.role, "data-for": _line_ids(piece.lines)},
    )


def _repairs(issue: Issue, text: Text, words: ReviewWords) -> Element:
    all_words = resolve(issue.lang).words
    anchored: set[int] = set()
    entries = []
    for repair in issue.repairs:
        lines = repair.origin.lines if repair.origin else ()
        attributes = {"data-for": _line_ids(lines), "class": "" if repair.confidence >= SURE else "unsure"}
        if lines and lines[0] not in anchored:
            anchored.add(lines[0])
            attributes["id"] = f"R{lines[0]}"
        entries.append(
            _H.li(
                *_line_links(lines, text),
                _H.strong(all_words.repair_kinds.of(repair.kind)),
                _H.span(clean(reason_of(repair, all_words.reasons) or repair.code)),
                _H.small(words.confidence.format(round(repair.confidence * 100))),
                _H.dl(*_before_after(repair, words)),
                attributes,
            )
        )
    body = _H.ol(*entries) if entries else _H.p(words.no_repairs)
    return _H.section(
        _H.h2(f"{words.repairs} ({len(issue.repairs)})"),
        body,
        {"class": "repairs", "aria-label": words.repairs},
    )


def _before_after(repair: Repair, words: ReviewWords) -> list[Element]:
    parts = [_H.dt(words.before), _H.dd(clean(repair.text))]
    if repair.result:
        parts += [_H.dt(words.after), _H.dd(clean(repair.result))]
    return parts
