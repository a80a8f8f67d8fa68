"""An article -> its document."""

from __future__ import annotations

from ebook.locales import Words, is_language_tag
from ebook.model import Article
from ebook.render.blocks import body
from ebook.render.byline import byline
from ebook.render.edition import Document
from ebook.render.inline import phrase, title_lines
from ebook.render.navigation import Hops, navigation
from ebook.render.page import Context, document
from ebook.render.plan import ArticlePlace
from ebook.render.xml import EPUB_TYPE, XHTML, Element, H, language

__all__ = ["article_document"]

_TERMS = {
    "headline": {EPUB_TYPE: "title"},
    "deck": {EPUB_TYPE: "subtitle", "role": "doc-subtitle"},
}
"""What the EPUB structural semantics and DPUB-ARIA call them; for the rest they have no term."""


def article_document(place: ArticlePlace, hops: Hops, context: Context) -> Document:
    """The document of an article.

    Column, kicker, headline, deck, byline; the text; jump lines that lead to the other part; links to
    the neighbours.
    """
    article = place.article
    element = H.article({"id": f"a-{place.id}"})
    if article.lang and article.lang != context.lang and is_language_tag(article.lang):
        element.attrib.update(language(article.lang))
    head = _head(article, context.words)
    if head.find(f"{{{XHTML}}}h1") is None:
        element.set("aria-label", place.title)
    if len(head):
        element.append(head)
    element.extend(_jump(article.continued_from, hops.came_from, "from"))
    element.extend(body(article.body, context, article.dateline))
    element.extend(_jump(article.continued_to, hops.goes_to, "to"))
    return document(context, "article", place.id, place.title, element, *navigation(hops, context))


def _head(article: Article, words: Words) -> Element:
    """Every article has one `h1`: its headline, without one its column, without that its kicker."""
    ranks = [name for name, title in _titles(article) if title]
    top = next((name for name in ("headline", "column", "kicker") if name in ranks), None)
    head = H.header()
    for name, title in _titles(article):
        if title:
            head.append(H("h1" if name == top else "p", {"class": name} | _TERMS.get(name, {}), *title))
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
