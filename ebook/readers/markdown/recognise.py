"""Telling an issue that a person wrote in our Markdown from the Markdown of a page-reading program."""

from __future__ import annotations

import re

from ebook.notation.words import ARTICLE, FIGURE, LABELLED, MASTHEAD, SECTION, TABLE
from ebook.readers.decode import decode
from ebook.source import Source

__all__ = ["is_issue"]

_HEAD = re.compile(r"\A\s*---\n((?:(?!---)[^\n]*(?:\n|\Z)){1,40})")
_PAGE = re.compile(
    r"^#[ \t]+(?:第?\s?[A-ZＡ-Ｚ]{0,2}[0-9０-９]{1,3}|第?[一二三四五六七八九十]{1,3}[版面])(?![0-9])[^\n]{0,24}$",
    re.MULTILINE,
)
_ARTICLE = re.compile(r"^##[ \t]+\S", re.MULTILINE)
_CONTAINER = re.compile(r"^:::[ \t]*\S", re.MULTILINE)
_ATTRIBUTE = re.compile(r"^#{1,3} [^\n]*\{[.#][^}\n]*\}\s*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,3}[ \t]+\S[^\n]*\n+([^\n]+)", re.MULTILINE)
_PROGRAM = re.compile(
    r"<table[\s>]|<!--|<\|ref\|>|!\[\]\(|^\{\d+\}-{8,}$|^#{1,3} Page \d+$|^\*\*[^*\n]+\*\*$|\$\d[^$\n]{0,20}\$",
    re.MULTILINE,
)


def is_issue(source: Source) -> bool:
    """Whether a text is in the notation of docs/markdown.md.

    It is where it says so in a way that no program does: front matter with facts of a masthead, a box between colons,
    a label such as `署名：` below a title, or a page's number as title of the first level over articles at the second,
    in a text without any sign that only programs write.
    """
    text = decode(source).text
    head = _HEAD.match(text)
    if head and any(
        MASTHEAD.key(line.partition(":")[0].partition("：")[0].strip()) for line in head[1].split("\n")
    ):
        return True
    if _CONTAINER.search(text) or _ATTRIBUTE.search(text) or any(map(_is_label, _HEADING.findall(text))):
        return True
    is_paged = _PAGE.search(text) is not None and _ARTICLE.search(text) is not None
    return is_paged and _PROGRAM.search(text) is None


def _is_label(line: str) -> bool:
    match = LABELLED.fullmatch(line.strip())
    return match is not None and any(words.key(match["label"]) for words in (ARTICLE, SECTION, FIGURE, TABLE))
