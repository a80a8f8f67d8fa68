"""How well and how fast a page's text is read.

    python benchmarks/reading.py [--only NAME] [--no-speed]

Prints a table of scores for the pages that lie in ../shared beside the repository, where they are
(score.py there explains each figure), and says so where they are not. Then measures the time for
one page, for texts of up to 1,000 pages and for characters without any order, and writes it to
results/reading.csv, and as a picture to results/reading.png where Matplotlib is installed.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import statistics
import sys
import time
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from ebook.model import to_json  # noqa: E402  # the repository is on the path only now
from ebook.readers import ReadOptions  # noqa: E402
from ebook.readers.text import read  # noqa: E402
from ebook.source import Source  # noqa: E402

SHARED = ROOT.parent / "shared"
RESULTS = Path(__file__).parent / "results"
PAGE_COUNTS = (1, 10, 50, 100, 200, 500, 1000)


def main() -> None:
    """Print the scores, then the times."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", help="score only the files whose name holds this")
    parser.add_argument("--no-speed", action="store_true", help="leave out the measuring of time")
    wanted = parser.parse_args()
    print_scores(wanted.only)
    if not wanted.no_speed:
        measure()


def print_scores(only: str) -> None:
    """The table of scores, a line a file, and the mean of each level of disorder."""
    if not (SHARED / "score" / "score.py").exists():
        print("scores skipped: there is no ../shared/score/score.py")
        return
    scorer = _scorer()
    files = [*sorted((SHARED / "seed").glob("*.txt")), *sorted((SHARED / "pages").glob("*.txt"))]
    levels: dict[str, list[dict[str, float]]] = {}
    for number, path in enumerate(path for path in files if only in path.name):
        scores = score(scorer, path)
        if not number:
            print(" " * 30, *(f"{name[:9]:>9}" for name in scores))
        print(f"{path.stem:30}", *(f"{value:9.4f}" for value in scores.values()))
        levels.setdefault(path.stem.rpartition(".")[2] if "." in path.stem else "seed", []).append(scores)
    for level, found in levels.items():
        means = (statistics.fmean(scores[name] for scores in found) for name in found[0])
        print(f"mean {level:25}", *(f"{value:9.4f}" for value in means))


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score" / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit("score.py cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(scorer: ModuleType, path: Path) -> dict[str, float]:
    """The figures of one page."""
    issue = read(Source.from_path(path), ReadOptions()).issue
    gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    return scorer.score(gold, json.loads(to_json(issue)), path.read_text(encoding="utf-8"))


def measure() -> None:
    """The time for texts of a growing number of pages, printed, as CSV and as a picture."""
    rows = [(count, seconds_for(count)) for count in PAGE_COUNTS]
    for count, seconds in rows:
        print(f"{count:5} pages {seconds:8.3f} s {seconds / count * 1000:8.1f} ms a page")
    for megabytes in (1, 10):
        data = noise(megabytes)
        print(f"{len(data) / 1e6:5.0f} MB of characters without order {cpu_seconds(data)[0]:8.3f} s")
    RESULTS.mkdir(exist_ok=True)
    with (RESULTS / "reading.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [("pages", "seconds"), *((count, f"{seconds:.3f}") for count, seconds in rows)]
        )
    draw(rows)


def seconds_for(count: int) -> float:
    """CPU seconds for a text of so many pages of about 7,000 characters; of one page, the best of five."""
    data = "\n\n".join(page(number) for number in range(1, count + 1)).encode()
    times = []
    for _ in range(5 if count == 1 else 1):
        seconds, pages = cpu_seconds(data)
        times.append(seconds)
        if pages != count:
            raise SystemExit(f"{pages} pages were read of {count}")
    return min(times)


def cpu_seconds(data: bytes) -> tuple[float, int]:
    """The CPU seconds that reading a text takes, and how many pages were read."""
    start = time.process_time()
    reading = read(Source("pages.txt", data), ReadOptions())
    return time.process_time() - start, len(reading.issue.sections)


def noise(megabytes: int) -> bytes:
    """Ideographs in no order, in lines of 5 to 200, the same ones each time; no two lines share much."""
    state, lines, size = 1, [], 0
    while size < megabytes * 1_000_000:
        state = state * 48271 % 2147483647
        line = ""
        for _ in range(5 + state % 196):
            state = state * 48271 % 2147483647
            line += chr(0x4E00 + state % 20000) if state % 23 else "，。 、“”1234"[state % 10]
        lines.append(line)
        size += 3 * len(line)
    return "\n\n".join(lines).encode()


def page(number: int) -> str:
    """An invented page: 24 articles, each with its own numbers, so that nothing in it is a repeat."""
    articles = "\n\n".join(article(number, place) for place in range(24))
    return f"2024年3月5日 星期二 责编：何清 版式：陆平 校对：白川 {number % 99 + 1:02}版\n\n{articles}"


def article(number: int, place: int) -> str:
    """An invented article of four paragraphs, about 290 characters."""
    seed = number * 24 + place
    names = "".join(chr(0x4E00 + (seed * prime) % 6000) for prime in (7919, 104729, 1299709))
    paragraphs = (
        f"{names}镇第{seed}号渡口昨日重新开航，首班船载客{seed % 90 + 10}人，航程{seed % 40 + 5}分钟，船票{seed % 9 + 1}元。",
        f"渡口停用{seed % 30 + 3}年，去年入冬前后由{names}村的{seed % 12 + 4}名船工合力修好栈桥，换下朽木{seed % 300 + 20}根。",
        f"“水路近，人也近。”船工{names[:2]}说，对岸的学生从前要绕{seed % 20 + 6}公里山路，如今过河只要一支歌的工夫。",
        f"据介绍，{names}镇今年还将修复{seed % 7 + 2}处凉亭，栽柳{seed % 500 + 50}株，在码头设一间借伞的小屋，归还全凭自觉。",
    )
    headline = f"{names}渡口复航 两岸再听橹声"
    return "\n\n".join((headline, f"本报讯（记者 {names[:2]}） {paragraphs[0]}", *paragraphs[1:]))


def draw(rows: list[tuple[int, float]]) -> None:
    """The curve as a picture, where Matplotlib is installed."""
    try:
        import matplotlib as mpl

        mpl.use("Agg")
        from matplotlib import pyplot as plt
    except ImportError:
        print("picture skipped: Matplotlib is not installed")
        return
    figure, axes = plt.subplots(figsize=(7, 4))
    axes.plot([count for count, _ in rows], [seconds for _, seconds in rows], marker="o")
    axes.set(xlabel="pages in one file", ylabel="CPU seconds", title="Time to read a text")
    axes.grid(visible=True, alpha=0.3)
    figure.tight_layout()
    figure.savefig(RESULTS / "reading.png", dpi=120, metadata={"Software": None})


if __name__ == "__main__":
    main()
