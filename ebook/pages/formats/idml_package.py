"""The parts of an IDML package: its spreads, its stories as paragraphs, and what its structure says of them."""

from __future__ import annotations

import io
import math
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

import msgspec
from lxml import etree
from lxml.etree import _Element as Element

from ebook.errors import UnreadableSource
from ebook.source import Source

__all__ = ["DEFAULT_SIZE", "EXPORT_AGAIN", "Element", "Package", "Paragraph", "local"]

_MOST_BYTES = 256 * 1024 * 1024
EXPORT_AGAIN = "export it again from InDesign (File > Export > InDesign Markup)"
DEFAULT_SIZE = 12.0
"""The size of characters, in points, where a document says none."""


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph of a story, or a table in it."""

    text: str
    size: float
    bold: bool
    style: str
    rows: tuple[tuple[str, ...], ...] = ()


class Package:
    """The parts of a document.

    Attributes:
        stories: the paragraphs of each story.
        articles: the article of each story and picture, where the document's structure holds several together.
        tags: what the structure calls each story and picture.
    """

    def __init__(self, source: Source) -> None:
        self._name = source.name
        try:
            with zipfile.ZipFile(io.BytesIO(source.data)) as package:
                found = package.infolist()
                if sum(info.file_size for info in found) > _MOST_BYTES:
                    raise UnreadableSource(
                        "too large unpacked", file=source.name, hint="export it page by page"
                    )
                self._files = {
                    info.filename: package.read(info) for info in found if info.filename.endswith(".xml")
                }
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
            raise UnreadableSource("the package is damaged", file=source.name, hint=EXPORT_AGAIN) from error
        self._styles = self._all_styles()
        self.stories: Mapping[str, list[Paragraph]] = dict(self._all_stories())
        self.articles: Mapping[str, str] = dict(self._all_articles())
        self.tags: Mapping[str, str] = dict(self._all_tags())

    def spreads(self) -> Iterator[Element]:
        """The spreads in the order of the document."""
        design = self._root("designmap.xml")
        listed = (
            [] if design is None else [node.get("src") or "" for node in design if local(node) == "Spread"]
        )
        rest = sorted(name for name in self._files if name.startswith("Spreads/") and name not in listed)
        for name in (*listed, *rest):
            root = self._root(name)
            if root is not None:
                yield from (node for node in root.iter() if local(node) == "Spread" and node.get("Self"))

    def _root(self, name: str) -> Element | None:
        data = self._files.get(name)
        if data is None:
            return None
        if re.search(rb"<!(?:DOCTYPE|ENTITY)", data):
            raise UnreadableSource("it defines entities of its own", file=self._name, hint=EXPORT_AGAIN)
        try:
            return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            message = f"{name} is not well-formed XML: {error.msg}"
            raise UnreadableSource(message, file=self._name, hint=EXPORT_AGAIN) from error

    def _all_styles(self) -> dict[str, Element]:
        root = self._root("Resources/Styles.xml")
        nodes = () if root is None else root.iter()
        return {node.get("Self") or "": node for node in nodes if local(node).endswith("Style")}

    def style_value(self, name: str | None, attribute: str) -> str | None:
        """What a style sets, itself or by what it is based on."""
        seen: set[str] = set()
        while name and name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            if value := style.get(attribute):
                return value
            based = next((node.text for node in style.iter() if local(node) == "BasedOn"), None)
            name = based if based in self._styles else None
        return None

    def _all_stories(self) -> Iterator[tuple[str, list[Paragraph]]]:
        for name in sorted(self._files):
            root = self._root(name) if name.startswith("Stories/") else None
            for story in root.iter() if root is not None else ():
                if local(story) == "Story" and story.get("Self"):
                    yield story.get("Self") or "", _Story(self).paragraphs(story)

    def _all_tags(self) -> Iterator[tuple[str, str]]:
        """The tag of each story and picture that the document's structure names."""
        for name in sorted(self._files):
            root = self._root(name) if name.startswith("Stories/") else None
            for node in root.iter() if root is not None else ():
                if local(node) == "XMLElement" and node.get("XMLContent"):
                    tag = unquote((node.get("MarkupTag") or "").rpartition("/")[2])
                    yield node.get("XMLContent") or "", tag

    def _all_articles(self) -> Iterator[tuple[str, str]]:
        """Which stories one tagged element of the document's structure holds."""
        for name in sorted(self._files):
            root = self._root(name) if name.startswith("Stories/") else None
            for node in root.iter() if root is not None else ():
                inside = [child.get("XMLContent") for child in node.iter() if local(child) == "XMLElement"]
                if local(node) == "XMLElement" and node.get("XMLContent") and len(inside) > 1:
                    own = node.get("XMLContent") or ""
                    yield from ((content, own) for content in inside if content and content != own)


def local(node: Element) -> str:
    """An element's name without its namespace, '' for a comment."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


# --- stories ------------------------------------------------------------------------------


class _Story:
    """The paragraphs of a story."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._found: list[Paragraph] = []
        self._text: list[tuple[str, float, bool]] = []
        self._style = ""

    def paragraphs(self, story: Element) -> list[Paragraph]:
        """All paragraphs, in order."""
        walker = etree.iterwalk(story, events=("start", "end"))
        for event, node in walker:
            name = local(node)
            if event == "end":
                if name == "ParagraphStyleRange":
                    self._style = self._style_of(node)
            elif name == "Table":
                self._flush(node)
                self._found.append(Paragraph("", 0, bold=False, style="", rows=_rows(node)))
                walker.skip_subtree()
            elif name == "Change" and node.get("ChangeType") == "DeletedText":
                walker.skip_subtree()
            elif name == "Content":
                size, bold = self._looks(node)
                self._text.append((_content(node), size, bold))
            elif name == "Br":
                self._flush(node)
        self._flush(story)
        return self._found

    def _flush(self, node: Element) -> None:
        runs, self._text = self._text, []
        text = "".join(run for run, _, _ in runs).strip()
        if not text:
            return
        sizes = {size: sum(len(run) for run, other, _ in runs if other == size) for _, size, _ in runs}
        bold = sum(len(run) for run, _, is_bold in runs if is_bold) * 2 > sum(len(run) for run, _, _ in runs)
        style = next(
            (self._style_of(above) for above in (node, *node.iterancestors()) if self._style_of(above)), ""
        )
        size = max(sizes, key=lambda each: sizes[each])
        self._found.append(Paragraph(text, size, bold, style or self._style))

    @staticmethod
    def _style_of(node: Element) -> str:
        if local(node) != "ParagraphStyleRange":
            return ""
        return unquote((node.get("AppliedParagraphStyle") or "").rpartition("/")[2])

    def _looks(self, node: Element) -> tuple[float, bool]:
        """Size and weight of some characters: set for them, else by their styles, from the inside out."""
        size: str | None = None
        face: str | None = None
        for above in node.iterancestors():
            if local(above) not in {"CharacterStyleRange", "ParagraphStyleRange"}:
                continue
            for style in (above.get("AppliedCharacterStyle"), above.get("AppliedParagraphStyle")):
                size = size or above.get("PointSize") or self._package.style_value(style, "PointSize")
                face = face or above.get("FontStyle") or self._package.style_value(style, "FontStyle")
        return _number(size) or DEFAULT_SIZE, bool(
            re.search(r"bold|black|heavy|粗|黑", face or "", re.IGNORECASE)
        )


def _content(node: Element) -> str:
    """The characters of a <Content>; InDesign's own signs for page numbers and the like are left out."""
    text = "".join(node.itertext())
    return re.sub(r"[\u2028\u2029]", "\n", re.sub(r"[\ufeff\ufffc\x00-\x08\x0b-\x1f]", "", text))


def _rows(table: Element) -> tuple[tuple[str, ...], ...]:
    cells: dict[tuple[int, int], str] = {}
    for cell in table.iter():
        column, _, row = (cell.get("Name") or "").partition(":")
        if local(cell) == "Cell" and column.isdecimal() and row.isdecimal():
            texts = (_content(node) for node in cell.iter() if local(node) == "Content")
            cells[int(row), int(column)] = " ".join(filter(None, (text.strip() for text in texts)))
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    return tuple(tuple(cells.get((row, column), "") for column in columns) for row in rows)


def _number(value: str | None) -> float:
    try:
        found = float(value or 0)
    except ValueError:
        return 0.0
    return found if math.isfinite(found) and found > 0 else 0.0
