"""What page-reading programs do to a page's blocks, put right before articles are made of them.

Titles that are labelled as text, facts of the masthead that are labelled as the page's header, captions that are not
attached to their pictures, boxes of text that were taken for pictures. No character is changed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import msgspec

from ebook.model import Origin, Repair
from ebook.pages.formats.drafts import Draft
from ebook.pages.page import Box, Label
from ebook.reading.chars import columns, ends_sentence

__all__ = ["tidied"]

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BOUNDARY = re.compile(rf"(?<=[{_HAN}])( ?)(?=\d)|(?<=\d)( ?)(?=[{_HAN}])")
_GLUED = re.compile(rf"(?<=[{_HAN}])(?=\d)|(?<=\d)(?=[{_HAN}])")
_EDGE = 0.06
_TITLE, _HEAVY, _LONGEST = 1.35, 0.9, 24
_IMPRINT = 3.0
_HEADLINE, _LONGEST_DECK, _PRINTED_LINES = 1.25, 40, 2
_NAMES = re.compile(r"记者|記者|通讯员|通訊員|特派|撰文|기자|特約|特约|[文图圖]／|^By ")
_HABIT, _SEEN = 0.75, 6
_ATTACHED, _ALIGNED = 1.5, 2.0


def tidied(drafts: Sequence[Draft], height: float, file: str) -> tuple[list[Draft], list[Repair]]:
    """The blocks of a page with these faults put right.

    Args:
        drafts: the blocks; their boxes are in one unit.
        height: of the page, in the same unit.
        file: the source's name, for the record.

    Returns:
        the blocks, and what was left out of them.
    """
    body = _body(drafts)
    spaced = _puts_spaces([draft.text for draft in drafts])
    placed = [_imprint(_titled(draft, body), height, body, spaced=spaced) for draft in drafts]
    framed, repairs = _framed(placed, file)
    return _headed(_attached(framed, body), body), repairs


def _puts_spaces(texts: Sequence[str]) -> bool:
    """Whether Han characters and digits that meet are mostly divided by spaces: no newspaper prints them so."""
    found = [bool(match[1] or match[2]) for text in texts for match in _BOUNDARY.finditer(text)]
    return len(found) >= _SEEN and sum(found) >= _HABIT * len(found)


# --- labels -----------------------------------------------------------------------------


def _body(drafts: Sequence[Draft]) -> float:
    """The size of the page's running text: half of its characters are smaller, half are larger."""
    sizes = sorted(
        (_size(draft), len(draft.text)) for draft in drafts if draft.label in {"", "text"} and draft.text
    )
    half = sum(length for _, length in sizes) / 2
    for size, length in sizes:
        half -= length
        if half <= 0:
            return size
    return 0.0


def _size(draft: Draft) -> float:
    """The size of a block's characters, by its shape."""
    if draft.box is None:
        return 0.0
    cells = max(1.0, columns(draft.text))
    if _is_one_line(draft):
        return min(draft.box.height, draft.box.width / cells) if not draft.vertical else draft.box.width
    return math.sqrt(draft.box.width * draft.box.height / cells) * 0.82


def _is_one_line(draft: Draft) -> bool:
    if draft.box is None or "\n" in draft.text or draft.vertical:
        return False
    return columns(draft.text) * draft.box.height * 0.7 <= draft.box.width


def _titled(draft: Draft, body: float) -> Draft:
    """A line of text that is set as a title is one."""
    if draft.label != "text" or draft.kind != "block" or not _is_one_line(draft) or not body:
        return draft
    large = _size(draft) >= _TITLE * body
    heavy = draft.bold and _size(draft) >= _HEAVY * body
    if not (large or heavy) or len(draft.text) > _LONGEST or ends_sentence(draft.text):
        return draft
    return msgspec.structs.replace(draft, label="title", level=draft.level or 2)


def _imprint(draft: Draft, height: float, body: float, *, spaced: bool) -> Draft:
    """What a program calls a header or footer, but stands in several lines or away from the edges, is text of the page.

    These are the facts of the masthead; a change between digits and Han characters that has no space, where the program
    puts spaces, is where two of its lines were joined.
    """
    if draft.label not in {"header", "footer"} or draft.box is None or draft.kind != "block":
        return draft
    several = draft.box.height >= _IMPRINT * body > 0 and not draft.vertical
    if not several and (draft.box.top < _EDGE * height or draft.box.bottom > (1 - _EDGE) * height):
        return draft
    text = draft.text
    if several and "\n" not in text and spaced:
        text = _GLUED.sub("\n", text)
    return msgspec.structs.replace(draft, label="", text=text)


def _headed(drafts: Sequence[Draft], body: float) -> list[Draft]:
    """The blocks; short lines right above and below a title, in line with it, are its kicker, deck and byline."""
    out = list(drafts)
    titles = [draft for draft in drafts if draft.label == "title" and _size(draft) >= _HEADLINE * body > 0]
    for title in titles:
        for down in (True, False):
            edge = title.box
            while edge is not None:
                at = next(
                    (k for k, one in enumerate(out) if _is_next(one, title, edge, body, down=down)), None
                )
                if at is None:
                    break
                edge = out[at].box
                below: Label = "byline" if _NAMES.search(out[at].text) else "deck"
                out[at] = msgspec.structs.replace(out[at], label=below if down else "kicker")
    return out


def _is_next(draft: Draft, title: Draft, edge: Box, body: float, *, down: bool) -> bool:
    box, over = draft.box, title.box
    if box is None or over is None or draft.label != "text" or not _is_one_line(draft):
        return False
    gap = box.top - edge.bottom if down else edge.top - box.bottom
    aligned = abs(box.left - over.left) <= 0.5 * body or _is_centred(box, over, body)
    return (
        -0.2 * body <= gap <= body
        and aligned
        and len(draft.text) <= _LONGEST_DECK
        and not ends_sentence(draft.text)
        and (not _NAMES.search(draft.text) or down)
    )


# --- pictures and tables ---


def _framed(drafts: Sequence[Draft], file: str) -> tuple[list[Draft], list[Repair]]:
    """The blocks; where a program took a box of printed lines for a picture, it is a frame around them."""
    out: list[Draft] = []
    repairs: list[Repair] = []
    for draft in drafts:
        if draft.kind == "picture" and draft.group and any(_is_print_of(other, draft) for other in drafts):
            if draft.picture:
                repairs.append(
                    Repair(
                        kind="dropped-line",
                        text=draft.picture,
                        code="picture-of-text",
                        origin=Origin(file=file),
                    )
                )
            out.append(Draft(kind="rule", box=draft.box))
        else:
            out.append(draft)
    return out, repairs


def _is_print_of(draft: Draft, picture: Draft) -> bool:
    same = draft.kind == "block" and draft.group == picture.group and draft.box == picture.box is not None
    return same and draft.text.count("\n") >= _PRINTED_LINES and "|" not in draft.text


def _attached(drafts: Sequence[Draft], body: float) -> list[Draft]:
    """The blocks; a line right below a picture or above a table, as small as captions are, is its caption."""
    out = list(drafts)
    for holder in drafts:
        if holder.kind not in {"picture", "table"} or holder.box is None:
            continue
        if any(draft.group == holder.group != "" and draft.label == "caption" for draft in drafts):
            continue
        found = [
            at
            for at, draft in enumerate(out)
            if draft.label in {"text", "title"} and draft.box is not None and _is_caption(draft, holder, body)
        ]
        for at in found[:1]:
            out[at] = msgspec.structs.replace(
                out[at], label="caption", level=0, group=holder.group or out[at].group
            )
    return out


def _is_caption(draft: Draft, holder: Draft, body: float) -> bool:
    box, other = draft.box, holder.box
    if box is None or other is None or not _is_one_line(draft) or _size(draft) > body:
        return False
    within = box.left >= other.left - _ALIGNED * body and box.right <= other.right + _ALIGNED * body
    if holder.kind == "table":
        return draft.bold and within and 0 <= other.top - box.bottom <= _ATTACHED * body
    starts = abs(box.left - other.left) <= _ALIGNED * body or _is_centred(box, other, body)
    return within and starts and box.height < body and 0 <= box.top - other.bottom <= _ATTACHED * body


def _is_centred(box: Box, other: Box, body: float) -> bool:
    return abs(box.left + box.right - other.left - other.right) <= 2 * body
