"""Fonts from style sheets alone: what a machine has installed must not show in its output."""

from __future__ import annotations

from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration

__all__ = ["OwnFonts"]

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
