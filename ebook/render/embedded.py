"""Fonts that travel with an e-book: subsets that hold the shapes of its characters and no others.

OpenType, not WOFF2: EPUB 3.3, 3.2 takes both, older reading systems know the first alone, and the
archive compresses it. Nothing is obfuscated: the licence of the fonts asks for nothing of the kind,
and tools that check or convert a book could not read them. The licence itself stands in the style
sheet that names them, as the OFL allows ("human-readable headers").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

import msgspec

from ebook.assets import folder
from ebook.edition import Document, Resource
from ebook.fonts import Face, faces
from ebook.problems import Problem
from ebook.render.font_styles import embedded_rules
from ebook.render.page import FONT_SHEET
from ebook.render.rare import is_marked
from ebook.render.subset import Passage, characters, subset
from ebook.rules import font as rules
from ebook.xhtml import XHTML, Element

__all__ = ["Embedded", "embed"]

_Use: TypeAlias = Literal["serif 400", "sans 400", "sans 700"]

_BOLD = frozenset(
    f"{{{XHTML}}}{tag}" for tag in ("h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "caption", "th")
)
_BOLD_CLASSES = frozenset({"column", "kind", "page"})
_RUNNING = frozenset({f"{{{XHTML}}}blockquote"})
_RUNNING_CLASSES = frozenset({"text", "items", "verse"})
_SANS_CLASSES = frozenset({"dateline"})
"""What is set in the sans face within the text."""


class Embedded(msgspec.Struct, frozen=True, kw_only=True):
    """The fonts and their style sheet, none where no character asks for one, and what they weigh."""

    resources: tuple[Resource, ...] = ()
    problems: tuple[Problem, ...] = ()


def embed(
    documents: Iterable[Document], sheets: Iterable[Resource], wanted: Literal["rare", "all"]
) -> Embedded:
    """Subsets for all characters of the documents, or for the rare ones that are marked in them.

    Args:
        documents: what will be read.
        sheets: the style sheets, which tell what is set in which family.
        wanted: which characters.
    """
    rare = wanted == "rare"
    used: dict[_Use, set[Passage]] = {"serif 400": set(), "sans 400": set(), "sans 700": set()}
    for document in documents:
        if not rare or any(map(is_marked, document.body.iter(f"{{{XHTML}}}span"))):
            _collect(document, used, rare=rare)
    fonts = {use: made for use, passages in used.items() if (made := _font(_face(use), passages))}
    if not fonts:
        return Embedded()
    css = _licence() + embedded_rules([sheet.content.decode() for sheet in sheets], fonts.items(), rare=rare)
    sheet = Resource(path=FONT_SHEET, media_type="text/css", content=css.encode())
    return Embedded(resources=(sheet, *fonts.values()), problems=(_note(fonts, used),))


def _collect(document: Document, used: dict[_Use, set[Passage]], *, rare: bool) -> None:
    for text, place in _texts(document.body, _Place(document.lang), rare=rare):
        passage = Passage(text, place.lang)
        used["serif 400"].add(passage)
        if place.is_bold:
            used["sans 700"].add(passage)
        elif not place.is_running:  # themes differ in what they set in the sans face, but for the text itself
            used["sans 400"].add(passage)


class _Place(msgspec.Struct, frozen=True):
    """What a text inherits that decides about its font."""

    lang: str
    is_bold: bool = False
    is_running: bool = False

    def within(self, element: Element) -> _Place:
        classes = set((element.get("class") or "").split())
        return _Place(
            element.get("lang") or self.lang,
            self.is_bold or element.tag in _BOLD or bool(classes & _BOLD_CLASSES),
            (self.is_running or element.tag in _RUNNING or bool(classes & _RUNNING_CLASSES))
            and not classes & _SANS_CLASSES,
        )


def _texts(element: Element, outer: _Place, *, rare: bool) -> Iterator[tuple[str, _Place]]:
    place = outer.within(element)
    if element.text and (not rare or is_marked(element)):
        yield element.text, place
    for child in element:
        yield from _texts(child, place, rare=rare)
        if child.tail and not rare:
            yield child.tail, place


def _face(use: _Use) -> Face:
    style, weight = use.split()
    return next(face for face in faces() if face.style == style and face.weight == int(weight))


def _font(face: Face, passages: set[Passage]) -> Resource | None:
    content = subset(face, passages)
    path = f"fonts/issue-{face.style}-{face.weight}.otf"
    return Resource(path=path, media_type="font/otf", content=content) if content else None


def _licence() -> str:
    text = (folder("fonts") / "LICENSE").read_text(encoding="utf-8").strip()
    return f'@charset "UTF-8";\n\n/* The fonts that this sheet names are parts of fonts under this licence:\n\n{text}\n*/\n\n'


def _note(fonts: dict[_Use, Resource], used: dict[_Use, set[Passage]]) -> Problem:
    sizes = ", ".join(
        f"{use}, {len(characters(_face(use), used[use]))} characters, {len(font.content) / 1000:,.0f} kB"
        for use, font in fonts.items()
    )
    total = sum(len(font.content) for font in fonts.values()) / 1000
    return rules.EMBEDDED.at(None, f"the e-book carries fonts of {total:,.0f} kB ({sizes})")
