"""What makes an archive be exported again: all that outputs depend on, and nothing else."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import ebook
from ebook.archive import fingerprint
from ebook.archive.fingerprint import NOT_IN_OUTPUTS, build_fingerprint
from ebook.errors import UnreadableSource
from ebook.formats import formats
from ebook.options import Options

PACKAGE = Path(ebook.__file__).parent
_NAME = re.compile(r"ebook(?:\.\w+)+")


def modules():
    """All modules of the package by their dotted names."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = ("ebook", *path.relative_to(PACKAGE).with_suffix("").parts)
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(path, known):
    """The modules that a module imports anywhere in it, or names in a text, as lazy imports do."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.ImportFrom(module=str(module), names=names):
                yield module
                yield from (f"{module}.{alias.name}" for alias in names)
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.Constant(value=str(text)) if path.name != "formats.py" and _NAME.fullmatch(text):
                yield text


def reachable():
    """All that an export can reach: from its job, its readers and its writers."""
    known = modules()
    todo = ["ebook.archive.work"]
    todo += [
        name.partition(":")[0] for row in formats().values() for name in (row.reader, row.writer) if name
    ]
    seen = set()
    while todo:
        name = todo.pop()
        parents = [name.rpartition(".")[0]] if "." in name else []
        if name in known and name not in seen:
            seen.add(name)
            # The package itself imports its public names only when they are used.
            todo += parents if name == "ebook" else [*parents, *imported(known[name], known)]
    return seen


def is_left_out(path):
    inner = path.relative_to(PACKAGE).as_posix()
    return any(inner == part or inner.startswith(f"{part}/") for part in NOT_IN_OUTPUTS)


def test_what_an_export_can_reach_counts():
    known = modules()
    assert len(reachable()) > 100
    assert [name for name in sorted(reachable()) if is_left_out(known[name])] == []


def test_what_shows_serves_and_lists_does_not_count():
    assert {"cli", "catalog", "epub", "review", "serve", "validators"} <= set(NOT_IN_OUTPUTS)


def test_what_does_not_count_exists():
    assert [name for name in NOT_IN_OUTPUTS if not (PACKAGE / name).exists()] == []


def test_what_the_profile_of_a_paper_holds_counts(tmp_path):
    path = tmp_path / "paper.toml"
    path.write_text('[facts]\nname = "樾州周报"\n', encoding="utf-8")
    options = Options(profile=path)
    before = build_fingerprint(options)
    assert build_fingerprint(options) == before != build_fingerprint(Options())
    path.write_text('[facts]\nname = "樾州日报"\n', encoding="utf-8")
    assert build_fingerprint(options) != before
    path.unlink()
    with pytest.raises(UnreadableSource, match=r"cannot be read"):
        build_fingerprint(options)


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the package's texts, of which the program's digest is made."""
    folder = tmp_path / "ebook"
    for path in PACKAGE.rglob("*.py"):
        target = folder / path.relative_to(PACKAGE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (folder / "__init__.py").touch()
    monkeypatch.setattr(fingerprint.ebook, "__file__", str(folder / "__init__.py"))
    fingerprint.program_digest.cache_clear()
    yield folder
    fingerprint.program_digest.cache_clear()


@pytest.mark.parametrize(
    ("file", "counts"),
    [
        ("serve/files.py", False),
        ("catalog/build.py", False),
        ("cli/console.py", False),
        ("checks/epub.py", False),
        ("render/naming.py", True),
        ("pipeline.py", True),
        ("languages/__init__.py", True),
    ],
)
def test_a_change_of_the_program_exports_again_only_where_outputs_could_change(copy, file, counts):
    before = build_fingerprint(Options())
    with (copy / file).open("a") as changed:
        changed.write("# changed\n")
    fingerprint.program_digest.cache_clear()
    after = build_fingerprint(Options())
    assert (before.program != after.program) is counts
    assert (before.styles, before.fonts, before.options) == (after.styles, after.fonts, after.options)
