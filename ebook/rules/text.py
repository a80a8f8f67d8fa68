"""TXT: reading the text of a printed page."""

from __future__ import annotations

from ebook.problems import Rule, Severity

__all__ = [
    "BROKEN_SENTENCE", "DOUBTFUL_LINE", "DOUBTFUL_MOVE", "DOUBTFUL_TITLES", "NEAR_REPEAT", "NO_HEADLINE",
    "NO_LANGUAGE", "TABLE_STUB", "UNPLACED_TEXT",
]  # fmt: skip

DOUBTFUL_TITLES = Rule(
    code="TXT-001",
    severity=Severity.NOTE,
    summary="The titles over an article can be read in two ways.",
    explanation="Which line is the kicker, the headline and the deck was decided by a small margin. Compare the "
    "article with the printed page; to correct it, export to Markdown, edit it, and export again.",
)
DOUBTFUL_LINE = Rule(
    code="TXT-002",
    severity=Severity.NOTE,
    summary="A line can be a title or text.",
    explanation="The line's form and its neighbours speak for both about equally. Compare it with the printed page; "
    "to correct it, export to Markdown, edit it, and export again.",
)
BROKEN_SENTENCE = Rule(
    code="TXT-003",
    severity=Severity.NOTE,
    summary="A sentence breaks off and its end is nowhere on the page.",
    explanation="The page-reading program may have missed a column, or the article goes on on another page. Look the "
    "end of the sentence up on the printed page and add it to the source.",
)
DOUBTFUL_MOVE = Rule(
    code="TXT-004",
    severity=Severity.NOTE,
    summary="Text was moved to another article on slight evidence.",
    explanation="The words it shares with that article are few. Compare both articles with the printed page; with "
    "--no-repairs everything stays in the order of the source.",
)
NEAR_REPEAT = Rule(
    code="TXT-005",
    severity=Severity.NOTE,
    summary="A repeated piece that differs from the piece it repeats was dropped.",
    explanation="The page-reading program read the same text twice and not alike. The piece that was kept comes "
    "first in the source; the other stands among the repairs. With --keep-repeats both stay.",
)
UNPLACED_TEXT = Rule(
    code="TXT-006",
    severity=Severity.WARNING,
    summary="A line of the source stands in no article.",
    explanation="The reading found no place for the line. Its text stands among the repairs; add it to the article "
    "that it belongs to.",
)
NO_LANGUAGE = Rule(
    code="TXT-007",
    severity=Severity.NOTE,
    summary="The text does not show which language it is in.",
    explanation="It holds no Chinese, Japanese or Korean. It was read by the conventions of Chinese newspapers; name "
    "its language with --lang.",
)
NO_HEADLINE = Rule(
    code="TXT-008",
    severity=Severity.NOTE,
    summary="An article has no headline.",
    explanation="Text stands on the page without any title over it. Either the headline was not read, or the text "
    "belongs to another article.",
)
TABLE_STUB = Rule(
    code="TXT-009",
    severity=Severity.WARNING,
    summary="Of a table only the column heads were read.",
    explanation="The page-reading program put a sentence in the place of the table, so that its rows are missing from "
    "the source. Copy them from the printed page into the source, or into the Markdown.",
)
