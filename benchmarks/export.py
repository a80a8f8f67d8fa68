"""Makes the same issue with ebook and with its peers, and writes what each of them cost.

    python benchmarks/export.py [--runs N]

The issue has 8 pages, 60 articles and some 42,000 characters, and is invented. Every figure is the
median of whole processes, from start to exit, in one run of this script on one machine.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pypandoc
from invented import characters, invented_issue
from measure import Cost, median_cost
from peers import PEERS, Peer, prepare

RESULTS = Path(__file__).parent / "results" / "export.md"


def main() -> None:
    """Measure all peers and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5, help="runs a figure is the median of")
    runs: int = parser.parse_args().runs
    issue = invented_issue()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(issue, folder)
        costs: dict[str, Cost] = {}
        for peer in PEERS:
            costs[peer.name] = median_cost(peer.command, folder, runs)
            print(f"{peer.name}: {costs[peer.name].cpu:.2f} s")
        rows = [_row(peer, costs, _size(folder, peer)) for peer in PEERS]
    what = f"{len(issue.sections)} pages, {len(issue.articles)} articles, {characters(issue):,} characters"
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(_report(what, runs, rows)) + "\n", encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


def _report(what: str, runs: int, rows: Iterable[str]) -> Iterable[str]:
    yield "# Export of one issue\n"
    yield f"{what[0].upper()}{what[1:]}; median of {runs} runs after one to warm up; whole processes.\n"
    yield "| | CPU, s | CPU, ratio | wall, s | memory, MiB | file, KiB |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    yield from rows
    yield f"\nRatio: to ebook's own time for the same kind of file. {_versions()}"


def _row(peer: Peer, costs: dict[str, Cost], size: int) -> str:
    cost, unit = costs[peer.name], costs[peer.like]
    ratio = cost.cpu / unit.cpu
    figures = f"{cost.cpu:.2f} | {ratio:.2f} | {cost.wall:.2f} | {cost.memory:.0f} | {size / 1024:,.0f}"
    return f"| {peer.name} | {figures} |"


def _size(folder: Path, peer: Peer) -> int:
    return sum(file.stat().st_size for file in folder.glob(peer.output))


def _versions() -> str:
    names = ("ebook", "EbookLib", "weasyprint", "typst")
    told = [f"{name} {importlib.metadata.version(name)}" for name in names]
    told += [f"pandoc {pypandoc.get_pandoc_version()}", f"Python {platform.python_version()}"]
    return f"{', '.join(told)}; {platform.system()} {platform.machine()}, {os.cpu_count()} cores."


if __name__ == "__main__":
    main()
