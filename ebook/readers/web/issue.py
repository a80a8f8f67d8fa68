"""The saved pages of a site become an issue: pages of the paper in order, each with its articles."""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from ebook.errors import UnreadableSource
from ebook.facsimile import Facsimile
from ebook.languages import Language, detect
from ebook.model import Article, Issue, Origin, Place, Repair, Section, plain
from ebook.numerals import page_key
from ebook.problems import Problem
from ebook.readers import Reading, ReadOptions
from ebook.readers.html import text_lines
from ebook.readers.pictures import with_pictures
from ebook.readers.web.article import WebArticle, read_article, shown_breaks
from ebook.readers.web.facts import left_out, masthead_of, several_days
from ebook.readers.web.mhtml import Unpacked
from ebook.readers.web.pages import (
    Area,
    Links,
    Listing,
    PageName,
    SavedPage,
    facsimile_of,
    furniture,
    page_name,
    read_saved,
    size_in,
)
from ebook.readers.web.selectors import Kind
from ebook.reading.audit import missing_lines
from ebook.reading.known import KnownArticle
from ebook.reading.known_articles import compose
from ebook.rules import web as rules

__all__ = ["PAGES", "read_issue"]

PAGES = (".htm", ".html", ".xhtml", ".shtml", ".mht", ".mhtml")


def read_issue(files: Mapping[str, bytes], kinds: Sequence[Kind], options: ReadOptions, name: str) -> Reading:
    """Read the files of an issue.

    Args:
        files: their bytes, by path within the source.
        kinds: what the sites are like that they may be from.
        options: the language, if it is known.
        name: what messages call the source.

    Raises:
        UnreadableSource: no file is a page or an article of a known kind of site.
    """
    reader = _Issue(files, kinds)
    if not reader.layouts and not reader.articles:
        if len(files) == 1 and reader.refused:
            raise reader.refused[0]
        raise UnreadableSource(
            "no page and no article of a known site is in it",
            file=name,
            hint="save the page again from the browser, or describe the site's marks with --selectors",
        )
    return reader.read(options)


class _Listed(msgspec.Struct):
    """An article of a page: what was read of it, or the title that the page's list gives."""

    article: KnownArticle
    read: WebArticle | None


class _Page(msgspec.Struct):
    """A page of the paper, and what is on it."""

    name: PageName
    saved: SavedPage | None
    listing: Listing
    articles: list[_Listed]


class _Issue:
    """All that was saved of an issue."""

    def __init__(self, files: Mapping[str, bytes], kinds: Sequence[Kind]) -> None:
        self.files = Unpacked(files)
        self.problems: list[Problem] = []
        self.pictures: dict[str, bytes] = {}
        self.refused: list[UnreadableSource] = []
        self.repairs: list[Repair] = []
        self.saved: dict[str, SavedPage] = {}
        for path in sorted(files, key=_natural):
            if path.lower().endswith(PAGES) or len(files) == 1:
                self._save(path, kinds)
        self.layouts = {path: saved for path, saved in self.saved.items() if saved.layout}
        self.articles = {path: read_article(saved) for path, saved in self.saved.items() if saved.article}
        self._by_name = {posixpath.basename(path): path for path in reversed(self.saved)}
        numbers = {path: _name_of(saved, PageName()).number for path, saved in reversed(self.layouts.items())}
        self._by_number = {number: path for path, number in numbers.items() if number}
        self._all_linked: set[str | None] = set()
        self._by_id = {read.id: path for path, read in reversed(self.articles.items()) if read.id}

    def _save(self, path: str, kinds: Sequence[Kind]) -> None:
        try:
            data = self.files[path]
            saved = read_saved(path, data, kinds)
        except UnreadableSource as error:
            self.refused.append(error)
            message = f"{error.message}; {error.hint}"
            self.problems.append(rules.NOT_READ.at(Origin(file=path), message))
            return
        self.saved[path] = saved
        self.problems += saved.problems
        self.repairs += saved.repairs
        if not re.search(rb"</html\s*>", data[-4096:], re.IGNORECASE):
            message = "the page ends in the middle, without </html>; save it again"
            self.problems.append(rules.CUT_OFF.at(saved.origin, message))

    # --- reading ---

    def read(self, options: ReadOptions) -> Reading:
        """The issue."""
        pages = self._pages()
        language = options.lang or detect(self._all_text(pages))
        masthead = masthead_of(self.saved.values(), language)
        self.problems += several_days(self.layouts.values())
        sections = self._sections(pages, language, keep_repeats=options.keeps_repeats)
        read = list(self.articles.values())
        self.repairs += (repair for one in read for repair in one.repairs)
        lines = [line for one in read for line in one.lines]
        self.repairs += missing_lines(lines, masthead, sections, self.repairs)
        self.repairs += left_out(self.saved.values(), masthead, sections)
        issue = Issue(
            lang=language.tag, masthead=masthead, sections=tuple(sections), repairs=tuple(self.repairs)
        )
        return Reading(issue, tuple(self.problems), self.pictures, tuple(self._facsimiles(pages)))

    def _all_text(self, pages: Iterable[_Page]) -> str:
        articles = [listed.article for page in pages for listed in page.articles]
        return "\n".join(
            text for one in articles for text in (plain(one.headline), *(part.whole for part in one.parts))
        )

    # --- pages ---

    def _pages(self) -> list[_Page]:
        """The pages of the paper with their articles, in order."""
        size_of = functools.partial(size_in, self.files)
        links = {path: Links.of(saved, size_of) for path, saved in self.layouts.items()}
        self._report_unknown(links)
        pages: dict[str, list[_Page]] = {}
        for path, called in self._in_order(links):
            found = self._layout_at(path, called)
            if found is None:
                if self._saved_at(path) is None:
                    self._report_page(path, called)
            elif found not in pages:
                pages[found] = [
                    _page(self.layouts[found], listing, called) for listing in links[found].listings
                ]
        taken: dict[str, str] = {}
        all_pages = [page for group in pages.values() for page in group]
        self._all_linked = {self._linked(path) for page in all_pages for path in page.listing.articles}
        for page in all_pages:
            self._list(page, taken)
        return self._with_unlisted(all_pages, taken)

    def _in_order(self, links: Mapping[str, Links]) -> list[tuple[str, PageName]]:
        """All pages that are saved or linked to: as the site lists them, if one list has all of them."""
        union: dict[str, PageName] = {}
        for found in links.values():
            for path, called in found.pages.items():
                if path not in union or not union[path].number:
                    union[path] = called
        known = {self._layout_at(path, called) for path, called in union.items()}
        for path, saved in self.layouts.items():
            if path not in known:
                union[path] = _name_of(saved, PageName())
        longest = max((len(found.pages) for found in links.values()), default=0)
        keys = {path: page_key(called.number) for path, called in union.items()}
        if longest < len(union) and all(keys.values()):
            return sorted(union.items(), key=lambda item: keys[item[0]] or ("", 0))
        return list(union.items())

    def _layout_at(self, path: str, called: PageName) -> str | None:
        """The page that a link means: at its path or by its name, else the one that has its number."""
        saved = self._saved_at(path)
        if saved is not None:
            return saved if saved in self.layouts else None
        return self._by_number.get(called.number) if called.number else None

    def _saved_at(self, path: str) -> str | None:
        """The file at a path, or the only one of its name: browsers save all pages into one folder."""
        return path if path in self.saved else self._by_name.get(posixpath.basename(path))

    def _report_unknown(self, links: Mapping[str, Links]) -> None:
        """Report what is no part of the paper; a page that others list may hold an advertisement and no article."""
        listed = {self._saved_at(path) for found in links.values() for path in found.pages}
        for path, saved in self.saved.items():
            if not saved.layout and not saved.article and not saved.forward and path not in listed:
                message = "neither a page nor an article of a known site; it was left out"
                self.problems.append(rules.UNKNOWN_PAGE.at(saved.origin, message))

    def _report_page(self, path: str, called: PageName) -> None:
        shown = " ".join(filter(None, (called.number, called.title))) or posixpath.basename(path)
        lister = next(iter(self.layouts.values()))
        message = f"page {shown} ({path}) is listed but is not in the source; save it as well"
        self.problems.append(rules.PAGE_MISSING.at(lister.origin, message))

    # --- articles ---

    def _list(self, page: _Page, taken: dict[str, str]) -> None:
        """Give a page the articles that it lists."""
        assert page.saved is not None  # noqa: S101  # pages come from layouts
        for path, lines in page.listing.articles.items():
            found = self._article_at(path, lines)
            places = page.listing.areas.get(path, ())
            if found is None:
                self._list_missing(page, path, lines, places)
            elif found in taken:
                message = f"{_title(self.articles[found].article)} is also listed on {taken[found]}"
                self.problems.append(rules.LISTED_TWICE.at(page.saved.origin, message))
            else:
                taken[found] = page.saved.path
                read = self.articles[found]
                article = read.article if read.article.headline else _titled(read.article, lines)
                page.articles.append(_Listed(_with_areas(article, places), read))

    def _article_at(self, path: str, lines: Sequence[str]) -> str | None:
        """The article's page that a link means: at its path or by its name, by the site's number, by its title."""
        found = self._linked(path)
        if found is not None:
            return found
        title = _letters("".join(lines))
        return next(
            (
                at
                for at, read in self.articles.items()
                if title and at not in self._all_linked and _letters(plain(read.article.headline)) == title
            ),
            None,
        )

    def _linked(self, path: str) -> str | None:
        """The article at a path, or with the site's number that the path ends in; the number counts for more."""
        saved = self._saved_at(path)
        number = re.search(r"(\d{2,})\D*$", path)
        numbered = self._by_id.get(number[1]) if number else None
        if saved is None or saved not in self.articles:
            return numbered
        is_another = "articleid" in self.saved[saved].properties and numbered is not None
        return numbered if is_another else saved

    def _list_missing(self, page: _Page, path: str, lines: Sequence[str], areas: Sequence[Area]) -> None:
        assert page.saved is not None  # noqa: S101  # pages come from layouts
        shown = "".join(lines) or posixpath.basename(path)
        message = f"the text of {shown} ({path}) is not in the source; save its page as well"
        self.problems.append(rules.ARTICLE_MISSING.at(page.saved.origin, message))
        titles: list[str] = []
        for line in lines:
            broken, repair = shown_breaks(line, page.saved.origin)
            titles += broken
            self.repairs += repair
        if titles:
            headline = tuple(titles) if len(titles) > 1 else titles[0]
            article = KnownArticle(headline=headline, origin=page.saved.origin)
            page.articles.append(_Listed(_with_areas(article, areas), None))

    def _with_unlisted(self, pages: list[_Page], taken: Mapping[str, str]) -> list[_Page]:
        """The pages, articles that none of them lists at the end of the page that they name."""
        by_number = {page.name.number: page for page in pages}
        for path, read in self.articles.items():
            if path in taken:
                continue
            page = by_number.get(read.page.number)
            if page is None:
                page = _Page(read.page, None, Listing(read.page, {}, {}), [])
                by_number[read.page.number] = page
                pages.append(page)
            page.articles.append(_Listed(read.article, read))
            if self.layouts:
                message = f"no page lists {_title(read.article)}"
                self.problems.append(rules.NOT_LISTED.at(read.saved.origin, message))
        if not self.layouts:
            pages.sort(key=lambda page: page_key(page.name.number) or ("~", 0))
        return pages

    # --- sections ---

    def _sections(self, pages: Sequence[_Page], language: Language, *, keep_repeats: bool) -> list[Section]:
        given: list[KnownArticle] = []
        for listed in (listed for page in pages for listed in page.articles):
            found = with_pictures(listed.article, self.files)
            given.append(found.article)
            self.pictures |= found.embedded | self._unpacked(found.article)
            self.problems += found.problems
        composed = iter(compose(given, language, keep_repeats=keep_repeats))
        sections: list[Section] = []
        for number, page in enumerate(pages, start=1):
            made = [next(composed) for _ in page.articles]
            self.repairs += (repair for one in made for repair in one.repairs)
            articles = tuple(_on_page(one.article, number) for one in made)
            self._report_jumps(articles, page)
            sections.append(
                Section(
                    page=page.name.number,
                    title=page.name.title,
                    articles=articles,
                    origin=page.saved.origin if page.saved else None,
                )
            )
        return [section for section in sections if section.articles]

    def _facsimiles(self, pages: Sequence[_Page]) -> Iterator[Facsimile]:
        for number, page in enumerate(pages, start=1):
            if page.saved is not None and (found := facsimile_of(page.saved, self.files)):
                yield msgspec.structs.replace(found, number=number, label=page.name.number or "")

    def _unpacked(self, article: KnownArticle) -> dict[str, bytes]:
        """The pictures of an article that were in one file with its page."""
        named = (part.picture for part in article.parts if part.picture is not None)
        return {path: self.files.pictures[path] for path in named if path in self.files.pictures}

    def _report_jumps(self, articles: Iterable[Article], page: _Page) -> None:
        for article, listed in zip(articles, page.articles, strict=True):
            if article.continued_to and not article.body and listed.read:
                message = f"{plain(article.headline)} is only a reference: {article.continued_to}"
                self.problems.append(rules.ONLY_A_JUMP.at(article.origin, message))


def _natural(path: str) -> list[tuple[int, str]]:
    """A key by which node_2 comes before node_10."""
    return [
        (int(part), "") if part.isascii() and part.isdigit() else (-1, part)
        for part in re.split(r"(\d+)", path)
    ]


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", re.sub(r"<[^<>]*>", "", text))


def _title(article: KnownArticle) -> str:
    return plain(article.headline) or (article.origin.file if article.origin else "an article")


def _page(saved: SavedPage, listing: Listing, called: PageName) -> _Page:
    return _Page(listing.name if listing.name.number else _name_of(saved, called), saved, listing, [])


def _titled(article: KnownArticle, lines: Sequence[str]) -> KnownArticle:
    """An article whose own page shows no headline, with the one of its page's list, or with its only title."""
    if lines:
        return msgspec.structs.replace(article, headline=tuple(lines) if len(lines) > 1 else lines[0])
    return msgspec.structs.replace(article, headline=article.kicker, kicker=None)


def _name_of(saved: SavedPage, called: PageName) -> PageName:
    """What a page is called: as it is linked to, else as it says itself."""
    if called.number:
        return called
    assert saved.layout is not None  # noqa: S101  # asked of pages of the paper alone
    for element in saved.page.all(saved.layout.layout.page):
        if (name := page_name(" ".join(text_lines(element)))).number:
            return name
    for text in furniture(saved):
        if "版" in text and (name := page_name(text)).number:
            return name
    return called


def _with_areas(article: KnownArticle, areas: Sequence[Area]) -> KnownArticle:
    """An article with the areas of its page; the page's number follows when all pages are known."""
    places = tuple(Place(page=1, box=(area.left, area.top, area.right, area.bottom)) for area in areas)
    origin = article.origin or Origin(file="")
    return msgspec.structs.replace(article, origin=msgspec.structs.replace(origin, places=places))


def _on_page(article: Article, number: int) -> Article:
    if article.origin is None or not article.origin.places:
        return article
    on_page = tuple(msgspec.structs.replace(place, page=number) for place in article.origin.places)
    return msgspec.structs.replace(article, origin=msgspec.structs.replace(article.origin, places=on_page))
