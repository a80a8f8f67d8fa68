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
from ebook.model import Issue
from ebook.options import OcrEngine
from ebook.problems import Problem
from ebook.source import Source

if TYPE_CHECKING:
    from ebook.reading.profiles import Profile

__all__ = ["ReadOptions", "Reader", "Reading"]


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


class Reading(msgspec.Struct, frozen=True):
    """What came out of a source.

    Attributes:
        issue: its structure.
        problems: what was met on the way.
        pictures: pictures that were inside the source or cut out of a page, by the path that figures name;
            others are files in the source's folder.
        facsimiles: the pictures of the printed pages where the source has them, each read when it is asked for.
    """

    issue: Issue
    problems: tuple[Problem, ...] = ()
    pictures: dict[str, bytes] = {}
    facsimiles: tuple[Facsimile, ...] = ()


Reader: TypeAlias = Callable[[Source, ReadOptions], Reading]
