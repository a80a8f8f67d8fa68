"""An issue as a tree: all parts of a kind within a part, and the same with each of them changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar, cast

import msgspec

from ebook.model import Aside, Block, Figure, List, Node, RichText, Table, Verse

__all__ = ["block_texts", "find_all", "replace_all"]

_Whole = TypeVar("_Whole")
_Part = TypeVar("_Part", bound=Node)


def find_all(whole: object, kind: type[_Part]) -> Iterator[_Part]:
    """All parts of a kind within an issue, a part of it or a tuple of them, in their order, itself included.

    Nothing within a part of that kind is looked at.
    """
    if isinstance(whole, kind):
        yield whole
    elif isinstance(whole, tuple):
        for item in whole:
            yield from find_all(item, kind)
    elif isinstance(whole, Node):
        for name in whole.__struct_fields__:
            yield from find_all(getattr(whole, name), kind)


def replace_all(whole: _Whole, kind: type[_Part], change: Callable[[_Part], _Part]) -> _Whole:
    """The same with each part that `find_all` finds changed."""

    def changed(part: object) -> object:
        if isinstance(part, kind):
            return change(part)
        if isinstance(part, tuple):
            return tuple(changed(item) for item in part)
        if isinstance(part, Node):
            fields = {name: changed(getattr(part, name)) for name in part.__struct_fields__}
            return msgspec.structs.replace(part, **fields)
        return part

    return cast("_Whole", changed(whole))


def block_texts(block: Block) -> tuple[RichText, ...]:
    """The texts that a block consists of, in order; of a box its title alone."""
    match block:
        case Verse():
            return block.text
        case List():
            return block.items
        case Table():
            cells = (*block.header, *(cell for row in block.rows for cell in row))
            return tuple(text for text in (block.caption, *cells, block.note) if text is not None)
        case Figure():
            return tuple(text for text in (block.caption, block.credit) if text is not None)
        case Aside():
            return () if block.title is None else (block.title,)
        case _:
            return (block.text,)
