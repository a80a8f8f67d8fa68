"""Digital newspapers as saved from the web: a folder or zip of an issue, or a single page.

1. `selectors`: which element of which kind of site is what, a table that users can add to.
2. `pages`: each HTML file is parsed, and recognised as a page of the paper or an article.
3. `article`: an article's page becomes titles and parts.
4. `issue`: pages and articles become the issue; what is missing, listed twice or left out is reported.
"""

from __future__ import annotations

import itertools

from ebook.errors import UnreadableSource
from ebook.readers import Reading, ReadOptions
from ebook.readers.members import Members
from ebook.readers.web.issue import PAGES, read_issue
from ebook.readers.web.mhtml import Unpacked
from ebook.readers.web.pages import read_saved
from ebook.readers.web.selectors import load
from ebook.signatures import is_html
from ebook.source import Source

__all__ = ["has_edition", "read"]

_MOST_TRIED = 40


def has_edition(source: Source) -> bool:
    """Whether a folder or zip holds some pages of a known kind of web edition."""
    members = Members(source)
    pages = (name for name in members if name.lower().endswith(PAGES))
    return any(_is_known(members, name) for name in itertools.islice(pages, _MOST_TRIED))


def _is_known(members: Members, name: str) -> bool:
    try:
        data = Unpacked({name: members[name]})[name]
        saved = read_saved(name, data, load()) if is_html(data) else None
    except UnreadableSource:
        return False
    return saved is not None and (saved.layout or saved.article) is not None


def read(source: Source, options: ReadOptions) -> Reading:
    """Read a saved page, or the pages of an issue.

    Raises:
        UnreadableSource: nothing in it is a page or an article of a known site.
    """
    return read_issue(Members(source), load(options.selectors), options, source.name)
