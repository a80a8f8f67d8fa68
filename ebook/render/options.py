"""What rendering can be asked for, and what comes out of it."""

from __future__ import annotations

import msgspec

from ebook.edition import Edition, Record
from ebook.options import Appearance, Cover, EmbedFonts, Images
from ebook.print_options import PrintOptions
from ebook.problems import Problem

__all__ = ["Cover", "EmbedFonts", "Images", "RenderOptions", "Rendered"]


class RenderOptions(Appearance, frozen=True, kw_only=True):
    """How an edition looks, and what it is made for.

    Attributes:
        cover: what the edition opens with; unlike an export, rendering makes no cover unless asked.
        continuous: whether an article that continues on another page is read in one piece, with its
            page breaks marked; otherwise each part stays where it is printed.
        fallback_stem: names the output where the issue's masthead does not.
        record: where the issue comes from; with it the colophon describes the source, and the edition
            carries it.
        print_options: the options of a print.
    """

    cover: Cover = "none"
    continuous: bool = False
    fallback_stem: str = "issue"
    record: Record | None = None
    print_options: PrintOptions = PrintOptions()


class Rendered(msgspec.Struct, frozen=True):
    """The edition, and the problems met on the way to it."""

    edition: Edition
    problems: tuple[Problem, ...] = ()
