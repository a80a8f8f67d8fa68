"""The colophon: what the nameplate says word for word, and what reading changed in the text."""

from __future__ import annotations

import re

from ebook.locales import Words
from ebook.model import Issue, Origin, Repair
from ebook.render.edition import Document
from ebook.render.page import Context, document
from ebook.render.xml import EPUB_TYPE, Element, H, language, word

__all__ = ["colophon_document"]


def colophon_document(issue: Issue, context: Context) -> Document | None:
    """The record, or None where there is nothing to record: no repair, and no printed nameplate."""
    printed = issue.masthead.printed
    if not (printed or issue.repairs):
        return None
    words = context.words
    plate = (
        [H.section(H.h2(word(words.masthead_printed)), *(H.p(line) for line in printed))] if printed else []
    )
    return document(
        context,
        "colophon",
        "colophon",
        words.colophon,
        H.section(
            {EPUB_TYPE: "colophon", "role": "doc-colophon", "aria-labelledby": "colophon"},
            H.h1({"id": "colophon"}, word(words.colophon)),
            *plate,
            _repairs(issue.repairs, words),
        ),
    )


def _repairs(repairs: tuple[Repair, ...], words: Words) -> Element:
    intro = words.repairs_intro if repairs else words.no_repairs
    section = H.section({"class": "repairs"}, H.h2(word(words.repairs)), H.p(word(intro)))
    if repairs:
        section.append(H.ol(*(_repair(repair, words) for repair in repairs)))
    return section


def _repair(repair: Repair, words: Words) -> Element:
    """Kind and place; then why, the text before, and the text after."""
    kind = H.p({"class": "kind"}, word(words.repair_kinds.of(repair.kind)))
    if repair.origin:
        kind.append(H.span({"class": "place word"}, _place(repair.origin, words)))
    if repair.confidence < 1:
        kind.append(H.span({"class": "word"}, words.repair_confidence.format(f"{repair.confidence:.0%}")))
    rows = [_row(words.repair_before, repair.text, "before")]
    if repair.result is not None:
        rows.append(_row(words.repair_after, repair.result, "after"))
    reason = _row(words.repair_reason, repair.reason, "reason")
    if _is_english(repair.reason):
        reason[-1].attrib.update(language("en"))
    rows.append(reason)
    return H.li(kind, H.dl(*rows))


def _row(label: str, text: str, name: str) -> Element:
    return H.div({"class": name}, H.dt(word(label)), H.dd(text))


def _is_english(text: str) -> bool:
    """Whether a reason is in the program's language: what it says outside quotation marks is ASCII."""
    return re.sub(r"“[^”]*”", "", text).isascii()


def _place(origin: Origin, words: Words) -> str:
    if not origin.lines:
        return origin.file
    lines = words.join.join(map(str, origin.lines))
    pattern = words.repair_line if len(origin.lines) == 1 else words.repair_lines
    return f"{origin.file} {pattern.format(lines)}"
