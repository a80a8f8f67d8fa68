"""NewsML-G2 of the IPTC: news items with a text or a picture, and messages and packages of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from ebook.errors import UnreadableSource
from ebook.model import Origin, Repair, plain
from ebook.readers.html import Element, flatten, parse_html, text_lines
from ebook.readers.newsroom.items import Item, date_of, lines_of, one, other_version
from ebook.readers.newsroom.nitf import item_of as nitf_item
from ebook.readers.newsroom.xml import child_text, parse_xml, spaced
from ebook.reading.known import KnownArticle, Part
from ebook.reading.pieces import Line
from ebook.source import Source

__all__ = ["read_newsml"]

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_KICKER = re.compile(r"kick|over|eyebrow|pretitle", re.IGNORECASE)
_DECK = re.compile(r"sub|deck|secondary", re.IGNORECASE)
_MAIN = re.compile(r"main|hl1|headline$|title", re.IGNORECASE)


def read_newsml(source: Source) -> list[Item]:
    """The articles of a file, pictures with the articles that name them.

    Raises:
        UnreadableSource: it is not NewsML-G2, or no item in it holds a text or a picture.
    """
    root = parse_xml(source)
    items = [root] if root.tag == "newsItem" else list(root.iter("newsItem"))
    if not items:
        hint = "name the format with --from, or export it as NewsML-G2"
        raise UnreadableSource("there is no <newsItem> in it", file=source.name, hint=hint)
    readers = [_Reader(item, source.name) for item in items]
    pictures = {reader.guid: reader for reader in readers if reader.is_picture}
    taken: set[str] = set()
    found: list[Item] = []
    for reader in readers:
        if not reader.is_picture:
            named = [guid for guid in reader.related() if guid in pictures and guid not in taken]
            taken.update(named)
            found.append(reader.read([part for guid in named for part in pictures[guid].picture()]))
    found += (reader.read([]) for guid, reader in pictures.items() if guid not in taken)
    found = [item for item in found if item.article.parts or plain(item.article.headline)]
    if not found:
        raise UnreadableSource(
            "its items hold neither text nor picture",
            file=source.name,
            hint="export the items themselves, not only references to them",
        )
    return found


class _Reader:
    """One news item."""

    def __init__(self, item: Element, file: str) -> None:
        self.item, self.file = item, file
        self.guid = item.get("guid") or str(item.sourceline)
        self.repairs: list[Repair] = []
        self.lines: list[Line] = []
        kind = item.find("itemMeta/itemClass")
        self.is_picture = kind is not None and "picture" in (kind.get("qcode") or kind.get("uri") or "")

    @property
    def origin(self) -> Origin:
        """Where the item stands."""
        return Origin(file=self.file, lines=(self.item.sourceline,) if self.item.sourceline else ())

    def related(self) -> Iterator[str]:
        """The items that it links to."""
        for link in self.item.iter("link", "itemRef"):
            yield link.get("residref") or link.get("href") or ""

    def read(self, pictures: list[Part]) -> Item:
        """The article."""
        inside = self._nitf()
        kicker, headline, deck = self._titles()
        parts = self.picture() if self.is_picture else [*self._bylines(), *self._content()]
        article = KnownArticle(
            kicker=one(kicker),
            headline=one(headline),
            deck=one(deck),
            parts=(*parts, *pictures),
            dateline=child_text(self.item, "contentMeta/dateline") or None,
            lang=self._language(),
            origin=self.origin,
        )
        if inside is not None:
            self._record_unused(article, inside.article)
            article = _completed(article, inside.article)
        dates = (
            child_text(self.item, f"{name}")
            for name in ("contentMeta/contentCreated", "itemMeta/versionCreated")
        )
        provider = self.item.find("itemMeta/provider")
        return Item(
            article=article,
            date=date_of(*dates),
            paper=child_text(self.item, "itemMeta/provider/name") or _literal(provider),
            lines=(*self.lines, *(inside.lines if inside else ())),
            repairs=(*self.repairs, *(inside.repairs if inside else ())),
        )

    def _record_unused(self, article: KnownArticle, inside: KnownArticle) -> None:
        """Record the item's own titles and byline where the NITF inside it has its own."""
        for name in ("kicker", "headline", "deck", "dateline"):
            given = plain(getattr(article, name))
            if given and plain(getattr(inside, name)):
                self.repairs.append(other_version(given, self.origin))
        if any(part.role == "BY" for part in inside.parts):
            self.repairs += (
                other_version(part.whole, self.origin) for part in article.parts if part.role == "BY"
            )

    def _language(self) -> str | None:
        language = self.item.find("contentMeta/language")
        return (language.get("tag") if language is not None else None) or self.item.get(_LANG)

    def _titles(self) -> tuple[list[str], list[str], list[str]]:
        """Kicker, headline and deck by the roles of headlines; other versions are recorded, and left out."""
        kicker: list[str] = []
        main: list[tuple[str, ...]] = []
        others: list[tuple[str, ...]] = []
        deck: list[str] = []
        for element in self.item.findall("contentMeta/headline"):
            role = (element.get("role") or element.get("roleuri") or "").rpartition(":")[2]
            lines = text_lines(element)
            self.lines += lines_of(element, self.file)
            if _KICKER.search(role):
                kicker += lines
            elif _DECK.search(role):
                deck += lines
            else:
                (main if not role or _MAIN.search(role) else others).append(lines)
        found = [*main, *others]
        for lines in found[1:]:
            self.repairs.append(other_version(" ".join(lines), self.origin))
        return kicker, list(found[0]) if found else [], deck

    def _bylines(self) -> list[Part]:
        parts: list[Part] = []
        for element in self.item.findall("contentMeta/by"):
            self.lines += lines_of(element, self.file)
            parts += flatten(element, self.file, as_role="BY")
        return parts

    def picture(self) -> list[Part]:
        """A picture with its caption and credit."""
        contents = sorted(self.item.iter("remoteContent"), key=_size, reverse=True)
        href = next((content.get("href") or "" for content in contents), "")
        line = self.item.sourceline or 0
        parts = [Part(role="PICTURE", file=self.file, line=line, picture=href)]
        for path, role in (("contentMeta/description", "FIG"), ("contentMeta/creditline", "CRED")):
            found = [each for each in self.item.findall(path) if spaced("".join(map(str, each.itertext())))]
            if found:
                self.lines += lines_of(found[0], self.file)
                parts += flatten(found[0], self.file, as_role=role)[:1]
        return parts

    # --- the text ---

    def _nitf(self) -> Item | None:
        found = self.item.find("contentSet/inlineXML//nitf")
        return None if found is None else nitf_item(found, self.file)

    def _content(self) -> list[Part]:
        """The text: of several versions the one with the most markup."""
        contents = self.item.find("contentSet")
        if contents is None or contents.find("inlineXML//nitf") is not None:
            return []
        for inline in contents.findall("inlineXML"):
            body = inline.find(".//body")
            return self._flat(inline if body is None else body)
        for inline in contents.findall("inlineData"):
            return self._data(inline)
        return []

    def _flat(self, element: Element) -> list[Part]:
        self.lines += lines_of(element, self.file)
        return flatten(element, self.file)

    def _data(self, inline: Element) -> list[Part]:
        """Text within one element; some agencies write <p> into what they call plain text, and break its lines."""
        text = "".join(str(piece) for piece in inline.itertext())
        if re.search(r"<\s*(?:p|br|div)\b[^>]*>", text, re.IGNORECASE):
            root = parse_html(f"<html><body>{text}</body></html>", self.file)
            return [msgspec.structs.replace(part, line=inline.sourceline or 0) for part in self._flat(root)]
        parts = []
        for paragraph in re.split(r"\n\s*\n|\n(?=[ \t\u3000]{2,})", text):
            if spaced(paragraph):
                joined = re.sub(r"(?<=[\u2e80-\u9fff，。、])\s*\n\s*(?=[\u2e80-\u9fff])", "", paragraph)
                parts.append(Part(role="P", text=spaced(joined), file=self.file, line=inline.sourceline or 0))
        self.lines += (Line(text=part.whole, file=self.file, numbers=()) for part in parts)
        return parts


def _completed(article: KnownArticle, inside: KnownArticle) -> KnownArticle:
    """The NITF inside an item, with the item's titles where it has none of its own."""
    given = {
        name: getattr(article, name)
        for name in ("kicker", "headline", "deck", "dateline", "lang")
        if not plain(getattr(inside, name))
    }
    bylines = () if any(part.role == "BY" for part in inside.parts) else article.parts
    return msgspec.structs.replace(inside, **given, parts=(*bylines, *inside.parts))


def _size(content: Element) -> int:
    width = content.get("width") or ""
    return int(width) if width.isascii() and width.isdigit() else 0


def _literal(provider: Element | None) -> str:
    return spaced(provider.get("literal")) if provider is not None else ""
