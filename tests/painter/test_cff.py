"""Glyphs of a CFF with other widths, read back by fontTools."""

import io

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen

from ebook.painter import cff
from ebook.painter.font_programs import Doubles, Subset
from tests.painter.shaping import SANS, SERIF, run


def outlines(program):
    """Width and drawing of each glyph of a CFF."""
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program), None)
    top = fonts[0]
    found = []
    for name in top.charset:
        glyph, _ = top.CharStrings.getItemAndSelector(name)
        pen = RecordingPen()
        glyph.draw(pen)
        found.append((glyph.width, pen.value))
    return found


@pytest.mark.parametrize("face", [SERIF, SANS])
def test_doubles_are_drawn_alike_and_are_wider(face):
    glyphs = [glyph.number for glyph in run("年5a.，%期", face=face).glyphs]
    subset = Subset(face, set(glyphs))
    doubles = Doubles(subset)
    codes = [doubles.add(number, more) for number in glyphs for more in (125, 250)]
    before, after = outlines(subset.content), outlines(doubles.content)
    for code, number, more in zip(
        codes, (n for n in glyphs for _ in "12"), [125, 250] * len(glyphs), strict=True
    ):
        width, drawing = before[subset.codes[number]]
        assert after[code] == (width + more, drawing)
        assert doubles.widths[code] == width + more
    assert doubles.widths[0] == after[0][0]


@pytest.mark.parametrize(
    ("charstring", "rest"),
    [
        (b"\x8c\x8b\x8b\x15\x0e", b"\x8b\x8b\x15\x0e"),  # width, two arguments of rmoveto
        (b"\x8b\x8b\x15\x0e", b"\x8b\x8b\x15\x0e"),
        (b"\x1c\x01\x00\x8b\x16\x0e", b"\x8b\x16\x0e"),  # hmoveto
        (b"\xf7\x00\x8b\x8b\x01\x0e", b"\x8b\x8b\x01\x0e"),  # hstem
        (b"\xff\x00\x01\x00\x00\x0e", b"\x0e"),  # nothing is drawn
        (b"\x0e", b"\x0e"),
    ],
)
def test_the_width_is_told_from_the_arguments(charstring, rest):
    assert cff.widened(charstring, 750) == b"\x1c\x02\xee" + rest
