"""`ebook formats`, `explain`, `schema`, `fonts`: information about the program."""

from __future__ import annotations

import difflib
from typing import Annotated

import typer

from ebook.cli import console
from ebook.errors import UnknownName

__all__ = ["explain_command", "fonts_command", "formats_command", "schema_command"]


def formats_command() -> None:
    """List the formats that can be read and written."""
    from ebook.formats import formats

    rows = (
        (
            row.name,
            "yes" if row.is_readable else "",
            "yes" if row.writer else "",
            " ".join(filter(None, row.suffixes)),
            row.summary,
        )
        for row in formats().values()
    )
    console.table(("name", "read", "written", "files", "what it is"), rows)


def explain_command(
    code: Annotated[
        str | None, typer.Argument(help="A code such as TXT-003; lists all codes if omitted.")
    ] = None,
) -> None:
    """Explain what a problem's code means and what to do about it."""
    from ebook.rules import RULES

    if code is None:
        console.table(
            ("code", "severity", "what is wrong"),
            ((r.code, str(r.severity), r.summary) for r in RULES.values()),
        )
        return
    rule = RULES.get(code.upper())
    if rule is None:
        near = difflib.get_close_matches(code.upper(), RULES, n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "`ebook explain` lists all codes"
        raise UnknownName(f"unknown code {code!r}", hint=hint)
    console.out(f"{rule.code} ({rule.severity})\n\n{rule.summary}\n\n{rule.explanation}")


def schema_command() -> None:
    """Print the JSON Schema of an issue's JSON."""
    import json

    from ebook.model import json_schema

    console.out(json.dumps(json_schema(), ensure_ascii=False, indent=2))


def fonts_command() -> None:
    """List the fonts that a PDF embeds, and how much of each character set they cover."""
    from ebook.charsets import charsets, covered
    from ebook.fonts import faces

    rows = (
        (
            f"{face.family} {face.weight}",
            face.file.name,
            console.size(face.size),
            f"{face.glyphs}",
            *(_share(have, total) for _, have, total in covered(face)),
        )
        for face in faces()
    )
    console.table(("face", "file", "size", "glyphs", *charsets()), rows)


def _share(have: int, total: int) -> str:
    return f"all {total}" if have == total else f"{have} of {total}"
