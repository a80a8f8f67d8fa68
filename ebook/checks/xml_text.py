"""Characters that no output can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from ebook.model import Issue, Origin
from ebook.problems import Problem
from ebook.rules import issue as rules

__all__ = ["check_xml_text"]

# What XML 1.0 (fifth edition), production 2, leaves out.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def check_xml_text(issue: Issue) -> Iterator[Problem]:
    """A problem for each text of the issue that holds a character which XML cannot hold."""
    for text, origin in _texts(issue, issue.masthead.origin):
        if match := _NOT_XML.search(text):
            around = _NOT_XML.sub("\ufffd", text[max(0, match.start() - 10) : match.end() + 10])
            message = f"U+{ord(match[0]):04X} in “{around}” may not stand in XML; delete it"
            yield rules.NOT_IN_XML.at(origin, message)


def _texts(value: Any, origin: Origin | None) -> Iterator[tuple[str, Origin | None]]:
    """Every string within a part of the model, with the nearest origin."""
    if isinstance(value, str):
        yield value, origin
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, origin)
    elif isinstance(value, msgspec.Struct) and not isinstance(value, Origin):
        nearest = getattr(value, "origin", None) or origin
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name), nearest)
