"""The plan: which documents there will be, and what each is called, before any is made.

Ids and file names come from the page and the headline. An article that is put in or corrected
leaves the names of the others as they are, so links and readers' annotations stay right.
"""

from __future__ import annotations

import msgspec

from ebook.locales import Words
from ebook.model import Article, Issue, Section
from ebook.render.naming import Unique, article_title, digest, page_slug, section_title

__all__ = ["ArticlePlace", "Plan", "SectionPlace", "make_plan"]


class ArticlePlace(msgspec.Struct, frozen=True, kw_only=True):
    """An article, its id, and its title in the contents."""

    article: Article
    id: str
    title: str

    @property
    def file(self) -> str:
        """The document's name within `text/`."""
        return f"{self.id}.xhtml"


class SectionPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A printed page, its id and title, and its articles.

    `opens` tells whether it has a document of its own: a page of which nothing but its articles is
    known has none.
    """

    section: Section
    id: str
    title: str
    opens: bool
    articles: tuple[ArticlePlace, ...]

    @property
    def file(self) -> str:
        """The document's name within `text/`."""
        return f"{self.id}.xhtml"

    @property
    def page_id(self) -> str:
        """The id of the mark where the printed page begins."""
        return f"page-{self.id}"


class Plan(msgspec.Struct, frozen=True):
    """All pages in printed order."""

    sections: tuple[SectionPlace, ...]

    @property
    def articles(self) -> tuple[ArticlePlace, ...]:
        """All articles in printed order."""
        return tuple(place for section in self.sections for place in section.articles)


def make_plan(issue: Issue, words: Words) -> Plan:
    """Name every document of an issue."""
    unique = Unique()
    for taken in ("masthead", "contents", "colophon"):
        unique(taken)
    return Plan(tuple(_section(section, words, unique) for section in issue.sections))


def _section(section: Section, words: Words, unique: Unique) -> SectionPlace:
    slug = page_slug(section)
    return SectionPlace(
        section=section,
        id=unique(slug),
        title=section_title(section, words),
        opens=bool(section.page or section.title or section.folio or section.staff),
        articles=tuple(_article(article, slug, words, unique) for article in section.articles),
    )


def _article(article: Article, slug: str, words: Words, unique: Unique) -> ArticlePlace:
    title = article_title(article, words)
    return ArticlePlace(article=article, id=unique(f"{slug}-{digest(title)}"), title=title)
