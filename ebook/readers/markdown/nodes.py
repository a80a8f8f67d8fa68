"""The parser's tree, as far as the reader looks at it."""

from __future__ import annotations

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from ebook.readers.markdown.findings import Lines

__all__ = ["SyntaxTreeNode", "inline_of", "level", "lines_of", "meta", "opening"]


def opening(node: SyntaxTreeNode) -> Token:
    """The token that opens a node, or is it."""
    if node.nester_tokens:
        return node.nester_tokens.opening
    assert node.token is not None  # noqa: S101  # every node but the root has the one or the other
    return node.token


def inline_of(node: SyntaxTreeNode) -> Token:
    """The inline token of a paragraph, heading, cell or labelled line."""
    return opening(node.children[0])


def lines_of(node: SyntaxTreeNode) -> Lines:
    """Where a node is in the source; a node without place takes its first child's."""
    if node.map:
        return node.map
    return lines_of(node.children[0]) if node.children else (0, 1)


def level(node: SyntaxTreeNode) -> int:
    """The level of a heading, 0 for what is none."""
    return int(node.tag[1]) if node.type == "heading" else 0


def meta(node: SyntaxTreeNode, name: str) -> str:
    """What a rule of the notation noted about a node."""
    return str(opening(node).meta[name])
