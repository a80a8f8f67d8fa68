"""The contents: a screen of the edition, and the tree and page list that writers make theirs of."""

from __future__ import annotations

from ebook.edition import Document, NavPoint, PageMark
from ebook.languages import Language
from ebook.render.naming import flat
from ebook.render.page import Context, document
from ebook.render.plan import ArticlePlace, Plan, SectionPlace
from ebook.xhtml import Element, H

__all__ = ["contents_document", "nav_points", "page_marks"]


def contents_document(plan: Plan, context: Context) -> Document:
    """All articles by printed page, in printed order. A repeat of what stands elsewhere, hence a `nav`."""
    title = context.words.contents
    gap = _gap(context.language)
    entries = [entry for section in plan.sections for entry in _entries(section, gap)]
    entries += _facsimiles(context)
    return document(
        context,
        "contents",
        "contents",
        title,
        H.nav(
            {"aria-labelledby": "contents", "role": "doc-toc"},
            H.h1({"id": "contents"}, title),
            H.ol(*entries),
        ),
    )


def _facsimiles(context: Context) -> list[Element]:
    """The printed pages as pictures, after all articles."""
    pages = context.facsimiles.pages
    if not pages:
        return []
    listed = H.ol(*(H.li(H.a({"href": page.file}, page.title)) for page in pages))
    return [H.li({"class": "page"}, H.a({"href": pages[0].file}, context.words.facsimiles), listed)]


def _entries(place: SectionPlace, gap: str) -> list[Element]:
    articles = [H.li(*_entry(article, gap)) for article in place.articles]
    if not place.opens:
        return articles
    below = [H.ol(*articles)] if articles else []
    return [H.li({"class": "page"}, H.a({"href": place.file}, place.title), *below)]


def _entry(place: ArticlePlace, gap: str) -> list[Element]:
    article = place.article
    column = flat(article.column).strip() if flat(article.headline).strip() else ""
    label = [H.span({"class": "column"}, column)] if column else []
    jump = [H.span({"class": "jump"}, article.continued_from)] if article.continued_from else []
    for before in label:
        before.tail = " "
    link = H.a({"href": place.href}, *label, place.title)
    if jump and gap:
        link.tail = gap
    return [link, *jump]


def nav_points(plan: Plan, language: Language) -> tuple[NavPoint, ...]:
    """Page and section, then the articles; those of a page without number and name stand at the top."""
    points: list[NavPoint] = []
    for section in plan.sections:
        articles = tuple(
            _nav_point(plan, place, _gap(language)) for place in section.articles if not place.host
        )
        if section.opens:
            points.append(NavPoint(title=section.title, href=f"text/{section.file}", children=articles))
        else:
            points += articles
    return tuple(points)


def _nav_point(plan: Plan, place: ArticlePlace, gap: str) -> NavPoint:
    """An article; what is read in one piece with it stands below it, as EPUB 3.3, 7.4.3 asks: in order."""
    parts = tuple(
        NavPoint(title=f"{section.title} {_nav_title(part, gap)}", href=f"text/{part.href}")
        for section, part in plan.parts(place)
    )
    return NavPoint(title=_nav_title(place, gap), href=f"text/{place.href}", children=parts)


def _nav_title(place: ArticlePlace, gap: str) -> str:
    """A continued part has the headline of its first part: the jump line distinguishes them."""
    jump = flat(place.article.continued_from)
    return f"{place.title}{gap}{jump}" if jump else place.title


def _gap(language: Language) -> str:
    """What is between a headline and its jump line: a space where words are spaced."""
    return " " if language.traits.typesetting.spaced else ""


def page_marks(plan: Plan) -> tuple[PageMark, ...]:
    """Where each printed page begins."""
    return tuple(
        PageMark(label=section.page, href=f"text/{section.file}#{section.page_id}")
        for section in plan.sections
        if section.begins_page
    )
