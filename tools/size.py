"""How long functions and files are, and which are too long.

    python tools/size.py

Prints the number of modules and the median and greatest length of functions and files of `ebook/`; the exit code is 1
if a function has more than 40 lines besides its signature and its documentation, or a file more than 400.
"""

from __future__ import annotations

import ast
import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST_IN_FUNCTION, MOST_IN_FILE = 40, 400
DATA = ("ebook/model.py", "ebook/languages/")
"""Definitions and tables, which may be longer."""


def main() -> int:
    """Print the figures and what is too long."""
    files, functions = {}, {}
    for path in sorted((ROOT / "ebook").rglob("*.py")):
        name, text = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        functions |= {f"{name}:{node.lineno} {node.name}": length(node) for node in parts(ast.parse(text))}
        files[name] = len(text.splitlines())
    print(f"{len(files)} modules, {len(functions)} functions")
    describe("functions", list(functions.values()))
    describe("files", list(files.values()))
    long = [f"{name}: {lines} lines" for name, lines in functions.items() if lines > MOST_IN_FUNCTION]
    long += [
        f"{name}: {lines} lines"
        for name, lines in files.items()
        if lines > MOST_IN_FILE and not name.startswith(DATA)
    ]
    print("\n".join(long))
    return int(bool(long))


def parts(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Functions and methods, also within others."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function without its signature and its documentation."""
    first = node.body[0]
    is_documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    body = node.body[1:] if is_documented else node.body
    return (node.end_lineno or 0) - body[0].lineno + 1 if body else 0


def describe(what: str, lengths: list[int]) -> None:
    """The median and the maximum."""
    print(f"{what}: median {statistics.median(lengths):g} lines, longest {max(lengths)}")


if __name__ == "__main__":
    sys.exit(main())
