"""The colophon: what the nameplate says word for word, how a print was made, what reading changed in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ebook.edition import AttachedFile, Document, Provenance
from ebook.languages.reasons import reason_of
from ebook.languages.words import Words
from ebook.model import Issue, Origin, Repair
from ebook.render.page import Context, document
from ebook.render.stand_ins import stand_ins
from ebook.xhtml import EPUB_TYPE, Element, H, word

__all__ = ["colophon_document"]


def colophon_document(issue: Issue, context: Context, documents: Sequence[Document] = ()) -> Document | None:
    """The record, or None where there is nothing to record: no repair, no printed nameplate, no known source.

    Args:
        issue: what is rendered.
        context: how it is.
        documents: what the edition holds already, of which a print's colophon gives account.
    """
    words = context.words
    if not (issue.masthead.printed or issue.repairs or context.options.record):
        return None
    sections = list(_sections(issue, context))
    if context.options.record:
        sections[-1:-1] = stand_ins(documents, sections, words)
    return document(
        context,
        "colophon",
        "colophon",
        words.colophon,
        H.section(
            {EPUB_TYPE: "colophon", "role": "doc-colophon", "aria-labelledby": "colophon"},
            H.h1({"id": "colophon"}, word(words.colophon)),
            *sections,
        ),
    )


def _sections(issue: Issue, context: Context) -> Iterator[Element]:
    words, record = context.words, context.options.record
    if issue.masthead.printed:
        yield H.section(H.h2(word(words.masthead_printed)), *(H.p(line) for line in issue.masthead.printed))
    if record:
        provenance = record.provenance(context.options.print_options)
        yield _record(provenance, issue, words)
    yield _repairs(issue.repairs, words)


def _record(record: Provenance, issue: Issue, words: Words) -> Element:
    """A copy of the provenance in the metadata: what read the source and how, and the fingerprints of its files."""
    said = words.record
    read_as = said.read_as.format(format=record.format, count=len(issue.repairs))
    return H.section(
        {"class": "record"},
        H.h2(word(said.title)),
        H.dl(
            _row(said.program, record.program, "program"),
            _row(said.reading, read_as, "read-as"),
            _row(said.options, " ".join(record.options), "options"),
        ),
        H.p(word(said.attached if record.attached else said.listed)),
        H.dl(*(_file(file, words) for file in record.files)),
    )


def _file(file: AttachedFile, words: Words) -> Element:
    size = words.record.size.format(f"{file.size:,}")
    return H.div(
        {"class": "file"},
        H.dt(word(words.record.of(file.kind))),
        H.dd(file.name, H.span({"class": "size word"}, words.bracketed(size))),
        H.dd({"class": "hash"}, file.sha256),
    )


def _repairs(repairs: tuple[Repair, ...], words: Words) -> Element:
    intro = words.repairs_intro if repairs else words.no_repairs
    section = H.section({"class": "repairs"}, H.h2(word(words.repairs)), H.p(word(intro)))
    if repairs:
        section.append(H.ol(*(_repair(repair, words) for repair in repairs)))
    return section


def _repair(repair: Repair, words: Words) -> Element:
    """Kind and place; the text before, the text after, and why.

    A code without a sentence, which a reader outside this package may give, is kept as data.
    """
    rows = [_row(words.repair_before, repair.text, "before")]
    if repair.result is not None:
        rows.append(_row(words.repair_after, repair.result, "after"))
    reason = reason_of(repair, words.reasons)
    if reason is None:
        return H.li({"data-code": repair.code}, _kind(repair, words), H.dl(*rows))
    return H.li(_kind(repair, words), H.dl(*rows, _row(words.repair_reason, reason, "reason")))


def _kind(repair: Repair, words: Words) -> Element:
    kind = H.p({"class": "kind"}, word(words.repair_kinds.of(repair.kind)))
    if repair.origin:
        kind.append(H.span({"class": "place word"}, _place(repair.origin, words)))
    if repair.confidence < 1:
        kind.append(word(words.repair_confidence.format(f"{repair.confidence:.0%}")))
    return kind


def _row(label: str, text: str, name: str) -> Element:
    return H.div({"class": name}, H.dt(word(label)), H.dd(text))


def _place(origin: Origin, words: Words) -> str:
    """page.txt 第65–67、70行."""
    if not origin.lines:
        return origin.file
    return f"{origin.file} {words.repair_line.format(words.join.join(_ranges(origin.lines)))}"


def _ranges(lines: tuple[int, ...]) -> list[str]:
    """Lines as ranges: 65, 66, 67, 70 as 65–67 and 70."""
    found: list[list[int]] = []
    for line in lines:
        if found and line == found[-1][-1] + 1:
            found[-1][1:] = [line]
        else:
            found.append([line])
    return ["–".join(map(str, run)) for run in found]
