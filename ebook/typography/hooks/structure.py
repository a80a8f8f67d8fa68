"""WeasyPrint's structure tree, with what PDF/UA asks for and it leaves out."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint import document, pdf
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import stream, tags

from ebook.typography.hooks.lines import LineLayout

__all__ = ["Structure", "add_links"]

_HEADING = re.compile("/H[1-6]")
_GROUPS = frozenset({"/Art", "/Div", "/NonStruct", "/Part", "/Sect", "/TOC", "/TOCI"})
_PARTED = _GROUPS | {"/BlockQuote", "/Caption", "/L", "/LI", "/P", "/TBody", "/TD", "/TH", "/TR", "/Table"}
_TOLERANCE = 1.0  # CSS pixels

_build_box_tree = tags._build_box_tree  # noqa: SLF001  # this module is here for that
_marked = stream.Stream.marked
_add_links = pdf.add_links
_draw_page = document.draw_page


class Structure:
    """Knows what is drawn and not read: table heads that were drawn before (`data-repeated`), the dots of leaders."""

    def __init__(self) -> None:
        self._heads: set[int] = set()
        self._repeats: dict[int, Any] = {}
        self._ids: dict[int, Any] = {}
        self._begun: dict[tuple[int, str], Any] = {}
        self._open: list[Any] = []

    def draw_page(self, page: Any, canvas: Any) -> None:
        """WeasyPrint's function; first it notes the heads that the page repeats, and its leaders."""
        for box in page.descendants():
            if box.is_leader or _is_repeated(box):
                self._leave_out(box)
            if isinstance(box, boxes.TableRowGroupBox) and box.is_header:
                if id(box.element) in self._heads:
                    self._leave_out(box)
                self._heads.add(id(box.element))
        _draw_page(page, canvas)

    def _leave_out(self, whole: Any) -> None:
        for box in (whole, *whole.descendants()):
            self._repeats[id(box)] = box
            if isinstance(box, boxes.TableCellBox):
                # WeasyPrint writes an ID or its heads into it, and _join() reads the ID.
                box.mark = pydyf.Dictionary({"A": pydyf.Dictionary()})

    def _join(self, table: Any) -> None:
        """Let the cells of a table's later parts name the heads of its first part (ISO 14289-1, 7.5)."""
        renamed: dict[str, Any] = {}
        for cell in table.descendants():
            if not isinstance(cell, boxes.TableCellBox) or not hasattr(cell, "mark"):
                continue
            if id(cell) in self._repeats and "ID" in cell.mark:
                renamed[cell.mark["ID"].string] = self._ids[id(cell.element)]
            elif "ID" in cell.mark:
                self._ids[id(cell.element)] = cell.mark["ID"]
            if headers := cell.mark.get("A", {}).get("Headers"):
                headers[:] = [renamed.get(header.string, header) for header in headers]

    def build_box_tree(  # noqa: PLR0917  # WeasyPrint's own signature
        self, box: Any, parent: Any, pdf: Any, page: int, nums: Any, annotations: Any, marks: Any
    ) -> Iterator[Any]:
        """WeasyPrint's structure tree without artifacts, and with one element for what pages and columns part."""
        if isinstance(box, boxes.MarginBox) or self._is_artifact(box):
            return
        source = None if box.element_tag in {"html", "body"} else box.element
        is_whole = source is not None and all(source is not outer for outer in self._open)
        self._open.append(source)
        for element in _build_box_tree(box, parent, pdf, page, nums, annotations, marks):
            _describe(element, box, source, pdf)
            if is_whole:
                _name(element, source)
            if not (is_whole and self._continues(source, element, pdf)) and not _is_left_over(element):
                yield element
        self._open.pop()
        if isinstance(box, boxes.BlockBox) and box.is_table_wrapper:
            self._join(box)

    def _is_artifact(self, box: Any) -> bool:
        """Running heads have no element; a picture with an empty description is decoration (7.3)."""
        if box.element is None or id(box) in self._repeats:
            return not isinstance(box, boxes.PageBox)
        return isinstance(box, boxes.ReplacedBox) and box.element.get("alt") == ""

    def _continues(self, source: Any, element: Any, pdf: Any) -> bool:
        """Whether an element is the rest of one that another page or column has begun; then it joins that one."""
        if element["S"] not in _PARTED:
            return False
        begun = self._begun.setdefault((id(source), element["S"]), element)
        if begun is element:
            return False
        for reference in element["K"]:
            pdf.objects[int(reference.split()[0])]["P"] = begun.reference
            begun["K"].append(reference)
        return True

    @contextlib.contextmanager
    def marked(self, canvas: Any, box: Any, tag: str) -> Iterator[None]:
        """Marked content; running heads and folios are artifacts (ISO 14289-1, 7.8), and so are repeated heads."""
        tags_of_page = canvas._tags  # noqa: SLF001
        if tags_of_page is not None and self._is_artifact(box):
            canvas.begin_marked_content("Artifact", pydyf.Dictionary({"Type": "/Pagination"}))
        elif (
            tags_of_page is None
            or not isinstance(box, boxes.TextBox)
            or isinstance(box.pango_layout, LineLayout)
        ):
            with _marked(canvas, box, tag):
                yield
            return
        else:
            properties = {"MCID": len(tags_of_page), "ActualText": pydyf.String(box.text)}
            tags_of_page[box] = {"tag": tag, "mcid": len(tags_of_page)}
            canvas.begin_marked_content(tag, pydyf.Dictionary(properties))
        try:
            yield
        finally:
            canvas.end_marked_content()


def _is_repeated(box: Any) -> bool:
    return box.element is not None and box.element.get("data-repeated") is not None


def _describe(element: Any, box: Any, source: Any, pdf: Any) -> None:
    """Give an element its language (ISO 14289-1, 7.2), its rank in the print (`data-level`), its parts."""
    if source is not None and (lang := source.get("lang")):
        element["Lang"] = pydyf.String(lang)
    if source is not None and (level := source.get("data-level")) and _HEADING.fullmatch(element["S"]):
        element["S"] = f"/H{level}"
    if box.link_annotation and element["S"] == "/Span":
        element["S"] = "/Link"
    if element["S"] == "/LI":
        _wrap_item(element, pdf)


def _name(element: Any, source: Any) -> None:
    """Give an element the structure type that the document asks for (`data-structure`), and a head its scope (7.5)."""
    if (wanted := source.get("data-structure")) and element["S"] in {"/Div", "/Span"}:
        element["S"] = f"/{wanted}"
    if element["S"] == "/TH":
        element["A"]["Scope"] = "/Row" if source.get("scope") == "row" else "/Column"


def _is_left_over(element: Any) -> bool:
    """Whether nothing is left in an element, because all of it joined what was begun before."""
    return element["S"] in _GROUPS and not element["K"]


def _wrap_item(item: Any, pdf: Any) -> None:
    """Put what stands in a list item with its marker (`list-style-position: inside`) into an LBody (7.2)."""
    kids = [pdf.objects[int(reference.split()[0])] for reference in item["K"]]
    loose = [kid for kid in kids if kid["S"] not in {"/Lbl", "/LBody", "/L"}]
    if not loose:
        return
    body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(), "P": item.reference})
    pdf.add_object(body)
    for kid in loose:
        kid["P"] = body.reference
        body["K"].append(kid.reference)
    item["K"][:] = [kid.reference for kid in kids if kid not in loose] + [body.reference]


def add_links(links_and_anchors: Any, *arguments: Any) -> None:
    """WeasyPrint's function, with one annotation a link, which says where it leads (ISO 14289-1, 7.18.5).

    WeasyPrint makes one for each box within a link.
    """
    links, anchors = links_and_anchors
    kept: list[Any] = []
    for link in links:
        if not any(link[1] == outer[1] and _holds(outer[2], link[2]) for outer in kept):
            kept.append(link)
    _add_links((kept, anchors), *arguments)
    for kind, _, _, box in kept:
        if kind == "internal" and box.element is not None and box.link_annotation:
            said = " ".join("".join(box.element.itertext()).split())
            box.link_annotation["Contents"] = pydyf.String(said or box.element.get("title", "link"))


def _holds(outer: tuple[float, ...], inner: tuple[float, ...]) -> bool:
    return all(a <= b + _TOLERANCE for a, b in zip(outer[:2], inner[:2], strict=True)) and all(
        a >= b - _TOLERANCE for a, b in zip(outer[2:], inner[2:], strict=True)
    )
