"""NITF, the News Industry Text Format of the IPTC, versions 3.x."""

from __future__ import annotations

import re

import msgspec

from ebook.errors import UnreadableSource
from ebook.model import Origin, Repair, plain
from ebook.readers.html import Element, flatten, text_lines
from ebook.readers.newsroom.items import Item, date_of, lines_of, one, other_version
from ebook.readers.newsroom.xml import child_text, parse_xml, spaced
from ebook.reading.known import KnownArticle, Part
from ebook.reading.pieces import Line
from ebook.source import Source

__all__ = ["item_of", "read_nitf"]


def read_nitf(source: Source) -> list[Item]:
    """The articles of a file: one, or several in one wrapper.

    Raises:
        UnreadableSource: it is not NITF.
    """
    root = parse_xml(source)
    found = [root] if root.tag == "nitf" else list(root.iter("nitf"))
    if not found:
        raise UnreadableSource(
            "there is no <nitf> in it",
            file=source.name,
            hint="name the format with --from, or export it as NITF",
        )
    return [item_of(document, source.name) for document in found]


def item_of(root: Element, file: str) -> Item:
    """The article of an <nitf> element."""
    return _Reader(root, file).read()


class _Reader:
    def __init__(self, root: Element, file: str) -> None:
        self.root, self.file = root, file
        self.repairs: list[Repair] = []
        body = root.find("body")
        self.lines: list[Line] = [] if body is None else lines_of(body, file)

    def read(self) -> Item:
        """The article."""
        root = self.root
        headline, deck = self._titles()
        published = root.find(".//pubdata")
        issued, released = (root.find(f".//{name}") for name in ("date.issue", "date.release"))
        dates = (_get(published, "date.publication"), _get(issued, "norm"), _get(released, "norm"))
        article = KnownArticle(
            column=child_text(root, ".//body.head/series")
            or _get(root.find(".//series"), "series.name")
            or None,
            headline=one(headline),
            deck=one(deck),
            parts=tuple(self._parts()),
            dateline=self._head_text("dateline"),
            lang=root.get("{http://www.w3.org/XML/1998/namespace}lang"),
            origin=Origin(file=self.file),
        )
        section = _get(published, "position.section")
        page = _get(published, "position.page") or self._page(section)
        return Item(
            article=article,
            date=date_of(*dates),
            paper=_get(published, "name") or child_text(root, ".//body.head/distributor"),
            page=page,
            section="" if page == section else section,
            order=_get(published, "position.sequence"),
            lines=tuple(self.lines),
            repairs=tuple(self.repairs),
        )

    @staticmethod
    def _page(section: str) -> str:
        """A section's position that is a page: A1, 12."""
        return section if re.fullmatch(r"[A-Z]{0,2}-?\d{1,3}", section) else ""

    def _titles(self) -> tuple[list[str], list[str]]:
        """Headline and deck; a second headline that repeats the first is recorded, and left out."""
        headline: list[str] = []
        deck: list[str] = []
        for element in self.root.findall(".//body.head/hedline//*"):
            if element.tag not in {"hl1", "hl2"}:
                continue
            lines = list(text_lines(element))
            if element.tag == "hl1":
                headline += lines
            elif _letters("".join(lines)) == _letters("".join(headline)):
                self._repeated(" ".join(lines), element)
            else:
                deck += lines
        if not headline:
            headline = [text] if (text := child_text(self.root, ".//head/title")) else []
        return headline, deck

    def _repeated(self, text: str, element: Element) -> None:
        origin = Origin(file=self.file, lines=(element.sourceline,) if element.sourceline else ())
        self.repairs.append(Repair(kind="dropped-repeat", text=text, code="headline-repeated", origin=origin))

    def _head_text(self, name: str) -> str | None:
        found = self.root.find(f".//body.head/{name}")
        if found is None:
            return None
        return spaced("".join(str(text) for text in found.itertext())) or None

    def _parts(self) -> list[Part]:
        heads: list[Part] = []
        for name, role in (("byline", "BY"), ("abstract", "NOTE"), ("note", "NOTE")):
            for element in self.root.findall(f".//body.head/{name}"):
                heads += self._flat(element, role)
        parts = [
            part
            for name in ("body.content", "body.end")
            for element in self.root.findall(f".//{name}")
            for part in self._flat(element, "P")
        ]
        text = _letters("".join(part.whole for part in parts))
        return [*(part for part in heads if not self._is_in_text(part, text)), *parts]

    def _is_in_text(self, part: Part, text: str) -> bool:
        """Whether a summary only repeats the text below it; it is recorded then, and left out."""
        letters = _letters(part.whole)
        if part.role != "NOTE" or not letters or letters not in text:
            return False
        self.repairs.append(other_version(part.whole, part.origin))
        return True

    def _flat(self, element: Element, role: str) -> list[Part]:
        found = flatten(element, self.file, as_role=role)
        if role != "BY" or not found:
            return found
        text = " ".join(part.whole.replace("\n", " ") for part in found)
        return [msgspec.structs.replace(found[0], role="BY", text=text)]


def _get(element: Element | None, name: str) -> str:
    return spaced(element.get(name)) if element is not None else ""


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", plain(text))
