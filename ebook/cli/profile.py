"""`ebook profile`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ebook.cli import console
from ebook.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ebook.reading.lessons import Lesson
    from ebook.source import Source

__all__ = ["profile_command"]


def profile_command(
    sources: Annotated[
        list[Path],
        typer.Argument(
            help="Issues of one paper as they are read (texts, page PDFs, pictures, folders of pages), or folders of "
            "them; a corrected issue (Markdown or JSON) has the source's name, such as page.md beside page.txt.",
            metavar="SOURCE...",
            show_default=False,
        ),
    ],
    *,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE|-", help="TOML file to write; - prints it.")
    ] = "profile.toml",
    lang: Annotated[str | None, typer.Option(metavar="TAG", help="Language of the paper.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
) -> None:
    """Learn how a paper is made up from issues of it, best from corrected ones; export the others with --profile."""
    from ebook import saving
    from ebook.languages import resolve
    from ebook.reading.lessons import learn
    from ebook.reading.profiles import to_toml

    target = Path(output)
    if output != "-":
        saving.ensure_writable(target, force=force)
    if lang is not None:
        resolve(lang)
    profile = learn(_lessons(sources, lang))
    made = to_toml(profile).encode()
    if output == "-":
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
        return
    saving.save({target.name: made}, target.parent, force=force)
    counted = f"{profile.issues} issue{'' if profile.issues == 1 else 's'}"
    console.out(f"{target}  {counted}, {profile.corrected} of them corrected")


def _lessons(paths: list[Path], lang: str | None) -> list[Lesson]:
    """What each issue teaches: read anew without corrections, beside what a person made of it."""
    from ebook.corrections import Corrections, load
    from ebook.options import Options
    from ebook.pipeline import read
    from ebook.reading.lessons import lesson_of

    options = Options(lang=lang)
    lessons = []
    for source, beside in _pairs(paths):
        corrected = None
        if beside is not None:
            corrected = read(beside).issue
        elif load(source).decisions:
            corrected = read(source, options).issue
        lessons.append(lesson_of(read(source, options, corrections=Corrections()), corrected))
    return lessons


def _pairs(paths: list[Path]) -> list[tuple[Source, Source | None]]:
    """Each source with the corrected issue beside it, if there is one."""
    from ebook.formats import guess_reader
    from ebook.source import Source

    found: dict[Path, dict[bool, Source]] = {}
    for path in _issues(paths):
        source = Source.from_path(path)
        is_corrected = path.is_file() and guess_reader(source) in _CORRECTED
        found.setdefault(path.with_suffix(""), {}).setdefault(is_corrected, source)
    pairs = [(kinds[False], kinds.get(True)) for _, kinds in sorted(found.items()) if False in kinds]
    if not pairs:
        raise UsageError(
            "there is no source of an issue among the files named",
            hint="name the texts, page PDFs or pictures that issues were read from; a corrected issue alone does not "
            "show how the paper is set",
        )
    return pairs


_CORRECTED = ("markdown", "json")
_BESIDE = (".txt", ".text", ".md", ".markdown", ".json")


def _issues(paths: list[Path]) -> list[Path]:
    """The files and folders that are issues: those named with what is beside them, and those inside other folders."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(_inside(path)))
            continue
        found[path] = None
        beside = (path.with_suffix(ending) for ending in _BESIDE)
        found.update(dict.fromkeys(file for file in beside if file.is_file()))
    return list(found)


def _inside(folder: Path) -> Iterator[Path]:
    """The issues of a folder: itself, or the files and folders in it that can be read."""
    from ebook.formats import formats
    from ebook.issue_folders import is_issue

    if is_issue(folder):
        yield folder
        return
    endings = tuple(
        ending for row in formats().values() if row.is_readable for ending in row.suffixes if ending
    )
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _inside(path)
        elif path.name.lower().endswith(endings):
            yield path
