"""The rules that give an e-book's own fonts to its text.

They repeat each rule of the style sheets that names a family, with the e-book's family in its place,
so that they are right for each language and theme. None of them is `!important`: a font that the
reader chooses wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ebook.edition import Resource

__all__ = ["embedded_rules"]

SERIF, SANS = '"Issue Serif"', '"Issue Sans"'

_COMMENT = re.compile(r"/\*.*?\*/|@charset[^;]*;", re.DOTALL)
_PART = re.compile(r"\s*(?:(?P<group>@[^{}]+)\{|(?P<selector>[^{}@]+)\{(?P<body>[^{}]*)\}|(?P<end>\}))")
_FAMILY = re.compile(r"(?:^|;)\s*font-family\s*:\s*([^;]+)")


def embedded_rules(sheets: Iterable[str], fonts: Iterable[tuple[str, Resource]], *, rare: bool) -> str:
    """The style sheet's text.

    Args:
        sheets: the texts of the style sheets, in the order of the cascade.
        fonts: by style and weight, as in `sans 700`.
        rare: whether the fonts are for characters in spans of class `rare` alone.
    """
    lines = [_font_face(use, font) for use, font in fonts]
    start = ".rare" if rare else "html"
    lines.append(f"{start} {{ font-family: {SERIF}, serif; }}")
    lines += (line for sheet in sheets for line in _repeated(sheet, rare=rare))
    return "\n".join(lines) + "\n"


def _font_face(use: str, font: Resource) -> str:
    style, weight = use.split()
    return (
        f"@font-face {{ font-family: {SANS if style == 'sans' else SERIF}; font-style: normal; "
        f'font-weight: {weight}; src: url(../{font.path}) format("opentype"); }}'
    )


def _repeated(sheet: str, *, rare: bool) -> Iterator[str]:
    """Each rule that names a family, in its order; those under a condition (newer.css) need none of it."""
    in_group = False
    for part in _PART.finditer(_COMMENT.sub("", sheet)):
        if part["group"] or part["end"]:
            in_group = bool(part["group"])
        elif not in_group and (family := _FAMILY.search(part["body"])):
            selectors = [selector.strip() for selector in part["selector"].split(",")]
            named = ", ".join(f"{selector} .rare" if rare else selector for selector in selectors)
            yield f"{named} {{ font-family: {_family(family[1])}; }}"


def _family(value: str) -> str:
    generic = value.rsplit(",", maxsplit=1)[-1].strip()
    return f"{SANS}, {SERIF}, sans-serif" if generic == "sans-serif" else f"{SERIF}, serif"
