"""veraPDF's judgement of a PDF, for each standard that the file itself claims (PDF/A, PDF/UA).

veraPDF is a Java program. `make` installs it out of Maven Central (`tools/verapdf/pom.xml`) into
the Python environment's `share/verapdf`; `EBOOK_VERAPDF` names another folder of jars, or a command.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ebook.errors import MissingTool
from ebook.problems import Problem
from ebook.rules import output
from ebook.validators import java_environment

__all__ = ["available", "validate", "validate_all"]

_MAIN = "org.verapdf.apps.GreenfieldCliWrapper"
# The start of a short run is what costs: no optimising compiler, no parallel collector.
_JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true")
# Flavour 0: whatever the file claims, all of it, in one run.
_OPTIONS = (
    "--flavour", "0", "--format", "json", "--maxfailuresdisplayed", "1", "--loglevel", "0", "--nonpdfext",
)  # fmt: skip
_HINT = "run `make verapdf`, or set EBOOK_VERAPDF to veraPDF's command or to the folder of its jars"
# What veraPDF takes a file for that claims nothing at all.
_NO_CLAIM = "PDF/A-1B"


def available() -> bool:
    """Whether veraPDF, and the Java that it needs, are installed."""
    return _command() is not None


def validate(path: Path) -> list[Problem]:
    """The rules that a PDF breaks of the standards that it claims: OUT-201, once for each rule.

    Raises:
        MissingTool: veraPDF is not installed, or cannot run.
    """
    return validate_all([path])[path]


def validate_all(paths: Iterable[Path]) -> dict[Path, list[Problem]]:
    """The same for several files in one run of veraPDF, whose start costs more than a file does.

    Raises:
        MissingTool: veraPDF is not installed, or cannot run.
    """
    wanted = list(paths)
    command = _command()
    if command is None:
        raise MissingTool("veraPDF is not installed", hint=_HINT)
    jobs = _jobs([*command, *_OPTIONS, *(str(path.resolve()) for path in wanted)]) if wanted else {}
    return {path: _problems(path, jobs.get(str(path.resolve()))) for path in wanted}


def _command() -> list[str] | None:
    named = os.environ.get("EBOOK_VERAPDF")
    for place in (Path(named) if named else None, Path(sys.prefix, "share", "verapdf")):
        if place is not None and any(place.glob("*.jar")):
            return [*_JAVA, "-cp", str(place / "*"), _MAIN] if shutil.which("java") else None
    command = shutil.which(named) if named else shutil.which("verapdf")
    return [command] if command else None


def _jobs(command: list[str]) -> dict[str, Mapping[str, Any]]:
    # Its exit code says only that some file failed; the report says more.
    run = subprocess.run(
        command,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=java_environment(),
        errors="replace",
    )
    try:
        report = json.loads(run.stdout)["report"]
    except (ValueError, KeyError) as error:
        last = (run.stderr or run.stdout).strip().splitlines()[-1:] or ["it says nothing"]
        raise MissingTool(f"veraPDF could not run: {last[0]}", hint=_HINT) from error
    return {job["itemDetails"]["name"]: job for job in report["jobs"]}


def _problems(path: Path, job: Mapping[str, Any] | None) -> list[Problem]:
    results = job.get("validationResult") if job else None
    if not results:
        message = f"{path.name}: veraPDF cannot read this file: {_failure(job)}"
        return [output.PDF_UNREADABLE.at(None, message)]
    return [
        output.PDF_INVALID.at(None, f"{path.name}: {_profile(result)} {_broken(rule)}")
        for result in results
        if not (_profile(result) == _NO_CLAIM and b"pdfaid" not in path.read_bytes())
        for rule in result["details"]["ruleSummaries"]
        if rule["failedChecks"]
    ]


def _failure(job: Mapping[str, Any] | None) -> str:
    exception = (job or {}).get("taskException") or {}
    return str(exception.get("exceptionMessage") or "it is damaged, or no PDF")


def _profile(result: Mapping[str, Any]) -> str:
    return str(result["profileName"]).removesuffix(" validation profile")


def _broken(rule: Mapping[str, Any]) -> str:
    times = rule["failedChecks"]
    first = (rule.get("checks") or [{}])[0].get("errorMessage") or rule["description"]
    return f"{rule['clause']}-{rule['testNumber']} ({times} {'time' if times == 1 else 'times'}): {first}"
