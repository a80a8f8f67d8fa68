"""The text of a printed page, as a page-reading program left it, becomes an issue."""

from __future__ import annotations

from collections.abc import Sequence

from ebook.model import Issue, Repair, Section
from ebook.readers import ReadOptions, Reading
from ebook.readers.decode import decode
from ebook.readers.text.classify import classify
from ebook.readers.text.compose import compose
from ebook.readers.text.conventions import Conventions, conventions_of
from ebook.readers.text.details import detailed
from ebook.readers.text.displaced import restore_displaced
from ebook.readers.text.joins import join_sentences
from ebook.readers.text.repeats import drop_repeats
from ebook.readers.text.figures import with_captions
from ebook.readers.text.folio import read_folio
from ebook.readers.text.items import Item
from ebook.readers.text.language import detect_language
from ebook.readers.text.lines import Line
from ebook.readers.text.masthead import read_masthead
from ebook.readers.text.pages import Page, split_pages
from ebook.readers.text.physical import physical_lines
from ebook.readers.text.segment import segment
from ebook.readers.text.style import style_of
from ebook.readers.text.tables import find_tables
from ebook.readers.text.unwrap import find_wrapping, logical_lines
from ebook.source import Source

__all__ = ["read"]


def read(source: Source, options: ReadOptions) -> Reading:
    decoded = decode(source)
    lang = options.lang or detect_language(decoded.text)
    conventions = conventions_of(lang)
    physical = physical_lines(decoded.text)
    lines = logical_lines(physical, source.name, find_wrapping(physical), lambda text: _is_folio(text, lang))
    head = read_masthead(lines, lang)
    masthead, used = head.masthead, head.used
    pages = split_pages(lines[used:], lang, decoded.page_breaks)
    has_places = sum(1 for line in lines if conventions.at_start("place_datelines", line.text[:24])) > 0
    read_pages = [_items(page, conventions, has_places) for page in pages]
    style = style_of(read_pages, conventions)
    sections, repairs = [], list(decoded.repairs)
    for page, items in zip(pages, read_pages, strict=True):
        articles = []
        items, more = mend(items, conventions)
        repairs += more
        drafts, more = restore_displaced(segment(items, conventions), conventions)
        repairs += more
        for draft in drafts:
            article, more = compose(draft, conventions, style)
            articles.append(article)
            repairs += more
        sections.append(
            Section(
                page=page.number,
                title=page.title,
                folio=page.folio,
                staff=page.staff,
                articles=tuple(articles),
            )
        )
    issue = Issue(lang=lang, masthead=masthead, sections=tuple(sections), repairs=tuple(repairs))
    return Reading(issue, decoded.problems)


def _is_folio(text: str, lang: str) -> bool:
    folio = read_folio(text, lang)
    return folio is not None and folio.has_page and not folio.bare


def mend(items, conventions):
    once = drop_repeats(items)
    joined, more, _ = join_sentences(once.items, once.follows, conventions)
    return joined, [*once.repairs, *more]


def _items(page: Page, conventions: Conventions, has_places: bool) -> list[Item]:
    items = classify(find_tables(page.lines), conventions, has_place_datelines=has_places)
    items = [detailed(item, conventions, has_place_datelines=has_places) for item in items]
    return with_captions(items, conventions)
