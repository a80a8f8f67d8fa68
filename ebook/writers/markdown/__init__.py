"""Writer of Markdown: an issue as a person reads and corrects it. docs/markdown.md describes the notation.

Reading what is written gives the same issue again, origins aside.
"""

from __future__ import annotations

from ebook.languages import resolve
from ebook.model import Issue
from ebook.writers import Written
from ebook.writers.markdown.articles import section_lines
from ebook.writers.markdown.blocks import spaced
from ebook.writers.markdown.front_matter import front_matter_lines, repair_lines

__all__ = ["write"]


def write(issue: Issue, stem: str) -> Written:
    """The issue as `STEM.md`; nothing of it is left out but the origins of its parts."""
    main = f"{stem}.md"
    language = resolve(issue.lang)
    parts = [
        front_matter_lines(issue, language),
        *(section_lines(section, language) for section in issue.sections),
    ]
    if issue.repairs:
        parts.append(repair_lines(issue.repairs, language))
    text = "\n".join(spaced(parts)) + "\n"
    return Written(main=main, files={main: text.encode()})
