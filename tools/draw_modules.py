"""Draw the modules of ebook into ARCHITECTURE.md, from their imports and the layers in pyproject.toml.

    python tools/draw_modules.py           writes the picture
    python tools/draw_modules.py --check   exits with 1 if the picture is out of date

A box is a folder of `ebook/`, or a few modules that lie beside each other in one layer. An arrow is an import that no
chain of other arrows shows already. Readers and writers of formats are imported by `formats` when they are first used,
and imports for type annotations alone are left out.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "ARCHITECTURE.md"
BEGIN, END = "<!-- drawn by tools/draw_modules.py -->\n", "<!-- end of the drawing -->\n"


def main(arguments: list[str]) -> int:
    """Write the picture, or check that it is up to date."""
    text = DOCUMENT.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN)
    _, tail = rest.split(END)
    drawn = f"{head}{BEGIN}{picture()}{END}{tail}"
    if "--check" in arguments:
        if drawn != text:
            print("ARCHITECTURE.md shows other modules: run python tools/draw_modules.py", file=sys.stderr)
        return int(drawn != text)
    DOCUMENT.write_text(drawn, encoding="utf-8")
    return 0


def picture() -> str:
    """The layers as a Mermaid flowchart, a row a layer."""
    boxes = [list(row) for row in rows()]
    edges = imports({name: box for row in boxes for box in row for name in box.split(", ")})
    lines = ["```mermaid", "flowchart TB"]
    for number, row in enumerate(boxes):
        lines.append(f'  subgraph layer{number}[" "]')
        lines += [f'    {key(box)}["{box.replace(", ", "<br>")}"]' for box in row]
        lines.append("  end")
    lines += [f"  {key(one)} --> {key(other)}" for one, other in sorted(reduced(edges))]
    return "\n".join([*lines, "```", ""])


def rows() -> list[list[str]]:
    """The boxes of each layer, from the top; modules that are not folders share a box."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    found = []
    for layer in layers:
        names = [name for name in re.findall(r"\w+", layer) if name != "__main__" and exists(name)]
        folders = [name for name in names if (ROOT / "ebook" / name).is_dir()]
        modules = sorted(set(names) - set(folders))
        if boxes := [*folders, *([", ".join(modules)] if modules else [])]:
            found.append(boxes)
    return found


def exists(name: str) -> bool:
    """Whether a layer's name is a module; optional ones may be missing."""
    return (ROOT / "ebook" / name).is_dir() or (ROOT / "ebook" / f"{name}.py").is_file()


def imports(box_of: dict[str, str]) -> set[tuple[str, str]]:
    """Which box imports which."""
    sys.path.insert(0, str(ROOT))
    graph = grimp.build_graph("ebook", exclude_type_checking_imports=True)
    edges = set()
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            one, other = (box_of.get(name.split(".")[1]) for name in (f"{module}.", f"{imported}."))
            if one and other and one != other:
                edges.add((one, other))
    return edges


def reduced(edges: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The edges without those that a longer way shows already."""
    return {(one, other) for one, other in edges if not reaches(one, other, edges - {(one, other)})}


def reaches(start: str, goal: str, edges: set[tuple[str, str]]) -> bool:
    """Whether a way leads from one box to another."""
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for following in {other for one, other in edges if one == here} - seen:
            if following == goal:
                return True
            seen.add(following)
            waiting.append(following)
    return False


def key(box: str) -> str:
    """A name for Mermaid, which reserves some words."""
    return f"m_{box.partition(', ')[0]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
