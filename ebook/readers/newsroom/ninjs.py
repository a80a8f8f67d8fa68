"""ninjs of the IPTC, versions 1.x, 2.x and 3.x: news as JSON.

The versions differ in spelling (body_text, bodyText) and in shape: 1.x has one headline and a body for each kind of
markup, 2.x and 3.x have lists of them. Names are compared without case and underscores.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

from ebook.errors import UnreadableSource
from ebook.model import Origin, Repair
from ebook.readers.decode import decode
from ebook.readers.html import flatten, parse_html
from ebook.readers.newsroom.items import Item, date_of, one, other_version
from ebook.readers.newsroom.xml import spaced
from ebook.reading.known import KnownArticle, Part
from ebook.reading.pieces import Line
from ebook.signatures import is_ninjs
from ebook.source import Source

__all__ = ["read_ninjs"]

News: TypeAlias = Mapping[str, Any]
"""An item by its fields' names, in lower case and without underscores."""

_HINT = "export it again as ninjs, or name the format with --from"
_MOST_DEPTH = 4
_FIRST = 65_536


def read_ninjs(source: Source) -> list[Item]:
    """The articles of a file: one item, a list of items, or an item a line.

    Raises:
        UnreadableSource: it is not JSON, or not ninjs.
    """
    text = decode(source).text
    values = _values(text, source.name)
    if not is_ninjs(values):
        raise UnreadableSource("this is JSON, but not a news item of ninjs", file=source.name, hint=_HINT)
    return [_Reader(_news(value), source.name).read() for value in values]


def _values(text: str, file: str) -> list[Any]:
    try:
        value = json.loads(text)
        return value if isinstance(value, list) else [value]
    except RecursionError as error:
        raise UnreadableSource("nested too deeply", file=file, hint=_HINT) from error
    except json.JSONDecodeError as error:
        whole = error
    lines = [line for line in text.split("\n") if line.strip()]
    try:
        return [json.loads(line) for line in lines] if len(lines) > 1 else _refuse(whole, file)
    except (json.JSONDecodeError, RecursionError):
        return _refuse(whole, file)


def _refuse(error: json.JSONDecodeError, file: str) -> list[Any]:
    message = f"invalid JSON: {error.msg}, column {error.colno}"
    raise UnreadableSource(message, file=file, line=error.lineno, hint=_HINT) from error


def _news(value: Any) -> News:
    return (
        {str(name).lower().replace("_", ""): part for name, part in value.items()}
        if isinstance(value, dict)
        else {}
    )


class _Reader:
    def __init__(self, news: News, file: str) -> None:
        self.news, self.file = news, file
        self.origin = Origin(file=file)
        self.repairs: list[Repair] = []
        self.lines: list[Line] = []

    def read(self) -> Item:
        """The article."""
        kicker, headline, deck = self._titles()
        parts = [*self._byline(self.news), *self._body()]
        if not parts or not any(part.role == "P" for part in parts):
            parts += self._picture(self.news)
        parts += (part for other in _associated(self.news) for part in self._associated_parts(other, 1))
        article = KnownArticle(
            kicker=one(kicker),
            headline=one(headline),
            deck=one(deck),
            parts=tuple(parts),
            dateline=_text(self.news.get("dateline")) or None,
            lang=_text(self.news.get("language")) or None,
            origin=self.origin,
        )
        dates = (_text(self.news.get(name)) for name in ("contentcreated", "versioncreated", "firstcreated"))
        sources = self.news.get("infosources")
        names = [_text(_news(source).get("name")) for source in sources] if isinstance(sources, list) else []
        return Item(
            article=article,
            date=date_of(*dates),
            paper=next(filter(None, names), ""),
            lines=tuple(self.lines),
            repairs=tuple(self.repairs),
        )

    # --- titles ---

    def _titles(self) -> tuple[list[str], list[str], list[str]]:
        """Kicker, headline and deck; headlines of other roles are recorded, and left out."""
        given = list(_valued(self.news.get("headlines")))
        if single := _text(self.news.get("headline")):
            given.insert(0, ("", "", single))
        kicker: list[str] = []
        deck: list[str] = []
        main: list[str] = []
        for role, _, value in given:
            text = " ".join(part.whole for part in self._markup(value)) if "<" in value else spaced(value)
            if not text:
                continue
            self._count(text)
            if re.search(r"kick|over|eyebrow", role, re.IGNORECASE):
                kicker.append(text)
            elif re.search(r"sub|deck|secondary", role, re.IGNORECASE):
                deck.append(text)
            else:
                main.append(text)
        self.repairs += (other_version(text, self.origin) for text in main[1:])
        return kicker, main[:1], deck

    def _byline(self, news: News) -> list[Part]:
        text = _text(news.get("byline"))
        self._count(text)
        return [Part(role="BY", text=text, file=self.file)] if text else []

    # --- the text ---

    def _body(self) -> list[Part]:
        """The body with the most markup; another version that says something else is recorded."""
        bodies = [(kind, value) for _, kind, value in _valued(self.news.get("bodies"))]
        bodies += [(name, value) for name, value in self.news.items() if _is_body(name, value)]
        bodies.sort(key=lambda body: 0 if re.search(r"html", body[0], re.IGNORECASE) else 1)
        found: list[Part] = []
        letters = ""
        for kind, value in bodies:
            parts = self._parts(kind, value)
            said = _letters("".join(part.whole for part in parts))
            if not letters:
                found, letters = parts, said
            elif said != letters:
                self.repairs.append(other_version("\n".join(part.whole for part in parts), self.origin))
        for part in found:
            self._count(part.whole)
        return found

    def _parts(self, kind: str, value: str) -> list[Part]:
        if re.search(r"html|xml", kind, re.IGNORECASE) or re.search(
            r"<\s*(?:p|br|div)\b", value, re.IGNORECASE
        ):
            return self._markup(value)
        paragraphs = re.split(r"\n\s*\n|\r\n|\n", value)
        return [Part(role="P", text=spaced(text), file=self.file) for text in paragraphs if spaced(text)]

    def _markup(self, value: str) -> list[Part]:
        root = parse_html(f"<html><body>{value}</body></html>", self.file)
        return [msgspec.structs.replace(part, line=0) for part in flatten(root, self.file)]

    def _count(self, text: str) -> None:
        if text:
            self.lines.append(Line(text=text, file=self.file, numbers=()))

    # --- pictures ---

    def _associated_parts(self, news: News, depth: int) -> Iterator[Part]:
        """A picture with its caption and credit; a box of text that goes with the article."""
        if depth > _MOST_DEPTH:
            return
        kind = _text(news.get("type"))
        if kind == "picture" or (news.get("renditions") and kind not in {"text", "composite"}):
            yield from self._picture(news)
        elif kind in {"text", "composite", ""}:
            yield from self._box(news)
        for other in _associated(news):
            yield from self._associated_parts(other, depth + 1)

    def _box(self, news: News) -> Iterator[Part]:
        reader = _Reader(news, self.file)
        _, headline, _ = reader._titles()
        body = reader._body()
        self.lines += reader.lines
        self.repairs += reader.repairs
        if headline:
            yield Part(role="AT", text=headline[0], file=self.file)
        for part in body:
            yield msgspec.structs.replace(part, role="AP") if part.role == "P" and headline else part

    def _picture(self, news: News) -> list[Part]:
        href = _rendition(news.get("renditions"))
        caption = self._caption(news)
        credit = next((text for name in ("byline", "creditline") if (text := _text(news.get(name)))), "")
        if not href and not caption:
            return []
        parts = [Part(role="PICTURE", file=self.file, picture=href, alt=_text(news.get("altt")) or None)]
        parts += caption
        if credit and news is not self.news:
            parts.append(Part(role="CRED", text=credit, file=self.file))
        for part in parts:
            self._count(part.whole)
        return parts

    def _caption(self, news: News) -> list[Part]:
        """What a picture shows: its description, else its headline."""
        given = [(kind, value) for role, kind, value in _valued(news.get("descriptions")) if role != "alt"]
        given += [
            (name, value)
            for name, value in news.items()
            if re.match(r"description(?!s)", name) and isinstance(value, str)
        ]
        given.sort(key=lambda each: 0 if re.search(r"html", each[0], re.IGNORECASE) else 1)
        if not given and news is not self.news:
            given = [("", _text(news.get("headline")))]
        for kind, value in given:
            parts = self._parts(kind, value)
            if parts:
                text = " ".join(part.whole.replace("\n", " ") for part in parts)
                return [Part(role="FIG", text=text, file=self.file)]
        return []


def _is_body(name: str, value: Any) -> bool:
    return name.startswith("body") and name != "bodies" and isinstance(value, str) and bool(value.strip())


def _valued(values: Any) -> Iterator[tuple[str, str, str]]:
    """Role, kind of content and value of each in a list of 2.x and 3.x."""
    for value in values if isinstance(values, list) else ():
        fields = _news(value)
        if isinstance(fields.get("value"), str):
            yield _text(fields.get("role")), _text(fields.get("contenttype")), fields["value"]


def _associated(news: News) -> list[News]:
    """The items that go with an item: an object in 1.x, a list in 2.x and 3.x."""
    others = news.get("associations")
    found: Sequence[Any] = (
        list(others.values()) if isinstance(others, dict) else others if isinstance(others, list) else ()
    )
    return [_news(other) for other in found]


def _rendition(renditions: Any) -> str:
    """The address of the largest rendition of a picture."""
    if isinstance(renditions, dict):
        renditions = list(renditions.values())
    found: list[tuple[int, str]] = []
    for rendition in renditions if isinstance(renditions, list) else ():
        fields = _news(rendition)
        kind = _text(fields.get("mimetype") or fields.get("contenttype"))
        if _text(fields.get("href")) and (not kind or kind.startswith("image")):
            width = fields.get("width")
            found.append((width if isinstance(width, int) else 0, _text(fields.get("href"))))
    return max(found, key=lambda each: each[0])[1] if found else ""


def _text(value: Any) -> str:
    return spaced(value) if isinstance(value, str) else ""


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)
