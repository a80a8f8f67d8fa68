"""The faces of fonts/: what they are, and which characters they have.

What the faces cover is read from `fonts/coverage.json`, which is made together with them: opening
the fonts themselves takes seconds.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from ebook.assets import folder
from ebook.errors import MissingTool

if TYPE_CHECKING:
    import uharfbuzz as hb

__all__ = [
    "STAND_IN", "Coverage", "Cut", "Face", "coverage", "covers", "faces", "has_variation", "is_invisible", "missing",
    "preference", "shaping_font", "shown",
]  # fmt: skip

STAND_IN = "〓"
"""The geta mark: what printers set where the type for a character is missing (JIS X 0208, 2-14)."""

Cut: TypeAlias = Literal["serif", "serif bold", "sans", "sans bold"]

_STYLES: dict[str, Literal["serif", "sans"]] = {"Ebook Serif": "serif", "Ebook Sans": "sans"}

# Unicode 15, DerivedCoreProperties, Default_Ignorable_Code_Point, as far as the general category
# does not tell: grapheme joiner, Hangul fillers, Khmer vowels, Mongolian and other selectors, U+2065. And the
# blank of Braille, which is a symbol without ink.
_IGNORABLE = frozenset(
    (
        *(
            0x034F,
            0x115F,
            0x1160,
            0x17B4,
            0x17B5,
            0x180B,
            0x180C,
            0x180D,
            0x180F,
            0x2065,
            0x2800,
            0x3164,
            0xFFA0,
        ),
        *range(0xFE00, 0xFE10),
        *range(0xE0100, 0xE01F0),
    )
)
# Format characters that are none of them: marks of numbers that are seen, controls of hieroglyphs.
_SEEN = frozenset(
    (
        *range(0x0600, 0x0606),
        *(0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD),
        *range(0x13430, 0x13440),
    )
)
# In running text the ends of lines are spaces; for spaces that no face has, others of about their width stand. No
# face has letters that are written from right to left, so nothing is left to turn around; and for the last Pango
# draws boxes.
_UNSEEN = {
    **dict.fromkeys((0x85, 0x1680, 0x2028, 0x2029), " "),
    0x2007: "\u2002",
    0x2008: "\u2009",
    0x2800: "\u2003",
    **dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\u2060"),
    **dict.fromkeys((0x180F, 0x2065, *range(0xFFF9, 0xFFFC), *range(0x1BCA0, 0x1BCA4)), "\u2060"),
}
_UNSEEN_CHARACTERS = frozenset(map(chr, _UNSEEN))


class Coverage(msgspec.Struct, frozen=True):
    """A set of characters.

    Attributes:
        bounds: where its runs of code points begin and where they have ended, ascending.
    """

    bounds: tuple[int, ...]

    def __contains__(self, character: object) -> bool:
        # An odd number of bounds at or below a code point means that it lies within a run.
        return isinstance(character, str) and bisect_right(self.bounds, ord(character)) % 2 == 1

    def __len__(self) -> int:
        return sum(end - begin for begin, end in self.runs())

    def runs(self) -> Iterator[tuple[int, int]]:
        """The runs of code points, each with its first and the one after its last."""
        return zip(self.bounds[::2], self.bounds[1::2], strict=True)


class Face(msgspec.Struct, frozen=True, kw_only=True):
    """A font file.

    Attributes:
        file: its path.
        family: the name that styles use.
        weight: as CSS has it: 400, 700.
        style: serif (宋体, 明朝) or sans (黑体, ゴシック).
        glyphs: how many it has.
        coverage: the characters that it has.
        sequences: the variation sequences that it knows, as base and selector.
    """

    file: Path
    family: str
    weight: int
    style: Literal["serif", "sans"]
    glyphs: int
    coverage: Coverage
    sequences: frozenset[str] = frozenset()

    @property
    def size(self) -> int:
        """The file's size in bytes."""
        return self.file.stat().st_size


class _Entry(msgspec.Struct, frozen=True):
    file: str
    family: str
    weight: int
    glyphs: int
    ranges: tuple[int, ...]
    sequences: str


class _Table(msgspec.Struct, frozen=True):
    faces: tuple[_Entry, ...]


@lru_cache(maxsize=1)
def faces() -> tuple[Face, ...]:
    """The faces that a PDF may embed: serif before sans, regular before bold.

    Raises:
        MissingTool: the fonts or their table of characters are not installed.
    """
    place = folder("fonts")
    try:
        table = msgspec.json.decode((place / "coverage.json").read_bytes(), type=_Table)
    except (OSError, msgspec.DecodeError) as error:
        raise MissingTool(
            f"the fonts of the installation are damaged: {error}", hint="install ebook again"
        ) from error
    return tuple(_face(place, entry) for entry in table.faces)


def _face(place: Path, entry: _Entry) -> Face:
    pairs = zip(entry.sequences[::2], entry.sequences[1::2], strict=True)
    return Face(
        file=place / entry.file,
        family=entry.family,
        weight=entry.weight,
        style=_STYLES[entry.family],
        glyphs=entry.glyphs,
        coverage=Coverage(tuple(bound + index % 2 for index, bound in enumerate(entry.ranges))),
        sequences=frozenset(base + selector for base, selector in pairs),
    )


@cache
def preference(cut: Cut) -> tuple[int, ...]:
    """The numbers of the faces: the wanted one, then the one of its weight, then the rest."""
    style, _, bold = cut.partition(" ")
    weight = 700 if bold else 400
    numbers = range(len(faces()))
    return tuple(sorted(numbers, key=lambda n: (faces()[n].style != style, faces()[n].weight != weight, n)))


@cache
def shaping_font(number: int) -> hb.Font:
    """A face by its number in `faces()`, in units of its own, for HarfBuzz to shape with."""
    import uharfbuzz as hb

    return hb.Font(hb.Face(hb.Blob.from_file_path(str(faces()[number].file))))


@lru_cache(maxsize=1)
def coverage() -> Coverage:
    """The characters that at least one face has."""
    bounds: list[int] = []
    for begin, end in sorted(run for face in faces() for run in face.coverage.runs()):
        if bounds and begin <= bounds[-1]:
            bounds[-1] = max(bounds[-1], end)
        else:
            bounds += (begin, end)
    return Coverage(tuple(bounds))


@lru_cache(maxsize=0x10000)  # a newspaper's characters are few, and asked for again and again
def covers(character: str) -> bool:
    """Whether a character can be printed: some face has it, or there is nothing of it to see."""
    return character in coverage() or is_invisible(character) or character in _UNSEEN_CHARACTERS


def has_variation(sequence: str) -> bool:
    """Whether some face knows a variation sequence, given as base and selector."""
    return any(sequence in face.sequences for face in faces())


@lru_cache(maxsize=0x10000)
def is_invisible(character: str) -> bool:
    """Whether a character has no shape of its own: joiners, selectors, fillers, ends of lines.

    Controls are no such characters: what stands in a text as one was another before it was decoded wrongly.
    """
    category = unicodedata.category(character)
    if category == "Cf":
        return ord(character) not in _SEEN
    return (
        (category == "Cc" and character.isspace()) or category in {"Zl", "Zp"} or ord(character) in _IGNORABLE
    )


def missing(text: str) -> tuple[str, ...]:
    """The characters of a text that no face has, each once, ascending.

    A combining mark counts only where it does not compose with its base (Unicode, NFC): what is
    drawn then is the composed character.
    """
    absent = {character for character in set(text) if not covers(character)}
    if any(unicodedata.combining(character) for character in absent):
        composed = set(unicodedata.normalize("NFC", text))
        absent = {char for char in absent if char in composed or not unicodedata.combining(char)}
    return tuple(sorted(absent))


def shown(text: str) -> str:
    """A text as it can be printed, character for character: `STAND_IN` for each that no face has."""
    absent = missing(text)
    if not absent and _UNSEEN_CHARACTERS.isdisjoint(text):
        return text
    return text.translate(_UNSEEN | dict.fromkeys(map(ord, absent), STAND_IN))
