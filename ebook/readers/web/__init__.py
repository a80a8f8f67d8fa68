"""Digital newspapers as saved from the web: a folder or zip of an issue, or a single page.

1. `selectors`: which element of which kind of site is what, a table that users can add to.
2. `pages`: each HTML file is parsed, and recognised as a page of the paper or an article.
3. `article`: an article's page becomes titles and parts.
4. `issue`: pages and articles become the issue; what is missing, listed twice or left out is reported.
"""

from __future__ import annotations

import itertools
import re

from ebook.errors import UnreadableSource
from ebook.readers import Reading, ReadOptions
from ebook.readers.members import Members
from ebook.readers.web.issue import PAGES, read_issue
from ebook.readers.web.mhtml import Unpacked, is_mhtml
from ebook.readers.web.pages import read_saved
from ebook.readers.web.selectors import load
from ebook.source import Source

__all__ = ["read", "recognise"]

_HEAD = 4096
_HTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_OCR = re.compile(rb"ocr_page|ocr-system|ocr_system", re.IGNORECASE)
_MOST_TRIED = 40


def recognise(source: Source) -> bool:
    """Whether a source is a page of a web edition, or a folder or zip with some of a known kind."""
    if source.files is None:
        return _is_html(source.data) or is_mhtml(source.data)
    members = Members(source)
    pages = (name for name in members if name.lower().endswith(PAGES))
    return any(_is_known(members, name) for name in itertools.islice(pages, _MOST_TRIED))


def _is_html(data: bytes) -> bool:
    """Whether a file is a web page; OCR programs write HTML of their own."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and _HTML.search(head) is not None and _OCR.search(data) is None


def _is_known(members: Members, name: str) -> bool:
    try:
        data = Unpacked({name: members[name]})[name]
        saved = read_saved(name, data, load()) if _is_html(data) else None
    except UnreadableSource:
        return False
    return saved is not None and (saved.layout or saved.article) is not None


def read(source: Source, options: ReadOptions) -> Reading:
    """Read a saved page, or the pages of an issue.

    Raises:
        UnreadableSource: nothing in it is a page or an article of a known site.
    """
    return read_issue(Members(source), load(options.selectors), options, source.name)
