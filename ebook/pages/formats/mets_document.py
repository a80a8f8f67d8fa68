"""What a METS document says beside its articles: its pages, where its parts stand, and the facts of the issue."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import msgspec
from lxml.etree import _Element as Element

from ebook.errors import UnreadableSource
from ebook.facsimile import PageImage
from ebook.model import Origin, Repair
from ebook.pages.formats import alto
from ebook.pages.formats.xml import attribute, children, descendants, number
from ebook.pages.page import Page, Region
from ebook.problems import Problem
from ebook.rules import printed as rules
from ebook.signatures import is_alto, sniff
from ebook.source import FolderFiles, Source

__all__ = ["Areas", "Facts", "Line", "PageFiles", "kind_of"]

_DATE = re.compile(r"(1[5-9]\d\d|20\d\d)-([01]\d)-([0-3]\d)")
_IMAGES = (".tif", ".tiff", ".jp2", ".jpg", ".jpeg", ".png", ".webp", ".pdf")
_TEXT = re.compile(r"alto|text|ocr", re.IGNORECASE)


class Line(msgspec.Struct, frozen=True):
    """A line of a page, with the page."""

    page: Page
    region: Region


class _Leaf(msgspec.Struct, frozen=True):
    """A page of the physical map: its number in the map, what the map calls it, and its files."""

    number: int
    label: str
    files: tuple[str, ...]


class PageFiles:
    """The pages of a METS document.

    Attributes:
        pages: those that are there, in order.
        of_file: the page of each file by the document's identifier for it.
        lines: the lines, pictures and rules of each block of each file.
        order: the lines of text with their file and block, in the order of the files.
        langs: the languages that the files name.
        problems: the files that are missing.
        repairs: what the files' readers put right.
    """

    def __init__(self, document: Source, whole: Source, root: Element) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.repairs: list[Repair] = []
        self.pages: list[Page] = []
        self.of_file: dict[str, Page] = {}
        self.lines: dict[tuple[str, str], list[Line]] = {}
        self.order: list[tuple[str, str, Line]] = []
        self.langs: list[str] = []
        self._images: dict[str, str] = {}
        self._files = whole
        if whole.files is None and document.folder is not None:
            self._files = msgspec.structs.replace(whole, files=FolderFiles(document.folder))
        self._read(root)

    def _read(self, root: Element) -> None:
        leaves = _leaves(root)
        self._images = {_id(file): _address(file) for file in descendants(root, "file") if _is_image(file)}
        files = [file for file in descendants(root, "file") if _is_text(file)]
        files.sort(key=lambda file: leaves[_id(file)].number if _id(file) in leaves else len(leaves))
        for file in files:
            leaf = leaves.get(_id(file))
            address = _address(file)
            source = self._find(address)
            if source is None:
                self._missing(address, leaf)
            elif is_alto(sniff(source)):
                for found in alto.pages_of(source, len(self.pages) + 1):
                    self._take(_id(file), found, leaf)
        if not self.pages:
            raise UnreadableSource(
                "none of its pages is there",
                file=self.document.name,
                hint="put the ALTO files beside it, as it names them",
            )

    def _take(self, file: str, found: alto.AltoPage, leaf: _Leaf | None) -> None:
        page = found.page
        if leaf is not None and leaf.label:
            page = msgspec.structs.replace(page, label=leaf.label)
        image = self._image(leaf) or page.image
        page = msgspec.structs.replace(page, image=image)
        self.pages.append(page)
        self.of_file[file] = page
        self.repairs += found.repairs
        self.langs += [found.lang] if found.lang else []
        for region, blocks in zip(page.regions, found.blocks, strict=True):
            line = Line(page, region)
            for block in blocks:
                self.lines.setdefault((file, block), []).append(line)
            if region.kind == "line":
                self.order.append((file, blocks[0] if blocks else "", line))

    def _image(self, leaf: _Leaf | None) -> PageImage | None:
        """The first picture of a page that is there: documents name the master scan before smaller copies."""
        for file in leaf.files if leaf is not None else ():
            name = self._name_of(self._images[file]) if file in self._images else None
            if name is not None and self._files.files is not None:
                return PageImage(file=name, read=functools.partial(self._files.files.read, name))
        return None

    def _find(self, address: str) -> Source | None:
        """A file of the document's folder or zip, by its path, else by its name."""
        name = self._name_of(address)
        return self._files.member(name) if name is not None else None

    def _name_of(self, address: str) -> str | None:
        path = re.sub(r"^file:/*", "", address).replace("\\", "/").removeprefix("./")
        names = self._files.files.names() if self._files.files is not None else ()
        above = PurePosixPath(self.document.name).parent.as_posix()
        wanted = path if above == "." else f"{above}/{path}"
        name = wanted if wanted in names else None
        if name is None:
            alike = [one for one in names if PurePosixPath(one).name == PurePosixPath(path).name]
            name = alike[0] if len(alike) == 1 else None
        return name

    def _missing(self, address: str, leaf: _Leaf | None) -> None:
        of_page = f" (page {leaf.label or leaf.number + 1})" if leaf is not None else ""
        name = PurePosixPath(address).name
        message = f"{name}{of_page} is not in the source; put it beside the METS document"
        self.problems.append(rules.PAGE_MISSING.at(Origin(file=self.document.name), message))


def kind_of(div: Element) -> str:
    """The type of a part of a map, in capitals."""
    return attribute(div, "TYPE").upper()


def _id(file: Element) -> str:
    return attribute(file, "ID")


def _address(file: Element) -> str:
    return next((attribute(place, "href") for place in children(file, "FLocat")), "")


def _is_text(file: Element) -> bool:
    """Whether a file is the text of a page, as far as the document says."""
    if not _address(file).lower().endswith(".xml") and "xml" not in attribute(file, "MIMETYPE").lower():
        return False
    uses = [attribute(file, "USE"), *(attribute(group, "USE", "ID") for group in file.iterancestors())]
    said = [use for use in uses if use]
    return not said or any(_TEXT.search(use) for use in said)


def _is_image(file: Element) -> bool:
    """Whether a file is a picture of a page, or its PDF."""
    kind = attribute(file, "MIMETYPE").lower()
    return kind.startswith("image/") or kind == "application/pdf" or _address(file).lower().endswith(_IMAGES)


def _leaves(root: Element) -> dict[str, _Leaf]:
    """The pages of the physical map by the identifiers of their files."""
    found: dict[str, _Leaf] = {}
    pages = [
        div
        for map_ in descendants(root, "structMap")
        if kind_of(map_) == "PHYSICAL"
        for div in descendants(map_, "div")
        if kind_of(div).endswith("PAGE")
    ]
    pages = sorted(pages, key=lambda div: number(div, "ORDER"))
    for at, div in enumerate(pages):
        files = tuple(dict.fromkeys(attribute(pointer, "FILEID") for pointer in _pointers(div)))
        for file in files:
            found.setdefault(file, _Leaf(at, attribute(div, "ORDERLABEL"), files))
    return found


def _pointers(div: Element) -> Iterator[Element]:
    return (pointer for pointer in descendants(div, "fptr", "area") if attribute(pointer, "FILEID"))


# --- where parts stand ---


class Areas:
    """The blocks that the parts of a logical map stand in: they say so, or links to the physical map do."""

    def __init__(self, root: Element) -> None:
        self._linked: dict[str, list[tuple[str, str]]] = {}
        divs = {attribute(div, "ID"): div for div in descendants(root, "div")}
        for link in descendants(root, "smLink"):
            target = divs.get(attribute(link, "to"))
            if target is not None and not kind_of(target).endswith(("PAGE", "PHYSSEQUENCE")):
                self._linked.setdefault(attribute(link, "from"), []).extend(_own_areas(target))

    def of(self, div: Element) -> list[tuple[str, str]]:
        """The (file, block) pairs of a part and all below it, in order."""
        if not self._linked:
            return _own_areas(div)
        below = [
            area for part in descendants(div, "div") for area in self._linked.get(attribute(part, "ID"), [])
        ]
        return [*_own_areas(div), *below]


def _own_areas(div: Element) -> list[tuple[str, str]]:
    return [
        (attribute(area, "FILEID"), attribute(area, "BEGIN"))
        for area in descendants(div, "area")
        if attribute(area, "BEGIN")
    ]


# --- facts ---


class Facts:
    """What a METS document says of the paper and the issue."""

    def __init__(self, root: Element, logical: Element) -> None:
        self._root, self._logical = root, logical
        self._sections = {attribute(section, "ID"): section for section in descendants(root, "dmdSec")}

    def name(self) -> str:
        """The paper's name: the title in its own description, else what the document is called without day and place."""
        for name, section in self._sections.items():
            if any(part in name.upper() for part in ("COLLECTION", "ISSUE", "PRINT", "TITLE")):
                title = next((element.text or "" for element in descendants(section, "title")), "")
                if title.strip():
                    return " ".join(title.split())
        for label in self._labels():
            name = re.split(r"[,(\[]|\s+\d{4}-\d\d", label, maxsplit=1)[0].strip()
            if name:
                return name
        return ""

    def date(self) -> datetime.date | None:
        """The day of issue."""
        dates = [element.text or "" for element in descendants(self._root, "dateIssued", "date")]
        for text in (*dates, *self._labels()):
            if (match := _DATE.search(text)) and (date := _day(match)) is not None:
                return date
        return None

    def number(self) -> str | None:
        """The issue's number, without what counts it."""
        for detail in descendants(self._root, "detail", "part"):
            if attribute(detail, "type").lower() in {"issue", "number", ""}:
                text = next(
                    (element.text or "" for element in descendants(detail, "number", "partNumber")), ""
                )
                if digits := re.search(r"\d+", text):
                    return digits[0]
        text = next((element.text or "" for element in descendants(self._root, "partNumber")), "")
        digits = re.search(r"\d+", text)
        return digits[0] if digits else None

    def languages(self, div: Element | None = None) -> list[str]:
        """The languages that the descriptions of a part name, or all descriptions; as they stand there."""
        names = attribute(div, "DMDID").split() if div is not None else list(self._sections)
        sections = (self._sections[name] for name in names if name in self._sections)
        return [term.text or "" for section in sections for term in descendants(section, "languageTerm")]

    def _labels(self) -> list[str]:
        divs = (attribute(div, "LABEL") for div in descendants(self._logical, "div"))
        return [label for label in (attribute(self._root, "LABEL"), next(divs, "")) if label]


def _day(match: re.Match[str]) -> datetime.date | None:
    try:
        return datetime.date(*(int(part) for part in match.groups()))
    except ValueError:
        return None
