"""PaddleOCR: PP-StructureV3 and PaddleOCR-VL, whether saved, sent by the service, logged by line, or printed.

The shape is that of paddlex 3.3 to 3.7: `parsing_res_list` holds the blocks, `overall_ocr_res` the lines with their
scores (PP-StructureV3 alone), `layout_det_res` the detected boxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from ebook.model import Origin, Repair
from ebook.pages.formats.drafts import Draft, DraftPage, label_of, plain_text, table_of
from ebook.pages.formats.fields import Field, records
from ebook.pages.page import Box
from ebook.source import Source

__all__ = ["pages_of"]

_PICTURES = frozenset(("image", "chart", "figure"))
_PLACE = re.compile(r"(\d+)_(\d+)_(\d+)_(\d+)\.\w+$")
_NEAR = 3.0
_INSIDE = 0.6


class _Line(msgspec.Struct, frozen=True):
    """A line of `overall_ocr_res`."""

    text: str
    box: Box
    score: float


def pages_of(source: Source) -> list[DraftPage]:
    """The pages of one of its files.

    Raises:
        UnreadableSource: it is damaged.
    """
    found: list[DraftPage] = []
    for record in records(source):
        for result, pictures in _results(record):
            found.append(_page(result, pictures))
    return found


def _results(record: Field) -> Iterator[tuple[Field, dict[str, str]]]:
    """The results of a record, in whichever of the containers, each with its pictures by path."""
    if isinstance(record.value, (list, tuple)):
        for item in record.items():
            yield from _results(item)
        return
    inner = record.get("result") or record
    replies = inner.get("layoutParsingResults")
    if replies is not None:
        for reply in replies.items():
            yield reply.need("prunedResult"), _pictures(reply.get("markdown"))
        return
    result = record.get("res") or record
    if result.get("parsing_res_list", "overall_ocr_res", "rec_texts") is not None:
        yield result, _pictures(record.get("markdown"))


def _pictures(markdown: Field | None) -> dict[str, str]:
    images = markdown.get("images") if markdown is not None else None
    if images is None or not isinstance(images.value, dict):
        return {}
    return {
        path: f"data:image/jpg;base64,{content}"
        for path, content in images.value.items()
        if isinstance(content, str)
    }


def _page(result: Field, pictures: dict[str, str]) -> DraftPage:
    lines = _lines(result.get("overall_ocr_res") or result)
    blocks = list(result.each("parsing_res_list"))
    if not blocks:
        drafts = [
            Draft(kind="line", text=line.text, box=line.box, confidence=line.score, is_measured=True)
            for line in lines
        ]
        return DraftPage(
            drafts=drafts,
            width=result.number("width"),
            height=result.number("height"),
            image=result.text("input_path"),
        )
    drafts = [_draft(block, lines, pictures) for block in blocks]
    repairs = _fill_empty(drafts, lines, result.file)
    return DraftPage(
        drafts=drafts,
        width=result.number("width"),
        height=result.number("height"),
        image=result.text("input_path"),
        repairs=tuple(repairs),
    )


def _lines(found: Field) -> list[_Line]:
    texts, scores = list(found.each("rec_texts")), list(found.each("rec_scores"))
    boxes = list(found.each("rec_boxes", "rec_polys", "dt_polys"))
    if len(boxes) != len(texts):
        return []
    out: list[_Line] = []
    for at, (text, place) in enumerate(zip(texts, boxes, strict=True)):
        box = place.box()
        score = scores[at].number() if at < len(scores) else 1.0
        if box is not None and text.text().strip():
            out.append(_Line(text.text(), box, min(max(score, 0.0), 1.0)))
    return out


def _draft(block: Field, lines: Sequence[_Line], pictures: dict[str, str]) -> Draft:
    name = block.text("block_label", "label").lower()
    place = block.get("block_bbox", "bbox", "block_polygon_points")
    box = place.box() if place is not None else None
    order = block.get("block_order")
    content = block.text("block_content", "content")
    scores = [line.score for line in lines if box is not None and _lies_in(line.box, box)]
    shared: dict[str, object] = {
        "box": box,
        "order": int(order.number()) if order is not None else None,
        "group": block.text("group_id"),
        "confidence": sum(scores) / len(scores) if scores else 1.0,
        "is_measured": bool(scores),
    }
    if name == "table":
        caption, rows = table_of(content)
        return Draft(kind="table" if rows else "block", text=caption, rows=rows, **shared)  # type: ignore[arg-type]
    if name in _PICTURES and not content.strip():
        return Draft(kind="picture", picture=_picture_at(box, pictures), **shared)  # type: ignore[arg-type]
    text, bold = plain_text(content)
    level = {"doc_title": 1, "paragraph_title": 2}.get(name, 0)
    return Draft(
        text=text,
        label=label_of(name),
        bold=bold,
        level=level,
        vertical=name == "vertical_text",
        **shared,  # type: ignore[arg-type]  # the values have the fields' types
    )


def _lies_in(inner: Box, outer: Box) -> bool:
    across = min(inner.right, outer.right) - max(inner.left, outer.left)
    down = min(inner.bottom, outer.bottom) - max(inner.top, outer.top)
    if across <= 0 or down <= 0:
        return False
    return across * down > _INSIDE * inner.width * inner.height


def _picture_at(box: Box | None, pictures: dict[str, str]) -> str | None:
    """The picture whose file name says that it was cut out there."""
    if box is None:
        return None
    edges = (box.left, box.top, box.right, box.bottom)
    for path, content in pictures.items():
        place = _PLACE.search(path)
        if place and all(
            abs(int(one) - other) <= _NEAR for one, other in zip(place.groups(), edges, strict=True)
        ):
            return content
    return None


def _fill_empty(drafts: list[Draft], lines: Sequence[_Line], file: str) -> list[Repair]:
    """Give blocks that were emptied their text back, out of the block that it was put into.

    The program joins blocks that it takes for parts of one, and leaves the others empty; the lines say what stood where.
    """
    repairs: list[Repair] = []
    for at, draft in enumerate(drafts):
        if draft.kind != "block" or draft.text.strip() or draft.box is None:
            continue
        own = [line.text for line in lines if _lies_in(line.box, draft.box)]
        text = "".join(own)
        holder = next(
            (k for k, other in enumerate(drafts) if k != at and text and _holds(other.text, own)), None
        )
        if holder is None:
            continue
        drafts[holder] = msgspec.structs.replace(drafts[holder], text=_without(drafts[holder].text, own))
        drafts[at] = msgspec.structs.replace(draft, text="\n".join(own))
        repairs.append(Repair(kind="moved-block", text=text, code="emptied-block", origin=Origin(file=file)))
    return repairs


def _holds(text: str, own: Sequence[str]) -> bool:
    bare = _bare(text)
    return "".join(map(_bare, own)) in bare and len(bare) > sum(len(_bare(line)) for line in own)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _without(text: str, own: Sequence[str]) -> str:
    """A text without the lines that belong elsewhere, whatever white space stands between their characters."""
    pattern = r"\s*".join(re.escape(char) for line in own for char in _bare(line))
    return re.sub(pattern, "", text, count=1).strip()
