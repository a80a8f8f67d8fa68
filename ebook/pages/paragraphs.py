"""The lines of a page in reading order become logical lines: titles, paragraphs, captions, tables."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

import msgspec

from ebook.model import Origin, Repair
from ebook.pages.atoms import Atom, Item, is_title
from ebook.pages.order import Flow, ordered
from ebook.pages.parts import Part, joined_text, parts_of, title_parts
from ebook.reading.pieces import Line

__all__ = ["Counts", "Writer"]

_SMALL_TYPE = 0.7
_WIDER = 1.4
_MOST_SPACE = 9.0
_APART = 1.3


class Counts(msgspec.Struct):
    """How many modules and frames the pages have had so far."""

    modules: int = 0
    frames: int = 0

    def next_module(self) -> int:
        """The number of a new module."""
        self.modules += 1
        return self.modules

    def next_frame(self) -> int:
        """The number of a new frame."""
        self.frames += 1
        return self.frames


class Writer:
    """The logical lines of a page, block by block in reading order.

    Pictures, tables and frames that stand between two columns of one paragraph come after the paragraph.

    Args:
        file: the source's name.
        flow: how the text of the page runs.
        counts: what numbers the modules and frames.
        frame: the number of the frame whose inside is written, 0 outside of frames.
    """

    def __init__(self, file: str, flow: Flow, counts: Counts, frame: int = 0) -> None:
        self.lines: list[Line] = []
        self.repairs: list[Repair] = []
        self.module = counts.next_module()
        self._file = file
        self._flow = flow
        self._counts = counts
        self._inside = frame
        self._last: Atom | None = None
        self._waiting: list[Item] = []
        self._part: Part | None = None

    def add_all(self, items: Sequence[Item]) -> None:
        """Take blocks in reading order."""
        for item in items:
            if item.is_float:
                self._waiting.append(item)
                if self._part is None or not self._is_open():
                    self._place()
            else:
                self._add(item)
        self.close()

    def close(self) -> None:
        """Finish what is open."""
        self._finish()
        self._place()

    def _is_open(self) -> bool:
        return self._part is not None and self._part.is_open

    def _place(self) -> None:
        """Put the pictures, tables and frames that wait."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._finish()
        for item in waiting:
            match item.kind:
                case "picture":
                    self._picture(item)
                case "table":
                    self._table(item)
                case _:
                    self._frame(item)

    def _picture(self, item: Item) -> None:
        self._emit(item.text, (item.number,), picture=item.picture or "")
        self._last = None
        for part in parts_of(item.atoms, self._flow, self.module, caption=True):
            self._write(part, label="caption")

    def _table(self, item: Item) -> None:
        for part in parts_of(item.atoms, self._flow, self.module, caption=True):
            self._write(part)
        self._emit(item.text, item.cells or (item.number,), rows=item.rows)
        self._last = None
        for part in parts_of(item.notes, self._flow, self.module, caption=True):
            self._write(part)

    def _frame(self, item: Item) -> None:
        inner = Writer(self._file, self._flow, self._counts, self._counts.next_frame())
        inner.add_all(ordered(item.inside, self._flow))
        self.lines += inner.lines
        self.repairs += inner.repairs
        self._last = None

    def _add(self, item: Item) -> None:
        if item.kind == "header":
            self.close()
            self.module = self._counts.next_module()
            for part in title_parts(item.atoms, self._flow, self.module):
                self._write(part)
            return
        parts = parts_of(item.atoms, self._flow, self.module, stands=item.stands)
        parts[0].goes_on = self._flow.is_fresh(item) is False
        parts[-1].is_open = parts[-1].is_text and self._flow.is_open(item)
        parts[-1].is_full = parts[-1].is_text and self._flow.is_full(item)
        for part in parts:
            if self._goes_on(part):
                assert self._part is not None  # noqa: S101  # _goes_on has seen to it
                self._part.atoms += part.atoms
                self._part.is_open, self._part.is_full = part.is_open, part.is_full
                continue
            self._finish()
            self._place()
            if part is parts[0] and self._stands_apart(part):
                self.module = self._counts.next_module()
            self._part = part

    def _stands_apart(self, part: Part) -> bool:
        """Whether a heading has so much space above it that what is below it belongs to nothing above."""
        gap = self._flow.gap_above(part.atoms[0]) - self._flow.leading
        return not part.is_text and gap > _APART * self._flow.body

    def _goes_on(self, part: Part) -> bool:
        """Whether a paragraph is the rest of the one before it, from another column."""
        before = self._part
        if before is None or not part.is_text or part.fresh:
            return False
        if not before.is_open and not (before.is_full and part.goes_on):
            return False
        if (
            before.atoms[-1].own.width > _WIDER * max(atom.own.width for atom in part.atoms)
            and len(part.atoms) > 1
        ):
            return False
        return self._flow.are_alike(before.atoms[-1], part.atoms[0])

    def _finish(self) -> None:
        if self._part is not None:
            self._write(self._part)
            self._part = None

    def _write(self, part: Part, label: str = "") -> None:
        first = part.atoms[0]
        size = statistics.median_high(atom.size for atom in part.atoms) / self._flow.body
        numbers = tuple(dict.fromkeys(atom.region for atom in part.atoms))
        text, divided = joined_text(part.atoms, title=not part.is_text)
        origin = Origin(file=self._file, lines=tuple(sorted(numbers)))
        self.repairs += [
            Repair(kind="joined-line", text=old, result=new, code="line-hyphen", origin=origin)
            for old, new in divided
        ]
        self._emit(
            text,
            numbers,
            level=0 if part.is_text else first.level or level_of(first, self._flow.body, size),
            bold=not part.is_text and all(atom.bold for atom in part.atoms),
            centred=part.centred,
            size=round(size, 2),
            label=first.label or label,
            **self._place_of(part),
        )

    def _place_of(self, part: Part) -> dict[str, object]:
        """Whether a part begins a column, and how much more space than usual is above it."""
        before, first = self._last, part.atoms[0]
        self._last = part.atoms[-1]
        gap = self._flow.gap_above(first) - self._flow.leading
        return {
            "new_column": before is not None and not _is_below(before, first),
            "space": round(min(gap / self._flow.body, _MOST_SPACE), 2),
        }

    def _emit(self, text: str, numbers: tuple[int, ...], **more: object) -> None:
        self.lines.append(
            Line(
                text=text,
                file=self._file,
                numbers=tuple(sorted(numbers)),
                module=self.module,
                frame=self._inside,
                **more,  # type: ignore[arg-type]  # the attributes of Line
            )
        )


def _is_below(before: Atom, atom: Atom) -> bool:
    """Whether a line stands below another one in the same column."""
    across = min(atom.own.right, before.own.right) - max(atom.own.left, before.own.left)
    return before.vertical is atom.vertical and across > 0 and atom.own.top >= before.own.bottom - before.size


def level_of(atom: Atom, body: float, size: float) -> int:
    """The level of a title by its size, 0 for a nameplate and for what is set as text."""
    if atom.label == "masthead":
        return 0
    if not is_title(atom, body):
        return 3 if atom.bold and size > _SMALL_TYPE else 0
    return 1 if size >= 1.6 else 2  # noqa: PLR2004  # a headline's size
