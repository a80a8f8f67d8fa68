"""Newsroom formats: NITF, NewsML-G2, ninjs and Word documents, each with one article or a few.

Several files in a folder are the articles of one issue, in the order of the pages and places that they name, else of
the files' names.

1. `nitf`, `newsml`, `ninjs`, `word`: a file becomes `Item`s: articles with the facts that place them in an issue.
2. `items`: items become the issue.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence

import msgspec

from ebook.errors import UnreadableSource
from ebook.model import Origin
from ebook.problems import Problem
from ebook.readers import Reading, ReadOptions
from ebook.readers.members import Members
from ebook.readers.newsroom.items import Item, issue_of
from ebook.readers.newsroom.newsml import read_newsml
from ebook.readers.newsroom.ninjs import read_ninjs
from ebook.readers.newsroom.nitf import read_nitf
from ebook.readers.newsroom.word import items_by_size, read_by_size, read_word
from ebook.readers.pictures import with_pictures
from ebook.rules import web as rules
from ebook.signatures import is_word, newsroom_kind
from ebook.source import Source

__all__ = ["read", "read_files"]

_READERS: dict[str, Callable[[Source], list[Item]]] = {
    "nitf": read_nitf,
    "newsml": read_newsml,
    "ninjs": read_ninjs,
}


def read(source: Source, options: ReadOptions) -> Reading:
    """Read an article, or the articles of a folder or zip.

    Raises:
        UnreadableSource: nothing in it is in any of the formats, or the only file is damaged.
    """
    is_one = source.files is None or is_word(source.data)
    return read_files({source.name: source.data} if is_one else Members(source), options, source.name)


def read_files(files: Mapping[str, bytes], options: ReadOptions, name: str) -> Reading:
    """Read the files of an issue.

    Args:
        files: their bytes, by path within the source; pictures among them.
        options: the language, if it is known.
        name: what messages call the source.

    Raises:
        UnreadableSource: no file is in any of the formats, or the only one is damaged.
    """
    items: list[Item] = []
    problems: list[Problem] = []
    named = {path: kind for path in sorted(files, key=_natural) if (kind := newsroom_kind(files[path]))}
    if list(named.values()) == ["word"] and len(files) == 1:
        return _one_document(Source(name, next(iter(files.values()))), options)
    for path, kind in named.items():
        try:
            items += _items(kind, Source(path, files[path]), options)
        except UnreadableSource as error:
            if len(named) == 1:
                raise
            problems.append(rules.NOT_READ.at(Origin(file=path), f"{error.message}; {error.hint}"))
    if not items:
        raise UnreadableSource(
            "no file of NITF, NewsML-G2, ninjs or Word is in it",
            file=name,
            hint="name the format with --from, or export it again from where it came",
        )
    return _reading(items, files, options, problems)


def _items(kind: str, source: Source, options: ReadOptions) -> list[Item]:
    if kind == "word":
        return read_word(source) or items_by_size(source, options)
    return _READERS[kind](source)


def _one_document(source: Source, options: ReadOptions) -> Reading:
    """A Word document alone is an issue: without styles it is read like the text of a page."""
    items = read_word(source)
    return read_by_size(source, options) if items is None else _reading(items, {}, options, [])


def _reading(
    items: Sequence[Item], files: Mapping[str, bytes], options: ReadOptions, problems: Sequence[Problem]
) -> Reading:
    placed: list[Item] = []
    problems = list(problems)
    for item in items:
        found = with_pictures(item.article, files)
        pictures = item.pictures | found.embedded
        placed.append(msgspec.structs.replace(item, article=found.article, pictures=pictures))
        problems += found.problems
    reading = issue_of(placed, options)
    return msgspec.structs.replace(reading, problems=(*problems, *reading.problems))


def _natural(path: str) -> list[tuple[int, str]]:
    """A key by which article-2 comes before article-10."""
    name = posixpath.normpath(path)
    return [
        (int(part), "") if part.isascii() and part.isdigit() else (-1, part)
        for part in re.split(r"(\d+)", name)
    ]
