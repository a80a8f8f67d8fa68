"""The plan: which documents there will be, and what each is called, before any is made.

Ids and file names come from the page and the headline. An article that is put in or corrected
leaves the names of the others as they are, so links and readers' annotations stay right.
"""

from __future__ import annotations

import msgspec

from ebook.jumps import Continuations, Place, continuations
from ebook.languages.words import Words
from ebook.model import Article, Issue, Section
from ebook.render.naming import Unique, article_title, digest, flat, page_slug, section_title

__all__ = ["ArticlePlace", "Plan", "SectionPlace", "make_plan"]


class ArticlePlace(msgspec.Struct, frozen=True, kw_only=True):
    """An article, its id, its title in the contents, and its place in the issue.

    Attributes:
        host: the id of the article that it is the continuation of, where both are read in one
            piece; '' for an article with a document of its own.
    """

    article: Article
    id: str
    title: str
    place: Place
    host: str = ""

    @property
    def href(self) -> str:
        """Where it is found within `text/`: a document, or a place in its first part's document."""
        return f"{self.host}.xhtml#a-{self.id}" if self.host else f"{self.id}.xhtml"


class SectionPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A printed page, its id and title, and its articles.

    Attributes:
        opens: whether it has a document of its own: a page of which nothing but its articles is known has none.
        begins_page: whether a page with a number begins here; several sections that stand on one page
            follow one another.
    """

    section: Section
    id: str
    title: str
    opens: bool
    begins_page: bool
    articles: tuple[ArticlePlace, ...]

    @property
    def file(self) -> str:
        """The document's name within `text/`."""
        return f"{self.id}.xhtml"

    @property
    def page(self) -> str:
        """The page's number as printed, '' where nothing can be seen of one."""
        return flat(self.section.page).strip()

    @property
    def page_id(self) -> str:
        """The id of the mark where the printed page begins."""
        return f"page-{self.id}"


class Plan(msgspec.Struct, frozen=True):
    """All pages in printed order, and how their articles go on on others."""

    sections: tuple[SectionPlace, ...]
    continuations: Continuations

    @property
    def articles(self) -> tuple[ArticlePlace, ...]:
        """All articles in printed order."""
        return tuple(place for section in self.sections for place in section.articles)

    def at(self, place: Place | None) -> ArticlePlace | None:
        """The article at a place of the issue."""
        return self.sections[place.section].articles[place.article] if place else None

    def parts(self, first: ArticlePlace) -> tuple[tuple[SectionPlace, ArticlePlace], ...]:
        """What is read in one piece with an article: its continuations, each with its page."""
        return tuple(
            (self.sections[place.section], self.sections[place.section].articles[place.article])
            for place in self.continuations.parts(first.place)[1:]
            if self.sections[place.section].articles[place.article].host == first.id
        )


def make_plan(issue: Issue, words: Words, *, continuous: bool = False) -> Plan:
    """Name every document of an issue; `continuous`: an article's continuations stand in its document."""
    unique = Unique()
    for taken in ("cover", "masthead", "contents", "colophon"):
        unique(taken)
    sections = tuple(_section(index, issue, words, unique) for index in range(len(issue.sections)))
    plan = Plan(sections, continuations(issue))
    return _joined(plan) if continuous else plan


def _joined(plan: Plan) -> Plan:
    """The plan with each continuation as a guest of its first part.

    One that would stand before its first part stays where it is: reading goes forward.
    """
    hosts: dict[str, str] = {}
    for first in plan.articles:
        if first.id in hosts:
            continue
        places = plan.continuations.parts(first.place)
        if list(places) == sorted(places):
            hosts |= {guest.id: first.id for place in places[1:] if (guest := plan.at(place))}
    return msgspec.structs.replace(
        plan,
        sections=tuple(
            msgspec.structs.replace(
                section,
                articles=tuple(
                    msgspec.structs.replace(article, host=hosts.get(article.id, ""))
                    for article in section.articles
                ),
            )
            for section in plan.sections
        ),
    )


def _section(index: int, issue: Issue, words: Words, unique: Unique) -> SectionPlace:
    section = issue.sections[index]
    number, before = (flat(page).strip() for page in (section.page, issue.sections[index - 1].page))
    slug = page_slug(section)
    return SectionPlace(
        section=section,
        id=unique(slug),
        title=section_title(section, words),
        begins_page=number != "" and (index == 0 or number != before),
        opens=bool(section.page or section.title or section.folio or section.staff),
        articles=tuple(
            _article(article, Place(index, number), slug, words, unique)
            for number, article in enumerate(section.articles)
        ),
    )


def _article(article: Article, place: Place, slug: str, words: Words, unique: Unique) -> ArticlePlace:
    title = article_title(article, words)
    return ArticlePlace(article=article, id=unique(f"{slug}-{digest(title)}"), title=title, place=place)
