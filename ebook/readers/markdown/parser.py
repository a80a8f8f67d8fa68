"""The Markdown parser: CommonMark with tables, front matter, boxes, and the notation's own rules.

What an editor does not mean is off: indented code (paragraphs are indented in Chinese), code spans,
underlined headings (`---` under a paragraph), link definitions (an unused one would vanish).
"""

from __future__ import annotations

import functools

from markdown_it import MarkdownIt
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from ebook.readers.markdown.block_rules import add_block_rules
from ebook.readers.markdown.inline_rules import add_inline_rules

__all__ = ["NESTING", "parser"]

_OFF = ("code", "lheading", "reference", "html_block", "backticks")
NESTING = 60
"""Deeper than any issue, and shallow enough for Python's stack."""


class _Parser(MarkdownIt):
    """Keeps addresses as typed: 照片/春耕.jpg names a file, and is no percent-encoded URL."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  # markdown-it's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802  # markdown-it's name
        return link

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802  # markdown-it's name and signature
        return True


@functools.cache
def parser() -> MarkdownIt:
    """The one configured parser; it holds no state between texts."""
    md = _Parser("commonmark", {"html": True, "maxNesting": NESTING})
    md.enable("table").disable(list(_OFF))
    front_matter_plugin(md)
    container_plugin(md, "box", validate=lambda params, _markup: bool(params.strip()))
    add_block_rules(md)
    add_inline_rules(md)
    return md
