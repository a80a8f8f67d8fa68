"""Digital newspapers as saved from the web: a folder or zip of an issue, or a single page.

1. `selectors`: which element of which kind of site is what, a table that users can add to.
2. `pages`: each HTML file is parsed, and recognised as a page of the paper or an article.
3. `article`: an article's page becomes titles and parts.
4. `issue`: pages and articles become the issue; what is missing, listed twice or left out is reported.
"""

from __future__ import annotations

from ebook.readers import Reading, ReadOptions
from ebook.readers.web.issue import read_issue
from ebook.readers.web.selectors import load
from ebook.source import Source

__all__ = ["read"]


def read(source: Source, options: ReadOptions) -> Reading:
    """Read a saved page.

    Raises:
        UnreadableSource: it is neither a page nor an article of a known site.
    """
    return read_issue({source.name: source.data}, load(options.selectors), options, source.name)
