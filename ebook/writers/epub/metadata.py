"""The metadata of a package (EPUB 3.3, section 5.5): what libraries and shelves know of the issue."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from ebook.locales import words
from ebook.render.edition import Edition
from ebook.writers.epub.accessibility import claims, facts
from ebook.writers.epub.people import Maker, makers
from ebook.writers.epub.xml import xml_text

__all__ = ["Entry", "metadata"]

IDENTIFIER_ID = "id"
"""The id that EbookLib names as the package's unique identifier."""

_RIGHTS = re.compile(r"©|\(c\)|版[权權]所有|無断転載|무단\s*(전재|복제)|翻[印版]必究", re.IGNORECASE)


class Entry(msgspec.Struct, frozen=True):
    """One element of the metadata: `dc:…` or `meta`, its text, its attributes."""

    element: str
    text: str
    attributes: tuple[tuple[str, str], ...] = ()


def metadata(edition: Edition) -> tuple[Entry, ...]:
    """All entries, in the order in which they are to stand. What is not known has none."""
    return (
        *_identity(edition),
        *_makers(edition),
        *_description(edition),
        *_series(edition),
        *_cover(edition),
        *_page_source(edition),
        *(_property(name, value) for name, value in claims(facts(edition), edition.lang)),
    )


def _identity(edition: Edition) -> Iterator[Entry]:
    yield _dc("identifier", edition.identifier, id=IDENTIFIER_ID)
    yield _dc("title", edition.title, id="title")
    if sortable := _paper_and_day(edition):
        yield _property("file-as", sortable, refines="#title")
    langs = (edition.lang, *(doc.lang for doc in edition.documents))
    yield from (_dc("language", lang) for lang in dict.fromkeys(langs))
    if edition.issue.masthead.date:
        yield _dc("date", edition.issue.masthead.date.isoformat())


def _paper_and_day(edition: Edition) -> str:
    """Name and ISO date, which sorts the issues of a year where 4月 and 12月 would not."""
    masthead = edition.issue.masthead
    return f"{masthead.name} {masthead.date.isoformat()}" if masthead.name and masthead.date else ""


def _makers(edition: Edition) -> Iterator[Entry]:
    masthead = edition.issue.masthead
    found = makers(edition.issue)
    if masthead.name and not any(maker.is_creator for maker in found):
        yield _dc("creator", masthead.name)
    for number, maker in enumerate(found, start=1):
        yield from _maker(maker, f"person-{number}")
    if publisher := masthead.publisher or masthead.name:
        yield _dc("publisher", publisher)


def _maker(maker: Maker, uid: str) -> Iterator[Entry]:
    yield _dc("creator" if maker.is_creator else "contributor", maker.name, id=uid)
    for role in maker.roles:
        yield _property("role", role, refines=f"#{uid}", scheme="marc:relators")
    if maker.sort_name:
        yield _property("file-as", maker.sort_name, refines=f"#{uid}")


def _description(edition: Edition) -> Iterator[Entry]:
    subjects = (section.title for section in edition.issue.sections if section.title)
    yield from (_dc("subject", title) for title in dict.fromkeys(subjects))
    if source := _source(edition):
        yield _dc("source", source)
    yield from (_dc("rights", line) for line in dict.fromkeys(_rights(edition)))


def _source(edition: Edition) -> str:
    """The printed issue, as a librarian would cite it."""
    masthead = edition.issue.masthead
    if not masthead.name:
        return ""
    number = (
        words(edition.lang).issue_counter.format(masthead.issue_number) if masthead.issue_number else None
    )
    issn = f"ISSN {masthead.issn}" if masthead.issn else None
    parts = (edition.title, masthead.edition, number, masthead.cn_number, issn)
    return " ".join(part for part in parts if part)


def _rights(edition: Edition) -> Iterator[str]:
    """What the paper itself prints about its rights; nothing is assumed."""
    lines = [*edition.issue.masthead.printed]
    for section in edition.issue.sections:
        lines += (*section.folio, *section.staff)
    return (line for line in lines if _RIGHTS.search(line))


def _series(edition: Edition) -> Iterator[Entry]:
    """The paper as a series with the issue as its number, for reading systems and for calibre."""
    masthead = edition.issue.masthead
    if not masthead.name:
        return
    yield _property("belongs-to-collection", masthead.name, id="series")
    yield _property("collection-type", "series", refines="#series")
    serial = (f"urn:issn:{masthead.issn}" if masthead.issn else None, masthead.cn_number)
    yield from (_property("dcterms:identifier", value, refines="#series") for value in serial if value)
    yield _named("calibre:series", masthead.name)
    if position := _position(masthead.issue_number):
        yield _property("group-position", position, refines="#series")
        yield _named("calibre:series_index", position)


def _position(issue_number: str | None) -> str | None:
    """The issue number as digits, None where it is no plain number."""
    digits = unicodedata.normalize("NFKC", issue_number or "").replace(",", "").strip()
    return str(int(digits)) if re.fullmatch(r"[0-9]+", digits) else None


def _cover(edition: Edition) -> Iterator[Entry]:
    """Where EPUB 2 reading systems look for the cover."""
    if edition.cover:
        yield _named("cover", "cover-image")


def _page_source(edition: Edition) -> Iterator[Entry]:
    if edition.pages:
        yield _property("pageBreakSource", edition.title)


def _dc(name: str, text: str, **attributes: str) -> Entry:
    return Entry(f"dc:{name}", xml_text(text), tuple(attributes.items()))


def _property(name: str, text: str, **attributes: str) -> Entry:
    return Entry("meta", xml_text(text), (("property", name), *attributes.items()))


def _named(name: str, content: str) -> Entry:
    return Entry("meta", "", (("name", name), ("content", xml_text(content))))
