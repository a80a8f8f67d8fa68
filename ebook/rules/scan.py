"""OCR: pages that were recognised from a picture."""

from ebook.problems import Rule, Severity

COARSE = Rule(
    code="OCR-001",
    severity=Severity.WARNING,
    summary="The characters of a page's picture are too small to be read reliably.",
    explanation="The message gives their height in pixels; from 16 pixels on, few are misread. "
    "Scan the page at 200 to 300 dpi, or take the picture closer.",
)

UNSURE = Rule(
    code="OCR-002",
    severity=Severity.WARNING,
    summary="A line of a page's picture could not be read with certainty.",
    explanation="The line is in the output as it was read. Compare it with the page, for example in `ebook review`.",
)

BLANK = Rule(
    code="OCR-003",
    severity=Severity.WARNING,
    summary="No text was found on a page.",
    explanation="The page may be blank, or hold pictures only. If text is printed on it, scan it again.",
)
