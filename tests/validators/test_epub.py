"""EPUBCheck as the command line runs it, one Java a file."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from ebook.errors import UnreadableSource
from ebook.problems import Severity
from ebook.validators import epub
from tests.writers.epub.newspapers import book, newspaper

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "海汐 日报.epub"
    path.write_bytes(book(newspaper()))
    return path


@pytest.fixture
def java(tmp_path, monkeypatch):
    """Puts a script in the place of Java."""

    def put(script):
        program = tmp_path / "bin" / "java"
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    return put


def test_a_good_book_has_no_problem_though_its_name_is_han_in_the_c_locale(path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    assert epub.available()
    assert epub.validate(path) == []


def test_a_bad_book_is_told_with_code_and_place(path):
    path.write_bytes(path.read_bytes().replace(b"application/epub+zip", b"application/epub+zap", 1))
    found = epub.validate(path)
    assert any(problem.message.startswith("PKG-007: ") for problem in found)
    assert all(problem.code == "OUT-101" for problem in found)
    assert all(problem.file == path.name for problem in found)
    assert max(problem.severity for problem in found) is Severity.ERROR


def message(code, severity, text, *places, more=0):
    locations = [{"path": path, "line": line, "column": line} for path, line in places]
    return {
        "ID": code,
        "severity": severity,
        "message": text,
        "additionalLocations": more,
        "locations": locations,
    }


MESSAGES = [
    message("RSC-005", "ERROR", "no b here", ("EPUB/a.xhtml", 3), ("EPUB/b.xhtml", -1), more=2),
    message("OPF-003", "USAGE", "a hint"),
    message("PKG-008", "FATAL", "broken", ("/some/where/海汐 日报.epub", -1)),
    message("ACC-001", "SUPPRESSED", "nothing"),
    message("RSC-005", "WARNING", 'attribute "x" not allowed here; expected ' + '"y", ' * 100),
]


def test_messages_become_problems(path, java, tmp_path):
    (tmp_path / "report.json").write_text(json.dumps({"messages": MESSAGES}), "utf-8")
    java(f"echo some chatter; cat {tmp_path}/report.json")
    assert [str(problem) for problem in epub.validate(path)] == [
        "海汐 日报.epub: error OUT-101: RSC-005: EPUB/a.xhtml:3:3: no b here (and in 2 more places)",
        "海汐 日报.epub: error OUT-101: RSC-005: EPUB/b.xhtml: no b here (and in 2 more places)",
        "海汐 日报.epub: note OUT-101: OPF-003: a hint",
        "海汐 日报.epub: error OUT-101: PKG-008: broken",
        '海汐 日报.epub: warning OUT-101: RSC-005: attribute "x" not allowed here',
    ]


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("echo 'no memory' >&2; exit 1", "no memory"),
        ("exit 0", "nothing was printed"),
        ("echo '{\"messages\": 3}'", "gave no report"),
        ("exec sleep 60", "did not end within 1 seconds"),
    ],
)
def test_a_failure_is_a_warning(script, told, path, java, monkeypatch):
    monkeypatch.setattr(epub, "TIMEOUT", 1)
    java(script)
    (problem,) = epub.validate(path)
    assert problem.code == "OUT-103"
    assert problem.severity is Severity.WARNING
    assert told in problem.message


def test_a_program_that_does_not_start(path, java):
    java("")
    Path(os.environ["JAVA_HOME"], "bin", "java").write_bytes(b"\x7fELF nothing")
    (problem,) = epub.validate(path)
    assert problem.code == "OUT-103"


def test_without_epubcheck_nothing_passes_for_valid(path, monkeypatch, tmp_path):
    monkeypatch.setenv("EPUBCHECK_JAR", str(tmp_path / "none.jar"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not epub.available()
    (problem,) = epub.validate(path)
    assert problem.code == "OUT-102"
    assert problem.severity is Severity.NOTE


@pytest.mark.parametrize(
    ("script", "code"),
    [("#!/bin/sh\necho '{\"messages\": []}'\n", None), (f"#!{sys.executable} python\n", "OUT-102")],
    ids=["a distribution's command", "the command of the Python package"],
)
def test_a_command_in_the_path(script, code, path, java, monkeypatch, tmp_path):
    java("exit 1")
    command = tmp_path / "commands" / "epubcheck"
    command.parent.mkdir()
    command.write_text(script)
    command.chmod(0o755)
    monkeypatch.setenv("EPUBCHECK_JAR", str(tmp_path / "none.jar"))
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    assert [problem.code for problem in epub.validate(path)] == ([code] if code else [])


def test_a_missing_file(tmp_path):
    with pytest.raises(UnreadableSource, match="no such file"):
        epub.validate(tmp_path / "none.epub")
