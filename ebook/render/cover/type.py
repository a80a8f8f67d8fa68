"""Setting lines of type: shaped by HarfBuzz, so that each region's forms and vertical forms are right.

Pillow chooses forms by language (`locl`) only where libraqm and FriBiDi are installed, and draws others
without a word where they are not: nothing here uses it. Lengths are pixels; y grows upwards, as in fonts.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

import msgspec
import uharfbuzz as hb

from ebook.fonts import Cut, Face, faces, preference, shaping_font
from ebook.languages import typesetting_of
from ebook.render.upright import split_upright
from ebook.typography.characters import AUTOSPACE, CLOSING, OPENING, STOPS, autospaced

__all__ = ["Glyph", "Line", "gap_between", "set_line"]

_Run: TypeAlias = tuple[str, Literal["level", "upright", "cell", "sideways"]]

_ASCENT = 0.88
"""The upper edge of a square of Noto CJK and its kin, in em above the baseline."""
_CAPITALS = 0.73
_GETA = "〓"
"""What a compositor sets for a type that the case lacks."""
_WORDS = re.compile(r"[\u0020-\u024f\u0370-\u052f\u1e00-\u1fff]+")
_TRIMMED_LAST = (CLOSING - {"”", "’"}) | STOPS


class Glyph(msgspec.Struct, frozen=True):
    """A glyph of a face, and where it is drawn: an affine map (xx, yx, xy, yy, dx, dy) from font units."""

    face: int
    id: int
    map: tuple[float, float, float, float, float, float]


class Line(msgspec.Struct, frozen=True):
    """A line of type.

    Attributes:
        glyphs: drawn from the line's beginning: the upper left corner of a level line, the upper
            right one of a vertical line.
        length: how far it runs.
        size: its body: the edge of a square character.
    """

    glyphs: tuple[Glyph, ...]
    length: float
    size: float


@functools.lru_cache(maxsize=1024)  # making up a page tries the same lines again and again
def set_line(text: str, cut: Cut, size: float, lang: str, *, vertical: bool) -> Line:
    """Set a text in one line; a character that no face has is set as 〓."""
    pen, before = 0.0, ""
    glyphs: list[Glyph] = []
    for part, posture in _runs(text, vertical=vertical):
        for piece, face in _by_face(part, cut):
            pen += gap_between(before, piece[0], lang) * size
            trim = (not glyphs and piece[0] in OPENING, piece[-1] in _TRIMMED_LAST and text.endswith(piece))
            drawn, advance = _shape(piece, face, size=size, lang=lang, posture=posture, pen=pen, trim=trim)
            glyphs += drawn
            pen += advance
            before = piece[-1]
    return Line(tuple(glyphs), pen, size)


def _runs(text: str, *, vertical: bool) -> Iterator[_Run]:
    if not vertical:
        for part, _ in _words_apart(text):
            yield part, "level"
        return
    for part, kind in split_upright(text):
        if kind:
            yield part, "cell" if kind == "tcy" else "upright"
            continue
        for piece, is_word in _words_apart(part):
            yield piece, "sideways" if is_word and piece.strip() else "upright"


def _words_apart(text: str) -> Iterator[tuple[str, bool]]:
    end = 0
    for match in _WORDS.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        yield match[0], True
        end = match.end()
    if end < len(text):
        yield text[end:], False


def _by_face(text: str, cut: Cut) -> Iterator[tuple[str, int]]:
    """The text in pieces, each with the face of the cut, or another one that has its characters."""
    order = preference(cut)
    piece, current = "", order[0]
    for char in text:
        found = next((number for number in order if _draws(faces()[number], char)), None)
        drawn, number = (_GETA, order[0]) if found is None else (char, found)
        if piece and number != current:
            yield piece, current
            piece = ""
        piece, current = piece + drawn, number
    if piece:
        yield piece, current


def _draws(face: Face, char: str) -> bool:
    return char in face.coverage or (not char.isprintable())


def gap_between(before: str, after: str, lang: str) -> float:
    """What is between two characters beside each other, either of which may be missing, in em."""
    if not before or not after or typesetting_of(lang).spaced:
        return 0.0
    return AUTOSPACE if autospaced(before, after) else 0.0


def _shape(
    text: str, face: int, *, size: float, lang: str, posture: str, pen: float, trim: tuple[bool, bool]
) -> tuple[list[Glyph], float]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "ttb" if posture == "upright" else "ltr"
    buffer.script = "Latn" if _WORDS.match(text) else typesetting_of(lang).script
    buffer.language = lang
    font = shaping_font(face)
    hb.shape(font, buffer, _features(text, trim, upright=posture == "upright"))
    em = size / font.face.upem
    if posture == "cell":
        return _cell(buffer, face, size, em, pen)
    glyphs: list[Glyph] = []
    along = 0.0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        x, y = place.x_offset * em, place.y_offset * em
        at = pen + along
        if posture == "level":
            glyphs.append(Glyph(face, info.codepoint, (em, 0, 0, em, at + x, y - _ASCENT * size)))
        elif posture == "upright":
            glyphs.append(Glyph(face, info.codepoint, (em, 0, 0, em, x - size / 2, y - at)))
        else:
            middle = -size / 2 - _CAPITALS * size / 2
            glyphs.append(Glyph(face, info.codepoint, (0, -em, em, 0, middle + y, -at - x)))
        along += -place.y_advance * em if posture == "upright" else place.x_advance * em
    return glyphs, along


def _features(text: str, trim: tuple[bool, bool], *, upright: bool) -> dict[str, object]:
    """Punctuation closes up, and the blank half of a bracket at a line's end goes (CLREQ 3.1.6)."""
    half, close = ("vhal", "vchw") if upright else ("halt", "chws")
    ranges = [(0, 1, True)] if trim[0] else []
    ranges += [(len(text) - 1, len(text), True)] if trim[1] else []
    return {close: True, "kern": bool(_WORDS.match(text)), **({half: ranges} if ranges else {})}


def _cell(buffer: hb.Buffer, face: int, size: float, em: float, pen: float) -> tuple[list[Glyph], float]:
    """Figures side by side in one square (縦中横), drawn narrower where they are too wide for it."""
    width = sum(place.x_advance for place in buffer.glyph_positions) * em
    narrow = min(1.0, size / width) if width else 1.0
    x = -size / 2 - width * narrow / 2
    base = -pen - size / 2 - _CAPITALS * size / 2
    glyphs = []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append(Glyph(face, info.codepoint, (em * narrow, 0, 0, em, x, base)))
        x += place.x_advance * em * narrow
    return glyphs, size
