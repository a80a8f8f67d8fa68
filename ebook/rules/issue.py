"""ISS: an issue as a whole, whatever it was read from."""

from ebook.problems import Rule, Severity

NO_DATE = Rule(
    code="ISS-001",
    severity=Severity.WARNING,
    summary="The issue has no date.",
    explanation="The date names the output files and stands in their metadata, by which libraries find them. "
    "Write it into the masthead: `date: 2022-04-28`.",
)

IMPOSSIBLE_DATE = Rule(
    code="ISS-002",
    severity=Severity.WARNING,
    summary="A printed date does not exist.",
    explanation="There is no such day (30 February), so the issue has no date. It was not corrected, for nobody "
    "but the paper knows which day was meant. Write the right date into the masthead.",
)

WRONG_WEEKDAY = Rule(
    code="ISS-003",
    severity=Severity.WARNING,
    summary="The weekday is not that of the date.",
    explanation="Either the date or the weekday was misprinted or misread. Both stay as they are: compare "
    "them with the printed page, and correct the wrong one.",
)

WRONG_LUNAR_DATE = Rule(
    code="ISS-004",
    severity=Severity.WARNING,
    summary="The lunar date is not that of the date.",
    explanation="The lunar date, or the year's name in the cycle of sixty, belongs to another day. Both dates stay "
    "as they are: compare them with the printed page, and correct the wrong one. In Japanese and Korean papers a "
    "difference of one day is allowed, because their calendars reckon new moons for another longitude.",
)

WRONG_ISSN = Rule(
    code="ISS-005",
    severity=Severity.WARNING,
    summary="The ISSN is wrong.",
    explanation="An ISSN has eight digits, of which the last is computed from the others (ISO 3297), so "
    "one misread digit shows. Compare it with the printed page.",
)

OTHER_DATE = Rule(
    code="ISS-006",
    severity=Severity.WARNING,
    summary="A page bears another date than the issue.",
    explanation="The date in the folio line of a page differs from the masthead's: pages of two issues may be "
    "mixed, or a date was misread. An issue whose masthead says nothing should get its date from the page.",
)

YEARS_DISAGREE = Rule(
    code="ISS-007",
    severity=Severity.WARNING,
    summary="The years of a date in two eras are not the same.",
    explanation="2025年(令和7年) names one year twice; here the two differ. The first was taken. "
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
    explanation="A headline without text is often the first half of a headline, a column's label or a line of the "
    "page's contents.",
)

SAME_ARTICLE = Rule(
    code="ISS-012",
    severity=Severity.WARNING,
    summary="An article stands in the issue twice.",
    explanation="Both have the same text. Page-reading programs repeat articles that cross columns; delete one.",
)

LOOSE_JUMP = Rule(
    code="ISS-013",
    severity=Severity.WARNING,
    summary="A jump line leads to a page on which nothing answers it.",
    explanation="An article says that it goes on on, or comes from, a page that is in the issue, but no "
    "article there says the same of this page. Its other half may be part of another article.",
)

NOT_IN_XML = Rule(
    code="ISS-014",
    severity=Severity.ERROR,
    summary="A text holds a character that no output can hold.",
    explanation="Control characters and lone surrogates may not stand in XML 1.0, of which EPUB is made. "
    "Delete the character from the source.",
)

RAGGED_TABLE = Rule(
    code="ISS-015",
    severity=Severity.WARNING,
    summary="The rows of a table have different numbers of cells.",
    explanation="Missing cells are filled with empty ones at the end, so figures may stand in the wrong column. "
    "Compare the row with the printed page.",
)

NO_ALT = Rule(
    code="ISS-016",
    severity=Severity.NOTE,
    summary="A picture has no description.",
    explanation="Who cannot see the picture hears its `alt` text (EPUB Accessibility 1.1, WCAG 1.1.1). Write what it "
    'shows, or `alt: ""` for a mere ornament.',
)

UNSURE_NAME = Rule(
    code="ISS-017",
    severity=Severity.NOTE,
    summary="The newspaper's name was taken from its place alone.",
    explanation="No line of the masthead ends as newspapers' names do (日报, 新聞, 일보), so its first line without any "
    "other fact was taken for the name. If it is another, write `name` into the masthead.",
)

SEVERAL_DATES = Rule(
    code="ISS-018",
    severity=Severity.WARNING,
    summary="The masthead prints several dates.",
    explanation="The first was taken for the day of issue. Compare them with the printed page.",
)

LINK_LEFT_OUT = Rule(
    code="ISS-019",
    severity=Severity.WARNING,
    summary="A link leads neither to the web nor to an address, and is left out.",
    explanation="Its text is kept. Scripts, files of the reader's own machine and paths that no output holds are "
    "not linked to; http, https, mailto and tel are.",
)
