"""`ebook export`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ebook.cli import batch, batch_flags, book_flags, console, export_flags, print_flags
from ebook.errors import EbookError, Exit, UsageError

if TYPE_CHECKING:
    from ebook.options import Options
    from ebook.pipeline import Exported

__all__ = ["export_command"]

_STANDARD_OUTPUT = "-"


def export_command(
    sources: export_flags.Sources,
    *,
    output: export_flags.Output = ".",
    to: export_flags.To = "epub,pdf",
    from_: export_flags.ReadAs = None,
    theme: export_flags.Theme = "plain",
    lang: export_flags.Lang = None,
    vertical: export_flags.Vertical = False,
    images: export_flags.Images = "small",
    cover: book_flags.Cover = None,
    no_cover: book_flags.NoCover = False,
    embed_fonts: book_flags.EmbedFonts = "none",
    no_navigation: export_flags.NoNavigation = False,
    strict: export_flags.Strict = False,
    force: export_flags.Force = False,
    keep_repeats: export_flags.KeepRepeats = False,
    no_repairs: export_flags.NoRepairs = False,
    log: export_flags.Log = None,
    layout: print_flags.LayoutName = "archive",
    page_size: print_flags.PageSize = None,
    columns: print_flags.Columns = None,
    font_size: print_flags.FontSize = None,
    crop_marks: print_flags.CropMarks = False,
    bleed: print_flags.Bleed = None,
    pdf_variant: print_flags.PdfVariant = "a-3a+ua-1",
    no_attachments: print_flags.NoAttachments = False,
    jobs: batch_flags.Jobs = None,
    dry_run: batch_flags.DryRun = False,
    prune: batch_flags.Prune = False,
    checksum: batch_flags.Checksum = False,
    timeout: batch_flags.Timeout = None,
    manifest: batch_flags.ManifestFile = None,
    scheduler: batch_flags.Scheduler = None,
) -> None:
    """Export newspaper issues, by default to EPUB and PDF in the current folder.

    Of a whole archive, what is on the shelf already as it should be is not made again.
    """
    from ebook.options import Options
    from ebook.print_options import PrintOptions

    asked = batch_flags.BatchFlags(
        jobs=jobs,
        dry_run=dry_run,
        prune=prune,
        checksum=checksum,
        timeout=timeout,
        manifest=manifest,
        scheduler=scheduler,
    )
    is_archive = batch.is_archive(sources, asked)
    options = Options(
        to=tuple(name.strip() for name in to.split(",") if name.strip()),
        from_=from_,
        theme=theme,
        lang=lang,
        vertical=vertical,
        navigation=not no_navigation,
        images=images,
        cover=book_flags.cover_of(cover, no_cover=no_cover, several=is_archive or len(sources) > 1),
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
    if is_archive:
        batch.export_archive(sources, output, options, asked, log)
    else:
        _export_files([Path(source) for source in sources], output, options, log)


def _export_files(sources: list[Path], output: str, options: Options, log: Path | None) -> None:
    """Export files one after the other, or print one."""
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
    from ebook.cli.log import log_export
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
                log_export(log, str(source), failure)
            else:
                console.problems(done.report)
                _summary(done)
                log_export(log, str(source), done)
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
