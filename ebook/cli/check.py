"""`ebook check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ebook.cli import console
from ebook.errors import EbookError, Exit, UnreadableSource
from ebook.problems import Problem, Severity

__all__ = ["check_command"]


def check_command(
    files: Annotated[list[Path], typer.Argument(help="Sources, or EPUB and PDF files.", show_default=False)],
    *,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    lang: Annotated[str | None, typer.Option(metavar="TAG", help="Language of a source.")] = None,
) -> None:
    """Report the problems of sources and of exported files.

    Exported files are checked by our own checks, and by EPUBCheck and veraPDF if they are installed.
    """
    least = Severity.WARNING if strict else Severity.ERROR
    codes = {_check_one(path, lang, least) for path in files} - {Exit.DONE}
    if codes:
        raise SystemExit(int(codes.pop() if len(codes) == 1 else Exit.SOME_FAILED))


def _check_one(path: Path, lang: str | None, least: Severity) -> Exit:
    from ebook.formats import output_format
    from ebook.options import Options
    from ebook.pipeline import read

    row = output_format(path.name)
    try:
        if not path.exists():
            raise UnreadableSource("no such file", file=str(path), hint="check the path")
        if row is None:
            reading = read(path, Options(lang=lang))
            found: list[Problem] = list(reading.problems)
        else:
            found = row.check(path)
    except EbookError as failure:
        failure.file = failure.file or path.name
        console.error(failure)
        return failure.exit_code
    console.problems(found)
    bad = sum(problem.severity >= least for problem in found)
    console.out(f"{path}: {_verdict(found)}")
    if not bad:
        return Exit.DONE
    return Exit.CHECKS_FAILED if row is None else Exit.INVALID_OUTPUT


def _verdict(found: list[Problem]) -> str:
    counts = [(str(level), sum(p.severity is level for p in found)) for level in reversed(Severity)]
    parts = [f"{count} {word}{'' if count == 1 else 's'}" for word, count in counts if count]
    return ", ".join(parts) or "no problems"
