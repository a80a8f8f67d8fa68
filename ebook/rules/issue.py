"""ISS: an issue as a whole, whatever it was read from."""

from ebook.problems import Rule, Severity

NO_DATE = Rule(
    code="ISS-001",
    severity=Severity.WARNING,
    summary="The issue has no date.",
    explanation="The date is part of the output files' names and of their metadata, which libraries search. "
    "Write it into the masthead: `date: 2022-04-28`.",
)

IMPOSSIBLE_DATE = Rule(
    code="ISS-002",
    severity=Severity.WARNING,
    summary="A printed date does not exist.",
    explanation="There is no such day (30 February), so the issue has no date. It was not corrected, because "
    "only the paper knows which day was meant. Write the right date into the masthead.",
)

WRONG_WEEKDAY = Rule(
    code="ISS-003",
    severity=Severity.WARNING,
    summary="The weekday does not match the date.",
    explanation="Either the date or the weekday was misprinted or misread. Both stay as they are: compare "
    "them with the printed page, and correct the wrong one.",
)

WRONG_LUNAR_DATE = Rule(
    code="ISS-004",
    severity=Severity.WARNING,
    summary="The lunar date does not match the date.",
    explanation="The lunar date, or the year's name in the cycle of sixty, belongs to another day. Both dates stay "
    "as they are: compare them with the printed page, and correct the wrong one. In Japanese and Korean papers a "
    "difference of one day is allowed, because their calendars compute new moons for another longitude.",
)

WRONG_ISSN = Rule(
    code="ISS-005",
    severity=Severity.WARNING,
    summary="The ISSN is wrong.",
    explanation="An ISSN has eight digits, of which the last is computed from the others (ISO 3297), so "
    "a single misread digit is detected. Compare it with the printed page.",
)

OTHER_DATE = Rule(
    code="ISS-006",
    severity=Severity.WARNING,
    summary="A page has a different date from the issue.",
    explanation="The date in the folio line of a page differs from the masthead's: pages of two issues may be "
    "mixed, or a date was misread. If the masthead has no date, add the date of the page to it.",
)

YEARS_DISAGREE = Rule(
    code="ISS-007",
    severity=Severity.WARNING,
    summary="The two years of a date, each in its own era, do not match.",
    explanation="2025年(令和7年) gives the same year twice; here the two differ. The first was used. "
    "Compare them with the printed page.",
)

NO_NAME = Rule(
    code="ISS-008",
    severity=Severity.WARNING,
    summary="The newspaper has no name.",
    explanation="The name is the title of the e-book and the first part of the files' names. "
    "Write it into the masthead: `name: …`.",
)

NO_ARTICLES = Rule(
    code="ISS-009",
    severity=Severity.ERROR,
    summary="The issue has no articles.",
    explanation="The output has a masthead at most. Check that the source is the text of a newspaper page. With "
    "--strict such an issue is not exported.",
)

NO_HEADLINE = Rule(
    code="ISS-010",
    severity=Severity.WARNING,
    summary="An article has no headline.",
    explanation="The contents show articles by their headlines. Either the headline was read as part of another "
    "article, or this text belongs to its neighbour.",
)

NO_BODY = Rule(
    code="ISS-011",
    severity=Severity.WARNING,
    summary="An article has no text.",
    explanation="A headline without text is often half of a longer headline, the label of a column or a line of the "
    "page's table of contents.",
)

SAME_ARTICLE = Rule(
    code="ISS-012",
    severity=Severity.WARNING,
    summary="The issue contains an article twice.",
    explanation="Both have the same text. OCR programs repeat articles that cross columns; delete one.",
)

LOOSE_JUMP = Rule(
    code="ISS-013",
    severity=Severity.WARNING,
    summary="A jump line points to a page that has no matching article.",
    explanation="An article says that it continues on, or comes from, a page of this issue, but no article there "
    "refers back to this page. Its other half may be part of another article.",
)

NOT_IN_XML = Rule(
    code="ISS-014",
    severity=Severity.ERROR,
    summary="A text contains a character that no output format allows.",
    explanation="Control characters and lone surrogates are not allowed in XML 1.0, which EPUB is based on. "
    "Delete the character from the source.",
)

RAGGED_TABLE = Rule(
    code="ISS-015",
    severity=Severity.WARNING,
    summary="The rows of a table have different numbers of cells.",
    explanation="Missing cells are filled in at the end of the row, so figures may be in the wrong column. "
    "Compare the row with the printed page.",
)

NO_ALT = Rule(
    code="ISS-016",
    severity=Severity.NOTE,
    summary="A picture has no description.",
    explanation="People who cannot see the picture hear its `alt` text (EPUB Accessibility 1.1, WCAG 1.1.1). Write what it "
    'shows, or `alt: ""` if it is purely decorative.',
)

SEVERAL_DATES = Rule(
    code="ISS-018",
    severity=Severity.WARNING,
    summary="The masthead contains several dates.",
    explanation="The first was taken for the day of issue. Compare them with the printed page.",
)

LINK_LEFT_OUT = Rule(
    code="ISS-019",
    severity=Severity.WARNING,
    summary="A link is neither a web nor an e-mail or telephone address, and was removed.",
    explanation="Its text is kept. Links to scripts, to files on the reader's machine and to files outside the output are "
    "removed; http, https, mailto and tel links are kept.",
)
