"""The parser's tree as far as the reader looks at it, and what reading it collects: problems and repairs."""

from __future__ import annotations

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from ebook.languages import Language
from ebook.model import Origin, Repair
from ebook.problems import Problem, Rule

__all__ = ["Findings", "Lines", "SyntaxTreeNode", "inline_of", "level", "lines_of", "meta", "opening"]

Lines = tuple[int, int]
"""Lines of the source as the parser counts them: from 0, the end exclusive."""


class Findings:
    """Collects what is found while one text is read, and knows the text's lines.

    Attributes:
        language: the issue's language.
        problems: in the order in which they were found.
        repairs: what was taken out of the text.
    """

    def __init__(self, file: str, text: str, language: Language) -> None:
        self.file = file
        self.language = language
        self.problems: list[Problem] = []
        self.repairs: list[Repair] = []
        self._lines = text.split("\n")

    def origin(self, lines: Lines) -> Origin:
        """Where a piece of the text is."""
        return Origin(file=self.file, lines=tuple(range(lines[0] + 1, max(lines[1], lines[0] + 1) + 1)))

    def source(self, lines: Lines) -> str:
        """The text as it is in the file."""
        return "\n".join(self._lines[lines[0] : lines[1]])

    def report(self, rule: Rule, lines: Lines, message: str) -> None:
        """Records a problem at the first of the lines."""
        self.problems.append(rule.at(self.origin(lines), message))

    def take_out(self, lines: Lines, text: str, *, code: str) -> None:
        """Records a text that is kept only among the repairs, with the code of the reason."""
        self.repairs.append(Repair(kind="dropped-line", text=text, code=code, origin=self.origin(lines)))


def opening(node: SyntaxTreeNode) -> Token:
    """The token that opens a node, or that the node consists of."""
    if node.nester_tokens:
        return node.nester_tokens.opening
    assert node.token is not None  # noqa: S101  # every node but the root has the one or the other
    return node.token


def inline_of(node: SyntaxTreeNode) -> Token:
    """The inline token of a paragraph, heading, cell or labelled line."""
    return opening(node.children[0])


def lines_of(node: SyntaxTreeNode) -> Lines:
    """The lines of a node in the source; a node without lines has those of its first child."""
    if node.map:
        return node.map
    return lines_of(node.children[0]) if node.children else (0, 1)


def level(node: SyntaxTreeNode) -> int:
    """The level of a heading, 0 for other nodes."""
    return int(node.tag[1]) if node.type == "heading" else 0


def meta(node: SyntaxTreeNode, name: str) -> str:
    """What a rule of the notation recorded about a node."""
    return str(opening(node).meta.get(name, "") or "")
