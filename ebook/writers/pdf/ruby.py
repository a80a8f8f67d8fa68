"""Ruby for a printer that knows none: the reading is set as a small box above its base.

The order in the document stays base, then reading, so that what is read out of the PDF is in
the order of the source. The reading's box has no height of its own and is moved back over the
base by its width, which is known where the base is of full-width characters (JLREQ, 3.3.5
mono and group ruby). Over any other base the reading follows in parentheses.
"""

from __future__ import annotations

import unicodedata

from lxml import etree

__all__ = ["set_ruby"]

_SIZE = 0.5  # of the base; JLREQ 3.3.3 and CLREQ 3.3.2: half the size of the text


def set_ruby(root: etree._Element) -> None:
    """Turn each `ruby` below `root` into boxes that `print.css` sets (`ruby`, `reading`)."""
    for ruby in list(root.iter("ruby")):
        for fallback in list(ruby.iter("rp")):
            _drop(fallback)
        for reading in list(ruby.iter("rt")):
            _place(ruby, reading)
        ruby.tag = "span"
        ruby.set("class", "ruby")
        ruby.attrib.pop("data-type", None)


def _drop(fallback: etree._Element) -> None:
    parent, before = fallback.getparent(), fallback.getprevious()
    assert parent is not None  # noqa: S101  # it stands in a ruby
    if before is None:
        parent.text = (parent.text or "") + (fallback.tail or "")
    else:
        before.tail = (before.tail or "") + (fallback.tail or "")
    parent.remove(fallback)


def _place(ruby: etree._Element, reading: etree._Element) -> None:
    base = _base_of(ruby, reading)
    text = "".join(reading.itertext())
    reading.tag = "span"
    if not base or not all(_is_wide(char) for char in base):
        reading.set("class", "reading beside")
        return
    width = max(len(base), _width(text) * _SIZE)
    side = (width - len(base)) / 2
    reading.set("class", "reading")
    # All lengths in em of the reading, which is half the size of its base.
    reading.set(
        "style",
        f"width: {width / _SIZE:.3f}em; margin-left: {-(width - side) / _SIZE:.3f}em; margin-right: 0",
    )
    if side > 0:
        ruby.set("style", f"padding-left: {side:.3f}em")


def _base_of(ruby: etree._Element, reading: etree._Element) -> str:
    before = reading.getprevious()
    if before is None:
        return (ruby.text or "").strip()
    if str(before.tag) == "rb":
        return "".join(before.itertext()).strip()
    return (before.tail or "").strip()


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _width(text: str) -> float:
    return sum(1.0 if _is_wide(char) else 0.55 for char in text)
