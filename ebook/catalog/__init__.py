"""Write the catalogue of a shelf: pages for a browser, feeds for reading apps.

1. find      shelf -> EPUBs and PDFs, those of one stem together            `ebook.catalog.scan`
2. read      file -> `Entry`, contents, reading edition                     `ebook.epub`, `ebook.catalog.issue`
3. order     entries -> by paper, year and month, newest first              `ebook.catalog.groups`
4. write     entries -> feeds, calendar, search index, an issue's own page  `ebook.catalog.opds`, `pages`, `search`
5. clean up  files of issues that are gone are removed                      `ebook.catalog.store`

The catalogue is `SHELF/index.html` and `SHELF/catalog/`. It uses relative addresses only and depends
on nothing but the shelf's files. An issue whose files have not changed is not read again. `write`
(in `build`) runs all steps and is the only function that others call.
"""

from __future__ import annotations

from ebook.catalog.build import Catalogue, write

__all__ = ["Catalogue", "write"]
