"""The text of a printed page, as a page-reading program left it, becomes an issue.

The way, stage by stage; each stage takes values, returns values, and has its module:

 1. `decode` (beside this package): bytes become text.
 2. `language`: which language it is in; `conventions` holds what its newspapers do.
 3. `physical`, `wrapping`, `unwrap` with `seams`: lines become logical lines, narrow columns undone.
 4. `masthead` with `narrow`: the leading lines that name the paper, the day and the number.
 5. `pages` with `folio` and `narrow`: the printed pages, told apart by the lines at their edges.
 6. `tables`, `classify` with `clues` (`picture_clues`, `text_clues`), `listing` and `verse`: rows become tables,
    every other line gets its kind.
 7. `details` with `credits`, `figures`: dateline, jump line, caption and credit get their fields.
 8. `repeats`, `torn`, `joins`: what stands there twice is dropped, what was torn apart is joined.
 9. `segment` with `kinship` and `notices`: the pieces of one article come together.
10. `orphans`, `displaced`, `photos`: what stands in the wrong place goes back.
11. `style`, `labels`, `titles` with `title_forms` and `title_divisions`: which title is label, kicker, headline and deck.
12. `compose` with `blocks`, `people`: articles of the model.
13. `audit`, `doubts`: nothing is lost, and what is unsure is said.

Every change to the text is a `Repair`, every doubt a `Problem`.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ebook.languages import detect
from ebook.languages.newspaper import Conventions
from ebook.model import Issue, Origin, Repair, Section
from ebook.problems import Problem
from ebook.readers import Reading, ReadOptions
from ebook.readers.decode import decode
from ebook.readers.text.audit import missing_lines
from ebook.readers.text.classify import classify
from ebook.readers.text.compose import Composed, compose
from ebook.readers.text.details import detailed
from ebook.readers.text.displaced import restore_displaced
from ebook.readers.text.doubts import (
    doubts_of_articles,
    doubts_of_items,
    doubts_of_repairs,
    doubts_of_titles,
    no_language,
)
from ebook.readers.text.figures import with_captions
from ebook.readers.text.items import Item
from ebook.readers.text.joins import join_sentences
from ebook.readers.text.lines import Line
from ebook.readers.text.masthead import read_masthead
from ebook.readers.text.narrow import full_lines, with_whole_folios
from ebook.readers.text.orphans import restore_credits
from ebook.readers.text.pages import Page, split_pages
from ebook.readers.text.photos import restore_photo_headlines
from ebook.readers.text.physical import physical_lines
from ebook.readers.text.repeats import drop_repeats
from ebook.readers.text.segment import Draft, segment
from ebook.readers.text.style import Style, habits, style_of
from ebook.readers.text.tables import find_tables
from ebook.readers.text.torn import mend_torn
from ebook.readers.text.unwrap import find_wrapping, logical_lines
from ebook.readers.text.wrapforms import forms_of
from ebook.source import Source

__all__ = ["read"]


class _ReadPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page between the stages: what is printed on it, and its articles as items."""

    page: Page
    items: tuple[Item, ...]
    drafts: tuple[Draft, ...]
    repairs: tuple[Repair, ...]


def read(source: Source, options: ReadOptions) -> Reading:
    """Read a page's text, or the text of several pages.

    Args:
        source: the text, in any encoding that newspapers' texts are in.
        options: its language where it is known, and whether its disorder is mended.

    Raises:
        UnreadableSource: the source is no text.
    """
    decoded = decode(source)
    language = options.lang or detect(decoded.text)
    conventions = language.newspaper
    physical = physical_lines(decoded.text)
    wrapping = find_wrapping(physical)
    lines = logical_lines(physical, source.name, wrapping, forms_of(language))
    full = full_lines(physical, wrapping)
    head = read_masthead(lines, language, full)
    lines = with_whole_folios(lines[head.used :], language, full)
    has_places = any(conventions.at_start("place_datelines", line.text[:24]) for line in lines)
    pages = [
        _read_page(page, conventions, options, has_places=has_places)
        for page in split_pages(lines, language, decoded.page_breaks, head.masthead.name)
    ]
    style = style_of([page.items for page in pages], conventions)
    made = [_section(page, conventions, style, options) for page in pages]
    settled = habits(style, [section for section, _, _ in made])
    if settled != style:
        made = [_section(page, conventions, settled, options) for page in pages]
    issue = Issue(
        lang=language.tag,
        masthead=head.masthead,
        sections=tuple(section for section, _, _ in made),
        repairs=(*decoded.repairs, *(repair for _, repairs, _ in made for repair in repairs)),
    )
    problems = (*decoded.problems, *head.problems, *(problem for *_, found in made for problem in found))
    return Reading(issue, (*problems, *no_language(issue, decoded.text)))


def _read_page(page: Page, conventions: Conventions, options: ReadOptions, *, has_places: bool) -> _ReadPage:
    """The articles of a page, as the items that make them."""
    pieces = find_tables(page.lines)
    items = _classified(pieces, conventions, has_places=has_places)
    repairs: list[Repair] = []
    if options.repairs and not options.keep_repeats:
        once = drop_repeats(items)
        repairs += once.repairs
        if once.repairs:  # the neighbours are others now, and they have their say in what a line is
            pieces = [pieces[at] for at in once.kept]
            items = _classified(pieces, conventions, has_places=has_places)
    if options.repairs:
        pieces, mended = mend_torn(pieces, items, conventions)
        repairs += mended
        if mended:
            items = _classified(pieces, conventions, has_places=has_places)
        items, credited = restore_credits(items, conventions)
        repairs += credited
    items = with_captions(items, conventions)
    if options.repairs:
        items, joined = join_sentences(items, conventions)
        repairs += joined
    drafts = segment(items, conventions)
    if options.repairs:
        drafts, moved = restore_displaced(drafts, conventions, is_disordered=bool(repairs))
        drafts, glued = restore_photo_headlines(drafts, conventions)
        repairs += [*moved, *glued]
    return _ReadPage(page=page, items=tuple(items), drafts=tuple(drafts), repairs=tuple(repairs))


def _classified(pieces: Sequence[Line | Item], conventions: Conventions, *, has_places: bool) -> list[Item]:
    """Each piece as an item of its kind, its dateline, jump line and credit in their fields."""
    kinds = classify(pieces, conventions, has_place_datelines=has_places)
    return [detailed(item, conventions, has_place_datelines=has_places) for item in kinds]


def _section(
    read_page: _ReadPage, conventions: Conventions, style: Style, options: ReadOptions
) -> tuple[Section, list[Repair], list[Problem]]:
    """The section that a page makes, with its repairs and doubts."""
    page = read_page.page
    made: list[Composed] = [
        compose(draft, conventions, style, may_split=options.repairs) for draft in read_page.drafts
    ]
    section = Section(
        page=page.number,
        title=page.title,
        folio=page.folio,
        staff=page.staff,
        articles=tuple(composed.article for composed in made),
        origin=_origin(page),
    )
    repairs = [*read_page.repairs, *(repair for composed in made for repair in composed.repairs)]
    repairs += missing_lines((*page.edges, *page.lines), [section], repairs)
    problems = [
        *doubts_of_items(read_page.items),
        *doubts_of_titles(made),
        *doubts_of_articles(section.articles, conventions),
        *doubts_of_repairs(repairs),
    ]
    return section, repairs, sorted(problems, key=lambda problem: problem.line or 0)


def _origin(page: Page) -> Origin | None:
    lines = (*page.edges, *page.lines)
    numbers = sorted({number for line in lines for number in line.numbers})
    return Origin(file=lines[0].file, lines=tuple(numbers)) if lines else None
