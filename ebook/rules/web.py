"""WEB: digital newspapers and newsroom files, which are several files an issue."""

from ebook.problems import Rule, Severity

PAGE_MISSING = Rule(
    code="WEB-001",
    severity=Severity.WARNING,
    summary="A page of the issue is not in the source.",
    explanation="The other pages link to it, so the paper has it. Save that page and its articles into the folder, "
    "and read the folder again.",
)

ARTICLE_MISSING = Rule(
    code="WEB-002",
    severity=Severity.WARNING,
    summary="The text of an article is not in the source.",
    explanation="The list of its page names the article; only its headline is known. Save the article's page into "
    "the folder, and read the folder again.",
)

LISTED_TWICE = Rule(
    code="WEB-003",
    severity=Severity.NOTE,
    summary="Two pages list the same article.",
    explanation="The article is read once, on the page that lists it first.",
)

ONLY_A_JUMP = Rule(
    code="WEB-004",
    severity=Severity.NOTE,
    summary="An article is only a reference to another page.",
    explanation="Front pages announce what stands inside: a headline and a page number. The headline is kept, "
    "and leads to the page if the issue has it.",
)

NOT_LISTED = Rule(
    code="WEB-005",
    severity=Severity.NOTE,
    summary="No page lists this article.",
    explanation="Its own text says on which page it is printed, or nothing does. It comes last on that page.",
)

NO_PICTURE = Rule(
    code="WEB-006",
    severity=Severity.WARNING,
    summary="A picture is not in the source.",
    explanation="Its address leads outside the folder, or to a server. Its caption is kept. Save the picture beside "
    "the page, and read the folder again.",
)

UNKNOWN_PAGE = Rule(
    code="WEB-007",
    severity=Severity.WARNING,
    summary="A file of the source is neither a page nor an article of a known kind.",
    explanation="None of the known sites marks its pages so. If it is part of the paper, describe the site's marks "
    "in a file and name that with --selectors; ebook/readers/web/selectors.toml explains the form.",
)

CUT_OFF = Rule(
    code="WEB-008",
    severity=Severity.WARNING,
    summary="A saved page ends in the middle.",
    explanation="Its end (</html>) is missing, as when a download breaks off, so text may be missing as well. "
    "Save that page again.",
)

NOT_READ = Rule(
    code="WEB-009",
    severity=Severity.WARNING,
    summary="A file of the source cannot be read.",
    explanation="It is empty, damaged or not what its name says. The rest of the source was read without it. "
    "Save that file again.",
)

SEVERAL_DAYS = Rule(
    code="WEB-010",
    severity=Severity.WARNING,
    summary="The source holds pages of several days.",
    explanation="A saved folder is read as one issue, with the date that most of its pages have. "
    "Read the folder of each day by itself.",
)
