"""SRC: the bytes of a source, before anything is read out of them."""

from ebook.problems import Rule, Severity

DECODED = Rule(
    code="SRC-001",
    severity=Severity.NOTE,
    summary="The source is not in UTF-8; its encoding was detected.",
    explanation="The text was decoded from the encoding that the message names. "
    "If characters look wrong, convert the file to UTF-8 and export it again.",
)

UNDECODABLE = Rule(
    code="SRC-002",
    severity=Severity.WARNING,
    summary="Some bytes of the source are not text in its encoding.",
    explanation="Each run of such bytes became U+FFFD in the output. "
    "The original bytes are in the repairs. Correct the file, or convert it to UTF-8.",
)

CONTROL = Rule(
    code="SRC-003",
    severity=Severity.NOTE,
    summary="The source contains control characters, which no output format allows.",
    explanation="They were removed; each is in the repairs, with its line.",
)

UNSURE_ENCODING = Rule(
    code="SRC-004",
    severity=Severity.WARNING,
    summary="The source's encoding could not be detected with certainty.",
    explanation="Two encodings give plausible text, as happens in very short files. "
    "If characters look wrong, convert the file to UTF-8 and export it again.",
)

MIXED = Rule(
    code="SRC-005",
    severity=Severity.WARNING,
    summary="The source is in two encodings, as happens when files are joined.",
    explanation="Each line was decoded from its own encoding. Convert the parts to UTF-8 before joining them.",
)

NOT_READ = Rule(
    code="SRC-006",
    severity=Severity.NOTE,
    summary="A file of the folder or zip was not read.",
    explanation="It is in no format of pages, or another file has the same page in a format that says more. "
    "Pictures that articles show are read even so. If it holds a page, convert it, or export it by itself.",
)
