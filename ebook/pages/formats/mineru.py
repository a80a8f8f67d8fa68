"""MinerU: its content list (1 and 2), its middle file (to version 3, and 4), its structured content and model output.

Boxes are thousandths of the page in content lists, shares of 1 in version 4 and in what the model says, and points in
the middle file to version 3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ebook.pages.formats.drafts import Draft, DraftPage, divided, label_of, plain_text, table_of
from ebook.pages.formats.fields import Field, records
from ebook.pages.page import Box, Label
from ebook.source import Source

__all__ = ["pages_of"]

_THOUSANDTHS, _SHARES = 1000.0, 1.0
_PICTURES = frozenset(("image", "chart", "figure", "image_block", "seal"))
_CAPTIONS = ("image_caption", "img_caption", "chart_caption", "table_caption", "captions", "code_caption")
_NOTES = ("image_footnote", "img_footnote", "chart_footnote", "table_footnote", "footnotes")


def pages_of(source: Source) -> list[DraftPage]:
    """The pages of one of its files.

    Raises:
        UnreadableSource: it is damaged.
    """
    (root,) = records(source)[:1]
    if root.get("pdf_info") is not None:
        return [_page_of_middle(page) for page in root.each("pdf_info")]
    if root.get("pages") is not None:
        return list(_pages_of_version_4(root))
    items = list(root.items())
    if items and all(isinstance(item.value, list) for item in items):
        share = (
            _THOUSANDTHS
            if any(
                '_content"' in str(item.value)[:9000] or "_content'" in str(item.value)[:9000]
                for item in items
            )
            else _SHARES
        )
        return [DraftPage(drafts=_numbered(page.items(), _blocks), share=share) for page in items]
    return _pages_of_list(items)


def _pages_of_list(items: Sequence[Field]) -> list[DraftPage]:
    """The first content list is flat: each item says on which page it stands."""
    pages: dict[int, list[Field]] = {}
    for item in items:
        pages.setdefault(int(item.number("page_idx")), []).append(item)
    return [
        DraftPage(drafts=_numbered(pages[number], _blocks), share=_THOUSANDTHS) for number in sorted(pages)
    ]


def _pages_of_version_4(root: Field) -> Iterator[DraftPage]:
    layout = root.get("extensions")
    layout = layout.get("docvortex_layout") if layout is not None else None
    sizes = {
        int(page.number("page_idx")): (page.number("width_pt"), page.number("height_pt"))
        for page in (layout.each("pages") if layout is not None else ())
    }
    for at, page in enumerate(root.each("pages")):
        width, height = sizes.get(int(page.number("page_idx", default=at)), (0.0, 0.0))
        yield DraftPage(
            drafts=_numbered(page.each("blocks"), _blocks), width=width, height=height, share=_SHARES
        )


def _page_of_middle(page: Field) -> DraftPage:
    """A page of the middle file to version 3; what it calls discarded are headers, footers and page numbers."""
    size = [side.number() for side in page.each("page_size")]
    width, height = size if len(size) == 2 else (0.0, 0.0)  # noqa: PLR2004  width and height
    kept = _numbered(page.each("para_blocks", "preproc_blocks"), _blocks)
    discarded = [draft for block in page.each("discarded_blocks") for draft in _blocks(block, None)]
    return DraftPage(drafts=[*discarded, *kept], width=width, height=height)


def _numbered(
    blocks: Iterable[Field], drafts_of: Callable[[Field, int | None], Iterator[Draft]]
) -> list[Draft]:
    return [draft for at, block in enumerate(blocks) for draft in drafts_of(block, at)]


def _blocks(block: Field, order: int | None) -> Iterator[Draft]:
    """The drafts of a block: one, or a picture or table with its captions and notes."""
    kind = block.text("type", "category_type").lower()
    inner = block.get("content")
    holder = inner if inner is not None and isinstance(inner.value, dict) else block
    group = f"{block.path}" if kind in _PICTURES or kind == "table" else ""
    if kind in _PICTURES or kind == "table":
        yield from _figure(block, holder, kind, order, group)
        return
    level = int(block.number("text_level")) or int(holder.number("level"))
    label = label_of(kind)
    if kind in {"text", "paragraph"} and level:
        label = "title"
    sure, measured = _sureness(block)
    whole = Draft(
        label=label, level=min(max(level, 0), 6), box=_box(block), order=order,
        vertical=block.number("angle") in {90.0, 270.0}, confidence=sure, is_measured=measured,
    )  # fmt: skip
    yield from divided(whole, _text_of(block))


def _figure(block: Field, holder: Field, kind: str, order: int | None, group: str) -> Iterator[Draft]:
    box = _box(block)
    body = _body(block)
    picture = (
        block.text("img_path", "image_path", "image_source") if not _is_object(block, "image_source") else ""
    )
    source = holder.get("image_source")
    if not picture and source is not None and isinstance(source.value, dict):
        picture = source.text("path")
    picture = picture or body.text("image_path", "img_path")
    captions = [*_side_texts(holder, _CAPTIONS), *_side_blocks(block, "caption")]
    notes = [*_side_texts(holder, _NOTES), *_side_blocks(block, "footnote")]
    if kind == "table":
        markup = block.text("table_body") or holder.text("html") or _own_text(block) or _own_text(body)
        outside, rows = table_of(markup)
        yield Draft(
            kind="table" if rows else "block", text=outside, rows=rows, box=box, order=order, group=group,
            picture=None if rows else picture or None,
        )  # fmt: skip
    else:
        yield Draft(kind="picture", box=box, order=order, group=group, picture=picture or None)
        inside = plain_text(_own_text(holder) or _own_text(body))[0]
        if inside:  # a box of text that the program took for a picture
            yield Draft(text=inside, box=box, order=order, group=group)
    sides: tuple[tuple[Label, list[tuple[str, Box | None]]], ...] = (
        ("caption", captions),
        ("footnote", notes),
    )
    for label, found in sides:
        for text, place in found:
            yield Draft(text=text, label=label, box=place, order=order, group=group)


def _is_object(block: Field, name: str) -> bool:
    found = block.get(name)
    return found is not None and isinstance(found.value, dict)


def _body(block: Field) -> Field:
    """The part of a picture or table that is neither caption nor note, in files where it has parts."""
    for part in (*_list(block, "content"), *_list(block, "blocks")):
        if part.text("type").endswith("_body"):
            lines = [span for line in part.each("lines") for span in line.each("spans")]
            return lines[0] if lines else part
    return Field({}, block.path, block.file)


def _list(block: Field, name: str) -> list[Field]:
    found = block.get(name)
    return list(found.items()) if found is not None and isinstance(found.value, list) else []


def _own_text(holder: Field) -> str:
    found = holder.get("content", "html", "table_body")
    return found.text() if found is not None and isinstance(found.value, str) else ""


def _side_texts(holder: Field, names: Iterable[str]) -> Iterator[tuple[str, None]]:
    for name in names:
        for item in _list(holder, name):
            text = item.text() if isinstance(item.value, str) else _spans(item)
            if text.strip():
                yield plain_text(text)[0], None


def _side_blocks(block: Field, ending: str) -> Iterator[tuple[str, Box | None]]:
    for part in (*_list(block, "content"), *_list(block, "blocks")):
        if part.text("type").endswith(ending) and (text := _text_of(part)).strip():
            yield plain_text(text)[0], _box(part)


def _box(block: Field) -> Box | None:
    place = block.get("bbox", "poly")
    return place.box() if place is not None else None


def _text_of(block: Field) -> str:
    """The text of a block in any of its forms: a string, spans, lines of spans, or items of a list."""
    if (text := block.get("text")) is not None:
        return text.text()
    lines = _list(block, "lines")
    if lines:
        return "\n".join("".join(map(_spans, line.each("spans"))) for line in lines)
    nested = _list(block, "blocks") or _list(block, "list_items")
    if nested:
        return "\n".join(
            item.text()
            if isinstance(item.value, str)
            else _spans(item)
            if item.get("item_content")
            else _text_of(item)
            for item in nested
        )
    return _spans(block)


def _spans(holder: Field) -> str:
    """The text of spans, wherever they are: `content`, or a member that ends in `_content` or `_items`.

    Bold ones are marked as in Markdown, as some of the files do by themselves.
    """
    if isinstance(holder.value, str):
        return holder.value
    content = holder.get("content")
    if content is None:
        named = (
            [name for name in holder.value if name.endswith(("_content", "_items"))]
            if isinstance(holder.value, dict)
            else []
        )
        content = holder.get(*named) if named else None
    if content is None:
        return ""
    if isinstance(content.value, str):
        styles = [style.text() for style in holder.each("style", "styles")]
        return f"**{content.value}**" if "bold" in styles and content.value.strip() else content.value
    if isinstance(content.value, dict):
        return _spans(content)
    separator = (
        "\n"
        if any(isinstance(item.value, dict) and "item_content" in item.value for item in content.items())
        else ""
    )
    return separator.join(_spans(item) for item in content.items()).replace("****", "")


def _sureness(block: Field) -> tuple[float, bool]:
    """The mean score of a block's spans, and whether they have any."""
    scores = [
        span.number("score")
        for line in _list(block, "lines")
        for span in _list(line, "spans")
        if span.get("score") is not None
    ]
    mean = sum(scores) / len(scores) if scores else 1.0
    return min(max(mean, 0.0), 1.0), bool(scores)
