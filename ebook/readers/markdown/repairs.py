"""The list of repairs that the writer puts at the end of a file."""

from __future__ import annotations

import msgspec
import yaml

from ebook.model import Repair
from ebook.notation.words import MASTHEAD
from ebook.readers.markdown.findings import Findings
from ebook.readers.markdown.nodes import SyntaxTreeNode, lines_of, opening
from ebook.rules import markdown as rules

__all__ = ["is_repairs", "read_repairs"]


def is_repairs(node: SyntaxTreeNode) -> bool:
    """Whether this is a fenced block of repairs."""
    return node.type == "fence" and MASTHEAD.key(opening(node).info) == "repairs"


def read_repairs(node: SyntaxTreeNode, findings: Findings) -> list[Repair]:
    """The repairs in a fenced block; one that holds its text if it cannot be understood."""
    content = opening(node).content
    try:
        return msgspec.convert(yaml.load(content, yaml.BaseLoader) or [], list[Repair], strict=False)  # noqa: S506  # the base loader makes strings alone
    except (yaml.YAMLError, msgspec.ValidationError, RecursionError) as error:
        lines = lines_of(node)
        reason = " ".join(str(error).split())
        findings.report(rules.BROKEN_REPAIRS, lines, f"the repairs cannot be understood: {reason}")
        findings.take_out(lines, content, code="unreadable-repairs")
        return []
