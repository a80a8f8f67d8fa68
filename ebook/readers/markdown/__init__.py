"""Reader of Markdown: an issue as a person writes and corrects it. docs/markdown.md describes the notation.

1. The text is decoded and parsed (`parser`, with the notation's own `block_rules` and `tables`).
2. The front matter becomes the masthead; the list of repairs is read back (`front_matter`).
3. The nodes are sorted into pages and articles (`articles`, with `fields`), which hold blocks
   (`blocks`) and texts (`inlines`).
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from ebook.errors import UnreadableSource
from ebook.languages import detect
from ebook.model import Issue, Repair
from ebook.readers import Reading, ReadOptions
from ebook.readers.decode import decode
from ebook.readers.markdown.articles import sections
from ebook.readers.markdown.front_matter import FrontMatter, front_matter, is_repairs, read_repairs
from ebook.readers.markdown.nodes import Findings, SyntaxTreeNode, lines_of, opening
from ebook.readers.markdown.parser import NESTING, parser
from ebook.source import Source

__all__ = ["read"]


def read(source: Source, options: ReadOptions) -> Reading:
    """The issue in a Markdown text, and what was not understood.

    Raises:
        UnreadableSource: it is not text, its front matter is not YAML or is not closed, or it is nested
            too deeply.
    """
    decoded = decode(source)
    text = decoded.text
    findings = Findings(source.name, text, options.lang or detect(text))
    tokens = parser().parse(text)
    _refuse_depth(tokens, source.name)
    nodes = SyntaxTreeNode(tokens).children
    head = _head(nodes, text, findings)
    findings.language = options.lang or head.language or findings.language
    repairs = _repairs(nodes, findings)
    body = [node for node in nodes if node.type != "front_matter" and not is_repairs(node)]
    issue = Issue(
        lang=findings.language.tag,
        masthead=head.masthead,
        sections=sections(body, findings),
        repairs=(*repairs, *decoded.repairs, *findings.repairs),
    )
    problems = sorted(findings.problems, key=lambda problem: problem.line or 0)
    return Reading(issue, (*decoded.problems, *problems))


def _refuse_depth(tokens: Sequence[Token], file: str) -> None:
    """Raises an error where the parser would omit what is nested too deeply."""
    for token in tokens:
        if token.level >= NESTING - 1 and token.nesting == 1:
            line = token.map[0] + 1 if token.map else None
            hint = "remove some of the marks (>, -, :::) that nest one thing inside another"
            raise UnreadableSource("nested too deeply", file=file, line=line, hint=hint)


def _head(nodes: Sequence[SyntaxTreeNode], text: str, findings: Findings) -> FrontMatter:
    if nodes and nodes[0].type == "front_matter":
        return front_matter(opening(nodes[0]).content, lines_of(nodes[0]), findings)
    if text.split("\n", 1)[0].rstrip() == "---":
        hint = "end it with a line of `---`"
        raise UnreadableSource("the front matter is not closed", file=findings.file, line=1, hint=hint)
    return FrontMatter()


def _repairs(nodes: Sequence[SyntaxTreeNode], findings: Findings) -> list[Repair]:
    return [repair for node in nodes if is_repairs(node) for repair in read_repairs(node, findings)]
