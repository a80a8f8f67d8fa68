"""The printed pages of an edition as pictures: each read once and made ready, with the areas of its articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from ebook.edition import NavPoint, Resource
from ebook.facsimile import BUDGETS, Facsimile, FacsimileSize, PagePicture
from ebook.geometry import Box, areas
from ebook.languages.words import Words
from ebook.model import Article, Issue, Origin, Place
from ebook.picture_files import Refused
from ebook.problems import Problem
from ebook.render.plan import ArticlePlace, Plan
from ebook.render.styles import facsimile_sheet
from ebook.rules import picture as rules
from ebook.tree import find_all
from ebook.xhtml import Element, H

__all__ = ["FacsimilePage", "Facsimiles", "make_facsimiles"]


class FacsimilePage(msgspec.Struct, frozen=True, kw_only=True):
    """A printed page in the edition.

    Attributes:
        id: of its document.
        title: what the page is called: 第01版.
        picture: the path of its picture.
        width, height: of the picture, in pixels.
        articles: the articles that stand on it, in printed order, each with its areas as shares of the page.
    """

    id: str
    title: str
    picture: str
    width: int
    height: int
    articles: tuple[tuple[ArticlePlace, tuple[Box, ...]], ...]

    @property
    def file(self) -> str:
        """The document's name within `text/`."""
        return f"{self.id}.xhtml"


class Facsimiles(msgspec.Struct, frozen=True, kw_only=True):
    """The printed pages of an edition; none where no pictures are wanted.

    Attributes:
        pages: in printed order.
        resources: their pictures.
        problems: pictures that cannot be shown.
        of_section: the page that each section stands on, by the section's id.
    """

    pages: tuple[FacsimilePage, ...] = ()
    resources: tuple[Resource, ...] = ()
    problems: tuple[Problem, ...] = ()
    of_section: Mapping[str, FacsimilePage] = {}

    def links(self, parts: Sequence[ArticlePlace], words: Words) -> list[Element]:
        """The links from an article, all parts of it, to the pages that it is printed on."""
        ids = {part.id for part in parts}
        return [
            H.a({"href": f"{page.file}#on-{place.id}"}, words.facsimile.format(page.title))
            for page in self.pages
            for place, _ in page.articles
            if place.id in ids
        ]

    def nav_point(self, words: Words) -> tuple[NavPoint, ...]:
        """Their entry in the contents."""
        if not self.pages:
            return ()
        children = tuple(NavPoint(title=page.title, href=f"text/{page.file}") for page in self.pages)
        return (NavPoint(title=words.facsimiles, href=children[0].href, children=children),)


def make_facsimiles(
    issue: Issue, plan: Plan, given: Sequence[Facsimile], size: FacsimileSize, words: Words
) -> Facsimiles:
    """Read and scale the pictures, one after the other, and find the articles on them."""
    where = _Where(issue, plan)
    pages: list[FacsimilePage] = []
    resources: list[Resource] = [facsimile_sheet()]
    problems: list[Problem] = []
    most = BUDGETS[size].issue // max(len(given), 1)
    for facsimile in given:
        title = where.title(facsimile, words)
        try:
            picture = facsimile.picture(size, most)
        except Refused as refused:
            message = f"the picture of {title}, {facsimile.image.file!r}: {refused.detail}"
            problems.append(rules.FACSIMILE_LEFT_OUT.at(Origin(file=facsimile.image.file), message))
            continue
        resources.append(_resource(facsimile, picture))
        pages.append(
            FacsimilePage(
                id=f"facsimile-{facsimile.number}",
                title=title,
                picture=resources[-1].path,
                width=picture.width,
                height=picture.height,
                articles=where.articles(facsimile.number),
            )
        )
    if not given:
        problems.append(
            rules.NO_FACSIMILE.at(None, "the source has no pictures of its pages, so none were added")
        )
    numbers = {page.id: page for page in pages}
    of_section = {
        section: numbers[f"facsimile-{number}"]
        for section, number in where.numbers(given).items()
        if f"facsimile-{number}" in numbers
    }
    return Facsimiles(
        pages=tuple(pages), resources=tuple(resources), problems=tuple(problems), of_section=of_section
    )


def _resource(facsimile: Facsimile, picture: PagePicture) -> Resource:
    return Resource(
        path=f"images/facsimile-{facsimile.number}{picture.suffix}",
        media_type=picture.media_type,
        content=picture.content,
    )


class _Where:
    """Where the articles of an issue are printed."""

    def __init__(self, issue: Issue, plan: Plan) -> None:
        self._plan = plan
        self._boxes = {place.id: _boxes(place.article) for place in plan.articles}
        self._masthead = _by_page(_places(issue.masthead))

    def articles(self, number: int) -> tuple[tuple[ArticlePlace, tuple[Box, ...]], ...]:
        """The articles of a page with their areas."""
        here = [place for place in self._plan.articles if number in self._boxes[place.id]]
        found = []
        for place in here:
            others = [box for other in here if other is not place for box in self._boxes[other.id][number]]
            own = areas(self._boxes[place.id][number], [*others, *self._masthead.get(number, [])])
            found.append((place, tuple(own)))
        return tuple(found)

    def numbers(self, given: Sequence[Facsimile]) -> dict[str, int]:
        """The page that each section stands on: where most of its lines are, else the one with its number."""
        found: dict[str, int] = {}
        labels = {facsimile.label: facsimile.number for facsimile in reversed(given) if facsimile.label}
        for section in self._plan.sections:
            counted = Counter(
                {
                    number: len(boxes)
                    for place in section.articles
                    for number, boxes in self._boxes[place.id].items()
                }
            )
            number = counted.most_common(1)[0][0] if counted else labels.get(section.page)
            if number is not None:
                found[section.id] = number
        return found

    def title(self, facsimile: Facsimile, words: Words) -> str:
        """What a page is called: as its section, else by its number."""
        numbers = self.numbers((facsimile,))
        section = next((one for one in self._plan.sections if numbers.get(one.id) == facsimile.number), None)
        if section is not None and section.opens:
            return section.title
        return words.page(facsimile.label or str(facsimile.number))


def _boxes(article: Article) -> dict[int, list[Box]]:
    return _by_page(_places(article))


def _by_page(places: Sequence[Place]) -> dict[int, list[Box]]:
    found: dict[int, list[Box]] = {}
    for place in places:
        found.setdefault(place.page, []).append(Box(*place.box))
    return found


def _places(part: object) -> list[Place]:
    """The places of a part of the issue and of all within it, each once."""
    return list(dict.fromkeys(find_all(part, Place)))
