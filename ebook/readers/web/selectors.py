"""The table of selectors: which element of a site's pages is what.

The file's head explains its form. `load` puts a user's file before the built-in one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import cssselect
import msgspec
from lxml import etree

from ebook.errors import UnreadableSource
from ebook.readers.html import Element, text_lines

__all__ = ["ArticleSelectors", "Kind", "LayoutSelectors", "Page", "load"]


class LayoutSelectors(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"marks": "is"}):
    """Of a page of the paper. See the head of `selectors.toml`."""

    marks: str
    articles: str
    articles_link: str
    group: str = ""
    pages: str = ""
    pages_link: str = ""
    page: str = ""
    date: str = ""
    picture: str = "img[usemap]"


class ArticleSelectors(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"marks": "is"}):
    """Of the page of an article. See the head of `selectors.toml`."""

    marks: str
    headline: str
    content: str
    column: str = ""
    kicker: str = ""
    deck: str = ""
    author: str = ""
    figures: str = ""
    caption: str = ""
    drop: str = ""
    page: str = ""
    date: str = ""


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of site."""

    name: str
    layout: LayoutSelectors
    article: ArticleSelectors


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: tuple[Kind, ...]


class Page:
    """A page that selectors can be asked of."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._found: dict[str, list[Element]] = {}

    def all(self, selector: str) -> list[Element]:
        """The elements that a selector names, in the page's order."""
        if not selector:
            return []
        if selector not in self._found:
            self._found[selector] = list(_compiled(selector)(self.root))
        return self._found[selector]

    @functools.cached_property
    def lines(self) -> tuple[str, ...]:
        """All lines of its text."""
        return text_lines(self.root)

    def has(self, selector: str) -> bool:
        """Whether there is such an element."""
        return bool(self.all(selector))


@functools.lru_cache(maxsize=1000)
def _compiled(selector: str) -> etree.XPath:
    return etree.XPath(cssselect.HTMLTranslator().css_to_xpath(selector))


def load(path: Path | None = None) -> tuple[Kind, ...]:
    """The kinds of sites, those of a user's file first.

    Raises:
        UnreadableSource: the file is not a table of selectors; the message names the place.
    """
    built_in = _built_in()
    if path is None:
        return built_in
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSource(
            f"the selectors cannot be read: {error}", file=str(path), hint="name a TOML file in UTF-8"
        ) from error
    added = _decoded(text, str(path))
    names = {kind.name for kind in added}
    return (*added, *(kind for kind in built_in if kind.name not in names))


@functools.cache
def _built_in() -> tuple[Kind, ...]:
    text = resources.files(__package__).joinpath("selectors.toml").read_text(encoding="utf-8")
    return _decoded(text, "selectors.toml")


def _decoded(text: str, file: str) -> tuple[Kind, ...]:
    try:
        kinds = msgspec.toml.decode(text, type=_Table).kind
    except msgspec.DecodeError as error:
        hint = "the head of ebook/readers/web/selectors.toml explains the form"
        raise UnreadableSource(f"not a table of selectors: {error}", file=file, hint=hint) from error
    for kind in kinds:
        for name, value in _values(kind):
            _refuse_invalid(kind.name, name, value, file)
    return kinds


def _values(kind: Kind) -> Iterator[tuple[str, str]]:
    for part in (kind.layout, kind.article):
        for field in msgspec.structs.fields(part):
            yield field.encode_name, getattr(part, field.name)


def _refuse_invalid(kind: str, name: str, value: str, file: str) -> None:
    try:
        if name.endswith("_link"):
            re.compile(value)
        elif value:
            _compiled(value)
    except (re.error, cssselect.SelectorError, etree.XPathError) as error:
        hint = "see the examples in ebook/readers/web/selectors.toml"
        raise UnreadableSource(f"{kind}: {name}: {error}", file=file, hint=hint) from error
