"""METS with ALTO, as libraries digitise newspapers: where its logical map has articles, they are kept as they are.

A METS without articles gives its pages, whose text is read like any page's.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

import msgspec
from lxml.etree import _Element as Element

from ebook.errors import EbookError, UnreadableSource
from ebook.languages import Language, detect, find, resolve
from ebook.model import (
    Article,
    Block,
    Figure,
    Issue,
    Masthead,
    Origin,
    Paragraph,
    Person,
    Place,
    Repair,
    Section,
)
from ebook.pages.formats import alto
from ebook.pages.formats.fields import sniff
from ebook.pages.formats.xml import attribute, children, descendants, parse
from ebook.pages.page import Page, PageIssue, Region
from ebook.pages.read import read_pages
from ebook.problems import Problem
from ebook.readers import Reading, ReadOptions
from ebook.reading.people import byline
from ebook.rules import printed as rules
from ebook.source import FolderFiles, Source

__all__ = ["read", "recognise"]

_HEADINGS = {
    "OVERLINE": "kicker",
    "TITLE": "headline",
    "SUBHEADLINE": "deck",
    "SUBTITLE": "deck",
    "AUTHOR": "author",
}
_FOLIO = 160
_DATE = re.compile(r"(1[5-9]\d\d|20\d\d)-([01]\d)-([0-3]\d)")


def recognise(source: Source) -> bool:
    """Whether a source is a METS document, or a folder or zip with one."""
    if source.files is None:
        return _is_mets(sniff(source))
    return _mets_of(source) is not None


def read(source: Source, options: ReadOptions) -> Reading:
    """Read an issue.

    Raises:
        UnreadableSource: the METS document is damaged, or none of its pages is there.
    """
    document = source if source.files is None else _mets_of(source)
    if document is None:
        raise UnreadableSource(
            "it holds no METS document", file=source.name, hint="name the folder with mets.xml"
        )
    pages = _Pages(document, source)
    root = parse(document)
    logical = [m for m in descendants(root, "structMap") if attribute(m, "TYPE").upper() == "LOGICAL"]
    articles = [
        div for m in logical for div in descendants(m, "div") if _kind(div) == "ARTICLE" and _areas(div)
    ]
    if not articles:
        reading = read_pages(pages.issue(), options)
        return Reading(reading.issue, (*pages.problems, *reading.problems), reading.pictures)
    return _Reader(root, logical[0], pages, options).run()


def _is_mets(head: bytes) -> bool:
    return head[:1] == b"<" and re.search(rb"<(?:\w+:)?mets[\s>]", head) is not None


def _mets_of(source: Source) -> Source | None:
    assert source.files is not None  # noqa: S101  # the callers have seen to it
    names = [name for name in source.files.names() if name.lower().endswith(".xml")]
    for name in sorted(names, key=lambda name: ("mets" not in name.lower(), name.count("/"), name)):
        member = source.member(name)
        if _is_mets(sniff(member)):
            return member
    return None


def _kind(div: Element) -> str:
    return attribute(div, "TYPE").upper()


def _areas(div: Element) -> list[tuple[str, str]]:
    """The (file, block) pairs that a part of the logical map refers to, in order."""
    return [(attribute(area, "FILEID"), attribute(area, "BEGIN")) for area in descendants(div, "area")]


# --- the pages ----------------------------------------------------------------------------


class _Line(msgspec.Struct, frozen=True):
    """A line of a page, with the page."""

    page: Page
    region: Region


class _Pages:
    """The ALTO files that a METS document names, and the lines of their blocks."""

    def __init__(self, document: Source, whole: Source) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.repairs: list[Repair] = []
        self.pages: list[Page] = []
        self.of_file: dict[str, Page] = {}
        self.lines: dict[tuple[str, str], list[_Line]] = {}
        self.order: list[tuple[str, str, _Line]] = []
        self.langs: list[str] = []
        self._files = whole
        if whole.files is None and document.folder is not None:
            self._files = msgspec.structs.replace(whole, files=FolderFiles(document.folder))
        self._read(parse(document))

    def issue(self) -> PageIssue:
        """The pages as they are printed, for reading without articles."""
        if not self.pages:
            raise self._nothing()
        return PageIssue(pages=tuple(self.pages), repairs=tuple(self.repairs))

    def _nothing(self) -> UnreadableSource:
        return UnreadableSource(
            "none of its pages is there",
            file=self.document.name,
            hint="put the ALTO files beside it, as it names them",
        )

    def _read(self, root: Element) -> None:
        for file in descendants(root, "file"):
            address = next((attribute(place, "href") for place in children(file, "FLocat")), "")
            source = self._find(address) if address.lower().endswith(".xml") else None
            if source is None:
                if address.lower().endswith(".xml"):
                    self._missing(address)
                continue
            if not alto.recognise(sniff(source)):
                continue
            for found in alto.pages_of(source, len(self.pages) + 1):
                self._take(attribute(file, "ID"), found)
        if not self.pages:
            raise self._nothing()

    def _take(self, file: str, found: alto.AltoPage) -> None:
        self.pages.append(found.page)
        self.of_file[file] = found.page
        self.repairs += found.repairs
        self.langs += [found.lang] if found.lang else []
        for region, blocks in zip(found.page.regions, found.blocks, strict=True):
            line = _Line(found.page, region)
            for block in blocks:
                self.lines.setdefault((file, block), []).append(line)
            if region.kind == "line":
                self.order.append((file, blocks[0] if blocks else "", line))

    def _find(self, address: str) -> Source | None:
        """A file of the document's folder or zip, by its path, else by its name."""
        path = re.sub(r"^file:/*", "", address).replace("\\", "/").removeprefix("./")
        names = self._files.files.names() if self._files.files is not None else ()
        above = PurePosixPath(self.document.name).parent.as_posix()
        wanted = path if above == "." else f"{above}/{path}"
        name = wanted if wanted in names else None
        if name is None:
            alike = [one for one in names if PurePosixPath(one).name == PurePosixPath(path).name]
            name = alike[0] if len(alike) == 1 else None
        return self._files.member(name) if name is not None else None

    def _missing(self, address: str) -> None:
        message = f"{PurePosixPath(address).name} is not in the source; put it beside the METS document"
        self.problems.append(rules.PAGE_MISSING.at(Origin(file=self.document.name), message))


# --- the articles -------------------------------------------------------------------------


class _Reader:
    """Makes the issue that a logical map describes."""

    def __init__(self, root: Element, logical: Element, pages: _Pages, options: ReadOptions) -> None:
        self.root, self.logical, self.pages = root, logical, pages
        self.used: set[int] = set()
        self.problems: list[Problem] = []
        self.language, self.tag = self._language(options)

    def run(self) -> Reading:
        masthead = self._masthead()
        sections: dict[int, list[Article]] = {page.number: [] for page in self.pages.pages}
        for number, article in self._articles(self.logical, None):
            sections[number].append(article)
        issue = Issue(
            lang=self.language.tag,
            masthead=masthead,
            sections=tuple(self._section(page, sections[page.number]) for page in self.pages.pages),
            repairs=tuple(self.pages.repairs),
        )
        return Reading(issue, (*self.pages.problems, *self.problems))

    def _section(self, page: Page, articles: list[Article]) -> Section:
        """A page; short lines that belong to no article, an imprint for instance, are its folio."""
        left = [lines for number, lines in self._left() if number == page.number]
        texts = [_text([line.region for line in lines]) for lines in left]
        folio = tuple(text for text in texts if 0 < len(text) <= _FOLIO)
        long = [lines for lines, text in zip(left, texts, strict=True) if len(text) > _FOLIO]
        if left:
            message = (
                f"{len(left)} blocks of text are in no article of the METS document; they stand on their page"
            )
            self.problems.append(rules.NOT_IN_AN_ARTICLE.at(Origin(file=page.file), message))
        if long:
            body = tuple(block for lines in long for block in self._paragraphs(lines))
            articles = [*articles, Article(body=body, lang=self.tag, origin=Origin(file=page.file))]
        label = page.label or str(page.number)
        return Section(page=label, folio=folio, articles=tuple(articles), origin=Origin(file=page.file))

    def _language(self, options: ReadOptions) -> tuple[Language, str | None]:
        """The language to read in, and the tag of the paper's own where that is another."""
        if options.lang is not None:
            return options.lang, None
        terms = [term.text or "" for term in descendants(self.root, "languageTerm")] or self.pages.langs
        for tag in sorted(set(terms), key=terms.count, reverse=True):
            try:
                return resolve(tag), None
            except EbookError:
                continue
        text = "\n".join(line.region.text for *_, line in self.pages.order[:400])
        usual = max(set(terms), key=terms.count) if terms else None
        return (resolve("en") if usual and find(usual) is None else detect(text)), usual

    # --- masthead ---

    def _masthead(self) -> Masthead:
        titles = [div for div in descendants(self.logical, "div") if _kind(div) == "TITLE_SECTION"]
        printed: list[str] = []
        for title in titles:
            printed += [line.region.text for line in self._lines(title)]
        label = attribute(next(descendants(self.logical, "div")), "LABEL")
        dates = [element.text or "" for element in descendants(self.root, "dateIssued", "date")]
        found = next((match for text in (*dates, label) if (match := _DATE.search(text))), None)
        number = self._part_number()
        return Masthead(
            name=self._name() or None,
            date=_date(found) if found else None,
            issue_number=number,
            printed=tuple(printed),
            origin=Origin(file=self.pages.document.name),
        )

    def _name(self) -> str:
        for section in descendants(self.root, "dmdSec"):
            if (
                "COLLECTION" in attribute(section, "ID").upper()
                or "ISSUE" in attribute(section, "ID").upper()
            ):
                title = next((element.text or "" for element in descendants(section, "title")), "")
                if title.strip():
                    return " ".join(title.split())
        return ""

    def _part_number(self) -> str | None:
        for detail in descendants(self.root, "detail", "part"):
            if attribute(detail, "type").lower() in {"issue", "number", ""}:
                text = next(
                    (element.text or "" for element in descendants(detail, "number", "partNumber")), ""
                )
                if digits := re.search(r"\d+", text):
                    return digits[0]
        text = next((element.text or "" for element in descendants(self.root, "partNumber")), "")
        digits = re.search(r"\d+", text)
        return digits[0] if digits else None

    # --- articles ---

    def _articles(self, element: Element, column: str | None) -> Iterator[tuple[int, Article]]:
        """The articles below a part of the map; a section's heading is the column of its first article."""
        for div in children(element, "div"):
            for number, article in self._articles_of(div, column):
                column = None
                yield number, article

    def _articles_of(self, div: Element, column: str | None) -> Iterator[tuple[int, Article]]:
        kind = _kind(div)
        if kind in {"TITLE_SECTION", "HEADING", "BODY"}:
            return
        if kind in {"ARTICLE", "ADVERTISEMENT", "OBITUARY"}:
            yield from self._article(div, column)
            return
        if kind == "SECTION":
            heading = self._heading(div)
            own = [part for part in children(div, "div") if _kind(part) == "BODY"]
            yield from self._section_articles(
                div, heading, [b for part in own for b in self._body(part)], column
            )
            return
        yield from self._articles(div, column)

    def _section_articles(
        self, div: Element, heading: dict[str, str], lead: Sequence[Block], column: str | None
    ) -> Iterator[tuple[int, Article]]:
        """A section's articles; what it prints above them, such as place and day, begins the first of them."""
        inner = list(self._articles(div, heading.get("headline") or column))
        if not inner and lead:
            yield from self._made(div, heading, lead, column)
        for at, (number, article) in enumerate(inner):
            body = (*lead, *article.body) if at == 0 else article.body
            yield number, msgspec.structs.replace(article, body=body)

    def _article(self, div: Element, column: str | None) -> list[tuple[int, Article]]:
        heading = self._heading(div)
        bodies = [part for part in children(div, "div") if _kind(part) != "HEADING"]
        blocks = [block for part in bodies for block in self._body(part)]
        if not bodies and _areas(div):
            blocks = list(self._paragraphs(self._lines(div)))
        return list(self._made(div, heading, blocks, column))

    def _made(
        self, div: Element, heading: dict[str, str], blocks: Sequence[Block], column: str | None
    ) -> Iterator[tuple[int, Article]]:
        pages = [self.pages.of_file[file].number for file, _ in _areas(div) if file in self.pages.of_file]
        if not pages:
            return
        author = heading.get("author")
        people: tuple[Person, ...] = byline(author, self.language) if author and self.tag is None else ()
        if author and not people:
            people = (Person(role="reporter", name=author.strip(" .,")),)
        yield (
            pages[0],
            Article(
                column=column,
                kicker=heading.get("kicker") or None,
                headline=heading.get("headline") or None,
                deck=heading.get("deck") or None,
                byline=people,
                byline_text=author or None,
                body=tuple(blocks),
                lang=self.tag,
                origin=Origin(file=self.pages.document.name),
            ),
        )

    def _heading(self, div: Element) -> dict[str, str]:
        """The parts of an article's heading; each read once."""
        found: dict[str, list[str]] = {}
        for heading in (part for part in children(div, "div") if _kind(part) == "HEADING"):
            parts = list(children(heading, "div")) or [heading]
            for part in parts:
                name = _HEADINGS.get(_kind(part), "headline")
                found.setdefault(name, []).append(_text([line.region for line in self._lines(part)]))
        return {name: " ".join(filter(None, texts)) for name, texts in found.items()}

    def _body(self, div: Element) -> Iterator[Block]:
        kind = _kind(div)
        parts = list(children(div, "div"))
        if kind in {"ILLUSTRATION", "IMAGE"}:
            lines = self._lines(div)
            caption = _text([line.region for line in lines if line.region.text])
            yield Figure(caption=caption or None, origin=_origin(lines))
        elif kind in {"PARAGRAPH", "TEXT", "TEXTBLOCK"} or not parts:
            yield from self._paragraphs(self._lines(div))
        else:
            for part in parts:
                yield from self._body(part)

    def _paragraphs(self, lines: Sequence[_Line]) -> Iterator[Block]:
        text = _text([line.region for line in lines])
        if text:
            yield Paragraph(text=text, origin=_origin(lines))

    def _lines(self, div: Element) -> list[_Line]:
        """The lines that a part of the map refers to, each once in the whole issue."""
        found: list[_Line] = []
        for area in _areas(div):
            for line in self.pages.lines.get(area, []):
                if id(line) not in self.used:
                    self.used.add(id(line))
                    found.append(line)
        return found

    def _left(self) -> Iterator[tuple[int, list[_Line]]]:
        """The blocks that no article refers to, each with the number of its page."""
        blocks: dict[tuple[int, str], list[_Line]] = {}
        for _, block, line in self.pages.order:
            if id(line) not in self.used:
                blocks.setdefault((line.page.number, block), []).append(line)
        yield from ((number, lines) for (number, _), lines in blocks.items())


def _date(match: re.Match[str]) -> datetime.date | None:
    try:
        return datetime.date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def _text(regions: Sequence[Region]) -> str:
    """The text of lines; a space between words, none beside an ideograph."""
    text = ""
    for region in regions:
        line = region.text.strip()
        if not line:
            continue
        closed = re.compile(r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u30ff]")
        apart = text and not (closed.match(text[-1]) or closed.match(line[0]))
        text += (" " if apart else "") + line
    return text


def _origin(lines: Sequence[_Line]) -> Origin | None:
    if not lines:
        return None
    places = []
    for line in lines:
        box = line.region.box.scaled(1 / line.page.width, 1 / line.page.height)
        shares = tuple(
            min(max(round(edge, 4), 0.0), 1.0) for edge in (box.left, box.top, box.right, box.bottom)
        )
        places.append(Place(page=line.page.number, box=shares))  # type: ignore[arg-type]  # four edges
    return Origin(file=lines[0].page.file, places=tuple(dict.fromkeys(places)))
