"""SHF: the files of a shelf, as its catalogue sees them."""

from ebook.problems import Rule, Severity

UNREADABLE = Rule(
    code="SHF-001",
    severity=Severity.ERROR,
    summary="A file of the shelf cannot be read, and was left out of its catalogue.",
    explanation="The message tells why. Check its permissions, or copy it anew.",
)

UNDATED = Rule(
    code="SHF-002",
    severity=Severity.WARNING,
    summary="An issue tells no day, so no calendar can show it.",
    explanation="It is listed apart. An EPUB tells its day as dc:date, YYYY-MM-DD; a PDF in its XMP, or by its "
    "name. Correct the source's masthead and export it again.",
)

SAME_IDENTIFIER = Rule(
    code="SHF-003",
    severity=Severity.WARNING,
    summary="Two issues of the shelf have the same identifier.",
    explanation="Reading apps take them for one. The catalogue gives the second another identifier. Usually one "
    "of the two is a copy, and may go.",
)

DISARMED = Rule(
    code="SHF-004",
    severity=Severity.NOTE,
    summary="A book holds scripts; the catalogue's pages show it without them.",
    explanation="What runs inside a page that others open could read what they read. The EPUB itself is as it "
    "was. Issues of a newspaper need no scripts; look at where the file comes from.",
)
