"""The character sets by which fonts for Chinese, Japanese and Korean are measured.

They come from Python's codecs, cell by cell of each standard's table; the one that no codec knows,
通用规范汉字表, comes from `fonts/tgh-2013.txt`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ebook.assets import folder
from ebook.fonts import Face

__all__ = ["Covered", "charsets", "covered"]

_GL, _GR = range(0x21, 0x7F), range(0xA1, 0xFF)
_BIG5_TRAIL = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
_GBK_TRAIL = (*range(0x40, 0x7F), *range(0x80, 0xFF))


class Covered(NamedTuple):
    """How much of a character set a face has."""

    name: str
    have: int
    total: int


def _table(codec: str, leads: Iterable[int], trails: Iterable[int], prefix: bytes = b"") -> Iterator[str]:
    """The characters of a standard's table, its cells addressed by lead and trail byte."""
    trails = tuple(trails)
    for lead in leads:
        for trail in trails:
            try:
                yield from (prefix + bytes((lead, trail))).decode(codec)
            except UnicodeDecodeError:
                continue


def _tgh() -> str:
    return (folder("fonts") / "tgh-2013.txt").read_text(encoding="utf-8").replace("\n", "")


@lru_cache(maxsize=1)
def charsets() -> dict[str, frozenset[str]]:
    """Every character set by its name, without the ASCII that the codecs add.

    Private-use characters are left out: Big5 and HKSCS once used them, Unicode does not define them.
    """
    tables: dict[str, Iterable[str]] = {
        "GB 2312": _table("gb2312", _GR, _GR),
        "GBK": _table("gbk", range(0x81, 0xFF), _GBK_TRAIL),
        "通用规范汉字表": _tgh(),
        "Big5": _table("big5", range(0xA1, 0xFA), _BIG5_TRAIL),
        "HKSCS": _table("big5hkscs", range(0x87, 0xFF), _BIG5_TRAIL),
        "JIS X 0208": _table("euc_jp", _GR, _GR),
        "JIS X 0213": (
            *_table("euc_jis_2004", _GR, _GR),
            *_table("euc_jis_2004", _GR, _GR, prefix=b"\x8f"),
        ),
        "KS X 1001": _table("euc_kr", _GR, _GR),
        "KS X 1001 Hangul": _table("euc_kr", range(0xB0, 0xC9), _GR),
        "Hangul syllables": map(chr, range(0xAC00, 0xD7A4)),
    }
    return {name: frozenset(filter(_is_defined, table)) for name, table in tables.items()}


def _is_defined(character: str) -> bool:
    return not 0xE000 <= ord(character) <= 0xF8FF  # noqa: PLR2004  # the private use area


def covered(face: Face) -> tuple[Covered, ...]:
    """How much of each character set a face has, in the order of `charsets()`."""
    return tuple(
        Covered(name, sum(character in face.coverage for character in wanted), len(wanted))
        for name, wanted in charsets().items()
    )
