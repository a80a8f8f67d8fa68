"""An issue's JSON, as `ebook export --to json` writes it and `ebook schema` describes it."""

from __future__ import annotations

import difflib
import json
import re
from typing import Any

import msgspec
from msgspec.structs import replace

from ebook import model
from ebook.errors import UnreadableSource
from ebook.languages import find, known_tags
from ebook.model import InvalidIssue, Issue, Origin, Repair
from ebook.problems import Problem
from ebook.readers import Reading, ReadOptions
from ebook.readers.canonical import canonical
from ebook.readers.decode import decode
from ebook.rules import source as rules
from ebook.source import Source

__all__ = ["read"]


def read(source: Source, options: ReadOptions) -> Reading:
    """The issue that JSON describes, in canonical form; `options.lang` overrides its language.

    Raises:
        UnreadableSource: the JSON is broken (the message names line and column), says something
            twice, or is not in the shape of the schema (it names the place, as in
            `$.sections[0].articles[2].headline`).
    """
    decoded = decode(source)
    text, repairs, problems = _without_controls(decoded.text, source.name)
    issue = canonical(_issue(text, source.name))
    language = options.lang or find(issue.lang)
    if language is None:
        raise UnreadableSource(
            f"$.lang: unknown language {issue.lang!r}",
            file=source.name,
            hint=f"write one of {known_tags()}, or name the language with --lang",
        )
    issue = replace(
        issue,
        lang=language.tag,
        repairs=(*issue.repairs, *decoded.repairs, *repairs),
    )
    return Reading(issue, (*decoded.problems, *problems))


def _issue(text: str, file: str) -> Issue:
    try:
        issue = model.from_json(text)
    except InvalidIssue as error:
        _refuse_broken(text, file)
        raise UnreadableSource(_sentence(str(error)), file=file, hint=_hint(str(error))) from error
    _refuse_broken(text, file)
    return issue


def _refuse_broken(text: str, file: str) -> None:
    """Finds what the fast decoder does not report: the line of a syntax error, and repeated names."""
    try:
        json.loads(text, object_pairs_hook=_no_name_twice)
    except json.JSONDecodeError as error:
        message = f"invalid JSON: {error.msg}, column {error.colno}"
        hint = "correct the JSON there, or write it again with the program that made it"
        raise UnreadableSource(message, file=file, line=error.lineno, hint=hint) from error
    except InvalidIssue as error:
        raise UnreadableSource(
            str(error), file=file, hint="keep one of the two; the other would be lost"
        ) from error
    except RecursionError as error:
        raise UnreadableSource("nested too deeply", file=file, hint="see `ebook schema`") from error


def _no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise InvalidIssue(
                f"an object has the name {name!r} twice: {found[name]!r:.60} and {value!r:.60}"
            )
        found[name] = value
    return found


_PLACED = re.compile(r"(?P<what>.*) - at `(?P<place>.*)`", re.DOTALL)


def _sentence(message: str) -> str:
    """The decoder's message with the place in front: `$.lang: Expected str, got int`."""
    if match := _PLACED.fullmatch(message):
        return f"{match['place']}: {match['what'].replace('`', '')}"
    return f"$: {message.replace('`', '')}"


def _hint(message: str) -> str:
    unknown = re.search(r"unknown field `(.*?)`", message)
    near = difflib.get_close_matches(unknown[1], _field_names(), n=1, cutoff=0.75) if unknown else []
    advice = f"did you mean {near[0]!r}? " if near else ""
    return f"{advice}`ebook schema` prints what an issue's JSON may hold"


def _field_names() -> list[str]:
    names: dict[str, None] = {}
    for name in model.__all__:
        kind = getattr(model, name)
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            names |= dict.fromkeys(field.encode_name for field in msgspec.structs.fields(kind))
    return list(names)


_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|.)", re.DOTALL)
# XML 1.0 (fifth edition), production 2; in JSON these can stand only as escapes.
_CONTROL = re.compile(r"\\(?:[bf]|u00(?:0[0-8BCEFbcef]|1[0-9A-Fa-f])|u[Ff]{3}[EeFf])")


def _without_controls(text: str, file: str) -> tuple[str, tuple[Repair, ...], tuple[Problem, ...]]:
    """Removes the escapes of characters that no output format allows."""
    repairs: list[Repair] = []
    problems: list[Problem] = []
    pieces: list[str] = []
    end = 0
    for match in _ESCAPE.finditer(text):
        if _CONTROL.fullmatch(match[0]):
            origin = Origin(file=file, lines=(text.count("\n", 0, match.start()) + 1,))
            repairs.append(
                Repair(kind="dropped-character", text=match[0], code="control-character", origin=origin)
            )
            problems.append(rules.CONTROL.at(origin, f"removed the control character {match[0]}"))
            pieces.append(text[end : match.start()])
            end = match.end()
    return "".join([*pieces, text[end:]]), tuple(repairs), tuple(problems)
