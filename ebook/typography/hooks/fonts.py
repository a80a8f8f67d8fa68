"""Fonts from style sheets alone: what a machine has installed must not show in its output."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import uharfbuzz as hb
from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration

__all__ = ["OwnFonts", "subset"]

ffi.cdef("FcConfig * FcConfigCreate (void);", override=True)


class OwnFonts(FontConfiguration):  # type: ignore[misc]  # WeasyPrint is untyped
    """A font configuration that begins empty, where WeasyPrint's begins with the system's fonts."""

    def __init__(self) -> None:
        self._config = fontconfig.FcConfigCreate()
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), self._config)
        fontconfig.FcConfigDestroy(self._config)  # the map keeps it alive
        self._folder = None
        self.strut_layouts: dict[str, object] = {}
        self.font_features: dict[bytes, object] = {}


# What a font in a PDF has no use for: how texts are shaped, and what lines up lines of different fonts.
_NOT_EMBEDDED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")


def subset(font: Any, glyphs: Collection[int], hinting: bool) -> None:  # noqa: FBT001  # WeasyPrint's own signature
    """WeasyPrint's method of a font, by the HarfBuzz that the installation brings along, and in one step."""
    if not glyphs:
        return
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _NOT_EMBEDDED)
    flags = hb.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.PASSTHROUGH_UNRECOGNIZED | flags.DESUBROUTINIZE
    if not hinting:
        wanted.flags |= flags.NO_HINTING
    if font.missing:
        wanted.flags |= flags.NOTDEF_OUTLINE
    font.file_content = hb.subset(hb.Face(font.file_content, font.index), wanted).blob.data
