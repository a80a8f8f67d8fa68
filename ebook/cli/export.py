"""`ebook export`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import msgspec
import typer

from ebook.cli import book_flags, console
from ebook.cli import print_flags as flags
from ebook.errors import CannotWrite, EbookError, Exit, UsageError

if TYPE_CHECKING:
    from ebook.options import Options
    from ebook.pipeline import Exported

__all__ = ["export_command"]

Images: TypeAlias = Literal["none", "small", "full"]

_STANDARD_OUTPUT = "-"


def export_command(
    sources: Annotated[
        list[Path], typer.Argument(help="Files to export, one issue each.", show_default=False)
    ],
    *,
    output: Annotated[
        str,
        typer.Option("-o", "--output", metavar="DIR|-", help="Folder for the files; - prints a text format."),
    ] = ".",
    to: Annotated[
        str, typer.Option(metavar="NAMES", help="Formats to write, with commas between.")
    ] = "epub,pdf",
    from_: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="NAME", help="Format to read; told from name and content if left out."
        ),
    ] = None,
    theme: Annotated[str, typer.Option(metavar="NAME", help="Theme of the pages.")] = "plain",
    lang: Annotated[
        str | None,
        typer.Option(metavar="TAG", help="Language: zh-Hans, zh-Hant, ja, ko; found out if left out."),
    ] = None,
    vertical: Annotated[bool, typer.Option("--vertical", help="Set the text in vertical lines.")] = False,
    images: Annotated[
        Images,
        typer.Option(
            help="Pictures: up to 1000 pixels and 3 MB an issue, up to 1600 pixels and 20 MB, or none."
        ),
    ] = "small",
    cover: book_flags.Cover = None,
    no_cover: book_flags.NoCover = False,
    embed_fonts: book_flags.EmbedFonts = "none",
    no_navigation: Annotated[
        bool, typer.Option("--no-navigation", help="No links to the neighbours at an article's end.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Write nothing where there are warnings.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite existing files.")] = False,
    keep_repeats: Annotated[
        bool, typer.Option("--keep-repeats", help="Leave repeated pieces in the articles.")
    ] = False,
    no_repairs: Annotated[
        bool, typer.Option("--no-repairs", help="Mend nothing: keep the order of the source.")
    ] = False,
    log: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Append what happened to FILE, as JSON lines.")
    ] = None,
    layout: flags.LayoutName = "archive",
    page_size: flags.PageSize = None,
    columns: flags.Columns = None,
    font_size: flags.FontSize = None,
    crop_marks: flags.CropMarks = False,
    bleed: flags.Bleed = None,
    pdf_variant: flags.PdfVariant = "a-3a+ua-1",
    no_attachments: flags.NoAttachments = False,
) -> None:
    """Export newspaper issues, by default to EPUB and PDF in the current folder."""
    from ebook.options import Options
    from ebook.print_options import PrintOptions

    options = Options(
        to=tuple(name.strip() for name in to.split(",") if name.strip()),
        from_=from_,
        theme=theme,
        lang=lang,
        vertical=vertical,
        navigation=not no_navigation,
        images=images,
        cover=book_flags.cover_of(cover, sources, no_cover=no_cover),
        embed_fonts=embed_fonts,
        strict=strict,
        force=force,
        keep_repeats=keep_repeats,
        repairs=not no_repairs,
        print=PrintOptions(
            variant=pdf_variant,
            layout=layout,
            page_size=page_size,
            columns=columns,
            font_size=font_size,
            crop_marks=crop_marks,
            bleed=bleed,
            attachments=not no_attachments,
        ),
    )
    if output == _STANDARD_OUTPUT:
        _print(sources, options)
        return
    failures = _export_all(sources, Path(output), options, log)
    if failures and len(sources) == 1:
        raise SystemExit(int(failures[0].exit_code))
    if failures:
        raise SystemExit(int(Exit.SOME_FAILED))


def _export_all(sources: list[Path], folder: Path, options: Options, log: Path | None) -> list[EbookError]:
    """Export each source; a failure is told and does not stop the others."""
    from ebook.pipeline import export

    failures: list[EbookError] = []
    with console.progress(len(sources)) as bar:
        for source in sources:
            try:
                done = export(source, folder, options=options, progress=partial(bar.stage, source.name))
            except EbookError as failure:
                failure.file = failure.file or source.name
                failures.append(failure)
                console.error(failure)
                _log(log, source, failure)
            else:
                console.problems(done.report)
                _summary(done)
                _log(log, source, done)
            bar.done(source.name)
    return failures


def _print(sources: list[Path], options: Options) -> None:
    """Print one source in one text format."""
    from ebook.formats import writable
    from ebook.pipeline import convert

    if len(sources) != 1 or len(options.to) != 1:
        raise UsageError("-o - prints one source in one format", hint="name one, as in --to json -o -")
    if not writable(options.to[0]).is_text:
        raise UsageError(
            f"{options.to[0]} is no text format", hint="print json or markdown, or name a folder with -o"
        )
    done = convert(sources[0], options=options)
    console.problems(done.report)
    written = done.written[0]
    sys.stdout.buffer.write(written.files[written.main])
    sys.stdout.buffer.flush()


def _summary(done: Exported) -> None:
    """One line that counts, then a line a file."""
    from ebook.problems import Severity

    counted = (
        ("page", len(done.issue.sections)),
        ("article", len(done.issue.articles)),
        ("repair", len(done.issue.repairs)),
        ("warning", done.report.count(Severity.WARNING) + done.report.count(Severity.ERROR)),
    )
    console.out(
        f"{done.source}: "
        + ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for word, count in counted)
    )
    for path in done.files:
        console.out(f"  {path}  {console.size(_size(path))}")


def _size(path: Path) -> int:
    """Bytes of a file; of the whole folder where the file is the entry into one."""
    if path.name == "index.xhtml":
        return sum(part.stat().st_size for part in path.parent.rglob("*") if part.is_file())
    return path.stat().st_size


def _log(log: Path | None, source: Path, outcome: Exported | EbookError) -> None:
    """Append one JSON line about a source."""
    if log is None:
        return
    if isinstance(outcome, EbookError):
        entry: dict[str, object] = {
            "source": str(source),
            "ok": False,
            "exit_code": int(outcome.exit_code),
            "error": str(outcome),
            "hint": outcome.hint,
        }
    else:
        entry = {
            "source": str(source),
            "ok": True,
            "files": [str(path) for path in outcome.files],
            "pages": len(outcome.issue.sections),
            "articles": len(outcome.issue.articles),
            "repairs": [msgspec.to_builtins(repair) for repair in outcome.issue.repairs],
            "problems": [{**msgspec.structs.asdict(p), "severity": str(p.severity)} for p in outcome.report],
            "seconds": {stage: round(taken, 4) for stage, taken in outcome.seconds.items()},
        }
    try:
        with log.open("ab") as stream:
            stream.write(msgspec.json.encode(entry) + b"\n")
    except OSError as error:
        raise CannotWrite(
            f"the log cannot be written: {error.strerror or error}",
            file=str(log),
            hint="name another file with --log",
        ) from error
