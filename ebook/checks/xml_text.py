"""Characters that no output can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ebook.checks.texts import Text
from ebook.problems import Problem
from ebook.rules import issue as rules

__all__ = ["check_xml_text"]

# What XML 1.0 (fifth edition), production 2, leaves out.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def check_xml_text(texts: Iterable[Text]) -> Iterator[Problem]:
    """A problem for each text of an issue, and each address in it, that holds what XML cannot hold."""
    for text in texts:
        for said in (text.characters, *(link.href for link in text.links)):
            if match := _NOT_XML.search(said):
                around = _NOT_XML.sub("\ufffd", said[max(0, match.start() - 10) : match.end() + 10])
                message = f"U+{ord(match[0]):04X} in “{around}” may not stand in XML; delete it"
                yield rules.NOT_IN_XML.at(text.origin, message)
