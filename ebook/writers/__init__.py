"""Writers: an issue or an edition becomes files.

A writer is a function that returns `Files`: the content of each file by its path relative to
the output folder. The pipeline saves what it returns, atomically.
Writers import the model and the edition, and never a reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import msgspec

from ebook.edition import Edition
from ebook.model import Issue
from ebook.problems import Problem
from ebook.saving import Content

__all__ = ["EditionWriter", "Files", "IssueWriter", "Written"]

Files: TypeAlias = Mapping[str, Content]


class Written(msgspec.Struct, frozen=True):
    """What a writer made, and the problems it met (a missing glyph, a picture left out).

    Attributes:
        main: the path of the file to name to the user, one of `files`.
        files: what was made; everything below one top folder replaces that folder as a whole.
        companions: files that `files` refer to and that others may refer to as well, such as a
            Markdown text's pictures: each is put in its place alone.
        problems: in the order in which they were met.
    """

    main: str
    files: Files
    companions: Files = {}
    problems: tuple[Problem, ...] = ()


EditionWriter: TypeAlias = Callable[[Edition], Written]
IssueWriter: TypeAlias = Callable[[Issue, str], Written]
"""Takes the issue and the stem of the output's name."""
