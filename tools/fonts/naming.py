"""The third step: names of our own.

The OFL forbids a changed font to bear a reserved name (Adobe reserves "Source"), and Noto is a
trademark; so the fonts have their own names and keep the copyright notices. The licence lies
beside them.
"""

from __future__ import annotations

from typing import Any

WINDOWS, UNICODE_BMP, ENGLISH = 3, 1, 0x409
COPYRIGHT, FAMILY, STYLE, UNIQUE, FULL, VERSION, POSTSCRIPT, TRADEMARK, DESCRIPTION, VENDOR = (
    0, 1, 2, 3, 4, 5, 6, 7, 10, 11,
)  # fmt: skip
RELEASE = "1.000"


def rename(font: Any, family: str, style: str, *, latin_notice: str) -> None:
    """Name the font, and write in it what it was made from."""
    table = font["name"]
    base = f"{table.getDebugName(FULL)} ({table.getDebugName(VERSION)})"
    copyright_ = f"{table.getDebugName(COPYRIGHT)} Additional letters: {latin_notice}"
    postscript = f"{family.replace(' ', '')}-{style}"
    full = family if style == "Regular" else f"{family} {style}"
    table.names = [record for record in table.names if record.langID == ENGLISH]
    table.removeNames(nameID=VENDOR)
    for name_id, text in (
        (COPYRIGHT, copyright_),
        (FAMILY, family),
        (STYLE, style),
        (UNIQUE, f"{RELEASE};{postscript}"),
        (FULL, full),
        (VERSION, f"Version {RELEASE}"),
        (POSTSCRIPT, postscript),
        (DESCRIPTION, f"Modified from {base}: cut to size, letters and contextual spacing added."),
    ):
        table.setName(text, name_id, WINDOWS, UNICODE_BMP, ENGLISH)
    _rename_cff(font["CFF "].cff, postscript, full, family)


def _rename_cff(cff: Any, postscript: str, full: str, family: str) -> None:
    top = cff.topDictIndex[0]
    old = cff.fontNames[0]
    cff.fontNames[0] = postscript
    top.FullName, top.FamilyName = full, family
    for dictionary in top.FDArray:
        dictionary.FontName = dictionary.FontName.replace(old, postscript)
