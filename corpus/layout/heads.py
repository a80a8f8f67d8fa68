"""Mastheads and folio lines."""

from __future__ import annotations

from .designs import Style
from .faces import face
from .marks import Block, Mark, Piece, crosswise, stacked
from .setting import Setter


def folio(style: Style, setter: Setter, lines: list[str], width: float) -> Block:
    """The folio lines of a page side by side over a rule; they are horizontal on every page."""
    size, frame = style.size * 0.9, setter.frame()
    if not lines:
        return Block(width, 0.0)
    pieces = [Piece("FOLIO", None, line) for line in lines]
    widths = [face(style.small).width(line) * size for line in lines]
    if sum(widths) + size * 2 * len(lines) > width:
        blocks = [
            setter.text(p, style.small, size, width, frame=frame, vertical=False, leading=1.4) for p in pieces
        ]
        return _ruled(stacked(blocks, width), style)
    spare = width - sum(widths)
    marks, u = [], 0.0
    for at, (piece, length) in enumerate(zip(pieces, widths)):
        start = u if len(pieces) > 1 or not style.centred else spare / 2
        marks.append(
            Mark(
                "text",
                start,
                size * 0.2,
                length,
                size,
                piece.text,
                style.small,
                size,
                piece=piece,
                first=True,
                frame=frame,
            )
        )
        u += length + (spare / (len(pieces) - 1) if len(pieces) > 1 else 0.0)
    return _ruled(Block(width, size * 1.4, marks), style)


def _ruled(block: Block, style: Style) -> Block:
    rule = Mark("rule", 0.0, block.dv + 2, block.du, 0.0, weight=0.8)
    return Block(block.du, block.dv + 2 + style.size * 0.8, [*block.marks, rule])


def masthead_top(style: Style, setter: Setter, masthead: dict, width: float) -> Block:
    """The masthead across the top of the page: the name large, the other lines beside or below it."""
    frame = setter.frame()
    name, above, below = _parts(masthead)
    largest = style.size * 6
    room = width * style.rng.choice((0.5, 0.65, 1.0))
    size = min(largest, room / max(1.0, face(style.head).width(name.text)))
    blocks = [_fact(style, setter, piece, width, frame) for piece in above]
    title = setter.text(
        name, style.head, size, room, align="center", frame=frame, vertical=False, leading=1.25
    )
    if room < width:
        side = width - room - style.gutter
        facts = stacked([_fact(style, setter, piece, side, frame, align="start") for piece in below], side)
        tall = max(title.dv, facts.dv)
        blocks.append(
            Block(width, tall, [*title.at(0.0, 0.0), *facts.at(room + style.gutter, (tall - facts.dv) / 2)])
        )
    else:
        blocks += [title, *(_fact(style, setter, piece, width, frame) for piece in below)]
    return _ruled(stacked(blocks, width), style)


def masthead_corner(style: Style, setter: Setter, masthead: dict, height: float) -> Block:
    """The masthead in the top right corner of a vertical page, as a crosswise block as high as it needs to be."""
    frame = setter.frame()
    name, above, below = _parts(masthead)
    size = min(style.size * 4.5, height * 0.5 / max(1, len(name.text)))
    width = max(size * 1.6, style.size * 12)
    column = Mark(
        "text", (width - size) / 2, size * 0.2, size, len(name.text) * size, name.text, style.head, size,
        piece=name, first=True, frame=frame,
    )  # fmt: skip
    title = Block(width, column.dv + size * 0.4, [column])
    facts = [_fact(style, setter, piece, width - style.size, frame, align="start") for piece in above + below]
    inner = stacked([title, *(Block(width, b.dv, b.at(style.size / 2, 0.0)) for b in facts)], width)
    framed = Block(
        width,
        inner.dv + style.size,
        [*inner.marks, Mark("frame", 0.0, 0.0, width, inner.dv + style.size, weight=0.8)],
    )
    turned = crosswise(framed)
    for mark in turned.marks:
        mark.across = mark.kind != "text" or mark.piece is not name
    return turned


def _parts(masthead: dict) -> tuple[Piece, list[Piece], list[Piece]]:
    """The name, the lines above it and those below it."""
    lines = masthead["lines"]
    at = next((n for n, line in enumerate(lines) if line.strip() == masthead["name"]), None)
    if at is None:
        at = next((n for n, line in enumerate(lines) if masthead["name"] in line), 0)
    pieces = [Piece("MAST", None, line) for line in lines]
    return pieces[at], pieces[:at], pieces[at + 1 :]


def _fact(
    style: Style, setter: Setter, piece: Piece, width: float, frame: int, align: str = "center"
) -> Block:
    return setter.text(
        piece, style.small, style.size * 0.9, width, align=align, frame=frame, vertical=False, leading=1.35
    )
