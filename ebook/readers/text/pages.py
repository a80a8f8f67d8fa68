"""Stage: the pages of a file, told apart by their folio lines."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ebook.readers.text.lines import Line

__all__ = ["Page", "split_pages"]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    number: str | None = None
    title: str | None = None
    folio: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


def split_pages(lines: Sequence[Line], lang: str) -> list[Page]:
    from ebook.readers.text.standin import folio

    pages = []
    cur = dict(number=None, folio=[], staff=[], lines=[])

    def flush():
        if cur["lines"] or cur["folio"] or cur["staff"]:
            pages.append(
                Page(
                    number=cur["number"],
                    folio=tuple(cur["folio"]),
                    staff=tuple(cur["staff"]),
                    lines=tuple(cur["lines"]),
                )
            )

    for l in lines:
        f = folio(l.text)
        if f is None:
            cur["lines"].append(l)
            continue
        pg, staff = f
        if pg and cur["lines"]:
            flush()
            cur = dict(number=None, folio=[], staff=[], lines=[])
        if pg:
            cur["number"] = pg
        (cur["staff"] if staff and not pg else cur["folio"]).append(l.text)
    flush()
    return pages
