"""JSON of page-reading programs, whose shape is checked where it is used, so that a message can name the place."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

import msgspec

from ebook.errors import UnreadableSource
from ebook.pages.page import Box
from ebook.source import Source

__all__ = ["Field", "picture_path", "records"]

_HEAD = 65_536
_LARGEST = 1e7
_NUMPY = re.compile(
    r"\b(?:np\.|numpy\.)?(?:float|int)\d*\(([^()]*)\)|\b(?:np\.)?array\((\[.*?\])(?:,\s*dtype=[^)]*)?\)",
    re.DOTALL,
)
_HINT = "export the page again with the program that wrote it, or read its Markdown"


def records(source: Source) -> list[Field]:
    """The JSON values of a source: one, or one a line, or the printed form of a Python value.

    Raises:
        UnreadableSource: it is none of these.
    """
    data = source.data.removeprefix(b"\xef\xbb\xbf").strip()
    try:
        return [Field(msgspec.json.decode(data), "$", source.name)]
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        failed = str(error)
    lines = data.splitlines()
    if len(lines) > 1:
        try:
            values = [msgspec.json.decode(line) for line in lines if line.strip()]
            return [Field(value, f"line {at}", source.name) for at, value in enumerate(values, 1)]
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            pass
    if b"'" in data[:_HEAD]:
        try:
            return [Field(_python(data.decode()), "$", source.name)]
        except (ValueError, SyntaxError, RecursionError, MemoryError, UnicodeDecodeError):
            pass
    raise UnreadableSource(f"this JSON is damaged: {failed}", file=source.name, hint=_HINT)


def _python(text: str) -> Any:
    """A value as Python prints it, numbers and arrays of NumPy included."""
    return ast.literal_eval(_NUMPY.sub(lambda match: match[1] or match[2] or "0", text))


class Field(msgspec.Struct, frozen=True):
    """A value with the place where it stands, for messages.

    Attributes:
        value: what JSON says.
        path: its place, as in `$.pages[0].blocks[3]`.
        file: the source's name.
    """

    value: Any
    path: str
    file: str

    def get(self, *names: str) -> Field | None:
        """The first of some members that is there and not null; None where none is, or where this is no object."""
        if not isinstance(self.value, dict):
            return None
        for name in names:
            value = self.value.get(name)
            if value is not None:
                return Field(value, f"{self.path}.{name}", self.file)
        return None

    def need(self, name: str) -> Field:
        """A member that has to be there.

        Raises:
            UnreadableSource: it is not.
        """
        found = self.get(name)
        if found is None:
            self.refuse(f"has no {name!r}")
        return found

    def items(self) -> Iterator[Field]:
        """The items of a list.

        Raises:
            UnreadableSource: this is no list.
        """
        if not isinstance(self.value, (list, tuple)):
            self.refuse("is not a list")
        for at, value in enumerate(self.value):
            yield Field(value, f"{self.path}[{at}]", self.file)

    def each(self, *names: str) -> Iterator[Field]:
        """The items of a member that is a list, none where it is missing."""
        found = self.get(*names)
        if found is not None:
            yield from found.items()

    def text(self, *names: str) -> str:
        """This text, or that of the first member of some that is there; '' where none is.

        Raises:
            UnreadableSource: it is neither text nor a number.
        """
        found = self.get(*names) if names else self
        if found is None:
            return ""
        if isinstance(found.value, bool) or not isinstance(found.value, (str, int, float)):
            found.refuse("is not a text")
        return str(found.value).encode("utf-8", "replace").decode()

    def number(self, *names: str, default: float = 0.0) -> float:
        """This number, or that of a member; also one that is written as text.

        Raises:
            UnreadableSource: it is no finite number, or an absurd one.
        """
        found = self.get(*names) if names else self
        if found is None:
            return default
        value = found.value
        try:
            number = float(value) if isinstance(value, (int, float, str)) else math.nan
        except (ValueError, OverflowError):
            number = math.nan
        if isinstance(value, bool) or not math.isfinite(number) or abs(number) > _LARGEST:
            found.refuse("is not a number that can be a size, a place or a probability")
        return number

    def box(self) -> Box | None:
        """The box that four numbers give (left, top, right, bottom), or the corners of a polygon; None for an empty one.

        Raises:
            UnreadableSource: this is neither.
        """
        values = list(self.items())
        if values and all(isinstance(value.value, (list, tuple)) for value in values):
            points = [[number.number() for number in point.items()] for point in values]
            if any(len(point) < 2 for point in points):  # noqa: PLR2004  a point has two
                self.refuse("is not a polygon")
            across, down = [point[0] for point in points], [point[1] for point in points]
            box = Box(min(across), min(down), max(across), max(down))
        else:
            if len(values) != 4:  # noqa: PLR2004  left, top, right, bottom
                self.refuse("is not a box of four numbers")
            left, top, right, bottom = (value.number() for value in values)
            box = Box(min(left, right), min(top, bottom), max(left, right), max(top, bottom))
        return box if box.width > 0 and box.height > 0 else None

    def refuse(self, reason: str) -> NoReturn:
        """Say what is wrong here.

        Raises:
            UnreadableSource: always.
        """
        raise UnreadableSource(f"{self.path} {reason}", file=self.file, hint=_HINT)


def picture_path(path: str) -> str | None:
    """The path of a picture, None for one that is an address or leads out of the folder."""
    plain = path.replace("\\", "/").removeprefix("./")
    parts: Sequence[str] = plain.split("/")
    if not plain or plain.startswith("/") or ".." in parts or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", plain):
        return None
    return plain
