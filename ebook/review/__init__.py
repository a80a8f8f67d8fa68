"""A reading to look at: the source's lines or pages on one side, the articles made of them on the other.

1. `pieces`   Issue -> the pieces it consists of, each with the lines it came from
2. `doubts`   Issue, problems -> the places where the reading is unsure, the least sure first
3. `sources`  source -> the lines of its files, counted through; or `printed`, the lines of its printed pages
4. `page`     all of it -> one self-contained HTML page
"""

from __future__ import annotations

from ebook.review.page import review_page

__all__ = ["review_page"]
