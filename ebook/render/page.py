"""The shell of a document: head, styles, language, writing direction."""

from __future__ import annotations

import copy
import functools
from typing import Literal, TypeAlias

import msgspec

from ebook.edition import Document
from ebook.languages import Language
from ebook.languages.words import Words
from ebook.render.facsimiles import Facsimiles
from ebook.render.options import RenderOptions
from ebook.render.pictures import Gallery
from ebook.render.plan import SectionPlace
from ebook.render.upright import set_upright
from ebook.xhtml import EPUB_TYPE, Element, H, clean, html, language, open_up

__all__ = ["FONT_SHEET", "Context", "Kind", "document", "page_break"]

FONT_SHEET = "styles/embedded.css"
_TITLE = 1
"""The place of the title in a document's head."""

Kind: TypeAlias = Literal["cover", "masthead", "contents", "section", "article", "facsimile", "colophon"]


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What every document needs to know.

    Attributes:
        language: the issue's language.
        words: the localised words.
        options: the options of rendering.
        styles: paths of the style sheets, in the order of the cascade.
        gallery: the pictures.
        facsimiles: the printed pages as pictures.
    """

    language: Language
    words: Words
    options: RenderOptions
    styles: tuple[str, ...]
    gallery: Gallery
    facsimiles: Facsimiles = Facsimiles()


def document(context: Context, kind: Kind, name: str, title: str, *body: Element) -> Document:
    """A finished document `text/NAME.xhtml` with the class of its kind on its body."""
    page = H.body({"class": kind}, *body)
    if context.options.vertical:
        set_upright(page)
    open_up(page)
    page.tail = "\n"
    styles = (*context.styles, *_fonts(page, context))
    root = copy.deepcopy(_shell(context.language.tag, styles, vertical=context.options.vertical))
    root[0][_TITLE].text = clean(title)
    root.append(page)
    return Document(
        path=f"text/{name}.xhtml",
        id=name,
        title=title,
        root=root,
        kind=kind,
        lang=context.language.tag,
    )


# All documents but the few with fonts of their own have the same head: to copy it costs a tenth of making it.
@functools.lru_cache(maxsize=16)
def _shell(lang: str, styles: tuple[str, ...], *, vertical: bool) -> Element:
    """A document that lacks its title and its body."""
    root = html(
        {**language(lang), "class": "vrtl" if vertical else "hltr"},
        H.head(
            H.meta({"charset": "utf-8"}),
            H.title(),
            *(H.link({"rel": "stylesheet", "type": "text/css", "href": f"../{path}"}) for path in styles),
        ),
    )
    open_up(root)
    return root


def _fonts(page: Element, context: Context) -> tuple[str, ...]:
    """The style sheet of embedded fonts, where a document needs it."""
    wanted = context.options.embed_fonts
    if wanted == "rare":
        from ebook.render.rare import mark_rare

        return (FONT_SHEET,) if mark_rare(page, context.language) else ()
    return (FONT_SHEET,) if wanted == "all" else ()


def page_break(place: SectionPlace, name: str, context: Context) -> list[Element]:
    """EPUB 3.3, D.2.6: where a printed page begins, for those who cite it."""
    if not place.page:
        return []
    attributes = {EPUB_TYPE: "pagebreak", "role": "doc-pagebreak", "id": name}
    return [H.span(attributes | {"aria-label": context.words.page(place.page)})]
