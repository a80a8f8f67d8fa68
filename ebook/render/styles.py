"""The style sheets of an edition, carried as they lie in `styles/`."""

from __future__ import annotations

from ebook import assets
from ebook.edition import Resource
from ebook.errors import UnknownName
from ebook.languages import Language

__all__ = ["facsimile_sheet", "is_vertical", "style_sheets", "themes"]


def themes() -> tuple[str, ...]:
    """The names of the themes there are."""
    return tuple(sorted(path.stem for path in (assets.folder("styles") / "themes").glob("*.css")))


def is_vertical(language: Language, theme: str) -> bool:
    """Whether a theme sets a language in vertical lines, without being asked for them."""
    return theme in language.traits.typesetting.vertical_themes


def facsimile_sheet() -> Resource:
    """What the pictures of printed pages need besides."""
    return _sheet("facsimile.css")


def style_sheets(language: Language, theme: str) -> tuple[Resource, ...]:
    """Base, what newer engines know besides, locale and theme, in the order of the cascade.

    Raises:
        UnknownName: there is no such theme.
    """
    if theme not in themes():
        raise UnknownName(f"there is no theme {theme!r}", hint=f"the themes are: {', '.join(themes())}")
    names = ("base.css", "newer.css", f"locales/{language.key}.css", f"themes/{theme}.css")
    return tuple(_sheet(name) for name in names)


def _sheet(name: str) -> Resource:
    content = (assets.folder("styles") / name).read_bytes()
    return Resource(path=f"styles/{name}", media_type="text/css", content=content)
