"""Compare what the working tree makes of the examples with what an earlier commit makes of them.

    python tools/compare_outputs.py [COMMIT]

Exports each example in all formats with both programs, in a temporary folder, and lists every output that differs:
for an EPUB its members, for a PDF whether the text read back differs too. COMMIT is `origin/main` by default. The
exit code is 1 if anything differs.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).resolve().parents[1]
FORMATS = "epub,pdf,xhtml,json,markdown"


def main(arguments: list[str]) -> int:
    """Export with both programs, and say what differs."""
    commit = arguments[0] if arguments else "origin/main"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before = folder / "program"
        subprocess.run(
            ["git", "worktree", "add", "--detach", "--quiet", str(before), commit], cwd=ROOT, check=True
        )
        try:
            parts = [
                export(program, folder / label) for program, label in ((before, "before"), (ROOT, "after"))
            ]
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(before)], cwd=ROOT, check=True)
    return report(*parts)


def report(before: dict[str, str], after: dict[str, str]) -> int:
    """Print the outputs that are not the same, and the exit code."""
    different = [name for name in sorted({*before, *after}) if before.get(name) != after.get(name)]
    for name in different:
        print(f"{'differs' if name in before and name in after else 'missing'}: {name}")
    print(f"{len(different)} of {len({*before, *after})} outputs differ")
    return int(bool(different))


def export(program: Path, into: Path) -> dict[str, str]:
    """A digest of each part of each output that a program makes of the examples of this working tree."""
    for source in sorted((ROOT / "examples").glob("*/*")):
        if source.suffix in {".txt", ".md"}:
            folder = into / source.parent.name / source.stem
            command = ["-m", "ebook", "export", str(source), "--to", FORMATS, "-o", str(folder)]
            environment = os.environ | {"PYTHONPATH": str(program)}
            done = subprocess.run(
                [sys.executable, *command],
                cwd=program,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            (folder / "messages.txt").write_text(f"{done.returncode}\n{done.stderr}", encoding="utf-8")
    return dict(digests(into))


def digests(folder: Path) -> Iterator[tuple[str, str]]:
    """Each output by its path; an EPUB's members and a PDF's text as parts of their own."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name, content = path.relative_to(folder).as_posix(), path.read_bytes()
        yield name, hashlib.sha256(content.replace(str(folder).encode(), b"")).hexdigest()
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                for member in book.namelist():
                    yield f"{name}/{member}", hashlib.sha256(book.read(member)).hexdigest()
        elif path.suffix == ".pdf":
            with pypdfium2.PdfDocument(content) as document:
                text = "\f".join(page.get_textpage().get_text_range() for page in document)
            yield f"{name} (text)", hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
