"""Styles of pages, found once for all pages that the same rules apply to: WeasyPrint finds them anew for each."""

from __future__ import annotations

from typing import Any

from weasyprint.layout import page

__all__ = ["PageStyles"]

_set_page_type_computed_styles = page.set_page_type_computed_styles


class PageStyles:
    """Keeps the styles of pages and their margins, by the rules that apply."""

    def __init__(self) -> None:
        self._style_for: Any = None
        self._found: dict[tuple[bool, ...], dict[str | None, Any]] = {}

    def set_page_type_computed_styles(self, page_type: Any, html: Any, style_for: Any) -> None:
        """WeasyPrint's function."""
        if style_for is not self._style_for:
            self._style_for, self._found = style_for, {}
        key = tuple(_applying(page_type, style_for))
        styles = style_for.get_computed_styles()
        found = self._found.get(key)
        if found is None:
            _set_page_type_computed_styles(page_type, html, style_for)
            self._found[key] = {part: style for (of, part), style in styles.items() if of == page_type}
            return
        for part, style in found.items():
            styles[page_type, part] = style


def _applying(page_type: Any, style_for: Any) -> list[bool]:
    """Of each selector of a page rule, whether it means the page."""
    return [
        style_for._page_type_match(selector, page_type)  # noqa: SLF001  # this module is here for that
        for sheet, *_ in style_for._sheets  # noqa: SLF001
        for _, selectors, _ in sheet.page_rules
        for _, _, selector in selectors
    ]
