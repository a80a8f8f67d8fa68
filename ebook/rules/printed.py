"""PGE: printed pages with their geometry, before their text is read."""

from ebook.problems import Rule, Severity

UNMAPPED = Rule(
    code="PGE-001",
    severity=Severity.WARNING,
    summary="Some characters of a PDF have no meaning.",
    explanation="A font of the PDF does not say which characters its shapes are, so they cannot be read as text. Compare "
    "the page with its print, or read a picture of the page, whose characters are then recognised.",
)

NO_TEXT = Rule(
    code="PGE-002",
    severity=Severity.WARNING,
    summary="A page of a PDF has no text.",
    explanation="Other pages of the file have text, this one is a picture. Read it as a picture, or get a PDF with the "
    "text of all pages.",
)

OWN_PRINT = Rule(
    code="PGE-003",
    severity=Severity.NOTE,
    summary="The PDF is a print of this program and carries the issue itself.",
    explanation="The issue was taken from the attached file, exactly as it was printed; nothing was read from the pages.",
)

LOOP = Rule(
    code="PGE-004",
    severity=Severity.WARNING,
    summary="The same words come again and again.",
    explanation="A program that reads pages can get stuck and repeat some words without end. Compare the text with the "
    "printed page; nothing was cut.",
)

NO_PICTURE = Rule(
    code="PGE-010",
    severity=Severity.WARNING,
    summary="A picture that a page-reading program names cannot be used.",
    explanation="Its bytes inside the file are damaged, or its path leads out of the file's folder. Put the picture beside "
    "the file, under the name that the file gives.",
)

PAGE_MISSING = Rule(
    code="PGE-011",
    severity=Severity.WARNING,
    summary="A page that the METS document names is not there.",
    explanation="Its articles are missing, or end early. Put the page's file where the document says, and read it again.",
)

NOT_IN_AN_ARTICLE = Rule(
    code="PGE-012",
    severity=Severity.NOTE,
    summary="Text of a page belongs to no article.",
    explanation="The METS document gives it no place in its articles. It stands at the end of its page, so that nothing "
    "is lost.",
)

NO_WORD_LISTS = Rule(
    code="PGE-013",
    severity=Severity.NOTE,
    summary="A library's paper is in a language without word lists.",
    explanation="Its articles and their text are kept and marked with their language; labels such as the contents' are in "
    "English, and names are not looked for in bylines. `--lang` sets another language.",
)
