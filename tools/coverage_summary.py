"""Say in a few lines what the tests covered; `make test` and `make coverage` run it last.

Prints the share of lines that ran, and the modules of which less than two thirds did, with a mark on those that no test
imports. The processes that tests start are not measured: the workers of an archive and the command line by itself
count as if they had not run.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from coverage import Coverage
from coverage.exceptions import NoDataError

ROOT = Path(__file__).resolve().parents[1]
ENOUGH = 2 / 3


def main() -> None:
    """Print the summary."""
    measured = Coverage()
    measured.load()
    try:
        total = measured.report(file=io.StringIO())
    except NoDataError:
        print("coverage: not measured; make coverage does it on any Python")
        return
    print(f"coverage: {total:.1f} % of the lines of ebook/ ran in the tests' own processes")
    named = set(imported())
    low = [
        f"{name(path)}{'' if name(path) in named else '*'} {share:.0%}"
        for path in modules()
        if (share := share_of(measured, path)) < ENOUGH
    ]
    print("less than two thirds of (* that no test imports):", ", ".join(low) or "no module")


def modules() -> list[Path]:
    """The modules that hold functions."""
    paths = sorted((ROOT / "ebook").rglob("*.py"))
    return [path for path in paths if "def " in path.read_text(encoding="utf-8")]


def name(path: Path) -> str:
    """A module's dotted name."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def share_of(measured: Coverage, path: Path) -> float:
    """The share of a module's lines that ran."""
    _, lines, _, missing, _ = measured.analysis2(str(path))
    return 1 - len(missing) / len(lines) if lines else 1.0


def imported() -> Iterator[str]:
    """The modules of ebook that tests import, with those that an imported name comes from."""
    for path in (ROOT / "tests").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


if __name__ == "__main__":
    main()
