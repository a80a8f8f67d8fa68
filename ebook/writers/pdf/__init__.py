"""Edition -> PDF: merge the documents, set them in type, print, read the print back.

    broadsheet.py  instead: newspaper pages, by the composer and the painter
    facsimile.py  instead: the pictures of the printed pages     text_layer.py  where each text is printed on them

    merge.py    the edition as one document to print        ruby.py  readings over their bases
    press.py    WeasyPrint: from that document to bytes     fetcher.py  what it may read
    tables.py   tables that do not fit into a column
    long_text.py  paragraphs of a million characters         contents.py  page numbers for its entries
    archive.py  what makes the file PDF/A and PDF/UA         (ebook/painter has the metadata and attachments)
    page_rules.py  the style sheet that follows from paper and type

Styles come in the order: the edition's own, `styles/fonts.css`, `styles/print.css`, the layout's in
`styles/layouts/`, the theme's part in `styles/print/` where it has one, and the computed page rules.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import msgspec

from ebook.edition import Edition
from ebook.errors import InvalidOutput, MissingTool
from ebook.fonts import STAND_IN, missing
from ebook.pdf.compare import check_text, is_not_read, is_right_to_left, newspaper_pages
from ebook.problems import Problem
from ebook.rules import output
from ebook.writers import Written

__all__ = ["write"]

_NAMED = 5  # characters that a message names
_LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def write(edition: Edition) -> Written:
    """The edition as one PDF file, `{stem}.pdf`.

    The text of the PDF is compared with the text of the edition before it is handed out.

    Raises:
        InvalidOutput: text was lost, doubled or moved in typesetting.
        MissingTool: a library that WeasyPrint needs is not installed, or fonts are missing.
        UnreadableSource: a facsimile is wanted, and the source has no pictures of its pages.
    """
    if edition.print_options.layout == "facsimile":
        from ebook.writers.pdf.facsimile import print_facsimile

        made = print_facsimile(edition)
        return msgspec.structs.replace(made, problems=tuple(_left_out(edition)))
    if edition.print_options.layout == "broadsheet":
        from ebook.writers.pdf.broadsheet import print_broadsheet

        data, problems = print_broadsheet(edition)
        return _checked(edition, newspaper_pages(edition), data, problems)
    try:
        with warnings.catch_warnings():
            # It warns where the system has no fonts. None of them is used.
            warnings.simplefilter("ignore", UserWarning)
            from ebook.writers.pdf.printing import print_pdf
    except OSError as error:  # WeasyPrint opens its libraries when it is imported
        raise MissingTool(
            f"WeasyPrint lacks a library: {error}", hint=f"install it: apt install {_LIBRARIES}"
        ) from error
    from ebook.writers.pdf.merge import merge

    document = merge(edition)
    printed = print_pdf(edition, document)
    return _checked(edition, edition, printed.data, (*document.problems, *printed.problems), printed.missing)


def _checked(
    edition: Edition,
    expected: Edition,
    data: bytes,
    problems: tuple[Problem, ...],
    absent: frozenset[str] = frozenset(),
) -> Written:
    """A print whose text is that of what was expected."""
    name = f"{edition.stem}.pdf"
    if wrong := check_text(data, expected, name=name, missing=absent):
        raise InvalidOutput(
            f"{name} was not written: {wrong.message}", hint="export as EPUB, and report this issue"
        )
    return Written(name, {name: data}, problems=(*_otherwise(edition), *_left_out(edition), *problems))


def _left_out(edition: Edition) -> Iterator[Problem]:
    if edition.record and not edition.print_options.carries_files:
        names = ", ".join(file.name for file in edition.record.attachments)
        where = "metadata" if edition.print_options.layout in {"broadsheet", "facsimile"} else "colophon"
        yield output.RECORD_LEFT_OUT.at(None, f"not attached: {names}; their fingerprints are in the {where}")


def _otherwise(edition: Edition) -> Iterator[Problem]:
    """What a print does otherwise than it was asked to."""
    if edition.vertical and edition.print_options.layout != "broadsheet":
        yield output.SET_HORIZONTALLY.at(
            None,
            "the print is set in horizontal lines; the e-book has vertical ones, and so has --layout broadsheet",
        )
    absent = missing("".join(text for document in edition.documents for text in document.root.itertext()))
    if absent:
        yield output.GLYPH_MISSING.at(None, f"{STAND_IN} is printed for {_named(absent)}, which no font has")
    if unread := tuple(filter(is_not_read, absent)):
        message = f"{_named(unread)} could not be read back from the print and compared"
        yield output.GLYPH_MISSING.at(None, message)
    if is_right_to_left("".join(absent)):
        message = "letters that are written from right to left are printed and read back letter by letter"
        yield output.GLYPH_MISSING.at(None, message)
    for resource in edition.resources:
        if resource.media_type == "image/svg+xml" and (lacking := missing(resource.content.decode())):
            message = f"{resource.path}: {STAND_IN} is drawn for {_named(lacking)}, which no font has"
            yield output.GLYPH_MISSING.at(None, message)


def _named(characters: tuple[str, ...]) -> str:
    """U+31350, U+1F600 and 3 more."""
    first = ", ".join(f"U+{ord(character):04X}" for character in characters[:_NAMED])
    return f"{first} and {len(characters) - _NAMED} more" if len(characters) > _NAMED else first
