"""Labelled lines, directly under a page, a headline, a picture or a table."""

from __future__ import annotations

from collections.abc import Iterable

from ebook.model import RichText, Titles
from ebook.readers.markdown.inlines import parse_plain, plain_text, rich_text, stacked
from ebook.readers.markdown.nodes import Findings, Lines, SyntaxTreeNode, inline_of, lines_of, meta
from ebook.rules import markdown as rules

__all__ = ["Fields"]


class Fields:
    """The labelled lines of one thing, by the model's name of their label."""

    def __init__(self, nodes: Iterable[SyntaxTreeNode], findings: Findings) -> None:
        self._nodes = list(nodes)
        self._findings = findings

    def nodes(self, *keys: str) -> list[SyntaxTreeNode]:
        """The lines with any of the labels, in order; a key that ends in `:` is a prefix."""
        return [node for node in self._nodes if any(_fits(meta(node, "key"), key) for key in keys)]

    def lines(self, key: str) -> Lines:
        """The place of the first line with a label."""
        return lines_of(self.nodes(key)[0])

    def texts(self, key: str) -> tuple[str, ...]:
        """The lines with a label, as plain texts."""
        return tuple(plain_text(inline_of(node), lines_of(node), self._findings) for node in self.nodes(key))

    def text(self, key: str) -> str | None:
        """The one plain text under a label."""
        texts = self.texts(key)
        self._only_one(key)
        return " ".join(text for text in texts if text) or None

    def rich(self, key: str) -> RichText | None:
        """The one text under a label."""
        texts = self._rich_texts(key)
        self._only_one(key)
        return stacked(texts) or None

    def titles(self, key: str, first: RichText | None = None) -> Titles:
        """The lines of a title, `first` before those under the label."""
        lines = ([first] if first else []) + self._rich_texts(key)
        return tuple(lines) if len(lines) > 1 else next(iter(lines), None)

    def raw(self, node: SyntaxTreeNode, pieces: Iterable[str]) -> list[str]:
        """The plain texts of pieces of a line's value as typed."""
        return [parse_plain(piece, lines_of(node), self._findings) for piece in pieces]

    def _rich_texts(self, key: str) -> list[RichText]:
        texts = [rich_text(inline_of(node), lines_of(node), self._findings) for node in self.nodes(key)]
        return [text for text in texts if text]

    def _only_one(self, key: str) -> None:
        for node in self.nodes(key)[1:]:
            label = meta(node, "label")
            message = f"{label} occurs a second time; both lines were kept, joined"
            self._findings.report(rules.REPEATED_LABEL, lines_of(node), message)


def _fits(found: str, key: str) -> bool:
    return found.startswith(key) if key.endswith(":") else found == key
