"""What may be asked of an export."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from ebook.print_options import PrintOptions

__all__ = ["DEFAULT_FORMATS", "Options"]

DEFAULT_FORMATS = ("epub", "pdf")


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What may be asked of an export; the command line's options go by the same names.

    Attributes:
        to: names of formats to write.
        from_: name of the format to read; None: told from the file's name and content.
        theme: name of a theme of `styles/themes/`.
        lang: BCP 47 tag of the issue; None: the reader finds out.
        vertical: set the text in vertical lines; pages then turn from right to left.
        navigation: end each article in links to its neighbours and its page.
        images: how pictures come in: not at all, at most 1000, or at most 1600 pixels wide and high.
        cover: what an e-book opens with: the front page set as a picture, the file of a picture, or
            no cover.
        embed_fonts: which characters' shapes an e-book carries: none, those that common devices
            lack, or all of the issue's.
        strict: refuse to write where the checks find warnings or errors.
        force: overwrite existing files.
        keep_repeats: leave repeated pieces in the articles.
        repairs: mend disorder; without it, text is only told apart.
        print: layout, paper and standards of a print.
    """

    to: tuple[str, ...] = DEFAULT_FORMATS
    from_: str | None = None
    theme: str = "plain"
    lang: str | None = None
    vertical: bool = False
    navigation: bool = True
    images: Literal["none", "small", "full"] = "small"
    cover: Literal["none", "front-page"] | Path = "front-page"
    embed_fonts: Literal["none", "rare", "all"] = "none"
    strict: bool = False
    force: bool = False
    keep_repeats: bool = False
    repairs: bool = True
    print: PrintOptions = PrintOptions()
