"""COR: what a person corrected in a reading."""

from __future__ import annotations

from ebook.problems import Rule, Severity

__all__ = ["OUTDATED"]

OUTDATED = Rule(
    code="COR-001",
    severity=Severity.WARNING,
    summary="A correction was not made, because what it corrects is not there any more.",
    explanation="The source was changed, or a newer version of the reader reads it in another way. Open the source with "
    "`ebook edit`, look whether the correction is still needed, and make it again; or delete its line from the "
    "corrections file.",
)
