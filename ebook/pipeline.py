"""The whole way of an issue, on one screen.

1. read    source file -> Issue                  `ebook.readers`, corrected as `ebook.corrections` says
2. check   Issue -> problems                     `ebook.checks`
3. render  Issue -> Edition                      `ebook.render`
4. write   Issue or Edition -> bytes             `ebook.writers`
5. save    bytes -> files, whole or not at all   `ebook.saving`

`convert` goes the way to the bytes, `export` to the end.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec

from ebook import saving
from ebook.clock import Clock, Progress
from ebook.errors import ChecksFailed, InvalidOutput, UsageError
from ebook.formats import Format, formats, guess_reader, reader_of, writable, writer_of
from ebook.languages import DEFAULT, resolve
from ebook.model import Issue
from ebook.options import Options
from ebook.problems import Problem, Report, Severity
from ebook.readers import Reading, ReadOptions
from ebook.source import Source, ZipFiles
from ebook.writers import EditionWriter, IssueWriter, Written

if TYPE_CHECKING:
    from ebook.corrections import Corrections
    from ebook.edition import Record
    from ebook.reading.profiles import Profile
    from ebook.render import Rendered

__all__ = [
    "Converted", "Exported", "Preview", "convert", "correct", "export", "preview", "read", "read_source", "validate_options",
]  # fmt: skip


class Converted(msgspec.Struct, frozen=True, kw_only=True):
    """A source in other formats, in memory.

    Attributes:
        source: the source's name.
        issue: the structure that was read.
        written: what each format's writer made, in the order asked for.
        report: the problems met on the way.
        seconds: how long each stage took, in wall-clock seconds.
    """

    source: str
    issue: Issue
    written: tuple[Written, ...]
    report: Report
    seconds: dict[str, float]


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one source: as `Converted`, with the files to open instead of their bytes."""

    source: str
    issue: Issue
    files: tuple[Path, ...]
    report: Report
    seconds: dict[str, float]


def export(
    source: str | Path | Source,
    into: str | Path = ".",
    *,
    to: Iterable[str] | str | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Exported:
    """Read a source and write it into a folder, in one or more formats.

    Args:
        source: a path, or a source already read.
        into: the folder for the outputs; it is made if it lacks.
        to: the formats; given here they win over `options.to`.
        options: everything else.
        progress: called with the name of each stage as it begins.

    Raises:
        EbookError: what stops an export; see `ebook.errors`. Nothing half-written is left.
    """
    options = options or Options()
    folder = Path(into)

    def ensure_output_writable(name: str) -> None:
        saving.ensure_writable(folder / name, force=options.force)

    made = convert(source, to=to, options=options, progress=progress, on_output_name=ensure_output_writable)
    for written in made.written:
        saving.save_companions(written.companions, folder, force=options.force)
        saving.save(written.files, folder, force=options.force)
    return Exported(
        source=made.source,
        issue=made.issue,
        files=tuple(folder / written.main for written in made.written),
        report=made.report,
        seconds=made.seconds,
    )


def convert(
    source: str | Path | Source,
    *,
    to: Iterable[str] | str | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
    on_output_name: Callable[[str], None] | None = None,
    before_render: Callable[[Reading], None] | None = None,
) -> Converted:
    """Read a source and make one or more formats of it in memory; no file is written.

    Args:
        source: a path, or a source already read.
        to: the formats; given here they win over `options.to`.
        options: everything else.
        progress: called with the name of each stage as it begins.
        on_output_name: called with the name of each output as soon as it is known, before anything is
            rendered; an error that it raises ends the export.
        before_render: called with the reading before its pictures are read, for instance to fetch them
            into the source's folder.

    Raises:
        EbookError: as `export`.
    """
    from ebook.checks import check_issue
    from ebook.render import naming

    options = options or Options()
    rows = _rows(options.to if to is None else to)
    clock = Clock(progress)
    with clock.stage("read"):
        source = source if isinstance(source, Source) else Source.from_path(source)
        read_as = options.from_ or guess_reader(source)
        reading = _read(source, read_as, options, progress)
    issue, report = reading.issue, Report(reading.problems)
    with clock.stage("check"):
        report += check_issue(issue)
    if before_render:
        before_render(reading)
    stem = naming.stem(issue, Path(source.name).stem)
    if on_output_name:
        for row in rows:
            on_output_name(f"{stem}{row.suffixes[0]}")
    with clock.stage("render"):
        kinds = {_kind(row): row for row in rows if row.takes == "edition"}
        rendered = {
            kind: _render(reading, source, options, stem, row, read_as=read_as) for kind, row in kinds.items()
        }
        report += dict.fromkeys(problem for made in rendered.values() for problem in made.problems)
    if options.strict:
        _refuse_problems(source, report)
    written = []
    for row in rows:
        with clock.stage(row.name):
            written.append(_write(row, issue, stem, rendered.get(_kind(row))))
            report += written[-1].problems
    _refuse_invalid(source, written)
    written, missing = _with_originals(written, rows, reading, source)
    report += () if rendered else missing  # rendering has reported them already
    return Converted(
        source=source.name, issue=issue, written=tuple(written), report=report, seconds=clock.seconds
    )


def read(
    source: str | Path | Source,
    options: Options | None = None,
    *,
    corrections: Corrections | None = None,
) -> Reading:
    """Read a source; the issue and the problems that its reader and the checks found.

    Args:
        source: a path, or a source already read.
        options: how to read it.
        corrections: what a person corrected; by default the file of corrections beside the source.

    Raises:
        EbookError: it cannot be read.
    """
    options = options or Options()
    found = source if isinstance(source, Source) else Source.from_path(source)
    if corrections is None and options.corrections:
        corrections = _corrections(found)
    return correct(read_source(found, options, corrections), corrections)


def read_source(
    source: Source,
    options: Options,
    corrections: Corrections | None = None,
    progress: Progress | None = None,
    *,
    read_as: str | None = None,
) -> Reading:
    """What the reader makes of a source around the decisions about lines; the other decisions are still to be made.

    Args:
        source: a source already read.
        options: how to read it.
        corrections: what a person corrected.
        progress: called with what is read next.
        read_as: its format, where that has been found out already.

    Raises:
        EbookError: it cannot be read.
    """
    reader = reader_of(read_as or options.from_ or guess_reader(source))
    reading = reader(
        source,
        ReadOptions(
            lang=None if options.lang is None else resolve(options.lang),
            repairs=options.repairs,
            keep_repeats=options.keep_repeats,
            profile=_profile(options),
            selectors=options.selectors,
            ocr_engine=options.ocr_engine,
            progress=progress,
            decided=corrections.lines if corrections else (),
        ),
    )
    return _with_packed_pictures(reading, source)


def correct(reading: Reading, corrections: Corrections | None) -> Reading:
    """What was read with all corrections made, and the problems that are left."""
    from ebook.checks import check_issue

    corrected = _corrected(reading, corrections)
    problems = (*corrected.problems, *check_issue(corrected.issue))
    return msgspec.structs.replace(corrected, problems=problems)


class Preview(msgspec.Struct, frozen=True):
    """An issue as its e-book shows it.

    Attributes:
        files: documents, styles and pictures by their paths.
        articles: the document of each article, in printed order, with the place in it.
    """

    files: dict[str, bytes]
    articles: tuple[str, ...]


def preview(reading: Reading, source: Source, options: Options) -> Preview:
    """Render an issue without writing it, to look at while it is corrected."""
    from ebook.render import naming
    from ebook.render.plan import make_plan

    row = writable("xhtml")
    stem = naming.stem(reading.issue, Path(source.name).stem)
    plain_options = msgspec.structs.replace(options, cover="none")
    rendered = _render(reading, source, plain_options, stem, row, read_as=row.name)
    written = _write(row, reading.issue, stem, rendered)
    plan = make_plan(reading.issue, resolve(reading.issue.lang).words, continuous=row.continuous)
    files = {path.removeprefix(f"{stem}/"): content[:] for path, content in written.files.items()}
    return Preview(files, tuple(f"text/{place.href}" for place in plan.articles))


def validate_options(options: Options) -> None:
    """Check once what would otherwise fail each of thousands of issues.

    Raises:
        UnknownName: a format, theme or language does not exist.
        UnreadableSource: the profile or the selectors cannot be read.
        UsageError: no format is named, or SOURCE_DATE_EPOCH is not a time.
    """
    rows = _rows(options.to)
    _profile(options)
    if options.selectors is not None:
        from ebook.readers.web.selectors import load

        load(options.selectors)
    if options.from_ is not None:
        reader_of(options.from_)
    language = resolve(options.lang or DEFAULT)
    if any(row.takes == "edition" for row in rows):
        from ebook.render import naming, styles

        if options.theme != Options().theme:
            styles.style_sheets(language, options.theme)
        if os.environ.get("SOURCE_DATE_EPOCH"):
            naming.modified(Issue())


def _rows(names: Iterable[str] | str) -> list[Format]:
    rows = [writable(name) for name in dict.fromkeys((names,) if isinstance(names, str) else names)]
    if not rows:
        raise UsageError("no format to write was named", hint="name one or more, such as epub,pdf")
    return rows


def _read(source: Source, read_as: str, options: Options, progress: Progress | None = None) -> Reading:
    corrections = _corrections(source) if options.corrections else None
    return _corrected(read_source(source, options, corrections, progress, read_as=read_as), corrections)


def _corrected(reading: Reading, corrections: Corrections | None) -> Reading:
    if corrections is None:
        return reading
    from ebook.corrections import apply_all

    return apply_all(reading, corrections)


def _corrections(source: Source) -> Corrections | None:
    """What a person corrected of a source, None where that is nothing: most exports never import how it is done."""
    if not source.has_corrections:
        return None
    from ebook.corrections import load

    return load(source)


def _with_packed_pictures(reading: Reading, source: Source) -> Reading:
    """The reading with the pictures that its figures name in a zip; those in a folder are read when they are needed."""
    if not isinstance(source.files, ZipFiles):
        return reading
    from ebook.picture_files import named_pictures

    packed = source.files.names()
    wanted = [src for src in named_pictures(reading.issue) if src in packed and src not in reading.pictures]
    pictures = {**reading.pictures, **{src: source.files.read(src) for src in wanted}}
    return msgspec.structs.replace(reading, pictures=pictures)


def _profile(options: Options) -> Profile | None:
    if options.profile is None:
        return None
    from ebook.reading.profiles import load

    return load(options.profile)


def _kind(row: Format) -> tuple[bool, bool]:
    """What sets one format's edition of an issue apart from another's."""
    return row.continuous, row.archival


def _render(
    reading: Reading, source: Source, options: Options, stem: str, row: Format, *, read_as: str
) -> Rendered:
    from ebook.render import RenderOptions, render

    wanted = RenderOptions(
        theme=options.theme,
        vertical=options.vertical,
        navigation=options.navigation,
        images=options.images,
        cover=options.cover if row.continuous else "none",
        embed_fonts=options.embed_fonts if row.continuous else "none",
        continuous=row.continuous,
        fallback_stem=stem,
        record=_record(reading.issue, source, read_as, options) if row.archival else None,
        print_options=options.print,
    )
    facsimiles = reading.facsimiles if options.facsimile and row.continuous else None
    rendered = render(reading.issue, wanted, source.folder, reading.pictures, facsimiles)
    if row.archival and options.print.layout == "facsimile":
        edition = msgspec.structs.replace(rendered.edition, facsimiles=reading.facsimiles)
        return msgspec.structs.replace(rendered, edition=edition)
    return rendered


def _record(issue: Issue, source: Source, read_as: str, options: Options) -> Record:
    from ebook.render.record import make_record

    settings = (
        f"--lang {issue.lang}",
        *(["--keep-repeats"] if options.keep_repeats else []),
        *(["--no-repairs"] if not options.repairs else []),
        *(["--no-corrections"] if not options.corrections else []),
        *([f"--profile {options.profile.name}"] if options.profile else []),
        *([f"--selectors {options.selectors.name}"] if options.selectors else []),
    )
    row = formats()[read_as]
    return make_record(issue, source, row.name, row.media_type, settings)


def _write(row: Format, issue: Issue, stem: str, rendered: Rendered | None) -> Written:
    writer = writer_of(row.name)
    if rendered is not None and row.takes == "edition":
        return cast("EditionWriter", writer)(rendered.edition)
    return cast("IssueWriter", writer)(issue, stem)


def _with_originals(
    written: list[Written], rows: list[Format], reading: Reading, source: Source
) -> tuple[list[Written], list[Problem]]:
    """Text formats with the picture files that they refer to, other outputs as they are; and what cannot be read."""
    if not any(row.takes == "issue" for row in rows):
        return written, []
    originals, missing = _originals(reading, source)
    with_them = [
        msgspec.structs.replace(made, companions=originals) if row.takes == "issue" else made
        for row, made in zip(rows, written, strict=True)
    ]
    return with_them, missing


def _originals(reading: Reading, source: Source) -> tuple[dict[str, bytes], list[Problem]]:
    """The picture files that an issue's text formats refer to by path, and what cannot be read of them."""
    from ebook.render import pictures

    if source.folder is None and not reading.pictures:
        return {}, []
    return pictures.originals(reading.issue, source.folder, reading.pictures)


def _refuse_problems(source: Source, report: Report) -> None:
    grave = [problem for problem in report if problem.severity >= Severity.WARNING]
    if grave:
        raise ChecksFailed(
            f"{len(grave)} problem{'s' * (len(grave) > 1)} found, and --strict asks for none; "
            f"the first is {grave[0]}",
            file=source.name,
            hint="correct the source, or export without --strict",
        )


def _refuse_invalid(source: Source, written: Iterable[Written]) -> None:
    """A writer reports an error only where its output must not be kept, such as lost text."""
    for output in written:
        for problem in output.problems:
            if problem.severity is Severity.ERROR:
                raise InvalidOutput(
                    f"{output.main} came out wrong and was not written: {problem}",
                    file=source.name,
                    hint="this is a defect of ebook; please report it with the source",
                )
