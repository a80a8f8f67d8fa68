"""A Word document's file: its paragraphs, pictures and tables, and how each paragraph looks.

mammoth reads the document; each paragraph's style and size travel as the class of its element.
"""

from __future__ import annotations

import datetime
import io
import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import msgspec
from lxml import etree

from ebook.errors import UnreadableSource
from ebook.model import Origin, Repair
from ebook.readers.html import Element, flatten, parse_html
from ebook.readers.newsroom.items import date_of
from ebook.reading.known import Part
from ebook.reading.pieces import Line
from ebook.source import Source

__all__ = ["Looks", "WordFile", "converted"]

_DOCUMENT = "word/document.xml"
_MOST_BYTES = 512 * 1024 * 1024
_MOST_XML = 64 * 1024 * 1024
_MOST_FILES = 10_000
_SAVE_AGAIN = "open it in a word processor and save it again as .docx"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Looks(msgspec.Struct, frozen=True):
    """How a paragraph looks: its style's name, its size in points (0 unknown), whether it is bold, centred, a list's."""

    style: str = ""
    size: float = 0.0
    bold: bool = False
    centred: bool = False


class WordFile(msgspec.Struct):
    """A document, converted.

    Attributes:
        parts: its paragraphs, pictures and tables; the role of a paragraph is the index of its looks, after '#'.
        looks: how paragraphs look.
        pictures: the files of pictures.
        day: when it was last changed.
    """

    parts: list[Part]
    looks: list[Looks]
    pictures: dict[str, bytes]
    repairs: list[Repair]
    lines: list[Line]
    day: datetime.date | None

    @property
    def text(self) -> str:
        """All of its text."""
        return "\n".join(part.whole for part in self.parts)


def converted(source: Source) -> WordFile:
    """Read a document.

    Raises:
        UnreadableSource: it is damaged, too large unpacked, or holds no text.
    """
    _refuse_unsafe(source)
    converter = _Converter(source)
    root = parse_html(f"<html><body>{converter.html()}</body></html>", source.name)
    _write_footnotes(root)
    roles = {element: f"#{at}" for element in root.iter("p") if (at := _look(element)) is not None}
    flat = flatten(root, source.name, roles)
    parts = [msgspec.structs.replace(part, line=number) for number, part in enumerate(flat, start=1)]
    if not any(part.whole or part.picture for part in parts):
        raise UnreadableSource("the document holds no text", file=source.name, hint=_SAVE_AGAIN)
    found = converter.looks, converter.pictures
    return WordFile(parts, *found, _unplaced(source), _all_text(source), _day(source))


class _Converter:
    """What mammoth calls while it makes HTML of a document."""

    def __init__(self, source: Source) -> None:
        self.looks: list[Looks] = []
        self.pictures: dict[str, bytes] = {}
        self._source = source
        self._sizes = _StyleSizes(source.data)

    def html(self) -> str:
        """The document; the class of a paragraph is the number of its looks.

        Raises:
            UnreadableSource: it is damaged.
        """
        import mammoth

        styles = (f"p[style-name='ebook {at}'] => p.look{at}:fresh" for at in range(_MOST_LOOKS))
        try:
            result = mammoth.convert_to_html(
                io.BytesIO(self._source.data),
                style_map="\n".join(styles),
                include_embedded_style_map=False,
                transform_document=mammoth.transforms.paragraph(self._mark),
                convert_image=mammoth.images.img_element(self._keep_picture),
            )
        except Exception as error:  # a damaged document raises whatever the library happens to meet
            message = f"the document is damaged: {type(error).__name__}"
            raise UnreadableSource(message, file=self._source.name, hint=_SAVE_AGAIN) from error
        return str(result.value)

    def _mark(self, paragraph: Any) -> Any:
        """Give a paragraph a style that stands for its looks."""
        if paragraph.numbering is not None:
            return paragraph
        found = self._sizes.looks_of(paragraph)
        if found not in self.looks:
            self.looks.append(found)
        at = min(self.looks.index(found), _MOST_LOOKS - 1)
        return paragraph.copy(style_id=None, style_name=f"ebook {at}")

    def _keep_picture(self, image: Any) -> dict[str, str]:
        with image.open() as file:
            data: bytes = file.read()
        folder, name = posixpath.split(self._source.name)
        kind = re.sub(r"[^a-z0-9]", "", (image.content_type or "").rpartition("/")[2].lower()) or "bin"
        stem = name.rpartition(".")[0] or "picture"
        file_name = f"{stem}-{len(self.pictures) + 1}.{kind.replace('jpeg', 'jpg')}"
        self.pictures[posixpath.join(folder, file_name)] = data
        return {"src": quote(file_name)}


_MOST_LOOKS = 100


def _look(element: Element) -> int | None:
    match = re.fullmatch(r"look(\d+)", element.get("class") or "")
    return int(match[1]) if match else None


def _refuse_unsafe(source: Source) -> None:
    """Refuse what would fill the memory, and documents that define entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as package:
            found = package.infolist()
            too_large = (
                len(found) > _MOST_FILES
                or sum(info.file_size for info in found) > _MOST_BYTES
                or any(
                    info.file_size > _MOST_XML for info in found if info.filename.endswith((".xml", ".rels"))
                )
            )
            if too_large:
                raise UnreadableSource("too large unpacked", file=source.name, hint="split it into articles")
            for info in found:
                if info.filename.endswith((".xml", ".rels")) and re.search(
                    rb"<!(?:DOCTYPE|ENTITY)", package.read(info)
                ):
                    raise UnreadableSource(
                        "it defines entities of its own", file=source.name, hint=_SAVE_AGAIN
                    )
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
        raise UnreadableSource("the document is damaged", file=source.name, hint=_SAVE_AGAIN) from error


def _write_footnotes(root: Element) -> None:
    """Write footnotes as the notation does: [^1] in the text, and a paragraph that begins [^1]: for each."""
    for link in list(root.iter("a")):
        href = link.get("href") or ""
        mark = re.fullmatch(r"#(foot|end)note-(\d+)", href)
        if mark:
            link.text = f"[^{'e' if mark[1] == 'end' else ''}{mark[2]}]"
            del link.attrib["href"]
        elif re.fullmatch(r"#(?:foot|end)note-ref-\d+", href):
            link.text = None
    for item in list(root.iter("li")):
        mark = re.fullmatch(r"(foot|end)note-(\d+)", item.get("id") or "")
        if mark:
            item.tag = "div"
            name = f"[^{'e' if mark[1] == 'end' else ''}{mark[2]}]: "
            first = next((child for child in item if child.tag == "p"), item)
            first.text = name + (first.text or "")


# --- what mammoth does not say ------------------------------------------------------------


def _xml(data: bytes, name: str) -> Element | None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if name not in package.namelist():
            return None
        try:
            return etree.fromstring(
                package.read(name), etree.XMLParser(resolve_entities=False, no_network=True)
            )
        except etree.XMLSyntaxError:
            return None


class _StyleSizes:
    """The size, weight and alignment that a document's styles give."""

    def __init__(self, data: bytes) -> None:
        self._styles: dict[str, Element] = {}
        self._default = 0.0
        root = _xml(data, "word/styles.xml")
        if root is None:
            return
        for style in root.iter(f"{_W}style"):
            self._styles[style.get(f"{_W}styleId") or ""] = style
        found = root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}sz")
        self._default = _half_points(found)

    def looks_of(self, paragraph: Any) -> Looks:
        """How a paragraph of mammoth's looks."""
        runs = list(_runs(paragraph))
        size, bold, centred = self._of_style(paragraph.style_id or "")
        counts: Counter[float] = Counter()
        for run, length in runs:
            counts[float(run.font_size or 0) or size or self._default] += length
        most = max(counts, key=lambda each: counts[each], default=size or self._default)
        is_bold = bool(runs) and all(run.is_bold or bold for run, length in runs if length)
        return Looks(
            style=paragraph.style_name or "",
            size=most,
            bold=is_bold,
            centred=(paragraph.alignment or "") == "center" or centred,
        )

    def _of_style(self, name: str) -> tuple[float, bool, bool]:
        size, bold, centred = 0.0, False, False
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            size = size or _half_points(style.find(f"{_W}rPr/{_W}sz"))
            bold = bold or _is_on(style.find(f"{_W}rPr/{_W}b"))
            aligned = style.find(f"{_W}pPr/{_W}jc")
            centred = centred or (aligned is not None and aligned.get(f"{_W}val") == "center")
            based = style.find(f"{_W}basedOn")
            name = (based.get(f"{_W}val") or "") if based is not None else ""
        return size, bold, centred


def _half_points(element: Element | None) -> float:
    value = element.get(f"{_W}val") if element is not None else None
    return int(value) / 2 if value and value.isascii() and value.isdigit() else 0.0


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(f"{_W}val") not in {"0", "false", "off"}


def _runs(element: Any) -> Iterator[tuple[Any, int]]:
    """The runs of a paragraph with the number of their characters."""
    for child in getattr(element, "children", ()):
        if hasattr(child, "font_size"):
            yield child, sum(len(getattr(text, "value", "")) for text in child.children)
        else:
            yield from _runs(child)


def _all_text(source: Source) -> list[Line]:
    """Every paragraph of the document itself, for the count at the end."""
    lines: list[Line] = []
    for name in (_DOCUMENT, "word/footnotes.xml", "word/endnotes.xml"):
        root = _xml(source.data, name)
        for paragraph in root.iter(f"{_W}p") if root is not None else ():
            if any(above.tag == f"{_W}txbxContent" for above in paragraph.iterancestors()):
                continue  # text boxes are written twice, once for older programs
            text = "".join(
                node.text or "" for node in paragraph.iter(f"{_W}t") if not _is_boxed(node, paragraph)
            )
            if text.strip():
                lines.append(Line(text=text, file=source.name, numbers=()))
    return lines


def _is_boxed(node: Element, paragraph: Element) -> bool:
    for above in node.iterancestors():
        if above is paragraph:
            return False
        if above.tag in {f"{_W}txbxContent", f"{_W}del"}:
            return True
    return False


def _unplaced(source: Source) -> list[Repair]:
    """A record of what stands at the head and foot of every sheet."""
    with zipfile.ZipFile(io.BytesIO(source.data)) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name)]
    found: list[Repair] = []
    for name in sorted(names):
        root = _xml(source.data, name)
        text = " ".join(node.text or "" for node in root.iter(f"{_W}t")) if root is not None else ""
        if text.strip():
            found.append(
                Repair(
                    kind="dropped-line",
                    text=text.strip(),
                    code="unplaced-line",
                    origin=Origin(file=source.name),
                )
            )
    return found


def _day(source: Source) -> datetime.date | None:
    """When the document was last changed."""
    root = _xml(source.data, "docProps/core.xml")
    texts = (
        [element.text for element in root.iter() if str(element.tag).endswith("}modified")]
        if root is not None
        else []
    )
    return date_of(*texts)
