"""TXT: reading the text of a printed page."""

from __future__ import annotations

from ebook.problems import Rule, Severity

__all__ = [
    "BADLY_READ", "BROKEN_SENTENCE", "DOUBTFUL_LINE", "NEAR_REPEAT", "NO_HEADLINE",
    "NO_LANGUAGE", "TABLE_STUB", "UNPLACED_TEXT",
]  # fmt: skip

BADLY_READ = Rule(
    code="TXT-010",
    severity=Severity.WARNING,
    summary="The page as a whole was read with little certainty.",
    explanation="Most lines could be something else than what they were taken for: the layout is unlike the papers that "
    "the reader has learned, the text is very disordered, or the language is wrong. Set the language with --lang, use "
    "another source of the page, or correct the reading in Markdown.",
)
DOUBTFUL_LINE = Rule(
    code="TXT-002",
    severity=Severity.NOTE,
    summary="A line could be a title or text.",
    explanation="The form of the line and of its neighbours fits both about equally well. Compare it with the printed page; "
    "to correct it, export to Markdown, edit it, and export again.",
)
BROKEN_SENTENCE = Rule(
    code="TXT-003",
    severity=Severity.NOTE,
    summary="A sentence breaks off, and its end was not found on the page.",
    explanation="The OCR program may have missed a column, or the article continues on another page. Look up the "
    "end of the sentence on the printed page and add it to the source.",
)
NEAR_REPEAT = Rule(
    code="TXT-005",
    severity=Severity.NOTE,
    summary="A repeated text was dropped although it differs from the original.",
    explanation="The OCR program read the same text twice, with differences. The text that was kept comes "
    "first in the source; the other is in the repairs. With --keep-repeats both are kept.",
)
UNPLACED_TEXT = Rule(
    code="TXT-006",
    severity=Severity.WARNING,
    summary="A line of the source is in no article.",
    explanation="No place was found for the line. Its text is in the repairs; add it to the article that it belongs to.",
)
NO_LANGUAGE = Rule(
    code="TXT-007",
    severity=Severity.NOTE,
    summary="The text does not show which language it is in.",
    explanation="It contains no Chinese, Japanese, Korean or English. It was read by the conventions of Chinese newspapers; set "
    "its language with --lang.",
)
NO_HEADLINE = Rule(
    code="TXT-008",
    severity=Severity.NOTE,
    summary="An article has no headline.",
    explanation="There is text on the page without any title above it. Either the headline was not read, or the text "
    "belongs to another article.",
)
TABLE_STUB = Rule(
    code="TXT-009",
    severity=Severity.WARNING,
    summary="Only the header row of a table was read.",
    explanation="The OCR program replaced the table by a sentence, so its rows are missing from the source. Copy them from the printed page into the source, or into the Markdown.",
)
