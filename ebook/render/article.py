"""An article -> its document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from ebook.edition import Document
from ebook.languages import normalised
from ebook.languages.words import Words
from ebook.model import Article
from ebook.render.blocks import body
from ebook.render.byline import byline
from ebook.render.footnotes import link_footnotes
from ebook.render.inline import phrase, title_lines
from ebook.render.naming import Unique
from ebook.render.navigation import Hops, navigation
from ebook.render.page import Context, document, page_break
from ebook.render.plan import ArticlePlace, SectionPlace
from ebook.xhtml import EPUB_TYPE, XHTML, Element, H, language, word

__all__ = ["article_document"]

_TERMS = {
    "headline": {EPUB_TYPE: "title"},
    "deck": {EPUB_TYPE: "subtitle", "role": "doc-subtitle"},
}
"""What the EPUB structural semantics and DPUB-ARIA call them; for the rest they have no term."""

_PROPERTIES = {
    "column": {"property": "schema:articleSection"},
    "kicker": {"property": "schema:alternativeHeadline"},
    "headline": {"property": "schema:headline"},
    "deck": {"property": "schema:alternativeHeadline"},
}
"""What schema.org calls them (RDFa, whose initial context knows the prefix), as it does datelines and people; for programs that export."""


Parts: TypeAlias = Sequence[tuple[SectionPlace, ArticlePlace]]


def article_document(
    place: ArticlePlace, hops: Mapping[str, Hops], parts: Parts, context: Context
) -> Document:
    """The document of an article.

    Column, kicker, headline, deck, byline; the text; jump lines that lead to the other part; the
    parts that are read in one piece with it; links to the neighbours.
    """
    article = place.article
    element = H.article({"id": f"a-{place.id}", "typeof": "schema:NewsArticle"})
    tag = normalised(article.lang) if article.lang else None
    if tag and tag != context.language.tag:
        element.attrib.update(language(tag))
    unique = Unique()
    head = _head(article, context.words)
    if head.find(f"{{{XHTML}}}h1") is None:
        element.set("aria-label", place.title)
    if len(head):
        element.append(head)
    element.extend(_text(article, hops[place.id], context, unique))
    for section, part in parts:
        element.append(_continuation(section, part, hops[part.id], context, unique))
    if not len(head) and not _shows(element):
        element.insert(0, H.header(H.h1(word(place.title))))
    link_footnotes(element, place.id)
    return document(
        context,
        "article",
        place.id,
        place.title,
        element,
        *_facsimiles([place, *(part for _, part in parts)], context),
        *navigation(hops[place.id], context),
    )


def _facsimiles(parts: Sequence[ArticlePlace], context: Context) -> list[Element]:
    """The links to the pictures of the pages that an article is printed on."""
    links = context.facsimiles.links(parts, context.words)
    if not links:
        return []
    for link in links[:-1]:
        link.tail = " "
    return [H.p({"class": "facsimile"}, *links)]


def _shows(element: Element) -> bool:
    """Whether there is anything to see; a reader who comes to an empty page looks for what is missing."""
    return (
        bool("".join(element.itertext()).strip()) or next(element.iter(f"{{{XHTML}}}img"), None) is not None
    )


def _text(article: Article, hops: Hops, context: Context, unique: Unique) -> list[Element]:
    return [
        *_jump(article.continued_from, hops.came_from, "from"),
        *body(article.body, context, article.dateline, unique),
        *_jump(article.continued_to, hops.goes_to, "to"),
    ]


def _continuation(
    section: SectionPlace, part: ArticlePlace, hops: Hops, context: Context, unique: Unique
) -> Element:
    """A part that is printed on another page, with the mark of that page, and its name to see."""
    head = _head(part.article, context.words, main=False)
    return H.section(
        {"class": "continuation", "id": f"a-{part.id}", "aria-label": section.title},
        *page_break(section, f"{section.page_id}-{part.id}", context),
        H.p({"class": "from-page"}, word(section.title)),
        *([head] if len(head) else []),
        *_text(part.article, hops, context, unique),
    )


def _head(article: Article, words: Words, *, main: bool = True) -> Element:
    """Every article has one `h1`: its headline, without one its column, without that its kicker."""
    titles = {name: title for name, title in _titles(article) if title}
    top = next((name for name in ("headline", "column", "kicker") if main and name in titles), None)
    head = H.header()
    for name, title in titles.items():
        terms = _TERMS.get(name, {}) | (_PROPERTIES[name] if main else {})
        head.append(H("h1" if name == top else "p", {"class": name} | terms, *title))
    head.extend(byline(article, words))
    return head


def _titles(article: Article) -> tuple[tuple[str, list[Element | str]], ...]:
    return (
        ("column", phrase(article.column)),
        ("kicker", title_lines(article.kicker)),
        ("headline", title_lines(article.headline)),
        ("deck", title_lines(article.deck)),
    )


def _jump(text: str | None, target: str | None, way: str) -> list[Element]:
    """A jump line as printed, which is itself the link to the other part where the issue has it."""
    if not text:
        return []
    return [H.p({"class": f"jump {way}"}, H.a({"href": target}, text) if target else text)]
