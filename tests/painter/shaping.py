"""Small documents set by hand: a line of text is shaped as it comes."""

import functools
from pathlib import Path

import uharfbuzz as hb

from ebook.assets import folder
from ebook.painter.page import ComposedDocument, ComposedPage, Face, Frame, Glyph, GlyphRun, Node

SERIF = Face(folder("fonts") / "EbookSerif-Regular.otf")
SANS = Face(folder("fonts") / "EbookSans-Bold.otf")


@functools.cache
def _font(path: Path, index: int) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(path)), index))


def run(
    text, x=50.0, y=100.0, *, size=10.0, face=SERIF, vertical=False, gaps=None, language="zh-Hans", **more
):
    """A line of text; `gaps` are wider advances, in points, after some characters."""
    font = _font(face.path, face.index)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = language
    if vertical:
        buffer.direction = "ttb"
    hb.shape(font, buffer, {})
    unit = size / font.face.upem
    firsts = [info.cluster for info in buffer.glyph_infos]
    glyphs, carried = [], set()
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        end = min((first for first in firsts if first > info.cluster), default=len(text))
        said = "" if info.cluster in carried else text[info.cluster : end]
        carried.add(info.cluster)
        advance = -position.y_advance if vertical else position.x_advance
        glyphs.append(
            Glyph(
                info.codepoint,
                advance * unit + (gaps or {}).get(said, 0.0),
                said,
                position.x_offset * unit,
                -position.y_offset * unit,
            )
        )
    return GlyphRun(face, size, x, y, tuple(glyphs), vertical=vertical, **more)


def document(*frames, structure=None, pages=None, **more):
    """A document of one page, or of several lists of frames."""
    root = structure or Node("Document", [frame.node for frame in frames if frame.node])
    sheets = pages or [frames]
    composed = tuple(
        ComposedPage(300, 400, str(number), tuple(sheet)) for number, sheet in enumerate(sheets, 1)
    )
    return ComposedDocument(composed, root, "zh-Hans", "海风日报", **more)


def paragraph(*runs, tag="P", **more):
    """A frame with a node of its own."""
    return Frame(Node(tag, **more), tuple(runs))
