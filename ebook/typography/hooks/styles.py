"""Styles, found once for all elements and pages that the same rules apply to.

WeasyPrint shares styles too, but not below an element that has an id or a language, nor those of what
is generated, of which it computes six for each element.
"""

from __future__ import annotations

from typing import Any

from weasyprint.css import ComputedStyle, StyleFor
from weasyprint.layout import page

__all__ = ["PageStyles", "SharedStyles"]

_set_computed_styles = StyleFor.set_computed_styles
_set_page_type_computed_styles = page.set_page_type_computed_styles


class SharedStyles:
    """Keeps the styles of elements, by their parents' styles and by what is declared for them."""

    def __init__(self) -> None:
        self._style_for: Any = None
        self._found: dict[tuple[Any, ...], Any] = {}
        self._alike: dict[int, int] = {}

    def set_computed_styles(  # noqa: PLR0917  # WeasyPrint's own signature
        self,
        style_for: Any,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: str | None = None,
        base_url: str | None = None,
        target_collector: Any = None,
    ) -> None:
        """WeasyPrint's function."""
        arguments = (style_for, element, parent, root, pseudo_type, base_url, target_collector)
        if parent is None or not hasattr(element, "tag"):  # the root, or a page
            _set_computed_styles(*arguments)
            return
        if style_for is not self._style_for:
            self._style_for, self._found, self._alike = style_for, {}, {}
        styles = style_for.get_computed_styles()
        declared = style_for.get_cascaded_styles().get((element, pseudo_type), {})
        above = id(styles[parent, None])
        key = (self._alike.get(above, above), pseudo_type, *_declared(declared))
        found = self._found.get(key)
        if found is not None and "anchor" not in declared:
            styles[element, pseudo_type] = found
            return
        _set_computed_styles(*arguments)
        if found is None:
            self._found[key] = styles[element, pseudo_type]
        else:
            style = styles[element, pseudo_type] = _Anchored(styles[element, pseudo_type], found)
            self._alike[id(style)] = id(found)


class _Anchored(ComputedStyle):  # type: ignore[misc]  # WeasyPrint is untyped
    """A style like another one, but for the name that links to its element have.

    The name is not inherited, so what stands in the element has its style in common as well.
    """

    def __init__(self, own: Any, like: Any) -> None:
        for name, value in vars(own).items():
            setattr(self, name, value)
        self["anchor"] = own["anchor"]
        self.specified, self._like = like.specified, like

    @property
    def anonymous_style(self) -> Any:
        """The style of boxes without an element in this one."""
        return self._like.anonymous_style

    def __missing__(self, name: str) -> Any:
        value = self[name] = self._like[name]
        return value


def _declared(declared: dict[str, tuple[Any, Any]]) -> list[tuple[Any, ...]]:
    """What tells two sets of declarations apart. Values come from the same rule, or are not the same."""
    return [
        (name, value if name == "lang" else id(value), weight)
        for name, (value, weight) in declared.items()
        if name != "anchor"
    ]


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
