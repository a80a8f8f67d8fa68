"""What rendering may be told, and what comes out of it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from ebook.print_options import PrintOptions
from ebook.problems import Problem
from ebook.render.edition import Edition, Record

__all__ = ["Cover", "EmbedFonts", "Images", "RenderOptions", "Rendered"]

Images: TypeAlias = Literal["none", "small", "full"]

Cover: TypeAlias = Literal["none", "front-page"] | Path
"""No cover, the front page set as a picture, or the file of a picture."""

EmbedFonts: TypeAlias = Literal["none", "rare", "all"]


class RenderOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What rendering may be told.

    Attributes:
        theme: the name of a style sheet in `styles/themes/`.
        vertical: whether text is set in vertical lines, also where the theme does not ask for it; pages
            then turn from right to left.
        navigation: whether each article ends in links to its neighbours and its page.
        images: how pictures come in: not at all, at most 1000, or at most 1600 pixels wide and high,
            within the budgets of `ebook.render.pictures.BUDGETS`.
        cover: what the edition opens with.
        embed_fonts: which characters' shapes an e-book carries: none, those that common devices
            lack, or all.
        continuous: whether an article that goes on on another page is read in one piece, its page
            breaks marked; else each part stands where it is printed.
        fallback_stem: names the output where the issue's masthead does not.
        record: where the issue comes from; with it the colophon tells, and the edition carries it.
        print_options: what is asked of a print.
    """

    theme: str = "plain"
    vertical: bool = False
    navigation: bool = True
    images: Images = "small"
    cover: Cover = "none"
    embed_fonts: EmbedFonts = "none"
    continuous: bool = False
    fallback_stem: str = "issue"
    record: Record | None = None
    print_options: PrintOptions = PrintOptions()


class Rendered(msgspec.Struct, frozen=True):
    """The edition, and the problems met on the way to it."""

    edition: Edition
    problems: tuple[Problem, ...] = ()
