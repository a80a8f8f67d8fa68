"""Characters as cells: the smallest piece that a line is made of, shaped once and shared.

A cell is a Han character, a mark, a syllable of a Latin word, a space, a word with its reading. Its lengths
are in em, so it serves every size of type. HarfBuzz shapes each different cell once per face and language, so
the forms of each region (`locl`) and of vertical lines (`vert`) are right; running text then costs one look-up
for each character.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import uharfbuzz as hb

from ebook.fonts import STAND_IN, Cut, faces, is_invisible, preference, shaping_font
from ebook.languages.traits import Typesetting
from ebook.painter.page import Face
from ebook.typography.characters import (
    NOT_FIRST,
    blank_after,
    blank_before,
    is_cjk,
    is_hangul,
)

__all__ = ["Cell", "Kind", "Posture", "Shaped", "Shaper"]

_CUTS: tuple[Cut, ...] = get_args(Cut)
Posture: TypeAlias = Literal["level", "upright", "rotated", "together"]
"""Of a cell in its line: along a horizontal line; upright in a vertical one, lying on its side, or short figures
side by side in one square (縦中横)."""
Kind: TypeAlias = Literal["square", "hangul", "word", "space", "newline"]
Shaped: TypeAlias = tuple[int, float, float, float, str]
"""A glyph: its number in the face, its advance along the line, how far it alone is moved (em), and the characters that
it stands for."""

_HYPHEN = "\u2010"
_HALF = 0.5
_FULL = 0.9  # em; a mark at least so wide stands in a square of its own
_READING = 0.5  # the size of a reading beside its base
_SHORTEST_WORD = 5  # letters; shorter words are not hyphenated
_LEFT, _RIGHT = 2, 3  # letters that stay together at either end of a hyphenated word

_MARKS = "\u0300-\u036f\u200d\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
_LATIN = "!-~\u00a1-\u02ff\u0370-\u052f\u1e00-\u1fff\u2010-\u2012\u20a0-\u20bf"
_PIECES = {
    wide: re.compile(rf"\n|[ \u00a0\u2000-\u200a]|(?:[{_LATIN}{more}][{_MARKS}]*)+|.[{_MARKS}]*", re.DOTALL)
    for wide, more in ((True, ""), (False, "\u2013-\u2027\u2030-\u203a"))
}
_PARTS = re.compile(r"[^\-/\u2010\u2013\u2014]+[\-/\u2010\u2013\u2014]*|[\-/\u2010\u2013\u2014]+")
_LONG = 14  # characters; so long an address is parted at its signs too, or anywhere
_CODE = 6  # characters of a long number or code that stay together
_ADDRESS = re.compile(r"[^./@_=&?:,;\-]{1,14}[./@_=&?:,;\-]*|[./@_=&?:,;\-]+")
_SIGNS_OF_ADDRESS = re.compile(r"[/@_=&?]")
_WORD = re.compile(rf"[{_LATIN}\u2013-\u203a]")
_WIDE = frozenset("—―‘’“”…‥·§°±×÷")  # stand in squares where the language's quotes do
_LONG_WORD = re.compile(r"[^\W\d_]{8,}")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, eq=False)
class Cell:
    """What a line is made of; lengths in em.

    Attributes:
        text: the characters that it stands for.
        face, glyphs: what is drawn.
        width: along the line.
        before, after: the blank half of a full-width mark, which may be taken away.
        kind: how it behaves beside others.
        posture: how it stands in its line.
        ends: whether a line may end within a word after it: not at all, freely, or with a hyphen.
        reading: what is printed small beside it, with its text.
    """

    text: str
    face: Face
    glyphs: tuple[Shaped, ...]
    width: float
    kind: Kind
    posture: Posture = "level"
    before: float = 0.0
    after: float = 0.0
    ends: Literal["", "free", "hyphen"] = ""
    reading: tuple[Cell, ...] = ()

    @functools.cached_property
    def group(self) -> str:
        """The same for all cells that behave alike beside others: one for all Han characters that begin any line."""
        if self.kind == "word":
            ordinary = self.first.isalnum() and self.last.isalnum()
            return f"word {self.ends}" if ordinary else f"word {self.ends} {self.text}"
        if self.kind == "hangul":
            return "hangul"
        plain = self.kind == "square" and is_cjk(self.first) and is_cjk(self.last)
        return "han" if plain and self.first not in NOT_FIRST else self.text

    @property
    def first(self) -> str:
        """The first character."""
        return self.text[0]

    @property
    def last(self) -> str:
        """The last character."""
        return self.text[-1]


class Shaper:
    """Makes the cells of one language, for horizontal or for vertical lines."""

    def __init__(self, tag: str, typesetting: Typesetting, *, vertical: bool = False) -> None:
        self.tag, self.typesetting, self.vertical = tag, typesetting, vertical
        self._cells: dict[tuple[Cut, str], tuple[Cell, ...]] = {}
        self._split = _PIECES[typesetting.wide_quotes]

    def cells(self, text: str, cut: Cut) -> list[Cell]:
        """The cells of a text in one cut of type."""
        made: list[Cell] = []
        known = self._cells
        for piece in self._split.findall(text):
            found = known.get((cut, piece))
            if found is None:
                found = known[cut, piece] = tuple(self._make(piece, cut))
            made += found
        return made

    def hyphen(self, cut: Cut) -> Cell:
        """What ends a line within a word: drawn as the keyboard's hyphen, whose width suits letters."""
        drawn = self.cells("-", cut)[0]
        return dataclasses.replace(drawn, text=_HYPHEN, glyphs=((*drawn.glyphs[0][:4], _HYPHEN),))

    def hyphen_like(self, cell: Cell) -> Cell:
        """The hyphen that stands after a cell, in its face."""
        cut = next(cut for cut in _CUTS if self._face("a", cut)[1] == cell.face)
        return self.hyphen(cut)

    def together(self, text: str, cut: Cut) -> Cell:
        """Short figures side by side in one square of a vertical line."""
        cell = self._shape(text, cut, "together")
        return Cell(text, cell.face, cell.glyphs, 1.0, "square", "together")

    def upright(self, text: str, cut: Cut) -> list[Cell]:
        """Letters that stand upright in a vertical line, each in a square."""
        return [self._shape(char, cut, "upright") for char in text]

    def with_reading(self, base: str, reading: str, cut: Cut) -> Cell:
        """A word with its reading, which no line parts; the base is spread where the reading is longer."""
        parts = self.cells(base, cut)
        small = tuple(self.cells(reading, cut))
        width = sum(part.width for part in parts)
        needed = sum(part.width for part in small) * _READING
        wider = max(needed - width, 0.0) / max(len(parts), 1)
        glyphs: list[Shaped] = []
        for part in parts:
            number, advance, dx, dy, text = part.glyphs[0]
            glyphs.append((number, advance + wider, dx + wider / 2, dy, text))
            glyphs += part.glyphs[1:]
        face = parts[0].face if parts else self._face(STAND_IN, cut)[1]
        return Cell(
            base,
            face,
            tuple(glyphs),
            max(width, needed),
            "square",
            parts[0].posture if parts else "level",
            reading=small,
        )

    def _make(self, piece: str, cut: Cut) -> Iterator[Cell]:
        if piece == "\n":
            yield Cell(piece, self._face(STAND_IN, cut)[1], (), 0.0, "newline")
        elif piece != "\u3000" and all(map(is_invisible, piece)):
            yield Cell(piece, self._face(STAND_IN, cut)[1], (), 0.0, "space")
        elif piece != "\u3000" and piece.isspace():
            known = self._face(piece, cut)[0]
            shaped = self._shape(
                piece if piece in faces()[known].coverage else " ", cut, self._posture(word=True)
            )
            yield Cell(piece, shaped.face, shaped.glyphs, shaped.width, "space", shaped.posture)
        elif self._is_word(piece):
            yield from self._word(piece, cut)
        else:
            yield self._shape(piece, cut, self._posture(word=False))

    def _is_word(self, piece: str) -> bool:
        """Whether it is of a script whose letters make words, or a mark of such a script."""
        if len(piece) == 1 and self.typesetting.wide_quotes and piece in _WIDE:
            return False
        return _WORD.match(piece) is not None

    def _posture(self, *, word: bool) -> Posture:
        if not self.vertical:
            return "level"
        return "rotated" if word else "upright"

    def _word(self, word: str, cut: Cut) -> Iterator[Cell]:
        is_address = len(word) > _LONG and _SIGNS_OF_ADDRESS.search(word)
        parts = (_ADDRESS if is_address else _PARTS).findall(word)
        for number, part in enumerate(parts):
            is_code = len(part) > _LONG and not _LONG_WORD.search(part)
            pieces = _chunks(part) if is_code else self._syllables(part)
            for at, piece in enumerate(pieces):
                cell = self._shape(piece, cut, self._posture(word=True))
                ends: Literal["", "free", "hyphen"] = "free" if is_code else "hyphen"
                if at == len(pieces) - 1:
                    ends = "free" if number < len(parts) - 1 and len(part) > 1 else ""
                yield Cell(piece, cell.face, cell.glyphs, cell.width, "word", cell.posture, ends=ends)

    def _syllables(self, part: str) -> list[str]:
        letters = _LETTERS.search(part)
        if letters is None or len(letters[0]) < _SHORTEST_WORD:
            return [part]
        places = [letters.start() + place for place in _hyphenator(self.tag).positions(letters[0])]
        bounds = [0, *places, len(part)]
        return [part[one:two] for one, two in itertools.pairwise(bounds)]

    def _shape(self, text: str, cut: Cut, posture: Posture) -> Cell:
        number, face = self._face(text, cut)
        covered = faces()[number].coverage
        drawn = "".join(char if char in covered or is_invisible(char) else STAND_IN for char in text)
        glyphs = self._glyphs(drawn, text, number, upright=posture == "upright")
        width = sum(glyph[1] for glyph in glyphs)
        word = posture == "rotated" or (len(text) > 1 and not is_cjk(text[0]))
        kind: Kind = "word" if word else "hangul" if is_hangul(text[0]) else "square"
        if width < _FULL or kind != "square":
            return Cell(text, face, glyphs, width, kind, posture)
        before = _HALF if blank_before(text[0]) else 0.0
        after = _HALF if blank_after(text[-1], self.typesetting) else 0.0
        return Cell(text, face, glyphs, width, kind, posture, before, after)

    def _glyphs(self, drawn: str, text: str, number: int, *, upright: bool) -> tuple[Shaped, ...]:
        """The glyphs of what is drawn, which is the text or as many stand-ins."""
        buffer = hb.Buffer()
        buffer.add_str(drawn)
        buffer.direction = "ttb" if upright else "ltr"
        latin = not is_cjk(drawn[0]) and not is_hangul(drawn[0])
        buffer.script = "Latn" if latin and drawn[0].isalnum() else self.typesetting.script
        buffer.language = self.tag
        font = shaping_font(number)
        hb.shape(font, buffer, {"kern": True, "liga": False})
        em = 1.0 / font.face.upem
        clusters = [info.cluster for info in buffer.glyph_infos]
        said = _said(text, clusters)
        return tuple(
            (
                info.codepoint,
                (-place.y_advance if upright else place.x_advance) * em,
                place.x_offset * em,
                place.y_offset * em,
                characters,
            )
            for info, place, characters in zip(buffer.glyph_infos, buffer.glyph_positions, said, strict=True)
        )

    def _face(self, text: str, cut: Cut) -> tuple[int, Face]:
        """The face of the cut, or the nearest one that has the characters."""
        order = preference(cut)
        for number in order:
            if all(char in faces()[number].coverage or is_invisible(char) for char in text):
                return number, _painted(number)
        return order[0], _painted(order[0])


def _chunks(code: str) -> list[str]:
    """A long number or code in parts of like length, so that it fits any column."""
    return [code[start : start + _CODE] for start in range(0, len(code), _CODE)]


def _said(text: str, clusters: list[int]) -> list[str]:
    """The characters that each glyph stands for; the first glyph of a cluster has those of all."""
    bounds = sorted({*clusters, len(text)})
    ends = dict(itertools.pairwise(bounds))
    seen: set[int] = set()
    said = []
    for cluster in clusters:
        said.append("" if cluster in seen else text[cluster : ends[cluster]])
        seen.add(cluster)
    return said


@functools.cache
def _painted(number: int) -> Face:
    return Face(faces()[number].file)


@functools.cache
def _hyphenator(tag: str) -> _Hyphenator:
    return _Hyphenator(tag)


class _Hyphenator:
    """Where words of a language may be parted; those of a language without patterns are parted as English."""

    def __init__(self, tag: str) -> None:
        import pyphen

        lang = pyphen.language_fallback(tag) or "en_US"
        self._patterns = pyphen.Pyphen(lang=lang, left=_LEFT, right=_RIGHT)

    def positions(self, word: str) -> list[int]:
        return list(self._patterns.positions(word)) if word[1:].islower() else []
