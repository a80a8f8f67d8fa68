"""SHF: the files of a shelf, as its catalogue sees them."""

from ebook.problems import Rule, Severity

UNREADABLE = Rule(
    code="SHF-001",
    severity=Severity.ERROR,
    summary="A file on the shelf cannot be read and is not in the catalogue.",
    explanation="The message gives the reason. Check its permissions, or copy it again.",
)

UNDATED = Rule(
    code="SHF-002",
    severity=Severity.WARNING,
    summary="An issue has no date, so it is not in the calendar.",
    explanation="It is listed separately. An EPUB has its date in dc:date, as YYYY-MM-DD; a PDF in its XMP metadata or in "
    "its name. Correct the source's masthead and export it again.",
)

SAME_IDENTIFIER = Rule(
    code="SHF-003",
    severity=Severity.WARNING,
    summary="Two issues on the shelf have the same identifier.",
    explanation="Reading apps treat them as one. The catalogue gives the second one another identifier. Usually one "
    "of the two is a copy that can be deleted.",
)

DISARMED = Rule(
    code="SHF-004",
    severity=Severity.NOTE,
    summary="A book contains scripts; the catalogue's pages show it without them.",
    explanation="A script in a page that others open could spy on them. The EPUB itself was not changed. "
    "Newspaper issues need no scripts; check where the file comes from.",
)
