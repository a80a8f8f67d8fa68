"""What the benchmark compares: each peer is a command that makes one output of the same issue.

`prepare` writes every peer's input into a folder; that time is not measured. All inputs hold the
same text. The peers' scripts are short on purpose: what a programmer would write who had only that
one library.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

import pypandoc
from lxml import etree
from notations import PANDOC_EPUB, markdown, typst

from ebook import assets
from ebook.model import Issue, to_json

__all__ = ["PEERS", "Peer", "prepare", "prepare_print"]

_PYTHON = sys.executable
_EBOOK = (_PYTHON, "-m", "ebook", "export", "issue.json", "--force", "-o", "ebook", "--to")

_ZIP = """
import pathlib, zipfile
with zipfile.ZipFile("zip.epub", "w", zipfile.ZIP_DEFLATED) as archive:
    for file in sorted(pathlib.Path("unpacked").rglob("*")):
        if file.is_file():
            archive.write(file, file.relative_to("unpacked"))
"""

_WEASYPRINT = """
import weasyprint
weasyprint.HTML("print/merged.html").write_pdf("weasyprint.pdf", pdf_variant="pdf/a-3a")
"""

_TYPST = """
import typst
typst.compile("issue.typ", output="typst.pdf", font_paths=["print/fonts"], ignore_system_fonts=True, pdf_standards=["a-3a"])
"""


class Peer(NamedTuple):
    """A way to an output. `like` names the peer whose cost is 1 in the table; `output` is what it makes."""

    name: str
    like: str
    command: tuple[str, ...]
    output: str


PEERS = (
    Peer("ebook, EPUB", "ebook, EPUB", (*_EBOOK, "epub"), "ebook/*.epub"),
    Peer("zipfile, the same bytes", "ebook, EPUB", (_PYTHON, "-c", _ZIP), "zip.epub"),
    Peer(
        "pandoc, EPUB",
        "ebook, EPUB",
        (pypandoc.get_pandoc_path(), "issue.md", *PANDOC_EPUB, "-o", "pandoc.epub"),
        "pandoc.epub",
    ),
    Peer("ebook, PDF", "ebook, PDF", (*_EBOOK, "pdf"), "ebook/*.pdf"),
    Peer("WeasyPrint, the same XHTML", "ebook, PDF", (_PYTHON, "-c", _WEASYPRINT), "weasyprint.pdf"),
    Peer("typst, PDF", "ebook, PDF", (_PYTHON, "-c", _TYPST), "typst.pdf"),
    Peer("ebook, EPUB and PDF", "ebook, PDF", (*_EBOOK, "epub,pdf"), "ebook/*"),
)


def prepare(issue: Issue, folder: Path) -> None:
    """Write what the peers read: JSON, Markdown, typst, the unpacked EPUB, the XHTML with its styles."""
    import ebook

    (folder / "issue.json").write_bytes(to_json(issue))
    (folder / "issue.md").write_text(markdown(issue), encoding="utf-8")
    made = ebook.export(folder / "issue.json", folder / "ebook", to=["epub"])
    with zipfile.ZipFile(made.files[0]) as archive:
        archive.extractall(folder / "unpacked")
    prepare_print(issue, folder)


def prepare_print(issue: Issue, folder: Path) -> None:
    """The document that ebook gives to WeasyPrint, with the style sheets it gives with it, and typst's input."""
    from ebook.render import RenderOptions, render
    from ebook.writers.pdf.merge import merge
    from ebook.writers.pdf.printing import styled

    edition = render(issue, RenderOptions(), None).edition
    root = folder / "print"
    copytree(assets.folder("styles"), root / "styles")
    copytree(assets.folder("fonts"), root / "fonts")
    for resource in edition.resources:
        path = root / resource.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(resource.content)
    html = styled(merge(edition), edition)
    html[0].insert(0, etree.Element("meta", charset="utf-8"))
    etree.ElementTree(html).write(
        root / "merged.html", encoding="utf-8", method="html", doctype="<!DOCTYPE html>"
    )
    (folder / "issue.typ").write_text(typst(issue), encoding="utf-8")
