"""Newspaper pages: an edition composed and painted, with what there is to say of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import quote

import msgspec
import pypdfium2
from PIL import Image, ImageChops

from ebook.composer.broadsheet import Composition, compose
from ebook.edition import Edition, Resource
from ebook.painter.metadata import claim_of, metadata_of
from ebook.painter.paint import paint
from ebook.problems import Problem
from ebook.rules import output

__all__ = ["print_broadsheet"]

_MUCH_WHITE = 0.08  # of a page's text area
_DRAWING = "image/svg+xml"
_WIDTH, _SHARPNESS = 600, 3.0  # CSS pixels of a drawing's width, and how many are drawn for each point of it


def print_broadsheet(edition: Edition) -> tuple[bytes, tuple[Problem, ...]]:
    """The PDF file and the problems found while it was made."""
    composition = compose(_drawings_as_pixels(edition))
    data = paint(composition.document, metadata_of(edition), claim_of(edition.print_options.variant))
    return data, tuple(_poor_pages(composition))


def _poor_pages(composition: Composition) -> Iterator[Problem]:
    for page, white in zip(composition.document.pages, composition.whites, strict=True):
        if white > _MUCH_WHITE:
            yield output.PAGE_MAKEUP.at(None, f"page {page.label}: {white:.0%} of the text area stays white")


def _drawings_as_pixels(edition: Edition) -> Edition:
    """The edition with its drawings as pictures of pixels, which are what the painter takes."""
    if all(resource.media_type != _DRAWING for resource in edition.resources):
        return edition
    resources = tuple(
        _pixels(resource, edition) if resource.media_type == _DRAWING else resource
        for resource in edition.resources
    )
    return msgspec.structs.replace(edition, resources=resources)


def _pixels(drawing: Resource, edition: Edition) -> Resource:
    """A drawing, drawn by WeasyPrint and pdfium, with the text that the installation's fonts have."""
    from weasyprint import HTML

    from ebook.typography.hooks import OwnFonts
    from ebook.writers.pdf.fetcher import EditionFetcher
    from ebook.writers.pdf.merge import BASE_URL

    page = (
        f'<link rel="stylesheet" href="styles/fonts.css"><style>@page {{ margin: 0; size: {_WIDTH}px {_WIDTH * 4}px }}'
        f'body {{ margin: 0 }} img {{ display: block; width: {_WIDTH}px }}</style><img src="{quote(drawing.path)}">'
    )
    document = HTML(string=page, base_url=BASE_URL, url_fetcher=EditionFetcher(edition)).write_pdf(
        font_config=OwnFonts()
    )
    pdf = pypdfium2.PdfDocument(document)
    try:
        picture = pdf[0].render(scale=_SHARPNESS).to_pil().convert("RGB")
    finally:
        pdf.close()
    inked = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    output_file = io.BytesIO()
    picture.crop(inked or (0, 0, picture.width, picture.width)).save(output_file, "PNG")
    return Resource(path=drawing.path, media_type="image/png", content=output_file.getvalue())
