"""What reading a Markdown text collects besides the issue: problems, and repairs with the text concerned."""

from __future__ import annotations

from ebook.model import Origin, Repair
from ebook.problems import Problem, Rule

__all__ = ["Findings", "Lines"]

Lines = tuple[int, int]
"""Lines of the source as the parser counts them: from 0, the end exclusive."""


class Findings:
    """Collects what is found while one text is read, and knows the text's lines.

    Attributes:
        lang: the issue's language as a BCP 47 tag.
        problems: in the order in which they were found.
        repairs: what was taken out of the text.
    """

    def __init__(self, file: str, text: str, lang: str) -> None:
        self.file = file
        self.lang = lang
        self.problems: list[Problem] = []
        self.repairs: list[Repair] = []
        self._lines = text.split("\n")

    def origin(self, lines: Lines) -> Origin:
        """Where a piece of the text is."""
        return Origin(file=self.file, lines=tuple(range(lines[0] + 1, max(lines[1], lines[0] + 1) + 1)))

    def source(self, lines: Lines) -> str:
        """The text as it stands in the file."""
        return "\n".join(self._lines[lines[0] : lines[1]])

    def report(self, rule: Rule, lines: Lines, message: str) -> None:
        """Notes a problem at the first of the lines."""
        self.problems.append(rule.at(self.origin(lines), message))

    def take_out(self, lines: Lines, text: str, *, code: str) -> None:
        """Records a text that is kept only among the repairs, with the code of the reason."""
        self.repairs.append(Repair(kind="dropped-line", text=text, code=code, origin=self.origin(lines)))
