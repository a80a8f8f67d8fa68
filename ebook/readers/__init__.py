"""Readers: a source becomes an issue. A reader is a function `read(source, options) -> Reading`.

Readers import the model and never a renderer or a writer.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from ebook.clock import Progress
from ebook.facsimile import Facsimile
from ebook.languages import Language
from ebook.model import Issue, Origin
from ebook.options import OcrEngine
from ebook.problems import Problem
from ebook.source import Source

if TYPE_CHECKING:
    from ebook.reading.pieces import DecidedLine, Line
    from ebook.reading.profiles import Profile

__all__ = ["ReadLine", "ReadOptions", "Reader", "Reading"]


class ReadOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The options of a reader.

    Attributes:
        lang: the language of the issue; None: the reader detects it.
        repairs: whether disorder is repaired at all (`--no-repairs`).
        keep_repeats: whether repeated pieces stay in the articles (`--keep-repeats`).
        profile: what is known of the paper from its earlier issues (`--profile`).
        selectors: a file of selectors for web editions (`--selectors`).
        ocr_engine: what recognises the text of pictures (`--ocr-engine`).
        progress: called with what is read next, page by page, where reading takes long.
        decided: what a person decided about lines; the reader finds the roles of the other lines around them.
    """

    lang: Language | None = None
    repairs: bool = True
    keep_repeats: bool = False
    profile: Profile | None = None
    selectors: Path | None = None

    @property
    def keeps_repeats(self) -> bool:
        """Whether nothing that is repeated is dropped."""
        return self.keep_repeats or not self.repairs

    ocr_engine: OcrEngine = "auto"
    progress: Progress | None = None
    decided: tuple[DecidedLine, ...] = ()


class ReadLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the source as it was read.

    Attributes:
        text: its characters.
        file, nth: the so-many-th line of that file with these characters, counted from 1.
        origin: where it stands.
        label: its role, one of `ebook.reading.roles`, with `*` where an article begins; '' for a line that was dropped
            because other lines say the same.
        sure: the probability of the label.
        likely: where that leaves a doubt, the other labels with their probabilities, the likeliest first.
        decided: what a person decided about it.
        line: the line with the marks that reading saw.
    """

    text: str
    file: str
    nth: int
    origin: Origin
    label: str
    sure: float = 1.0
    likely: tuple[tuple[str, float], ...] = ()
    decided: DecidedLine | None = None
    line: Line | None = None


class Reading(msgspec.Struct, frozen=True):
    """What came out of a source.

    Attributes:
        issue: its structure.
        problems: what was met on the way.
        pictures: pictures that were inside the source or cut out of a page, by the path that figures name;
            others are files in the source's folder.
        facsimiles: the pictures of the printed pages where the source has them, each read when it is asked for.
        lines: the lines that the issue was read from; none where the source itself says what each text is.
    """

    issue: Issue
    problems: tuple[Problem, ...] = ()
    pictures: dict[str, bytes] = {}
    facsimiles: tuple[Facsimile, ...] = ()
    lines: tuple[ReadLine, ...] = ()


Reader: TypeAlias = Callable[[Source, ReadOptions], Reading]
