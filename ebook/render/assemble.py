"""The way from an issue to its edition: plan, pictures, documents, contents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from ebook.edition import Document, Edition, Resource
from ebook.facsimile import Facsimile, FacsimileSize
from ebook.jumps import Place
from ebook.languages import resolve
from ebook.model import Issue
from ebook.problems import Problem
from ebook.render import naming
from ebook.render.article import article_document
from ebook.render.colophon import colophon_document
from ebook.render.contents import contents_document, nav_points, page_marks
from ebook.render.cover import make_cover
from ebook.render.facsimile_page import facsimile_documents
from ebook.render.facsimiles import Facsimiles, make_facsimiles
from ebook.render.masthead import masthead_document
from ebook.render.navigation import Hops
from ebook.render.options import EmbedFonts, Rendered, RenderOptions
from ebook.render.page import Context
from ebook.render.pictures import collect
from ebook.render.plan import ArticlePlace, Plan, make_plan
from ebook.render.section import section_document
from ebook.render.styles import is_vertical, style_sheets

__all__ = ["assemble"]


def assemble(
    issue: Issue,
    options: RenderOptions,
    folder: Path | None,
    held: Mapping[str, bytes],
    given: Sequence[Facsimile] | None = None,
) -> Rendered:
    """The edition of an issue; see `ebook.render.render`."""
    language = resolve(issue.lang)
    local = language.words
    vertical = options.vertical or is_vertical(language, options.theme)
    options = msgspec.structs.replace(options, vertical=vertical)
    sheets = style_sheets(language, options.theme)
    gallery = collect(issue, folder, options.images, held)
    plan = make_plan(issue, local, continuous=options.continuous)
    facsimiles = Facsimiles()
    if given is not None:
        size: FacsimileSize = "full" if options.images == "full" else "small"
        facsimiles = make_facsimiles(issue, plan, given, size, local)
    context = Context(
        language=language,
        words=local,
        options=options,
        styles=tuple(sheet.path for sheet in sheets),
        gallery=gallery,
        facsimiles=facsimiles,
    )
    title = naming.issue_title(issue, local, options.fallback_stem)
    cover = make_cover(issue, title, options.cover, context)
    documents = (*cover.documents, *_documents(issue, plan, title, context))
    fonts, font_problems = _fonts(documents, sheets, options.embed_fonts)
    edition = Edition(
        issue=issue,
        identifier=naming.identifier(issue, options.fallback_stem),
        title=title,
        lang=language.tag,
        stem=naming.stem(issue, options.fallback_stem),
        modified=naming.modified(issue),
        direction="rtl" if options.vertical else "ltr",
        vertical=options.vertical,
        theme=options.theme,
        documents=documents,
        resources=(*sheets, *fonts, *cover.resources, *gallery.resources, *facsimiles.resources),
        cover=cover.path,
        contents=(*nav_points(plan, context.language), *facsimiles.nav_point(local)),
        pages=page_marks(plan),
        record=options.record,
        print_options=options.print_options,
    )
    return Rendered(edition, (*gallery.problems, *facsimiles.problems, *cover.problems, *font_problems))


def _fonts(
    documents: tuple[Document, ...], sheets: tuple[Resource, ...], wanted: EmbedFonts
) -> tuple[tuple[Resource, ...], tuple[Problem, ...]]:
    if wanted == "none":
        return (), ()
    # Imported for the few e-books that carry fonts.
    from ebook.render.embedded import embed

    fonts = embed(documents, sheets, wanted)
    return fonts.resources, fonts.problems


def _documents(issue: Issue, plan: Plan, title: str, context: Context) -> Iterator[Document]:
    made = tuple(_parts(issue, plan, title, context))
    yield from made
    yield from facsimile_documents(context)
    colophon = colophon_document(issue, context, made)
    if colophon:
        yield colophon


def _parts(issue: Issue, plan: Plan, title: str, context: Context) -> Iterator[Document]:
    yield masthead_document(issue.masthead, title, context)
    if plan.sections:
        yield contents_document(plan, context)
    hops = all_hops(plan)
    for section in plan.sections:
        if section.opens:
            yield section_document(section, context)
        for place in section.articles:
            if not place.host:
                yield article_document(place, hops, plan.parts(place), context)


def all_hops(plan: Plan) -> dict[str, Hops]:
    """Where each article leads, by its id. The first has no previous article, the last no next one."""
    order = [place for place in plan.articles if not place.host]
    number = {place.id: index for index, place in enumerate(order)}
    return {
        place.id: Hops(
            previous=_href(order, number.get(place.id, 0) - 1),
            section=section.file if section.opens else "contents.xhtml",
            next=_href(order, number.get(place.id, len(order)) + 1),
            came_from=_part(plan, plan.continuations.previous.get(place.place)),
            goes_to=_part(plan, plan.continuations.next.get(place.place)),
        )
        for section in plan.sections
        for place in section.articles
    }


def _href(order: list[ArticlePlace], index: int) -> str | None:
    return order[index].href if 0 <= index < len(order) else None


def _part(plan: Plan, place: Place | None) -> str | None:
    found = plan.at(place)
    return found.href if found else None
