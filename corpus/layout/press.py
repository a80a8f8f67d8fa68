"""Placed marks become a PDF with a text layer, and the same pages as regions with boxes."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass, field

import pydyf

from ebook.pages import Box, Page, PageIssue, Region

from .faces import Face, Glyph, face
from .lines import step_of, vertical_runs
from .marks import Mark
from .pictures import drawn

REGIONS = ("text", "picture", "rule", "frame")
"""The kinds of marks that are regions of a `Page`."""
ASCENT = 0.88
"""The share of the em above the base line."""


@dataclass
class Sheet:
    """A page to print: marks in (x, y) of the paper, in drawing order; native says that vertical lines are set with fonts for
    vertical writing, not glyph by glyph."""

    width: float
    height: float
    marks: list[Mark]
    vertical: bool = False
    native: bool = False

    def is_vertical(self, mark: Mark) -> bool:
        """Whether a text runs from top to bottom."""
        return self.vertical and not mark.across


@dataclass
class _Font:
    face: Face
    number: int
    vertical: bool = False
    glyphs: dict[int, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"{self.face.name}-{self.number}"


class _Fonts:
    """The fonts of a document; a second one of a face is made where a glyph stands for two characters."""

    def __init__(self) -> None:
        self.fonts: list[_Font] = []

    def of(self, name: str, glyph: int, text: str, *, vertical: bool) -> _Font:
        for font in self.fonts:
            alike = font.face.name == name and font.vertical == vertical
            if alike and font.glyphs.setdefault(glyph, text) == text:
                return font
        font = _Font(face(name), len(self.fonts), vertical)
        font.glyphs[glyph] = text
        self.fonts.append(font)
        return font


def print_pdf(sheets: list[Sheet], lang: str) -> bytes:
    """The sheets as a PDF."""
    document, fonts, pages = pydyf.PDF(), _Fonts(), []
    for sheet in sheets:
        images: dict[str, pydyf.Object] = {}
        commands = [_commands(sheet, mark, lang, fonts, images) for mark in sheet.marks]
        stream = pydyf.Stream([c.encode("latin-1") for c in commands], compress=True)
        document.add_object(stream)
        for image in images.values():
            document.add_object(image)
        pages.append((sheet, stream, images))
    resources = pydyf.Dictionary({font.key: _embedded(document, font).reference for font in fonts.fonts})
    document.add_object(resources)
    for sheet, stream, images in pages:
        page = pydyf.Dictionary({
            "Type": "/Page",
            "Parent": document.pages.reference,
            "MediaBox": pydyf.Array([0, 0, round(sheet.width, 2), round(sheet.height, 2)]),
            "Contents": stream.reference,
            "Resources": pydyf.Dictionary({
                "Font": resources.reference,
                "XObject": pydyf.Dictionary({name: image.reference for name, image in images.items()}),
            }),
        })  # fmt: skip
        document.add_page(page)
    out = io.BytesIO()
    document.write(out, identifier=False)
    return out.getvalue()


def _commands(sheet: Sheet, mark: Mark, lang: str, fonts: _Fonts, images: dict[str, pydyf.Object]) -> str:
    bottom = sheet.height - mark.v - mark.dv
    if mark.kind == "text":
        return _text(sheet, mark, lang, fonts)
    if mark.kind == "picture":
        name = f"I{len(images)}"
        images[name] = _image(mark)
        return f"q {mark.du:.2f} 0 0 {mark.dv:.2f} {mark.u:.2f} {bottom:.2f} cm /{name} Do Q\n"
    if mark.kind == "rule":
        if mark.du > mark.dv:
            ends = f"{mark.u:.2f} {bottom:.2f} m {mark.u + mark.du:.2f} {bottom:.2f} l"
        else:
            ends = f"{mark.u:.2f} {bottom:.2f} m {mark.u:.2f} {bottom + mark.dv:.2f} l"
        return f"0 G {mark.weight:.2f} w {ends} S\n"
    box = f"{mark.u:.2f} {bottom:.2f} {mark.du:.2f} {mark.dv:.2f} re"
    return (
        f"0 G {mark.weight:.2f} w {box} S\n"
        if mark.kind == "frame"
        else f"{1 - mark.weight:.2f} g {box} f 0 g\n"
    )


def _text(sheet: Sheet, mark: Mark, lang: str, fonts: _Fonts) -> str:
    """A line: its parts of one font and direction, each with what is left between its glyphs."""
    parts = _down(sheet, mark, lang) if sheet.is_vertical(mark) else [_along(mark, mark.text, lang)]
    out = ["BT", "1 g" if mark.white else "0 g"]
    for x, y, matrix, vertical, glyphs in parts:
        current, shown = None, []
        for glyph, step, extra in glyphs:
            font = fonts.of(mark.face, glyph.number, glyph.text, vertical=vertical)
            if font is not current:
                out += ["".join(shown) + "] TJ"] if shown else []
                out.append(f"/{font.key} {mark.size:.2f} Tf {matrix} {x:.2f} {sheet.height - y:.2f} Tm")
                current, shown = font, ["["]
            shown.append(f"<{glyph.number:04x}>" + (f"{-1000 * extra / mark.size:.0f}" if extra else ""))
            x, y = (x, y + step) if vertical or matrix.startswith("0") else (x + step, y)
        out.append("".join(shown) + "] TJ")
    return " ".join([*out, "0 g ET\n"])


def _along(mark: Mark, text: str, lang: str):
    """A horizontal line as one part: x, y, matrix, whether vertical, and glyphs with their steps and extra room."""
    glyphs = []
    for glyph, advance in face(mark.face).shape(text, lang):
        extra = mark.gap + (mark.word_gap if glyph.text.endswith(" ") else 0.0)
        glyphs.append((glyph, advance * mark.size + extra, extra))
    return mark.u, mark.v + ASCENT * mark.size, "1 0 0 1", False, glyphs


def _down(sheet: Sheet, mark: Mark, lang: str):
    """The parts of a vertical line."""
    pen, middle, size = mark.v, mark.u + mark.du / 2, mark.size
    for kind, text in vertical_runs(mark.text):
        shaped = face(mark.face).shape(text, lang, vertical=kind == "upright")
        if kind == "rotated":
            glyphs = [(glyph, advance * size, 0.0) for glyph, advance in shaped]
            yield middle - (ASCENT - 0.5) * size, pen, "0 -1 1 0", False, glyphs
            pen += sum(advance for _, advance in shaped) * size + mark.gap
        elif kind == "pair":
            width = sum(advance for _, advance in shaped) * 0.9 * size
            glyphs = [(glyph, advance * 0.9 * size, 0.0) for glyph, advance in shaped]
            yield middle - width / 2, pen + ASCENT * size, "0.9 0 0 1", False, glyphs
            pen += size + mark.gap
        elif sheet.native and all(_is_plain(mark.face, glyph) for glyph, _ in shaped):
            glyphs = [(glyph, size * step_of(glyph.text) + mark.gap) for glyph, _ in shaped]
            yield middle, pen, "1 0 0 1", True, [(glyph, step, size - step) for glyph, step in glyphs]
            pen += sum(step for _, step in glyphs)
        else:
            for glyph, _ in shaped:
                place = middle + glyph.x * size, pen - glyph.y * size
                yield *place, "1 0 0 1", False, [(glyph, size, 0.0)]
                pen += size * step_of(glyph.text) + mark.gap


def _is_plain(name: str, glyph: Glyph) -> bool:
    """Whether a glyph's vertical origin is the usual one: half its width, and the ascent."""
    half = face(name).font.get_glyph_h_advance(glyph.number) / 2000
    return abs(glyph.x + half) < 0.002 and abs(glyph.y + ASCENT) < 0.002


def _image(mark: Mark) -> pydyf.Object:
    picture = drawn(mark.seed, mark.du, mark.dv)
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=80)
    return pydyf.Stream(
        [data.getvalue()],
        {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": picture.width,
            "Height": picture.height,
            "ColorSpace": "/DeviceRGB",
            "BitsPerComponent": 8,
            "Filter": "/DCTDecode",
        },
    )


def _embedded(document: pydyf.PDF, font: _Font) -> pydyf.Object:
    """The font with the glyphs that were used, and the characters that they stand for."""
    name = f"/{chr(65 + font.number) * 6}+Ebook{font.face.name.title().replace('-', '')}"
    file = pydyf.Stream([font.face.subset(set(font.glyphs))], {"Subtype": "/CIDFontType0C"}, compress=True)
    document.add_object(file)
    descriptor = pydyf.Dictionary({
        "Type": "/FontDescriptor", "FontName": name, "Flags": 4, "FontBBox": pydyf.Array([-1000, -1000, 3000, 2000]),
        "ItalicAngle": 0, "Ascent": 880, "Descent": -120, "CapHeight": 730,
        "StemV": 140 if "bold" in font.face.name else 80,
        "FontWeight": 700 if "bold" in font.face.name else 400, "FontFile3": file.reference,
    })  # fmt: skip
    document.add_object(descriptor)
    widths = pydyf.Array()
    for glyph in sorted(font.glyphs):
        advance = font.face.font.get_glyph_h_advance(glyph)
        widths.extend([glyph, pydyf.Array([round(advance)])])
    info = pydyf.Dictionary({
        "Registry": pydyf.String("Adobe"), "Ordering": pydyf.String("Identity"), "Supplement": 0,
    })  # fmt: skip
    descendant = pydyf.Dictionary({
        "Type": "/Font", "Subtype": "/CIDFontType0", "BaseFont": name, "CIDSystemInfo": info, "DW": 1000,
        "W": widths, "FontDescriptor": descriptor.reference,
    })  # fmt: skip
    document.add_object(descendant)
    characters = pydyf.Stream([_to_unicode(font.glyphs)], compress=True)
    document.add_object(characters)
    whole = pydyf.Dictionary({
        "Type": "/Font", "Subtype": "/Type0", "BaseFont": name, "Encoding": "/Identity-V" if font.vertical else "/Identity-H",
        "DescendantFonts": pydyf.Array([descendant.reference]), "ToUnicode": characters.reference,
    })  # fmt: skip
    document.add_object(whole)
    return whole


def _to_unicode(glyphs: dict[int, str]) -> bytes:
    rows = [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in sorted(glyphs.items())]
    parts = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    body = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /u def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}\nendcmap\nend\nend\n"
    ).encode()


def page_issue(sheets: list[Sheet], name: str) -> PageIssue:
    """The sheets as regions: a line for each printed line, with its box and size."""
    pages = []
    faces = Counter(mark.face for sheet in sheets for mark in sheet.marks for _ in mark.text)
    usual = faces.most_common(1)[0][0]
    for number, sheet in enumerate(sheets, 1):
        regions = tuple(_region(sheet, mark, usual) for mark in sheet.marks if mark.kind in REGIONS)
        pages.append(Page(file=name, number=number, width=sheet.width, height=sheet.height, regions=regions))
    return PageIssue(pages=tuple(pages))


def _region(sheet: Sheet, mark: Mark, usual: str) -> Region:
    box = Box(mark.u, mark.v, mark.u + mark.du, mark.v + mark.dv)
    if mark.kind == "picture":
        return Region(kind="picture", box=box, picture=f"picture-{mark.seed}.jpg")
    if mark.kind in ("rule", "frame"):
        return Region(kind="rule", box=box)
    return Region(
        kind="line",
        box=box,
        text=mark.text,
        vertical=sheet.is_vertical(mark),
        size=mark.size,
        bold=mark.face not in (usual, "serif"),
        font=mark.face,
    )
