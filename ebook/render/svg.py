"""Drawings (SVG), without anything that runs or loads.

EPUB 3.3, section 3.2, allows SVG as it is, but a drawing from anywhere must not run scripts, fetch
files or expand entities on the reader's machine. `ebook.sanitize` lists what may stay; everything
else is removed and reported, and so are references without a target.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element as Element

from ebook.picture_files import Refused
from ebook.rasters import Made
from ebook.rules import picture as rules
from ebook.sanitize import DRAWING, SHAPES, remove, sanitize

__all__ = ["looks_like_svg", "make_svg"]

_SVG = "http://www.w3.org/2000/svg"
_MAX_BYTES = 4 * 1024 * 1024

_REFERENCE = re.compile(r"\s*url\(\s*['\"]?#([^'\")]*)['\"]?\s*\)\s*")
_HREF = re.compile(r"\s*#(.*?)\s*")
_PAINT = frozenset({"linearGradient", "radialGradient", "pattern"})
_TARGETS: dict[str, frozenset[str | None]] = {
    "fill": _PAINT,
    "stroke": _PAINT,
    "clip-path": frozenset({"clipPath"}),
    "mask": frozenset({"mask"}),
    "filter": frozenset({"filter"}),
}
_NAME = re.compile(r"[A-Za-z_][\w.\-]*", re.ASCII)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*")


def looks_like_svg(data: bytes) -> bool:
    """Whether a file's beginning is that of an SVG."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<svg" in head.lower().replace(b"<svg:svg", b"<svg")


def make_svg(data: bytes, name: str) -> Made:
    """The drawing, cleaned.

    Raises:
        Refused: it is no well-formed SVG, too large, declares entities, or has nothing to show.
    """
    if len(data) > _MAX_BYTES:
        raise Refused(
            rules.TOO_LARGE, f"an SVG larger than {_MAX_BYTES >> 20} MiB; simplify it, or save it as PNG"
        )
    root = _parse(data)
    removed = _clean(root)
    if not any(_local(element) in SHAPES for element in root.iter(f"{{{_SVG}}}*")):
        raise Refused(rules.UNSAFE_SVG, "nothing is left that may be shown; save it as PNG")
    etree.cleanup_namespaces(root)
    width, height = _size(root)
    remarks = [(rules.CLEANED_SVG, f"left out: {', '.join(sorted(removed))}")] if removed else []
    if not name.lower().endswith(".svg"):
        remarks.append((rules.MISNAMED, "this is SVG; rename it"))
    return Made(
        content=etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n",
        media_type="image/svg+xml",
        suffix=".svg",
        width=width,
        height=height,
        remarks=tuple(remarks),
    )


def _parse(data: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(rules.UNSAFE_SVG, f"it is not well-formed ({error})") from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise Refused(rules.UNSAFE_SVG, "it declares entities; export it as plain SVG")
    if root.tag != f"{{{_SVG}}}svg":
        raise Refused(rules.UNSAFE_SVG, "its root is no svg element")
    return root


def _clean(root: Element) -> set[str]:
    """Remove what may not stay and return what a reader could miss.

    Data that drawing programs keep for themselves is removed silently: it shows nothing.
    """
    removed: set[str] = set()
    for link in root.iter(f"{{{_SVG}}}a"):
        link.tag = f"{{{_SVG}}}g"
        link.attrib.clear()
        removed.add("a")
    removed |= sanitize(root, DRAWING).names
    _make_ids_unique(root)
    while _cut_loose(root, removed):
        pass
    return removed


def _make_ids_unique(root: Element) -> None:
    seen: set[str] = set()
    for element in root.iter("*"):
        uid = element.get("id")
        if uid is not None and (uid in seen or not _NAME.fullmatch(uid)):
            del element.attrib["id"]
        seen.add(uid or "")


def _cut_loose(root: Element, removed: set[str]) -> bool:
    """Take out references to what is not there or is of the wrong kind; whether there were any."""
    kinds = {str(element.get("id")): _local(element) for element in root.iter("*") if element.get("id")}
    found = False
    for element in list(root.iter("*")):
        for key, value in list(element.attrib.items()):
            match = _REFERENCE.fullmatch(str(value)) or (
                _HREF.fullmatch(str(value)) if "href" in str(key) else None
            )
            if match is None or _fits(_local(element), str(key), kinds.get(match[1])):
                continue
            found = True
            del element.attrib[key]
            parent = element.getparent()
            if "href" in str(key) and _local(element) == "use" and parent is not None:
                remove(element)
                removed.add("use")
    return found


def _fits(element: str, attribute: str, target: str | None) -> bool:
    """Whether a reference may have such a target (EPUBCheck RSC-012, RSC-014)."""
    if "href" not in attribute:
        return target in _TARGETS.get(attribute, frozenset({target})) - {None}
    if element == "use":
        return target in SHAPES | {"g", "svg", "symbol", "switch"}
    if element in _PAINT:
        return target in _PAINT
    return target == ("path" if element == "textPath" else element)


def _local(element: Element) -> str:
    return etree.QName(element).localname


def _size(root: Element) -> tuple[int, int]:
    """Width and height in pixels, from the attributes, else from the view box; 0 where neither says."""
    sides = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if all(sides):
        return tuple(round(float(side[1])) for side in sides if side)  # type: ignore[return-value]
    box = root.get("viewBox", "").replace(",", " ").split()
    try:
        return round(float(box[2])), round(float(box[3]))
    except (IndexError, ValueError, OverflowError):
        return 0, 0
