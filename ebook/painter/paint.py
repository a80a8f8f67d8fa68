"""A composed document -> the bytes of a PDF."""

from __future__ import annotations

import io
from typing import Any, BinaryIO

import pydyf
from PIL import ImageCms

from ebook.painter.attachments import attach
from ebook.painter.content import PageContent
from ebook.painter.file import FileWriter
from ebook.painter.fonts import Fonts
from ebook.painter.metadata import Claim, Metadata, xmp
from ebook.painter.page import ComposedDocument, ComposedPage, Outline
from ebook.painter.pictures import Pictures
from ebook.painter.structure import Structure

__all__ = ["paint", "paint_into"]

_DATE = slice(24, 36)  # of an ICC profile's head (ISO 15076-1, 7.2.8)


def paint(document: ComposedDocument, metadata: Metadata, claim: Claim) -> bytes:
    """The document as a tagged PDF file.

    Args:
        document: what to draw, with its structure.
        metadata: what the file says of itself, and the files that travel with it.
        claim: the standards that it says it complies with.

    Raises:
        ValueError: the document contradicts itself: a frame whose node is not in the structure, a link
            without a target, a tag that does not exist.
    """
    output = io.BytesIO()
    paint_into(output, document, metadata, claim)
    return output.getvalue()


def paint_into(output: BinaryIO, document: ComposedDocument, metadata: Metadata, claim: Claim) -> None:
    """As `paint`, written to a file page by page; the file needs no seeking and stays open."""
    painter = _Painter(output, document)
    painter.paint_pages()
    painter.complete_catalog()
    painter.describe(metadata, claim)
    painter.file.close()


class _Painter:
    """Writes a document's objects in their order: pages, fonts, tags, catalogue, metadata."""

    def __init__(self, output: BinaryIO, document: ComposedDocument) -> None:
        self.file = FileWriter(output)
        self._document = document
        self._fonts = Fonts(document.pages, self.file)
        self._pictures = Pictures(self.file)
        self._structure = Structure(document.structure, self.file)

    def paint_pages(self) -> None:
        """Write all pages, then what they share."""
        parent, numbers = self.file.reserve(), []
        for index, page in enumerate(self._document.pages):
            numbers.append(self.file.reserve())
            self._structure.begin_page(numbers[-1], page.height)
            self.file.write(numbers[-1], self._page(page, index, parent))
        kids = " ".join(f"{number} 0 R" for number in numbers)
        self.file.write(parent, f"<</Type /Pages /Kids [{kids}] /Count {len(numbers)}>>".encode())
        self.file.catalog["Pages"] = f"{parent} 0 R"
        self._fonts.write()
        self._structure.write()

    def _page(self, page: ComposedPage, index: int, parent: int) -> bytes:
        """The page object (ISO 32000-1, table 30)."""
        content = PageContent(page, self._fonts, self._pictures, self._structure)
        entries: dict[str, Any] = {
            "Type": "/Page",
            "Parent": f"{parent} 0 R",
            "MediaBox": _box(page, page.bleed),
            "Contents": f"{self.file.add_stream(content.stream)} 0 R",
            "Resources": self._resources(content),
            "StructParents": index,
            "Tabs": "/S",
        }
        if page.bleed:
            entries |= {"TrimBox": _box(page, 0.0), "BleedBox": _box(page, page.bleed)}
        if annotations := self._structure.annotate():
            entries["Annots"] = f"[{' '.join(f'{number} 0 R' for number in annotations)}]"
        return bytes(pydyf.Dictionary(entries).data)

    def _resources(self, content: PageContent) -> pydyf.Dictionary:
        resources = pydyf.Dictionary()
        if content.fonts:
            resources["Font"] = pydyf.Dictionary(
                {name: self._fonts.reference(name) for name in content.fonts}
            )
        if content.pictures:
            named = {name: f"{number} 0 R" for name, number in content.pictures.items()}
            resources["XObject"] = pydyf.Dictionary(named)
        return resources

    def complete_catalog(self) -> None:
        """Language, page labels and bookmarks (ISO 32000-1, 7.7.2)."""
        document, catalog = self._document, self.file.catalog
        labels = " ".join(
            f"{index} <</P {pydyf.String(page.label).data.decode()}>>"
            for index, page in enumerate(document.pages)
        )
        catalog["Lang"] = pydyf.String(document.language)
        catalog["ViewerPreferences"] = "<</DisplayDocTitle true>>"
        catalog["PageLabels"] = f"<</Nums [{labels}]>>"
        if document.outline:
            root = self.file.reserve()
            first, last, count = self._write_outline(document.outline, root)
            entries = f"<</Type /Outlines /First {first} 0 R /Last {last} 0 R /Count {count}>>"
            self.file.write(root, entries.encode())
            catalog["Outlines"] = f"{root} 0 R"

    def _write_outline(self, entries: tuple[Outline, ...], parent: int) -> tuple[int, int, int]:
        """Write the entries below one entry (ISO 32000-1, 12.3.3); the first, the last, and how many are seen."""
        numbers = [self.file.reserve() for _ in entries]
        seen = len(entries)
        for index, (number, entry) in enumerate(zip(numbers, entries, strict=True)):
            item = pydyf.Dictionary({"Title": pydyf.String(entry.title), "Parent": f"{parent} 0 R"})
            item["Dest"] = self._structure.destination(entry.identifier)
            if index:
                item["Prev"] = f"{numbers[index - 1]} 0 R"
            if index + 1 < len(numbers):
                item["Next"] = f"{numbers[index + 1]} 0 R"
            if entry.children:
                first, last, count = self._write_outline(entry.children, number)
                item |= {"First": f"{first} 0 R", "Last": f"{last} 0 R", "Count": count}
                seen += count
            self.file.write(number, item.data)
        return numbers[0], numbers[-1], seen

    def describe(self, metadata: Metadata, claim: Claim) -> None:
        """Metadata as XMP and as the older dictionary, the output intent, attachments."""
        file, stamp = self.file, pydyf.String(metadata.modified.strftime("D:%Y%m%d%H%M%SZ"))
        packet = xmp(metadata, claim)
        number = file.add_stream(packet, {"Type": "/Metadata", "Subtype": "/XML"}, compress=False)
        file.catalog["Metadata"] = f"{number} 0 R"
        file.info |= {"Title": pydyf.String(metadata.title), "CreationDate": stamp, "ModDate": stamp}
        file.info |= {"Creator": pydyf.String(metadata.program), "Producer": pydyf.String(metadata.producer)}
        if metadata.publisher:
            file.info["Author"] = pydyf.String(metadata.publisher)
        if claim.part:
            profile = file.add_stream(_srgb(), {"N": 3})
            file.catalog["OutputIntents"] = (
                "[<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) "
                f"/Info (sRGB IEC61966-2.1) /DestOutputProfile {profile} 0 R>>]"
            )
        attach(file, metadata)


def _box(page: ComposedPage, bleed: float) -> pydyf.Array:
    return pydyf.Array([-bleed, -bleed, page.width + bleed, page.height + bleed])


def _srgb() -> bytes:
    """The sRGB profile of Pillow's colour engine, without the time of its making."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_DATE] = bytes.fromhex("07d000010001000000000000")
    return bytes(profile)
