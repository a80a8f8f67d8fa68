"""Pieces of text become blocks of printed lines."""

from __future__ import annotations

from .designs import Style
from .faces import face
from .lines import Cut, break_lines, width_of
from .marks import Block, Mark, Piece


class Setter:
    """Sets text in one style."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.frames = 0

    def frame(self) -> int:
        """A new number for marks that are drawn together."""
        self.frames += 1
        return self.frames

    def line(self, cut: Cut, piece: Piece, name: str, size: float, width: float, **how) -> Mark:
        """One printed line: align is 'start', 'justify', 'center' or 'end'; indent shifts it."""
        align, indent = how.get("align", "start"), how.get("indent", 0.0)
        natural = cut.width * size
        gap = word_gap = 0.0
        room = width - indent
        spare = max(0.0, room - natural)
        if align == "justify" and not cut.last and spare:
            if " " in cut.text and self.style.lang.startswith(("en", "ko")):
                gaps = cut.text.count(" ")
                word_gap = spare / gaps if spare / gaps < 0.7 * size else 0.0
            elif len(cut.text) > 1 and not how.get("vertical"):
                gap = spare / (len(cut.text) - 1) if spare < 0.25 * room else 0.0
            elif len(cut.text) > 1 and cut.text.isascii() is False and cut.width == len(cut.text):
                gap = spare / (len(cut.text) - 1) if spare < 0.25 * room else 0.0
        length = natural + gap * (len(cut.text) - 1) + word_gap * cut.text.count(" ")
        start = indent + {"center": spare / 2, "end": spare}.get(align, 0.0)
        return Mark(
            "text", start, 0.0, length, size, cut.text, name, size, gap=gap, word_gap=word_gap, piece=piece,
            frame=how.get("frame", 0), white=how.get("white", False), first=how.get("first", False),
        )  # fmt: skip

    def lines(self, piece: Piece, name: str, size: float, width: float, **how) -> list[Block]:
        """A text as blocks of one line each. A text with newlines keeps them."""
        leading = how.get("leading", self.style.leading) * size
        vertical = how.setdefault("vertical", self.style.vertical)
        indent, hang = how.get("indent", 0.0), how.get("hang", 0.0)
        blocks: list[Block] = []
        for part in piece.text.split("\n"):
            cuts = break_lines(
                part, face(name), (width - hang) / size, self.style.lang, indent=indent - hang / size, vertical=vertical,
                whole_words=self.style.whole_words, hyphens=how.get("align") == "justify",
            )  # fmt: skip
            for at, cut in enumerate(cuts):
                shift = indent * size if at == 0 else hang
                mark = self.line(
                    cut, piece, name, size, width, **{**how, "indent": shift, "first": not blocks}
                )
                blocks.append(Block(width, leading, [mark.moved(0.0, (leading - size) / 2)]))
        blocks[-1].piece = piece
        return blocks

    def text(self, piece: Piece, name: str, size: float, width: float, **how) -> Block:
        """A text as one block."""
        marks, v = [], 0.0
        for block in self.lines(piece, name, size, width, **how):
            marks += block.at(0.0, v)
            v += block.dv
        return Block(width, v, marks, piece=piece)

    def headline(self, piece: Piece, name: str, width: float, size: float, most: int, **how) -> Block:
        """A title in at most so many lines, in the largest size up to `size` that allows it."""
        vertical = how.setdefault("vertical", self.style.vertical)
        step = 0.94
        least = self.style.size * 1.05
        while True:
            rows = title_lines(piece.text, name, width / size, self.style.lang, vertical=vertical)
            if len(rows) <= most or size * step < least:
                break
            size *= step
        leading = how.get("leading", 1.2) * size
        marks = []
        for at, row in enumerate(rows):
            cut = Cut(row, width_of(row, face(name), vertical=vertical))
            mark = self.line(cut, piece, name, size, width, **{**how, "first": at == 0})
            marks.append(mark.moved(0.0, at * leading + (leading - size) / 2))
        return Block(width, leading * len(rows), marks, piece=piece)

    def label(self, piece: Piece, width: float) -> Block:
        """The label of a column: in a reversed or framed box, or bold over a rule."""
        style, size = self.style, self.style.size * 1.15
        length = width_of(piece.text, face("sans-bold"), vertical=style.vertical) * size
        if length + size > width:
            return self.text(piece, "sans-bold", size, width, frame=self.frame())
        frame = self.frame()
        mark = Mark(
            "text", size / 2, size * 0.3, length, size, piece.text, "sans-bold", size, piece=piece, first=True
        )
        mark.frame, mark.white = frame, style.reversed_labels
        box = Mark(
            "fill" if style.reversed_labels else "frame",
            0,
            0,
            length + size,
            size * 1.6,
            weight=0.85,
            frame=frame,
        )
        if not style.reversed_labels:
            box.weight = 0.6
        return Block(width, size * 1.9, [box, mark], piece=piece)


def title_lines(text: str, name: str, width: float, lang: str, *, vertical: bool) -> list[str]:
    """A title's printed lines, divided at its spaces where they serve; width in ems."""
    type_face = face(name)

    def fits(row: str) -> bool:
        return width_of(row, type_face, vertical=vertical) <= width + 0.01

    rows: list[str] = []
    spaced = lang.startswith(("en", "ko"))
    for clause in [text] if spaced or fits(text) else text.replace("\u3000", " ").split(" "):
        if not clause:
            continue
        if not spaced and rows and fits(rows[-1] + " " + clause):
            rows[-1] += " " + clause
        elif fits(clause):
            rows.append(clause)
        else:
            rows += _even(clause, type_face, width, lang, vertical=vertical)
    return rows


def _even(text: str, type_face, width: float, lang: str, *, vertical: bool) -> list[str]:
    """Lines of about the same length."""
    whole = width_of(text, type_face, vertical=vertical)
    count = max(2, -int(-whole // width))
    for share in (whole / count * 1.05, whole / count * 1.2, width):
        cuts = break_lines(text, type_face, min(width, max(share, 1.0)), lang, vertical=vertical)
        if len(cuts) <= count or share == width:
            return [cut.text for cut in cuts if cut.text]
    return []
