"""The metadata of a package (EPUB 3.3, section 5.5): what libraries and shelves know of the issue."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from ebook.edition import Edition
from ebook.languages import normalised, resolve
from ebook.model import Masthead
from ebook.writers.epub.accessibility import claims, facts
from ebook.writers.epub.people import Maker, makers
from ebook.writers.epub.xml import xml_text

__all__ = ["Entry", "metadata"]

IDENTIFIER_ID = "id"
"""The id that EbookLib names as the package's unique identifier."""

_ISSN = re.compile(r"ISSN\W*([0-9]{4}-[0-9]{3}[0-9X])", re.IGNORECASE)
_PUBLISHES = re.compile(r"\s*(?:主管|主办|主辦|出版|发行|發行|発行|발행)+\s*$")
"""What a nameplate prints behind the publisher's name."""

_RIGHTS = re.compile(r"©|\(c\)|版[权權]所有|無断転載|무단\s*(전재|복제)|翻[印版]必究", re.IGNORECASE)


class Entry(msgspec.Struct, frozen=True):
    """One element of the metadata: `dc:…` or `meta`, its text, its attributes."""

    element: str
    text: str
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether there is a value that is not white space; the standard allows no other."""
        return bool((self.text or dict(self.attributes).get("content", "")).strip())


def metadata(edition: Edition) -> tuple[Entry, ...]:
    """All entries, in the order in which they are to stand. What is not known has none."""
    entries = (
        *_identity(edition),
        *_makers(edition),
        *_description(edition),
        *_series(edition),
        *_cover(edition),
        *_page_source(edition),
        *(_property(name, value) for name, value in claims(facts(edition), edition.lang)),
    )
    return tuple(entry for entry in entries if entry.says_something)


def _identity(edition: Edition) -> Iterator[Entry]:
    yield _dc("identifier", edition.identifier, id=IDENTIFIER_ID)
    yield _dc("title", edition.title, id="title")
    yield _property("file-as", _paper_and_day(edition), refines="#title")
    yield from (_dc("language", lang) for lang in dict.fromkeys((edition.lang, *_other_languages(edition))))
    if edition.issue.masthead.date:
        yield _dc("date", edition.issue.masthead.date.isoformat())


def _other_languages(edition: Edition) -> Iterator[str]:
    """The languages of articles that are not in the paper's own."""
    langs = (article.lang for article in edition.issue.articles)
    return (tag for lang in langs if lang and (tag := normalised(lang)))


def _paper_and_day(edition: Edition) -> str:
    """Name and ISO date, which sorts the issues of a year where 4月 and 12月 would not."""
    paper, day = _paper(edition), edition.issue.masthead.date
    return f"{paper} {day.isoformat()}" if paper and day else ""


def _paper(edition: Edition) -> str:
    """The paper's name, empty where it is not known."""
    return (edition.issue.masthead.name or "").strip()


def _makers(edition: Edition) -> Iterator[Entry]:
    found = makers(edition.issue)
    if not any(maker.is_creator for maker in found):
        yield _dc("creator", _paper(edition))
    for number, maker in enumerate(found, start=1):
        yield from _maker(maker, f"person-{number}")
    yield _dc("publisher", _PUBLISHES.sub("", edition.issue.masthead.publisher or "") or _paper(edition))


def _maker(maker: Maker, uid: str) -> Iterator[Entry]:
    yield _dc("creator" if maker.is_creator else "contributor", maker.name, id=uid)
    for role in maker.roles:
        yield _property("role", role, refines=f"#{uid}", scheme="marc:relators")
    if maker.sort_name:
        yield _property("file-as", maker.sort_name, refines=f"#{uid}")


def _description(edition: Edition) -> Iterator[Entry]:
    subjects = (section.title for section in edition.issue.sections if section.title)
    yield from (_dc("subject", title) for title in dict.fromkeys(subjects))
    yield _dc("source", _source(edition))
    yield from (_dc("rights", line) for line in dict.fromkeys(_rights(edition)))


def _source(edition: Edition) -> str:
    """The printed issue, as a librarian would cite it."""
    masthead = edition.issue.masthead
    if not _paper(edition):
        return ""
    counter = resolve(edition.lang).words.issue_counter
    number = counter.format(masthead.issue_number) if masthead.issue_number else ""
    named = masthead.edition if masthead.edition and masthead.edition not in edition.title else ""
    return " ".join(part for part in (edition.title, named, number, *_serial_numbers(masthead)) if part)


def _serial_numbers(masthead: Masthead) -> list[str]:
    """What identifies the paper, each number with its kind in front: CN 99-0001, ISSN 1234-5679."""
    numbers = {"CN": masthead.cn_number, "ISSN": masthead.issn}
    return [
        number if number.upper().startswith(kind) else f"{kind} {number}"
        for kind, number in numbers.items()
        if number
    ]


def _rights(edition: Edition) -> Iterator[str]:
    """What the paper itself prints about its rights; nothing is assumed."""
    lines = [*edition.issue.masthead.printed]
    for section in edition.issue.sections:
        lines += (*section.folio, *section.staff)
    return (line for line in lines if _RIGHTS.search(line))


def _series(edition: Edition) -> Iterator[Entry]:
    """The paper as a series with the issue as its number, for reading systems and for calibre."""
    paper, masthead = _paper(edition), edition.issue.masthead
    if not paper:
        return
    yield _property("belongs-to-collection", paper, id="series")
    yield _property("collection-type", "series", refines="#series")
    for number in _serial_numbers(masthead):
        issn = _ISSN.fullmatch(number)
        value = f"urn:issn:{issn[1].upper()}" if issn else number
        yield _property("dcterms:identifier", value, refines="#series")
    yield _named("calibre:series", paper)
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
