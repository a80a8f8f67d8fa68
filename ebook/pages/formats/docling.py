"""Docling's document (docling-core 1.x to 2.x): a tree of references in reading order, and boxes on pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ebook.pages.formats.drafts import Draft, DraftPage, label_of, plain_text
from ebook.pages.formats.fields import Field, records
from ebook.pages.page import Box
from ebook.source import Source

__all__ = ["pages_of"]

_REFERENCE = re.compile(r"#/(texts|pictures|tables|groups|key_value_items|form_items)/(\d+)")
_MOST_CELLS = 200_000


def pages_of(source: Source) -> list[DraftPage]:
    """The pages of a document.

    Raises:
        UnreadableSource: it is damaged.
    """
    (root,) = records(source)[:1]
    return _Reader(root).pages()


class _Reader:
    def __init__(self, root: Field) -> None:
        self.root = root
        pages = root.get("pages")
        values = pages.value if pages is not None and isinstance(pages.value, dict) else {}
        self.sizes = {
            int(name): Field(page, f"$.pages.{name}", root.file).need("size")
            for name, page in values.items()
            if name.isdecimal() and isinstance(page, dict) and page.get("size")
        }
        self.images = {
            int(name): image.text("uri")
            for name, page in values.items()
            if name.isdecimal()
            and (image := Field(page, f"$.pages.{name}", root.file).get("image")) is not None
        }
        self.seen: set[str] = set()
        self.drafts: dict[int, list[Draft]] = {number: [] for number in sorted(self.sizes)}
        self.order = 0

    def pages(self) -> list[DraftPage]:
        for name in ("body", "furniture"):
            if (tree := self.root.get(name)) is not None:
                self._children(tree)
        for name in ("texts", "tables", "pictures"):  # what no tree refers to is read even so
            for item in self.root.each(name):
                self._item(item)
        return [
            DraftPage(
                drafts=drafts,
                width=self.sizes[number].number("width") if number in self.sizes else 0.0,
                height=self.sizes[number].number("height") if number in self.sizes else 0.0,
                image=self.images.get(number, ""),
            )
            for number, drafts in sorted(self.drafts.items())
        ]

    def _children(self, parent: Field) -> None:
        for child in parent.each("children"):
            if (item := self._referred(child)) is not None:
                self._item(item)

    def _referred(self, reference: Field) -> Field | None:
        match = _REFERENCE.fullmatch(reference.text("$ref", "cref"))
        if match is None:
            return None
        items = list(self.root.each(match[1]))
        if int(match[2]) >= len(items):
            reference.refuse("refers to nothing")
        return items[int(match[2])]

    def _item(self, item: Field) -> None:
        name = item.text("self_ref") or item.path
        if name in self.seen:
            return
        self.seen.add(name)
        label = item.text("label").lower()
        captions = [found for side in ("captions", "footnotes") for found in self._side(item, side)]
        group = name if captions or label in {"picture", "chart", "table"} else ""
        if label == "table" and item.get("data") is not None:
            self._put(item, Draft(kind="table", rows=_cells(item.need("data")), group=group))
        elif label in {"picture", "chart"}:
            image = item.get("image")
            picture = image.text("uri") if image is not None else None
            self._put(item, Draft(kind="picture", picture=picture or None, group=group))
        elif label not in {"unspecified", "list", "ordered_list", "inline", ""}:
            self._text(item, label, group)
        for side, caption in captions:
            self._text(caption, "caption" if side == "captions" else "footnote", group)
            self.seen.add(caption.text("self_ref") or caption.path)
        self._children(item)

    def _side(self, item: Field, side: str) -> Iterator[tuple[str, Field]]:
        for reference in item.each(side):
            if (found := self._referred(reference)) is not None:
                yield side, found

    def _text(self, item: Field, label: str, group: str) -> None:
        name = item.text("self_ref") or item.path
        whole = item.text("text") or item.text("orig")
        marker = item.text("marker").strip()
        level = int(item.number("level")) if label == "section_header" else 1 if label == "title" else 0
        places = list(item.each("prov"))
        for at, place in enumerate(places or [Field({}, item.path, item.file)]):
            text = _part(whole, place, one=len(places) < 2)  # noqa: PLR2004  one place has all of it
            text = f"{marker} {text}" if marker and marker not in "-*•·" and at == 0 else text
            text, bold = plain_text(text)
            if text:
                found = Draft(text=text, label=label_of(label), level=min(level, 6), group=group, bold=bold)
                self._put_at(place, found)
        self.seen.add(name)

    def _put(self, item: Field, draft: Draft) -> None:
        places = list(item.each("prov"))
        self._put_at(places[0] if places else Field({}, item.path, item.file), draft)

    def _put_at(self, place: Field, draft: Draft) -> None:
        import msgspec

        number = int(place.number("page_no", default=1))
        box = self._box(place, number)
        self.order += 1
        self.drafts.setdefault(number, []).append(
            msgspec.structs.replace(
                draft, box=box, order=None if draft.label in {"header", "footer"} else self.order
            )
        )

    def _box(self, place: Field, page: int) -> Box | None:
        found = place.get("bbox")
        if found is None:
            return None
        left, right = sorted((found.number("l"), found.number("r")))
        top, bottom = found.number("t"), found.number("b")
        if found.text("coord_origin").upper() == "BOTTOMLEFT":
            height = self.sizes[page].number("height") if page in self.sizes else max(top, bottom)
            top, bottom = height - top, height - bottom
        top, bottom = sorted((top, bottom))
        return Box(left, top, right, bottom) if right > left and bottom > top else None


def _part(text: str, place: Field, *, one: bool) -> str:
    """The part of a text that stands in one of its places."""
    span = [int(value.number()) for value in place.each("charspan")]
    if one or len(span) != 2 or not 0 <= span[0] < span[1]:  # noqa: PLR2004  start and end
        return text
    return text[span[0] : span[1]].strip()


def _cells(data: Field) -> tuple[tuple[str, ...], ...]:
    """The cells of a table; one over several rows or columns stands in the first of them."""
    cells = [
        (
            int(cell.number("start_row_offset_idx")),
            int(cell.number("start_col_offset_idx")),
            cell.text("text"),
        )
        for cell in data.each("table_cells")
    ]
    rows = max([int(data.number("num_rows")), *(row + 1 for row, _, _ in cells)], default=0)
    columns = max([int(data.number("num_cols")), *(column + 1 for _, column, _ in cells)], default=0)
    if rows * columns > _MOST_CELLS:
        data.refuse(f"has {rows} x {columns} cells, more than any newspaper prints")
    grid = [[""] * columns for _ in range(rows)]
    for row, column, text in cells:
        if row >= 0 and column >= 0:
            grid[row][column] = plain_text(text)[0]
    return tuple(tuple(row) for row in grid)
