"""`ebook profile`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ebook.cli import console
from ebook.errors import UsageError

if TYPE_CHECKING:
    from ebook.source import Source

__all__ = ["profile_command"]


def profile_command(
    sources: Annotated[
        list[Path],
        typer.Argument(
            help="Texts of issues of one paper, or folders of them; a corrected issue (Markdown or JSON) has its "
            "text's name, such as page.md beside page.txt.",
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
    from ebook.pipeline import read
    from ebook.reading.lessons import learn, lesson_of
    from ebook.reading.profiles import to_toml

    target = Path(output)
    if output != "-":
        saving.ensure_writable(target, force=force)
    language = None if lang is None else resolve(lang)
    pairs = _pairs(sources)
    lessons = [
        lesson_of(text, language, None if corrected is None else read(corrected).issue)
        for text, corrected in pairs
    ]
    profile = learn(lessons)
    made = to_toml(profile).encode()
    if output == "-":
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
        return
    saving.save({target.name: made}, target.parent, force=force)
    counted = f"{profile.issues} issue{'' if profile.issues == 1 else 's'}"
    console.out(f"{target}  {counted}, {profile.corrected} of them corrected")


def _pairs(paths: list[Path]) -> list[tuple[Source, Source | None]]:
    """Each text with the corrected issue beside it, if there is one."""
    from ebook.formats import guess_reader
    from ebook.source import Source

    found: dict[Path, dict[str, Source]] = {}
    for path in _files(paths):
        if path.suffix.lower() in _ENDINGS:
            source = Source.from_path(path)
            found.setdefault(path.with_suffix(""), {}).setdefault(guess_reader(source), source)
    pairs = [
        (kinds["text"], kinds.get("markdown") or kinds.get("json"))
        for _, kinds in sorted(found.items())
        if "text" in kinds
    ]
    if not pairs:
        raise UsageError(
            "there is no text of a page among the sources",
            hint="name the texts that issues were read from; a corrected issue alone does not show how the paper is set",
        )
    return pairs


_ENDINGS = (".txt", ".text", ".md", ".markdown", ".json")


def _files(paths: list[Path]) -> list[Path]:
    """The files named, those beside them with the same name, and those in folders."""
    files: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (file for file in sorted(path.rglob("*")) if file.is_file())
            files.update(dict.fromkeys(file for file in inside if not file.name.startswith(".")))
            continue
        files[path] = None
        beside = (path.with_suffix(ending) for ending in _ENDINGS)
        files.update(dict.fromkeys(file for file in beside if file.is_file()))
    return list(files)
