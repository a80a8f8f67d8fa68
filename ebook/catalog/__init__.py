"""A shelf of issues gets its catalogue: pages to read in a browser, feeds for reading apps.

1. find     shelf -> EPUBs and PDFs, those of one stem together           `ebook.catalog.scan`
2. read     file -> `Entry`, contents, reading edition                    `ebook.catalog.book`, `issue`
3. order    entries -> by paper, year and month, newest first             `ebook.catalog.groups`
4. write    entries -> feeds, calendar, search index, an issue's own page `ebook.catalog.opds`, `pages`
5. clear    what belongs to issues that are gone is removed               `ebook.catalog.store`

Everything stands in `SHELF/index.html` and `SHELF/catalog/`, refers to the rest by relative
addresses, and follows from the shelf's files alone. An issue whose files have not changed is not
read again. `write` is all that others call.
"""

from __future__ import annotations

from ebook.catalog.shelf import Catalogue, write

__all__ = ["Catalogue", "write"]
