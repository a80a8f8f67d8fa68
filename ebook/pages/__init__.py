"""Printed pages with their geometry: what every layout format is read into, and what articles are assembled from.

1. A reader of a format (`ebook/pages/formats/`) fills `Page` values; it converts units and labels, and nothing else.
2. `assembly` puts the regions of a page into reading order and makes logical lines of them, with what their place and
   size say of them.
3. `ebook.reading` decides what each line is, as it does for plain text, and makes the issue.
"""

from __future__ import annotations

from ebook.pages.page import Box, Label, Page, PageIssue, Region
from ebook.pages.read import read_pages

__all__ = ["Box", "Label", "Page", "PageIssue", "Region", "read_pages"]
