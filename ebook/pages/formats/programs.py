"""What page-reading programs write as JSON: blocks with labels and boxes, told apart by content.

Each program has a module that turns its pages into `Drafts`; here they become pages.
"""

from __future__ import annotations

import base64
import binascii
import re
import statistics
from collections.abc import Callable, Iterable, Sequence

import msgspec

from ebook import signatures
from ebook.errors import UnreadableSource
from ebook.model import Origin, Repair
from ebook.pages.formats import docling, drafts, mineru, others, paddle
from ebook.pages.formats.beside import page_image
from ebook.pages.formats.drafts import Draft, DraftPage
from ebook.pages.formats.fields import picture_path
from ebook.pages.formats.tidy import tidied
from ebook.pages.page import Box, Page, PageIssue, Region
from ebook.problems import Problem
from ebook.rules import printed as rules
from ebook.source import Source

__all__ = ["pages_of"]

_READERS: tuple[tuple[Callable[[bytes], bool], Callable[[Source], list[DraftPage]]], ...] = (
    (signatures.is_paddle, paddle.pages_of),
    (signatures.is_mineru, mineru.pages_of),
    (signatures.is_docling, docling.pages_of),
    (signatures.is_deepseek, others.deepseek_pages),
    (signatures.is_dots, others.dots_pages),
    (signatures.is_marker, others.marker_pages),
    (signatures.is_yomitoku, others.yomitoku_pages),
    (signatures.is_olmocr, others.olmocr_pages),
)
_BROADSHEET = 1.43
"""How high a page is for its width, where a program gives boxes as shares of both."""
_POOR, _MANY = 0.55, 20
_SCRIPTS = tuple(
    re.compile(f"[{span}]")
    for span in (
        "\u3040-\u30ff\u3400-\u9fff", "\uac00-\ud7a3", "A-Za-z", "\u0370-\u03ff", "\u0400-\u04ff", "\u0590-\u05ff",
        "\u0600-\u06ff", "\u0900-\u0dff", "\u0e00-\u0e7f", "\u1000-\u109f",
    )
)  # fmt: skip
"""The letters of scripts of which a newspaper's page holds one or two."""
_MIXED, _MOST_SCRIPTS, _LEAST_LETTERS = 0.06, 4, 60
_DATA = re.compile(r"data:image/\w+;base64,")


def pages_of(source: Source) -> PageIssue:
    """The pages that a program found.

    Raises:
        UnreadableSource: it is damaged, holds no text, or text that is no reading of a page.
    """
    inner = source
    if source.files is not None and (name := signatures.mineru_result(source.files.names())) is not None:
        inner = source.member(name)
    read = next((read for known, read in _READERS if known(signatures.sniff(inner))), None)
    if read is None:
        raise UnreadableSource(
            "this is no output of a page-reading program that is known",
            file=source.name,
            hint="`ebook formats` lists what can be read; the program's Markdown can be read, too",
        )
    found = read(inner)
    if not any(draft.text.strip() or draft.rows for page in found for draft in page.drafts):
        raise UnreadableSource(
            "no text was found on its pages", file=source.name, hint="run the program again"
        )
    _refuse_garbage(source, found)
    made = [_Maker(inner, at, len(found), page) for at, page in enumerate(found, 1)]
    pictures = {name: content for maker in made for name, content in maker.pictures.items()}
    return PageIssue(
        pages=tuple(maker.page for maker in made),
        pictures=pictures,
        problems=tuple(problem for maker in made for problem in maker.problems),
        repairs=tuple(repair for maker in made for repair in (*maker.draft.repairs, *maker.repairs)),
    )


def _refuse_garbage(source: Source, pages: Sequence[DraftPage]) -> None:
    """Text that the program itself does not believe is no newspaper."""
    text = "".join(draft.text for page in pages for draft in page.drafts)
    letters = [len(script.findall(text)) for script in _SCRIPTS]
    if (
        sum(share >= _MIXED * sum(letters) for share in letters) >= _MOST_SCRIPTS
        and sum(letters) >= _LEAST_LETTERS
    ):
        raise UnreadableSource(
            "the text mixes the letters of several scripts, so it is no reading of a page",
            file=source.name,
            hint="scan the page again, straight and at 300 dpi, and read it in its own language",
        )
    sure = [draft.confidence for page in pages for draft in page.drafts if draft.text and draft.is_measured]
    if len(sure) >= _MANY and statistics.mean(sure) < _POOR:
        raise UnreadableSource(
            f"the program was unsure of nearly all characters: {statistics.mean(sure):.0%} on average",
            file=source.name,
            hint="scan the page again, straight and at 300 dpi, and read it in its own language",
        )


class _Maker:
    """Makes a page of a draft."""

    def __init__(self, source: Source, number: int, count: int, draft: DraftPage) -> None:
        self.source, self.number, self.count, self.draft = source, number, count, draft
        self.pictures: dict[str, bytes] = {}
        self.problems: list[Problem] = []
        self.repairs: list[Repair] = []
        self.page = self._page()

    def _page(self) -> Page:
        width, height, found = _in_one_unit(self.draft)
        drafts_, self.repairs = tidied(found, height, self.source.name)
        regions = tuple(self._region(draft) for draft in _with_boxes(drafts_, width, height))
        return Page(
            file=self.source.name,
            number=self.number,
            width=width,
            height=height,
            regions=regions,
            image=page_image(self.source, self.draft.image, self.number, self.count),
        )

    def _region(self, draft: Draft) -> Region:
        assert draft.box is not None  # noqa: S101  # `_with_boxes` has seen to it
        return Region(
            kind=draft.kind,
            box=draft.box,
            text=draft.text,
            label=draft.label,
            vertical=draft.vertical,
            bold=draft.bold,
            level=draft.level,
            order=draft.order,
            group=draft.group,
            confidence=draft.confidence,
            picture=self._picture(draft.picture),
            rows=draft.rows,
        )

    def _picture(self, path: str | None) -> str | None:
        if path is None:
            return None
        if _DATA.match(path):
            name = f"page{self.number}-{len(self.pictures) + 1}.{drafts.ending_of(path)}"
            try:
                self.pictures[name] = base64.b64decode(path.partition(",")[2], validate=True)
            except (binascii.Error, ValueError):
                self._problem("a picture inside the file is damaged")
                return None
            return name
        found = picture_path(path)
        if found is None and path:
            self._problem(f"the picture {path[:200]!r} is not in the folder of the file; save it beside it")
        return found

    def _problem(self, message: str) -> None:
        self.problems.append(rules.NO_PICTURE.at(Origin(file=self.source.name), message))


def _in_one_unit(page: DraftPage) -> tuple[float, float, list[Draft]]:
    """A page's size and its drafts, their boxes in the unit of the size."""
    boxes = [draft.box for draft in page.drafts if draft.box is not None]
    if page.share:
        width = page.width or page.share
        height = page.height or page.share * _BROADSHEET
        across, down = width / page.share, height / page.share
    else:
        width = max([page.width, *(box.right for box in boxes)], default=0.0) or 1000.0
        height = max([page.height, *(box.bottom for box in boxes)], default=0.0) or 1000.0 * _BROADSHEET
        across = down = 1.0
    scaled = [
        msgspec.structs.replace(draft, box=draft.box.scaled(across, down) if draft.box else None)
        for draft in page.drafts
    ]
    return width, height, scaled


def _with_boxes(found: Iterable[Draft], width: float, height: float) -> list[Draft]:
    """The drafts; those without a box stand one below the other where the program put them."""
    out = list(found)
    missing = [at for at, draft in enumerate(out) if draft.box is None]
    if not missing:
        return out
    if len(missing) == len(out):
        step = height / (len(out) + 2)
        boxes = [
            Box(0.05 * width, step * (at + 1), 0.95 * width, step * (at + 1.9)) for at in range(len(out))
        ]
        return [
            msgspec.structs.replace(draft, box=box, order=at)
            for at, (draft, box) in enumerate(zip(out, boxes, strict=True))
        ]
    for at in missing:
        near = next((out[k].box for k in range(at - 1, -1, -1) if out[k].box is not None), None)
        near = near or next(draft.box for draft in out if draft.box is not None)
        assert near is not None  # noqa: S101  # one has a box
        line = min(near.height, 0.01 * height)
        out[at] = msgspec.structs.replace(
            out[at], box=Box(near.left, near.bottom, near.right, min(height, near.bottom + line))
        )
    return out
