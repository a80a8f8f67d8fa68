"""The body of an article, built piece by piece."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from ebook.languages import Language
from ebook.model import (
    Aside,
    Block,
    Figure,
    Heading,
    List,
    Note,
    Origin,
    Paragraph,
    Person,
    Quote,
    Repair,
    Table,
    Verse,
)
from ebook.reading import people
from ebook.reading.pieces import Piece, origin_of
from ebook.reading.tables import rows_of, stub_of

__all__ = ["Body"]

_SIGNED = re.compile(r"[)）】〕\]」』]\s*$|\S[ \u3000]{1,3}\S{2,8}$|(?:摄|攝|記|记)$")
_TABLE = frozenset(("TCAP", "TAB", "TNOTE", "STUB"))
_FIGURE = frozenset(("FIG", "CRED", "PICTURE"))
_TEXTS = frozenset(("P", "AP", "LIST", "ALIST", "NOTE"))
_NUMBERED = re.compile(r"[（(]?(?:[0-9０-９]{1,3}|[①-⑳]|[㈠-㈩])[)）.、．]?")


class Body:
    """The blocks of an article, and what they say of people and pages.

    Pieces of one kind that stand together make one block: a list, verse, a table with its caption and note, a
    picture with its caption and credit. What follows a box's title is in the box as long as its roles say so; a title
    that opens a frame of the page has all of the frame in its box.
    """

    def __init__(self, language: Language, heads: people.Heads, setting: people.Setting) -> None:
        self.blocks: list[Block] = []
        self.people: list[Person] = []
        self.jumps: list[str] = []
        self.repairs: list[Repair] = []
        self.dateline: str | None = None
        self._language, self._heads, self._setting = language, heads, setting
        self._box: tuple[Piece, list[Block]] | None = None
        self._box_frame = 0
        self._frame = 0
        self._run: list[Piece] = []
        self._has_text = False
        self._last: Piece | None = None
        self._tails: dict[str, tuple[int, tuple[Person, ...]]] = {}

    @property
    def setting(self) -> people.Setting:
        """What is known of the article so far."""
        return msgspec.structs.replace(self._setting, news=self.dateline is not None)

    def add(self, piece: Piece) -> None:
        """Take the next piece."""
        outer, self._frame = self._frame, piece.line.frame
        if self._run and (self._frame != outer or not self._goes_on(piece)):
            self._close_run()
        if self._box_frame and self._frame != self._box_frame:
            self._close_box()
        if piece.role == "AT" and self._frame != outer:
            self._box_frame = self._frame
        if piece.role in _TEXTS:
            self._last = piece
        if piece.role in {"LIST", "VERSE", "ALIST"} | _TABLE | _FIGURE:
            self._leave_box(piece)
            self._run.append(piece)
            return
        self._leave_box(piece)
        self._single(piece)

    def close(self) -> None:
        """Finish what is open; the last text may be signed."""
        self._close_run()
        self._close_box()
        if self._last is not None:
            self._sign(self._last, force=True)

    # --- boxes ---

    def _leave_box(self, piece: Piece) -> None:
        if self._box is not None and not self._box_frame and piece.role in {"P", "H", "LIST"}:
            self._close_box()

    def _close_box(self) -> None:
        if self._box is None:
            return
        title, inside = self._box
        self._box, self._box_frame = None, 0
        origin = _merged((title.line.origin, *(block.origin for block in inside)))
        self.blocks.append(Aside(title=title.text, body=tuple(inside), origin=origin))

    def _put(self, block: Block) -> None:
        (self.blocks if self._box is None else self._box[1]).append(block)

    # --- runs ---

    def _goes_on(self, piece: Piece) -> bool:
        first = self._run[0].role
        if first in _TABLE:
            return piece.role in _TABLE and self._table_goes_on(piece)
        if first in _FIGURE:
            return piece.role in _FIGURE and self._figure_goes_on(piece)
        return piece.role == first

    def _table_goes_on(self, piece: Piece) -> bool:
        last = self._run[-1].role
        if last == "TCAP":
            return piece.role in {"TAB", "STUB"}
        if piece.role == "TAB":
            return last == "TAB" and not piece.line.rows
        return piece.role == "TNOTE" and last in {"TAB", "STUB"}

    def _figure_goes_on(self, piece: Piece) -> bool:
        roles = [before.role for before in self._run]
        return piece.role != "PICTURE" and piece.role not in roles and roles[-1] != "CRED"

    def _close_run(self) -> None:
        run, self._run = self._run, []
        if not run:
            return
        origin = origin_of(piece.line for piece in run)
        match run[0].role:
            case "LIST" | "ALIST":
                self._list(run, origin)
            case "VERSE":
                self._verse(run, origin)
            case role if role in _TABLE:
                self._table(run, origin)
            case _:
                self._figure(run, origin)

    def _list(self, run: Sequence[Piece], origin: Origin | None) -> None:
        items = tuple(self._text(piece) for piece in run)
        for piece in run:
            self._sign(piece)
        self._put(List(items=items, ordered=all(_NUMBERED.match(item) for item in items), origin=origin))

    def _verse(self, run: Sequence[Piece], origin: Origin | None) -> None:
        lines: list[str] = []
        for piece in run:
            if lines and piece.line.blank_before and not all(other.line.blank_before for other in run[1:]):
                lines.append("")
            lines.append(piece.text)
        self._put(Verse(text=tuple(lines), origin=origin))

    def _table(self, run: Sequence[Piece], origin: Origin | None) -> None:
        caption = " ".join(piece.text for piece in run if piece.role == "TCAP") or None
        note = " ".join(piece.text for piece in run if piece.role == "TNOTE") or None
        rows: tuple[tuple[str, ...], ...] = ()
        for piece in run:
            if piece.role == "STUB":
                heads, stub_note = stub_of(piece.text)
                rows, note = (heads,) if heads else (), " ".join(filter(None, (stub_note, note))) or None
                self._record(piece, kind="table-stub", code="table-head-only")
        drawn = [piece for piece in run if piece.role == "TAB"]
        if drawn:
            caption = (
                " ".join(filter(None, (caption, *(piece.text for piece in drawn if piece.line.rows)))) or None
            )
            rows = tuple(row for piece in drawn for row in piece.line.rows) or rows_of(
                [p.text for p in drawn]
            )
            barred = [piece for piece in drawn if "|" in piece.text]
            if barred:
                text = "\n".join(piece.text for piece in barred)
                where = origin_of(piece.line for piece in barred)
                self.repairs.append(
                    Repair(kind="dropped-character", text=text, code="table-bars", origin=where)
                )
        if not rows:
            self._put_texts(run)
            return
        self._put(Table(caption=caption, header=rows[0], rows=rows[1:], note=note, origin=origin))

    def _put_texts(self, run: Sequence[Piece]) -> None:
        """A caption or note without its table is text."""
        for piece in run:
            if piece.text:
                kind = Heading if piece.role == "TCAP" else Note
                self._put(kind(text=piece.text, origin=piece.line.origin))

    def _figure(self, run: Sequence[Piece], origin: Origin | None) -> None:
        source = next((piece.line.picture for piece in run if piece.line.picture is not None), None)
        caption, credit = [], []
        for piece in run:
            if piece.role == "CRED":
                credit.append(piece.text)
                self.people += people.credit(piece.text, self._language)
            elif piece.text:
                at, named = people.caption(piece.text, self._language)
                caption.append(piece.text[:at].rstrip())
                credit.append(piece.text[at:].strip())
                self.people += named
        self._put(
            Figure(
                src=source or None,
                caption=" ".join(filter(None, caption)) or None,
                credit=" ".join(filter(None, credit)) or None,
                origin=origin,
            )
        )

    def _record(self, piece: Piece, *, kind: str, code: str) -> None:
        self.repairs.append(
            Repair(kind=kind, text=piece.text, code=code, confidence=piece.sure, origin=piece.line.origin)  # type: ignore[arg-type]
        )

    # --- single pieces ---

    def _single(self, piece: Piece) -> None:
        origin = piece.line.origin
        match piece.role:
            case "BY" | "EC" | "JF":
                return
            case "JT":
                self.jumps.append(piece.text)
            case "AT" if self._box is None or not self._box_frame:
                self._close_box()
                self._box = (piece, [])
            case "AT" | "H" | "COL" | "KICK" | "HEAD" | "KH" | "DECK":
                self._put(Heading(text=piece.text, origin=origin))
            case "QUOTE":
                self._put(Quote(text=piece.text, origin=origin))
            case "NOTE" | "MAST":
                self._sign(piece)
                self._put(Note(text=self._text(piece), origin=origin))
            case _:
                self._paragraph(piece, origin)

    def _paragraph(self, piece: Piece, origin: Origin) -> None:
        text = self._text(piece)
        if piece.role == "P" and not self._has_text:
            self._has_text = True
            length, named = people.paragraph_head(text, self._language, self._heads)
            if length:
                self.dateline, text = text[:length].rstrip(), text[length:].lstrip()
                self.people += named
        self._sign(piece)
        if text:
            self._put(Paragraph(text=text, origin=origin))

    def _text(self, piece: Piece) -> str:
        """A piece's text without the jump line at its end."""
        at, _ = self._tail(piece.text)
        if 0 < at < len(piece.text):
            self.jumps.append(piece.text[at:].strip())
            return piece.text[:at].rstrip()
        return piece.text

    def _tail(self, text: str) -> tuple[int, tuple[Person, ...]]:
        """Where a text's jump line begins, and its signers; asked for more than once, and found once."""
        if text not in self._tails:
            self._tails[text] = people.paragraph_tail(text, self._language, self.setting)
        return self._tails[text]

    def _sign(self, piece: Piece, *, force: bool = False) -> None:
        """Who signed at the end of a piece; the last text of all is asked for a bare name, too."""
        if force or _SIGNED.search(piece.text[-40:]):
            _, named = self._tail(piece.text)
            self.people += named


def _merged(origins: Sequence[Origin | None]) -> Origin | None:
    known = [origin for origin in origins if origin is not None]
    if not known:
        return None
    return Origin(file=known[0].file, lines=tuple(sorted({n for origin in known for n in origin.lines})))
