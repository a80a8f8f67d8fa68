"""The modules depend on each other as ARCHITECTURE.md says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import ebook

ROOT = Path(ebook.__file__).parents[1]


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    """What `make lint` says of the imports of the modules below a folder."""
    code = (
        "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-logo', '--no-cache'])"
    )
    return subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )


def lint_with_import(copy: Path, importer: str, imported: str) -> subprocess.CompletedProcess[str]:
    """What it says once a module imports another."""
    path = copy / "ebook" / f"{importer.replace('.', '/')}.py"
    path.write_text(f"{path.read_text(encoding='utf-8')}\nimport {imported}\n", encoding="utf-8")
    return lint(copy)


@pytest.fixture
def copy(tmp_path):
    """A copy of the program, to break its rules in."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "ebook", tmp_path / "ebook", ignore=lambda folder, names: [
        name for name in names if not name.endswith(".py") and not Path(folder, name).is_dir()
    ])  # fmt: skip
    return tmp_path


def test_the_imports_keep_the_layers():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("checks.links", "ebook.render"),
        ("readers.json", "ebook.writers.json"),
        ("reading.lines", "ebook.checks"),
        ("model", "ebook.problems"),
        ("writers.json", "ebook.pipeline"),
        ("archive.job", "ebook.render.naming"),
    ],
)
def test_a_forbidden_import_fails(copy, importer, imported):
    done = lint_with_import(copy, importer, imported)
    assert done.returncode == 1
    assert f"ebook.{importer} -> {imported}" in done.stdout


def test_a_circle_fails(copy):
    done = lint_with_import(copy, "catalog.urls", "ebook.catalog.build")
    assert done.returncode == 1
    assert "No cycles are allowed in ebook.catalog" in done.stdout


def test_a_new_module_needs_a_layer(copy):
    (copy / "ebook" / "stray.py").write_text('"""A module that nobody has placed."""\n', encoding="utf-8")
    done = lint(copy)
    assert done.returncode == 1
    assert "stray" in done.stdout


def test_the_picture_of_the_modules_is_up_to_date():
    done = subprocess.run(
        [sys.executable, "tools/draw_modules.py", "--check"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_files_that_the_documents_point_to_exist():
    for document in ("ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([\w./-]+?)(?:#[\w-]+)?\)", text):
            assert (ROOT / target).exists(), f"{document}: {target}"
