"""The options of an export: one definition for the library and the command line.

Each field has its description and its default here; `ebook.cli.flags` makes flags of them. The keys of
`extra` concern the command line alone:

* `flag`: the flag's name where it is not the field's;
* `metavar`: the placeholder of the value in the help;
* `panel`: the heading that the help lists the flag under;
* `off`: the help of a second flag, `--no-NAME`, which sets the field to False or to "none";
* `type`: the type of the flag's value where it is not the field's.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from ebook.print_options import PrintOptions

__all__ = [
    "DEFAULT_FORMATS",
    "DEFAULT_TIMEOUT",
    "Appearance",
    "Cover",
    "EmbedFonts",
    "Images",
    "OcrEngine",
    "Options",
]

DEFAULT_FORMATS = ("epub", "pdf")

DEFAULT_TIMEOUT = 600.0
"""Seconds that one issue of an archive may take."""

Images: TypeAlias = Literal["none", "small", "full"]

OcrEngine: TypeAlias = Literal["auto", "rapidocr", "tesseract"]

Cover: TypeAlias = Literal["none", "front-page"] | Path
"""No cover, the front page rendered as a picture, or the file of a picture."""

EmbedFonts: TypeAlias = Literal["none", "rare", "all"]

_EBOOK = "E-book (EPUB, XHTML)"


class Appearance(msgspec.Struct, frozen=True, kw_only=True):
    """How an edition looks."""

    theme: Annotated[
        str,
        Meta(
            description="Theme: the name of a style sheet in styles/themes/.",
            extra={"metavar": "NAME"},
        ),
    ] = "plain"
    vertical: Annotated[
        bool, Meta(description="Set the text in vertical lines; pages turn from right to left.")
    ] = False
    navigation: Annotated[
        bool,
        Meta(
            description="End each article in links to its neighbours and its page.",
            extra={"off": "Omit the links to the neighbouring articles at the end of each article."},
        ),
    ] = True
    images: Annotated[
        Images,
        Meta(
            description="Pictures: none, small (up to 1000 pixels wide or high, 3 MB per issue) "
            "or full (1600 pixels, 20 MB)."
        ),
    ] = "small"
    cover: Annotated[
        Cover,
        Meta(
            description="Picture file for the cover, such as a scan; by default the front page is rendered as one.",
            extra={"metavar": "FILE", "panel": _EBOOK, "type": Path, "off": "No cover."},
        ),
    ] = "front-page"
    embed_fonts: Annotated[
        EmbedFonts,
        Meta(
            description="Embed fonts: none, only for characters that common devices lack (rare), or all.",
            extra={"panel": _EBOOK},
        ),
    ] = "none"


class Options(Appearance, frozen=True, kw_only=True):
    """The options of an export."""

    to: Annotated[
        tuple[str, ...],
        Meta(description="Formats to write, separated by commas.", extra={"metavar": "NAMES"}),
    ] = DEFAULT_FORMATS
    from_: Annotated[
        str | None,
        Meta(
            description="Format of the source; detected from its name and content by default.",
            extra={"flag": "--from", "metavar": "NAME"},
        ),
    ] = None
    lang: Annotated[
        str | None,
        Meta(
            description="Language of the source as a BCP 47 tag, such as zh-Hans, zh-Hant, ja or ko; "
            "detected by default.",
            extra={"metavar": "TAG"},
        ),
    ] = None
    profile: Annotated[
        Path | None,
        Meta(
            description="What `ebook profile` learned of the paper from earlier issues.",
            extra={"metavar": "FILE"},
        ),
    ] = None
    selectors: Annotated[
        Path | None,
        Meta(
            description="TOML file with CSS selectors for a kind of web edition that is not known yet.",
            extra={"metavar": "FILE"},
        ),
    ] = None
    ocr_engine: Annotated[
        OcrEngine,
        Meta(
            description="OCR engine for pictures of pages: rapidocr, tesseract, or auto (Tesseract for Korean, "
            "RapidOCR for all else)."
        ),
    ] = "auto"
    strict: Annotated[bool, Meta(description="Write nothing if there are warnings or errors.")] = False
    force: Annotated[bool, Meta(description="Overwrite existing files.")] = False
    keep_repeats: Annotated[
        bool, Meta(description="Turn off deduplication: keep text that the source repeats.")
    ] = False
    repairs: Annotated[
        bool,
        Meta(
            description="Repair the order of the text.",
            extra={"off": "Turn off all repairs: keep the order of the source."},
        ),
    ] = True
    facsimile: Annotated[
        bool,
        Meta(
            description="Add each printed page as a picture whose areas lead to the articles.",
            extra={"panel": _EBOOK},
        ),
    ] = False
    corrections: Annotated[
        bool,
        Meta(
            description="Make the corrections that are in the file beside the source.",
            extra={"off": "Leave out the corrections that `ebook edit` saved beside the source."},
        ),
    ] = True
    print: PrintOptions = PrintOptions()

    @property
    def shows_printed_pages(self) -> bool:
        """Whether an output holds pictures of the printed pages."""
        return self.facsimile or self.print.layout == "facsimile"

    def that_shape_outputs(self) -> dict[str, object]:
        """The options that decide what is made, as JSON values: all but `force`, which decides what may be replaced."""
        values: dict[str, object] = msgspec.to_builtins(self, enc_hook=str)
        del values["force"]
        return values
