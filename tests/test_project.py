"""The project's own files: what they promise is there, and they speak of the project alone."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import ebook
from ebook.errors import Exit

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*/README.md")])
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
TARGET = re.compile(r"`make ([a-z]+)")


def name_of(document: Path) -> str:
    return str(document.relative_to(ROOT))


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def locked(name: str) -> dict[str, str]:
    lock = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    return {
        canonical(found): version for found, version in re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE)
    }


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def required(requirements: list[str]) -> set[str]:
    return {canonical(re.split(r"[^\w.-]", requirement)[0]) for requirement in requirements}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_documents_name_only_files_that_exist(document: Path) -> None:
    lost = [link for link in LINK.findall(CODE.sub("", document.read_text(encoding="utf-8")))
            if not (document.parent / link).exists()]  # fmt: skip
    assert not lost


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_documents_name_only_commands_that_exist(document: Path) -> None:
    assert set(TARGET.findall(document.read_text(encoding="utf-8"))) <= targets()


def test_make_explains_each_of_its_targets() -> None:
    told = subprocess.run(["make", "-C", ROOT, "help"], capture_output=True, text=True, check=True).stdout
    assert targets() - {"help", "lint"} <= set(re.findall(r"^make (\w+)", told, re.MULTILINE))


def test_the_readme_tells_every_exit_code() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", readme, re.MULTILINE)}
    assert told == {int(code) for code in Exit}


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("run", ("serve",)),
        ("dev", ("serve", "cluster", "ocr", "test", "check", "fonts")),
        ("bench", ("serve", "bench")),
    ],
)
def test_a_lock_covers_what_the_project_asks_for(lock: str, extras: tuple[str, ...]) -> None:
    wanted = required(PROJECT["project"]["dependencies"]) | required(PROJECT["dependency-groups"]["build"])
    for extra in extras:
        wanted |= required(PROJECT["project"]["optional-dependencies"][extra])
    assert wanted <= locked(lock).keys()


@pytest.mark.parametrize("lock", ["dev", "bench"])
def test_locks_agree_on_what_the_program_runs_with(lock: str) -> None:
    run = locked("run")
    assert {name: locked(lock).get(name) for name in run} == run


@pytest.mark.parametrize("lock", ["run", "dev", "bench"])
def test_a_lock_holds_hashes_and_no_addresses(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
    assert "//" not in text
    assert "--index" not in text
    assert text.count("--hash=sha256:") >= len(locked(lock))


def imported(folder: str) -> Iterator[str]:
    for file in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]


@pytest.mark.parametrize(
    ("folder", "extras"),
    [("ebook", ("serve", "cluster", "ocr")), ("tests", ("test", "ocr")), ("tools", ("fonts", "check"))],
)
def test_what_is_imported_is_asked_for(folder: str, extras: tuple[str, ...]) -> None:
    """A package that only happens to be installed breaks the next machine."""
    asked = required(PROJECT["project"]["dependencies"])
    for extra in extras:
        asked |= required(PROJECT["project"]["optional-dependencies"][extra])
    homes = importlib.metadata.packages_distributions()
    own = {"ebook", "tests", "fitting", "corpus"} | {
        file.stem for part in (folder, "corpus", "tools") for file in (ROOT / part).rglob("*.py")
    }
    unasked = {
        module
        for module in set(imported(folder)) - sys.stdlib_module_names - own
        if not asked & {canonical(home) for home in homes.get(module, [module])}
    }
    assert not unasked - {"pydyf"}, "pydyf is the part of WeasyPrint that writes PDF objects"


def test_what_is_asked_for_is_imported() -> None:
    """A dependency that nobody uses is a risk that earns nothing."""
    homes = importlib.metadata.packages_distributions()
    used = {canonical(home) for module in set(imported("ebook")) for home in homes.get(module, [])}
    assert required(PROJECT["project"]["dependencies"]) <= used


def test_the_citation_names_the_version_of_the_package() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == ebook.__version__
    assert citation["license"] == PROJECT["project"]["license"]


def test_scripts_can_be_run() -> None:
    for script in (*ROOT.glob("tools/*.sh"), ROOT / ".ci" / "run"):
        assert script.stat().st_mode & 0o100, script
        shell = "bash" if "bash" in script.read_text(encoding="utf-8").partition("\n")[0] else "sh"
        subprocess.run([shell, "-n", script], check=True)


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
def test_scripts_are_clean() -> None:
    subprocess.run(["shellcheck", *ROOT.glob("tools/*.sh"), ROOT / ".ci" / "run"], check=True)
