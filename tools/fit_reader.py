"""Fit the weights of the text reader from the corpus: `python tools/fit_reader.py [roles] [pages] [spans]`.

Writes ebook/reading/weights.zip. The same corpus and program give the same bytes. With the name of a part,
only its models are fitted again. Nothing in that file is edited by
hand: what the reader should learn goes into corpus/papers, how it looks at a line into ebook/reading/features.py.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from fitting import roles, spans  # noqa: E402  # the folder is on the path only now

from ebook.reading.weights import members, pack  # noqa: E402

__all__ = ["fit", "papers"]

WEIGHTS = ROOT / "ebook" / "reading" / "weights.zip"


def papers(folder: str = "papers") -> dict[str, dict]:
    """The corpus: clean issues by name, in the order of their names."""
    found = sorted((ROOT / "corpus" / folder).glob("*.json"))
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in found}


PARTS = {"roles": roles.fit, "pages": roles.fit_pages, "spans": spans.fit}


def fit(issues: Sequence[dict], parts: Sequence[str] = tuple(PARTS)) -> dict[str, bytes]:
    """The models of some parts, by name."""
    return {name: model for part in parts for name, model in PARTS[part](issues).items()}


if __name__ == "__main__":
    models = fit(list(papers().values()), sys.argv[1:] or tuple(PARTS))
    held = members() if WEIGHTS.exists() and sys.argv[1:] else {}
    WEIGHTS.write_bytes(pack({**held, **models}))
    for name, model in sorted(models.items()):
        print(f"{name:10} {len(model) / 1000:8.0f} kB")
    print(f"{WEIGHTS.name:10} {WEIGHTS.stat().st_size / 1000:8.0f} kB")
