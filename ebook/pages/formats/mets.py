"""METS with ALTO, as libraries digitise newspapers: where its logical map has articles, they are kept as they are.

A METS without articles gives its pages, whose text is read like any page's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from lxml.etree import _Element as Element

from ebook.errors import UnreadableSource
from ebook.languages import Language, detect, find, normalised, resolve
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
    Section,
)
from ebook.pages.formats.mets_document import Areas, Facts, Line, PageFiles, kind_of
from ebook.pages.formats.xml import attribute, children, descendants, parse
from ebook.pages.page import Page, PageIssue, Region
from ebook.pages.read import facsimiles_of, read_pages
from ebook.problems import Problem
from ebook.readers import Reading, ReadOptions
from ebook.reading.people import byline
from ebook.rules import printed as rules
from ebook.signatures import mets_of
from ebook.source import Source

__all__ = ["read"]

_HEADINGS = {
    "OVERLINE": "kicker",
    "TITLE": "headline",
    "SUBHEADLINE": "deck",
    "SUBTITLE": "deck",
    "AUTHOR": "author",
}
_FOLIO = 160


def read(source: Source, options: ReadOptions) -> Reading:
    """Read an issue.

    Raises:
        UnreadableSource: the METS document is damaged, or none of its pages is there.
    """
    document = source if source.files is None else mets_of(source)
    if document is None:
        raise UnreadableSource(
            "it holds no METS document", file=source.name, hint="name the folder with mets.xml"
        )
    root = parse(document)
    pages = PageFiles(document, source, root)
    areas = Areas(root)
    logical = [m for m in descendants(root, "structMap") if kind_of(m) == "LOGICAL"]
    articles = [
        div for m in logical for div in descendants(m, "div") if kind_of(div) == "ARTICLE" and areas.of(div)
    ]
    reader = _Reader(root, (logical or [root])[0], pages, areas, options)
    return reader.run() if articles else reader.run_without_articles()


# --- the articles -------------------------------------------------------------------------


class _Reader:
    """Makes the issue that a logical map describes."""

    def __init__(
        self, root: Element, logical: Element, pages: PageFiles, areas: Areas, options: ReadOptions
    ) -> None:
        self.logical, self.pages, self.areas, self.options = logical, pages, areas, options
        self.used: set[int] = set()
        self.problems: list[Problem] = []
        self.facts = Facts(root, logical)
        self.language, self.tag = self._language()

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
        problems = (*self.pages.problems, *self.problems)
        return Reading(issue, problems, facsimiles=facsimiles_of(self.pages.pages))

    def run_without_articles(self) -> Reading:
        """The pages as they are printed, their articles found as on any page."""
        pages = PageIssue(
            pages=tuple(self.pages.pages),
            repairs=tuple(self.pages.repairs),
            problems=(*self.pages.problems, *self.problems),
            name=self.facts.name(),
            date=self.facts.date(),
        )
        reading = read_pages(pages, msgspec.structs.replace(self.options, lang=self.language))
        if self.tag is None:
            return reading
        sections = tuple(
            msgspec.structs.replace(
                section,
                articles=tuple(msgspec.structs.replace(one, lang=self.tag) for one in section.articles),
            )
            for section in reading.issue.sections
        )
        issue = msgspec.structs.replace(reading.issue, sections=sections)
        return msgspec.structs.replace(reading, issue=issue)

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

    def _language(self) -> tuple[Language, str | None]:
        """The language to read in, and the tag of the paper's own where no word lists are there for it."""
        if self.options.lang is not None:
            return self.options.lang, None
        terms = self.facts.languages() or self.pages.langs
        tags = [tag for term in terms if (tag := normalised(term))]
        usual = sorted(set(tags), key=lambda tag: (-tags.count(tag), tag))
        unknown = [tag for tag in usual if find(tag) is None]
        if unknown:
            names = " and ".join(unknown)
            message = (
                f"there are no word lists for {names}; the text is kept as it is, marked with its language"
            )
            self.problems.append(rules.NO_WORD_LISTS.at(Origin(file=self.pages.document.name), message))
        known = next((language for tag in usual if (language := find(tag)) is not None), None)
        if known is not None:
            return known, None
        text = "\n".join(line.region.text for *_, line in self.pages.order[:400])
        return (resolve("en"), usual[0]) if usual else (detect(text), None)

    def _tag_of(self, div: Element) -> str | None:
        """The language of an article where it is not the issue's: as its description says, else as its blocks do."""
        if self.options.lang is not None:
            return None
        said = self.facts.languages(div) or [
            line.region.lang for area in self.areas.of(div) for line in self.pages.lines.get(area, [])
        ]
        tags = [tag for term in said if term and (tag := normalised(term))]
        tag = max(tags, key=tags.count) if tags else self.tag
        return None if tag == self.language.tag else tag

    # --- masthead ---

    def _masthead(self) -> Masthead:
        titles = [div for div in descendants(self.logical, "div") if kind_of(div) == "TITLE_SECTION"]
        lines = [line.region.text for title in titles for line in self._lines(title)]
        return Masthead(
            name=self.facts.name() or None,
            date=self.facts.date(),
            issue_number=self.facts.number(),
            printed=tuple(line for line in lines if line.strip()),
            origin=Origin(file=self.pages.document.name),
        )

    # --- articles ---

    def _articles(self, element: Element, column: str | None) -> Iterator[tuple[int, Article]]:
        """The articles below a part of the map; a section's heading is the column of its first article."""
        for div in children(element, "div"):
            for number, article in self._articles_of(div, column):
                column = None
                yield number, article

    def _articles_of(self, div: Element, column: str | None) -> Iterator[tuple[int, Article]]:
        kind = kind_of(div)
        if kind in {"TITLE_SECTION", "HEADING", "BODY"}:
            return
        if kind in {"ARTICLE", "ADVERTISEMENT", "OBITUARY"}:
            yield from self._article(div, column)
            return
        if kind == "SECTION":
            yield from self._section_articles(div, column)
            return
        yield from self._articles(div, column)

    def _section_articles(self, div: Element, column: str | None) -> Iterator[tuple[int, Article]]:
        """A section's articles; what it prints above them, such as place and day, begins the first of them."""
        heading = self._heading(div)
        bodies = [part for part in children(div, "div") if kind_of(part) == "BODY"]
        lead = [block for part in bodies for block in self._body(part, heading)]
        named = " ".join(
            filter(None, (heading.get(name) for name in ("kicker", "headline", "deck", "author")))
        )
        inner = list(self._articles(div, named or column))
        if not inner and (lead or heading):
            yield from self._made(div, heading, lead, column)
        for at, (page, article) in enumerate(inner):
            body = (*lead, *article.body) if at == 0 else article.body
            yield page, msgspec.structs.replace(article, body=body)

    def _article(self, div: Element, column: str | None) -> list[tuple[int, Article]]:
        heading = self._heading(div)
        bodies = [part for part in children(div, "div") if kind_of(part) != "HEADING"]
        blocks = [block for part in bodies for block in self._body(part, heading)]
        blocks += self._blocks(self._lines(div))
        if not heading and blocks and _is_same(blocks[0], attribute(div, "LABEL")):
            heading["headline"] = attribute(div, "LABEL")
            del blocks[0]
        return list(self._made(div, heading, blocks, column))

    def _made(
        self, div: Element, heading: dict[str, str], blocks: Sequence[Block], column: str | None
    ) -> Iterator[tuple[int, Article]]:
        pages = [
            self.pages.of_file[file].number for file, _ in self.areas.of(div) if file in self.pages.of_file
        ]
        if not pages:
            return
        author = heading.get("author")
        tag = self._tag_of(div)
        language = self.language if tag is None else find(tag)
        people: tuple[Person, ...] = byline(author, language) if author and language is not None else ()
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
                lang=tag,
                origin=Origin(file=self.pages.document.name, places=self._places(div)),
            ),
        )

    def _places(self, div: Element) -> tuple[Place, ...]:
        """Where an article is printed, its heading included."""
        lines = (line for area in self.areas.of(div) for line in self.pages.lines.get(area, []))
        return tuple(dict.fromkeys(line.page.place(line.region.box) for line in lines))

    def _heading(self, div: Element) -> dict[str, str]:
        """The parts of an article's heading; each read once."""
        found: dict[str, list[str]] = {}
        for heading in (part for part in children(div, "div") if kind_of(part) == "HEADING"):
            parts = list(children(heading, "div")) or [heading]
            for part in parts:
                name = _HEADINGS.get(kind_of(part), "headline")
                found.setdefault(name, []).append(_text([line.region for line in self._lines(part)]))
        return {name: " ".join(filter(None, texts)) for name, texts in found.items()}

    def _body(self, div: Element, heading: dict[str, str]) -> Iterator[Block]:
        """The blocks of an article's body; an author at its end is the heading's."""
        kind = kind_of(div)
        parts = list(children(div, "div"))
        if kind in {"ILLUSTRATION", "IMAGE"} and not _is_in_table(div):
            lines = self._lines(div)
            caption = _text([line.region for line in lines if line.region.text])
            yield Figure(caption=caption or None, origin=_origin(lines))
        elif kind == "AUTHOR":
            text = _text([line.region for line in self._lines(div)])
            heading["author"] = " ".join(filter(None, (heading.get("author"), text)))
        elif kind in {"PARAGRAPH", "TEXT", "TEXTBLOCK"}:
            yield from self._paragraphs(self._lines(div))
        elif not parts:
            yield from self._blocks(self._lines(div))
        else:
            for part in parts:
                yield from self._body(part, heading)

    def _blocks(self, lines: Sequence[Line]) -> Iterator[Block]:
        """A paragraph for each block of the page, for parts that the map does not divide, and its pictures."""
        groups: dict[tuple[int, str], list[Line]] = {}
        for line in lines:
            groups.setdefault((line.page.number, line.region.group), []).append(line)
        for group in groups.values():
            yield from self._paragraphs(group)

    def _paragraphs(self, lines: Sequence[Line]) -> Iterator[Block]:
        text = _text([line.region for line in lines])
        if text:
            yield Paragraph(text=text, origin=_origin(lines))

    def _lines(self, div: Element) -> list[Line]:
        """The lines that a part of the map refers to, each once in the whole issue."""
        found: list[Line] = []
        for area in self.areas.of(div):
            for line in self.pages.lines.get(area, []):
                if id(line) not in self.used:
                    self.used.add(id(line))
                    found.append(line)
        return found

    def _left(self) -> Iterator[tuple[int, list[Line]]]:
        """The blocks that no article refers to, each with the number of its page."""
        blocks: dict[tuple[int, str], list[Line]] = {}
        for _, block, line in self.pages.order:
            if id(line) not in self.used:
                blocks.setdefault((line.page.number, block), []).append(line)
        yield from ((number, lines) for (number, _), lines in blocks.items())


def _is_same(block: Block, label: str) -> bool:
    """Whether a block is the heading that the map only names."""
    return isinstance(block, Paragraph) and bool(label) and str(block.text).split() == label.split()


def _is_in_table(div: Element) -> bool:
    above = div.getparent()
    return above is not None and kind_of(above) == "TABLE"


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


def _origin(lines: Sequence[Line]) -> Origin | None:
    if not lines:
        return None
    places = [line.page.place(line.region.box) for line in lines]
    return Origin(file=lines[0].page.file, places=tuple(dict.fromkeys(places)))
