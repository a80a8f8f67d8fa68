"""The last step: which characters each face has, as a small file that is read without fontTools."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

UVS = 14
"""The format of the character map's subtable for Unicode variation sequences."""


def write_coverage(fonts: Iterable[Path], target: Path) -> None:
    """Write the faces with their ranges of code points, first and last of each, ascending."""
    faces = ",\n".join(json.dumps(_face(path), separators=(",", ":")) for path in fonts)
    target.write_text(f'{{"faces":[\n{faces}\n]}}\n', encoding="utf-8")


def _face(path: Path) -> dict[str, Any]:
    font = TTFont(path, lazy=True)
    return {
        "file": path.name,
        "family": font["name"].getDebugName(1),
        "weight": font["OS/2"].usWeightClass,
        "glyphs": font["maxp"].numGlyphs,
        "ranges": ranges(font.getBestCmap()),
        "sequences": _sequences(font),
    }


def _sequences(font: TTFont) -> str:
    """The variation sequences that the font knows, each a base character and its selector."""
    tables = (table.uvsDict for table in font["cmap"].tables if table.format == UVS)
    pairs = {(base, selector) for table in tables for selector, bases in table.items() for base, _ in bases}
    return "".join(chr(base) + chr(selector) for base, selector in sorted(pairs))


def ranges(codepoints: Iterable[int]) -> list[int]:
    """First, last, first, last ... of the runs of code points, ascending."""
    runs: list[int] = []
    for code in sorted(codepoints):
        if runs and code == runs[-1] + 1:
            runs[-1] = code
        else:
            runs += (code, code)
    return runs
