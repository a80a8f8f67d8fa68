"""IMG: pictures."""

from ebook.problems import Rule, Severity

MISSING = Rule(
    code="IMG-001",
    severity=Severity.WARNING,
    summary="A picture file does not exist.",
    explanation="The figure keeps its caption and credit and says that the picture could not be included. "
    "Put the file where the source says: paths are relative to the source's folder.",
)

OUTSIDE = Rule(
    code="IMG-002",
    severity=Severity.ERROR,
    summary="A picture's path leads out of the source's folder.",
    explanation="Absolute paths, `..`, and symbolic links that lead outside are refused: a source from "
    "elsewhere must not pull private files into an e-book. Copy the picture beside the source.",
)

REMOTE = Rule(
    code="IMG-003",
    severity=Severity.WARNING,
    summary="A picture is an address on the network.",
    explanation="Nothing is fetched, so that the same source always gives the same e-book. "
    "Save the picture beside the source and name that file.",
)

NOT_A_FILE = Rule(
    code="IMG-004",
    severity=Severity.WARNING,
    summary="A picture's path names no regular file.",
    explanation="It is a folder, a device or a pipe. Name the picture's file.",
)

UNREADABLE = Rule(
    code="IMG-005",
    severity=Severity.WARNING,
    summary="A picture's file cannot be read.",
    explanation="The system refuses to open it. Check its permissions and its name.",
)

BROKEN = Rule(
    code="IMG-006",
    severity=Severity.WARNING,
    summary="A picture is damaged.",
    explanation="It is cut short or not what its first bytes say, and cannot be shown whole. "
    "Save it again from its original.",
)

TOO_LARGE = Rule(
    code="IMG-007",
    severity=Severity.WARNING,
    summary="A picture is too large to be opened.",
    explanation="It has more than 64 MiB, or more pixels than can be decoded safely: 1,000 megapixels of a JPEG or "
    "JPEG 2000, 180 of other formats. Scale it down and save it again.",
)

MISNAMED = Rule(
    code="IMG-008",
    severity=Severity.NOTE,
    summary="A picture is of another format than its name says.",
    explanation="It was read as what it is. Rename it, so that other programs open it too.",
)

UNKNOWN_FORMAT = Rule(
    code="IMG-009",
    severity=Severity.WARNING,
    summary="A picture is in a format that cannot be read.",
    explanation="These can: JPEG, JPEG 2000, PNG, WebP, GIF, TIFF, SVG. Save it as one of them.",
)

UNSAFE_SVG = Rule(
    code="IMG-010",
    severity=Severity.WARNING,
    summary="A drawing (SVG) cannot be made safe.",
    explanation="It is no well-formed SVG, declares entities, or holds nothing that may be shown. "
    "Export it again as plain SVG, or as PNG.",
)

CLEANED_SVG = Rule(
    code="IMG-011",
    severity=Severity.WARNING,
    summary="Parts of a drawing (SVG) were left out.",
    explanation="Scripts, animation, embedded pages and references to other files are not allowed in an "
    "e-book's pictures. The message names what was left out; look whether the drawing is still whole.",
)

FIRST_FRAME = Rule(
    code="IMG-012",
    severity=Severity.WARNING,
    summary="Only the first of a picture's frames or pages was kept.",
    explanation="Animations do not run on most e-readers, and a figure shows one picture. "
    "Save the frame that should be shown, or make a figure of each page.",
)

NO_FOLDER = Rule(
    code="IMG-013",
    severity=Severity.WARNING,
    summary="A picture is named, but the source has no folder to look in.",
    explanation="The source came from standard input or from memory. Read it from a file, or name the folder.",
)

BUDGET = Rule(
    code="IMG-014",
    severity=Severity.NOTE,
    summary="Pictures were compressed more than usual, to keep the issue small.",
    explanation="Together the pictures of an issue may take 3 MB with `--images small` and 20 MB with "
    "`--images full`. Where they take more, the largest give way first. The message names both sizes. "
    "`--images full` keeps more; so does an issue in parts.",
)

NO_FACSIMILE = Rule(
    code="IMG-015",
    severity=Severity.WARNING,
    summary="Pictures of the printed pages are asked for, but the source has none.",
    explanation="With `--facsimile`, the pages of a PDF or of scans are shown as they are printed. Of other "
    "sources, the pictures are those that the source's files name, or that lie beside them under the same name.",
)

FACSIMILE_LEFT_OUT = Rule(
    code="IMG-016",
    severity=Severity.WARNING,
    summary="The picture of a printed page cannot be shown.",
    explanation="The edition has the text of the page, but not its picture. The message says what is wrong with "
    "the file.",
)
