"""The tags: structure elements, which marks belong to each, links and the places that they lead to."""

from __future__ import annotations

from typing import Any, NamedTuple

import pydyf

from ebook.geometry import Box
from ebook.painter.file import FileWriter
from ebook.painter.page import Node

__all__ = ["Structure"]

_OWNERS = {
    "ColSpan": "Table", "RowSpan": "Table", "Scope": "Table", "Headers": "Table", "Summary": "Table",
    "ListNumbering": "List",
}  # fmt: skip
"""Which standard owner an attribute belongs to (ISO 32000-1, 14.8.5); Layout owns all others."""

_STANDARD = frozenset({
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
    "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody",
    "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP",
    "Warichu", "WT", "WP", "Figure", "Formula", "Form",
})  # fmt: skip
"""The standard structure types (ISO 32000-1, 14.8.4)."""


class _Mark(NamedTuple):
    """Marked content of a node: when it is drawn, its page, its number there."""

    order: int
    page: int
    number: int


class _Place(NamedTuple):
    """Where a node stands on a page, in points from the page's top left corner."""

    page: int
    box: Box


class _Annotation(NamedTuple):
    """The area of a link on a page: its object's number, its link, its place."""

    number: int
    link: Node
    place: _Place


class Structure:
    """The structure tree of a document, filled while its pages are painted, written after them.

    Raises:
        ValueError: the tree has a tag that is no standard structure type, or a node twice.
    """

    def __init__(self, root: Node, file: FileWriter) -> None:
        self._file = file
        self._root = root
        self._pages: list[tuple[int, float]] = []  # number and height
        self._owners: list[list[Node]] = []  # of each page's marked content
        self._marks: dict[Node, list[_Mark]] = {}
        self._places: dict[Node, list[_Place]] = {}
        self._annotations: list[_Annotation] = []
        self._drawn = 0  # how many pieces of marked content
        self._numbers: dict[Node, int] = {}
        self._links: dict[Node, Node] = {}
        self._targets: dict[str, Node] = {}
        self._register(root, None)

    def _register(self, node: Node, link: Node | None) -> None:
        if node.tag not in _STANDARD:
            raise ValueError(f"{node.tag} is not a standard structure type")
        if node in self._numbers:
            raise ValueError(f"a {node.tag} node is in the structure twice")
        self._numbers[node] = self._file.reserve()
        if node.identifier:
            self._targets.setdefault(node.identifier, node)
        link = node if node.link else link
        if link is not None:
            self._links[node] = link
        for child in node.children:
            self._register(child, link)

    # --- while pages are painted

    def begin_page(self, number: int, height: float) -> None:
        """Begin a page, given by the number of its object and its height."""
        self._pages.append((number, height))
        self._owners.append([])

    def mark(self, node: Node, box: Box) -> int:
        """The number (MCID) of the next marked content on the page, which belongs to a node and stands in a box.

        Raises:
            ValueError: the node is not in the tree.
        """
        if node not in self._numbers:
            raise ValueError(f"a frame belongs to a {node.tag} node that is not in the structure")
        page, owners = len(self._pages) - 1, self._owners[-1]
        self._marks.setdefault(node, []).append(_Mark(self._drawn, page, len(owners)))
        self._drawn += 1
        self._places.setdefault(node, []).append(_Place(page, box))
        owners.append(node)
        return len(owners) - 1

    def annotate(self) -> list[int]:
        """The numbers of the page's link annotations, which are written later."""
        page = len(self._pages) - 1
        for node in dict.fromkeys(self._owners[page]):
            if link := self._links.get(node):
                for place in self._places[node]:
                    if place.page == page:
                        self._annotations.append(_Annotation(self._file.reserve(), link, place))
        return [annotation.number for annotation in self._annotations if annotation.place.page == page]

    # --- after the last page

    def destination(self, identifier: str) -> bytes:
        """Where a node begins, as an explicit destination (ISO 32000-1, 12.3.2).

        Raises:
            ValueError: no node with this identifier is drawn.
        """
        node = self._targets.get(identifier)
        place = self._first_place(node) if node is not None else None
        if place is None:
            raise ValueError(f"something leads to {identifier!r}, and no such node is drawn")
        number, height = self._pages[place.page]
        return f"[{number} 0 R /XYZ {place.box.left:.2f} {height - place.box.top:.2f} 0]".encode()

    def write(self) -> None:
        """Write the tree, the parents of all marked content, and the links."""
        root = self._file.reserve()
        for annotation in self._annotations:
            self._write_annotation(annotation)
        for node, number in self._numbers.items():
            for child in node.children:
                self._file.write(self._numbers[child], self._element(child, number))
        self._file.write(self._numbers[self._root], self._element(self._root, root))
        parents = self._file.add(self._parents())
        entries = {
            "Type": "/StructTreeRoot",
            "K": f"[{self._numbers[self._root]} 0 R]",
            "ParentTree": f"{parents} 0 R",
            "ParentTreeNextKey": len(self._pages) + len(self._annotations),
        }
        if names := self._identifiers():
            entries["IDTree"] = names
        self._file.write(root, pydyf.Dictionary(entries).data)
        self._file.catalog["StructTreeRoot"] = f"{root} 0 R"
        self._file.catalog["MarkInfo"] = "<</Marked true>>"

    def _element(self, node: Node, parent: int) -> bytes:
        """A structure element (ISO 32000-1, table 323)."""
        entries: dict[str, Any] = {"Type": "/StructElem", "S": f"/{node.tag}", "P": f"{parent} 0 R"}
        page = self._marks[node][0].page if node in self._marks else None
        if page is not None:
            entries["Pg"] = f"{self._pages[page][0]} 0 R"
        entries["K"] = f"[{' '.join(self._kids(node, page))}]"
        if node.language:
            entries["Lang"] = pydyf.String(node.language)
        if node.alternative:
            entries["Alt"] = pydyf.String(node.alternative)
        if node.actual_text is not None:
            entries["ActualText"] = pydyf.String(node.actual_text)
        if node.tag == "Note":
            entries["ID"] = self._identifier(node)
        if attributes := self._attributes(node):
            entries["A"] = attributes
        return bytes(pydyf.Dictionary(entries).data)

    def _kids(self, node: Node, page: int | None) -> list[str]:
        """The children in their order; the node's own marks stand among them where they are drawn."""
        kids: list[str] = []
        marks = list(self._marks.get(node, ()))
        for child in node.children:
            first = self._first_order(child)
            while marks and first is not None and marks[0].order < first:
                kids.append(self._reference(marks.pop(0), page))
            kids.append(f"{self._numbers[child]} 0 R")
        kids += [self._reference(mark, page) for mark in marks]
        kids += [
            f"<</Type /OBJR /Obj {annotation.number} 0 R /Pg {self._pages[annotation.place.page][0]} 0 R>>"
            for annotation in self._annotations
            if annotation.link is node
        ]
        return kids

    def _reference(self, mark: _Mark, page: int | None) -> str:
        if mark.page == page:
            return str(mark.number)
        return f"<</Type /MCR /Pg {self._pages[mark.page][0]} 0 R /MCID {mark.number}>>"

    def _first_order(self, node: Node) -> int | None:
        """When the first mark of a node or of what it contains is drawn."""
        own = [self._marks[node][0].order] if node in self._marks else []
        below = (self._first_order(child) for child in node.children)
        return min((*own, *(order for order in below if order is not None)), default=None)

    def _first_place(self, node: Node) -> _Place | None:
        if node in self._places:
            return self._places[node][0]
        below = (self._first_place(child) for child in node.children)
        return next((place for place in below if place is not None), None)

    def _attributes(self, node: Node) -> str:
        """The attributes by their owners, with the box of a figure (ISO 32000-1, 14.8.5)."""
        owners: dict[str, list[str]] = {}
        for name, value in node.attributes.items():
            said = value if isinstance(value, int) else f"/{value}"
            owners.setdefault(_OWNERS.get(name, "Layout"), []).append(f"/{name} {said}")
        if node.tag == "Figure" and (place := self._first_place(node)):
            height, box = self._pages[place.page][1], place.box
            corners = f"{box.left:.2f} {height - box.bottom:.2f} {box.right:.2f} {height - box.top:.2f}"
            owners.setdefault("Layout", []).append(f"/BBox [{corners}]")
        dictionaries = [f"<</O /{owner} {' '.join(entries)}>>" for owner, entries in owners.items()]
        return f"[{' '.join(dictionaries)}]" if dictionaries else ""

    def _identifier(self, node: Node) -> pydyf.String:
        return pydyf.String(node.identifier or f"note-{self._numbers[node]}")

    def _identifiers(self) -> str:
        """The name tree of all elements that have an identifier (ISO 14289-1, 7.9: every note has)."""
        found = {
            self._identifier(node).data: number
            for node, number in self._numbers.items()
            if node.tag == "Note"
        }
        pairs = " ".join(f"{name.decode()} {number} 0 R" for name, number in sorted(found.items()))
        return f"<</Names [{pairs}]>>" if pairs else ""

    def _parents(self) -> bytes:
        """The parent tree (ISO 32000-1, 14.7.4.4): of each page's marked content, then of each annotation."""
        entries = [
            f"{page} [{' '.join(f'{self._numbers[node]} 0 R' for node in nodes)}]"
            for page, nodes in enumerate(self._owners)
        ]
        entries += [
            f"{len(self._pages) + index} {self._numbers[annotation.link]} 0 R"
            for index, annotation in enumerate(self._annotations)
        ]
        return f"<</Nums [{' '.join(entries)}]>>".encode()

    def _write_annotation(self, annotation: _Annotation) -> None:
        """A link annotation that says where it leads (ISO 32000-1, 12.5.6.5; ISO 14289-1, 7.18.5)."""
        link, box = annotation.link, annotation.place.box
        height = self._pages[annotation.place.page][1]
        index = self._annotations.index(annotation)
        entries = {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": f"[{box.left:.2f} {height - box.bottom:.2f} {box.right:.2f} {height - box.top:.2f}]",
            "Border": "[0 0 0]",
            "F": 4,
            "StructParent": len(self._pages) + index,
            "Contents": pydyf.String(link.alternative or link.link.removeprefix("#")),
        }
        if link.link.startswith("#"):
            entries["Dest"] = self.destination(link.link[1:])
        else:
            entries["A"] = pydyf.Dictionary({"S": "/URI", "URI": pydyf.String(link.link)})
        self._file.write(annotation.number, pydyf.Dictionary(entries).data)
