"""Writing an edition as EPUB 3.3.

What a reading system sees of the issue as a whole is made here: the package with its metadata
(`metadata`, `people`, `accessibility`), the contents and the page list (`nav`, and `ncx` for
older readers). The documents, styles and pictures are the edition's own bytes, which nothing
parses and writes again. `package` puts them into a file by means of EbookLib.
"""

from __future__ import annotations

from ebook.edition import Edition
from ebook.writers import Written
from ebook.writers.epub.metadata import metadata
from ebook.writers.epub.nav import nav_document
from ebook.writers.epub.ncx import ncx_document
from ebook.writers.epub.package import pack

__all__ = ["write"]


def write(edition: Edition) -> Written:
    """The edition as one EPUB file, `<stem>.epub`.

    The same edition gives the same bytes at any time and in any place.
    """
    name = f"{edition.stem}.epub"
    book = pack(edition, metadata(edition), nav_document(edition), ncx_document(edition))
    return Written(name, {name: book})
