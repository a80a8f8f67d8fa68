"""How tests read a text, and what they count."""

from __future__ import annotations

from collections import Counter

from ebook.languages import resolve
from ebook.model import Issue
from ebook.readers import Reading, ReadOptions
from ebook.readers.decode import decode
from ebook.reading import read
from ebook.reading.audit import texts_of
from ebook.reading.chars import visible
from ebook.source import Source


def reading(text: str | bytes, lang: str | None = None, **options: object) -> Reading:
    """The reading of a text as a page."""
    data = text.encode() if isinstance(text, str) else text
    return read(Source("page.txt", data), ReadOptions(lang=resolve(lang) if lang else None, **options))  # type: ignore[arg-type]


def printed(issue: Issue) -> Counter[str]:
    """The characters that the issue prints, each as often as it does; not those of the repairs."""
    found = Counter(char for line in issue.masthead.printed for char in visible(line))
    for section in issue.sections:
        found.update(char for line in (*section.folio, *section.staff) for char in visible(line))
        found.update(
            char for article in section.articles for text in texts_of(article) for char in visible(text)
        )
    return found


def repaired(issue: Issue) -> Counter[str]:
    """The characters that the repairs hold as they stood in the source."""
    return Counter(char for repair in issue.repairs for char in visible(repair.text))


def lost(text: bytes, issue: Issue) -> Counter[str]:
    """The characters of a source that are neither in the issue nor in its repairs."""
    source = Counter(visible(decode(Source("page.txt", text)).text))
    return source - printed(issue) - repaired(issue)
