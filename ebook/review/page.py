"""One self-contained HTML page: no network, no other file.

Each line of the source and each piece of an article is a list item with a link to its
counterparts, so that it works without script, from the keyboard and in a screen reader; the
script adds marking on hover and focus, and movement with the arrow keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import resources

from lxml import etree
from lxml.builder import ElementMaker
from lxml.etree import _Element as Element

from ebook.languages import PROGRAM, resolve
from ebook.languages.reasons import reason_of
from ebook.languages.words import ReviewWords
from ebook.model import Issue, Repair, plain
from ebook.problems import Problem
from ebook.review.doubts import SURE, Doubt, doubts
from ebook.review.pieces import Group, Piece, groups
from ebook.xhtml import clean

__all__ = ["review_page"]

_H = ElementMaker()

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
"""The browser itself sees to it that nothing is fetched."""


def review_page(issue: Issue, source: str, problems: Iterable[Problem] = ()) -> bytes:
    """The review of a reading.

    Args:
        issue: what was read.
        source: the source's text, with lines that end in U+000A.
        problems: what was met on the way.

    Returns:
        HTML in UTF-8.

    Raises:
        UnknownName: no words are known for the issue's language.
    """
    all_words = resolve(issue.lang).words
    words = all_words.review
    lines = source.split("\n")
    numbered = _numbered(groups(issue, lines))
    name = plain(issue.masthead.name)
    title = " ".join(part for part in (name, str(issue.masthead.date or ""), words.title) if part)
    page = _H.html(
        _head(title),
        _H.body(
            _H.header(_H.h1(clean(title)), _H.p(words.help, {"class": "help"})),
            _doubts(doubts(issue, problems, all_words), words),
            _H.main(_source(lines, numbered, issue.repairs, words), _articles(numbered, words)),
            _repairs(issue, words),
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


def _head(title: str) -> Element:
    return _H.head(
        _H.meta({"charset": "utf-8"}),
        _H.meta({"http-equiv": "Content-Security-Policy", "content": _POLICY}),
        _H.meta({"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        _H.meta({"name": "color-scheme", "content": "light dark"}),
        _H.title(clean(title)),
        _H.style(_asset("review.css")),
    )


def _asset(name: str) -> str:
    return (resources.files("ebook.review") / name).read_text(encoding="utf-8")


def _links(ids: Iterable[str], texts: Iterable[str]) -> list[Element]:
    return [_H.a(text, {"href": f"#{to}"}) for to, text in zip(ids, texts, strict=True)]


def _line_links(lines: Sequence[int]) -> list[Element]:
    return _links((f"L{line}" for line in lines[:1]), (_span(lines),)) if lines else []


def _span(lines: Sequence[int]) -> str:
    return str(lines[0]) if len(lines) == 1 else f"{lines[0]}–{lines[-1]}"


def _doubts(found: Sequence[Doubt], words: ReviewWords) -> Element:
    entries = [
        _H.li(
            *_line_links(doubt.lines),
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


def _source(
    lines: Sequence[str], numbered: _Numbered, repairs: Iterable[Repair], words: ReviewWords
) -> Element:
    roles: dict[int, list[tuple[str, Piece]]] = {}
    for _, pieces in numbered:
        for name, piece in pieces:
            for line in piece.lines:
                roles.setdefault(line, []).append((name, piece))
    dropped = {
        line
        for repair in repairs
        if repair.kind == "dropped-repeat" and repair.origin
        for line in repair.origin.lines
    }
    items = [
        _source_line(number, text, roles.get(number, []), words, dropped=number in dropped)
        for number, text in enumerate(lines, 1)
        if text.strip()
    ]
    return _H.section(_H.h2(words.source), _H.ol(*items), {"class": "source", "aria-label": words.source})


def _source_line(
    number: int, text: str, found: Sequence[tuple[str, Piece]], words: ReviewWords, *, dropped: bool
) -> Element:
    role = found[0][1].role if found else ("dropped" if dropped else "nowhere")
    labels = list(dict.fromkeys(words.pieces.of(piece.role) for _, piece in found))
    if not labels:
        labels = [words.dropped if dropped else words.nowhere]
    target = found[0][0] if found else f"R{number}" if dropped else f"L{number}"
    return _H.li(
        _H.a(str(number), {"href": f"#{target}"}),
        _H.span(" ".join(labels), {"class": "role"}),
        _H.span(clean(text), {"class": "text"}),
        {"id": f"L{number}", "class": role, "data-for": " ".join(name for name, _ in found)},
    )


def _articles(numbered: _Numbered, words: ReviewWords) -> Element:
    parts: list[Element] = []
    for group, pieces in numbered:
        items = _H.ol(*(_piece(name, piece, words) for name, piece in pieces))
        if group.kind == "article":
            parts.append(_H.article(_H.h3(clean(group.title) or words.untitled), items))
        else:
            title = words.page.format(clean(group.title)) if group.title else words.masthead
            parts.append(_H.section(_H.h3(title), items, {"class": group.kind}))
    return _H.section(_H.h2(words.articles), *parts, {"class": "articles", "aria-label": words.articles})


def _piece(name: str, piece: Piece, words: ReviewWords) -> Element:
    return _H.li(
        *_line_links(piece.lines),
        _H.span(words.pieces.of(piece.role), {"class": "role"}),
        _H.span(clean(piece.text), {"class": "text"}),
        {"id": name, "class": piece.role, "data-for": _line_ids(piece.lines)},
    )


def _repairs(issue: Issue, words: ReviewWords) -> Element:
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
                *_line_links(lines),
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
