"""The cover: the front page set as a picture, or a picture that was given, and the document that shows it.

front.py     what the front page says        breaking.py  titles into lines
layout.py    what stands where               type.py      lines into glyphs
ink.py       glyphs into pixels
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from ebook.edition import Document, Resource
from ebook.model import Issue
from ebook.picture_files import Refused, read_file
from ebook.problems import Problem
from ebook.render.naming import flat
from ebook.render.options import Cover
from ebook.render.page import Context, document
from ebook.render.pictures import BUDGETS, make_picture
from ebook.xhtml import EPUB_TYPE, H

__all__ = ["CoverMade", "make_cover"]


_GIVEN = BUDGETS["full"]


class CoverMade(msgspec.Struct, frozen=True, kw_only=True):
    """A cover, its document and its picture, if there is to be one, and what was wrong with a given one."""

    documents: tuple[Document, ...] = ()
    resources: tuple[Resource, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def path(self) -> str | None:
        """Where the picture stands in the edition."""
        return self.resources[0].path if self.resources else None


def make_cover(issue: Issue, title: str, cover: Cover, context: Context) -> CoverMade:
    """The cover of an issue.

    A picture that cannot be used is reported, and the front page takes its place.

    Args:
        issue: the issue.
        title: the edition's.
        cover: what is asked for.
        context: what every document needs to know.
    """
    if cover == "none":
        return CoverMade()
    if isinstance(cover, Path):
        return _given(cover, issue, title, context)
    return _front_page(issue, title, context)


def _given(file: Path, issue: Issue, title: str, context: Context) -> CoverMade:
    """A scan. What can be seen on it is not known: its description says which issue's cover it is."""
    try:
        made = make_picture(read_file(file), file.name, _GIVEN.pixels, _GIVEN.picture)
    except Refused as refused:
        problem = refused.rule.at(
            None, f"cover {str(file)!r}: {refused.detail}; the front page was set instead"
        )
        instead = _front_page(issue, title, context)
        return msgspec.structs.replace(instead, problems=(problem,))
    picture = Resource(path=f"images/cover{made.suffix}", media_type=made.media_type, content=made.content)
    return CoverMade(
        documents=(_document(picture, flat(title), (made.width, made.height), context),),
        resources=(picture,),
        problems=tuple(rule.at(None, f"cover {str(file)!r}: {detail}") for rule, detail in made.remarks),
    )


def _front_page(issue: Issue, title: str, context: Context) -> CoverMade:
    # HarfBuzz and Pillow are imported for editions that have a cover.
    from ebook.render.cover.front import front_of
    from ebook.render.cover.ink import HEIGHT, MARGIN, SIZE, WIDTH, print_page
    from ebook.render.cover.layout import Style, make_up

    vertical = context.options.vertical
    measure, depth = (HEIGHT, WIDTH) if vertical else (WIDTH, HEIGHT)
    style = Style(measure=measure - 2 * MARGIN, depth=depth - 2 * MARGIN, lang=issue.lang, vertical=vertical)
    page = make_up(front_of(issue, flat(title), context.words), style)
    picture = Resource(
        path="images/cover.png", media_type="image/png", content=print_page(page, vertical=vertical)
    )
    said = context.words.semicolon.join(page.says)
    return CoverMade(documents=(_document(picture, said, SIZE, context),), resources=(picture,))


def _document(picture: Resource, said: str, size: tuple[int, int], context: Context) -> Document:
    words = context.words
    edges = {name: str(edge) for name, edge in zip(("width", "height"), size, strict=True) if edge}
    image = H.img({"src": f"../{picture.path}", "role": "doc-cover"} | edges)
    image.set("alt", words.titled.format(column=words.cover, opening=said))
    return document(context, "cover", "cover", words.cover, H.section({EPUB_TYPE: "cover"}, image))
